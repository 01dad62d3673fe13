"""The commands of `arqam`, a module each: a module here that has a function ``register`` is a command.

What a command needs it imports when it is called, so that ``arqam --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import typer

from extractor.problem import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

USAGE = 2
STOPPED = 130
ABOUT = "Moroccan Arabic news pages in, checkable figures out: metric, value, date and speaker of every claim."


def application() -> typer.Typer:
    """All commands of this folder as one typer application."""
    app = typer.Typer(
        help=ABOUT,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        if module.name.startswith("_"):
            continue
        register = getattr(import_module(f"{__name__}.{module.name}"), "register", None)
        if register:
            register(app)
    app.callback()(lambda: None)
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script: run one command and end with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # `arqam … | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as error:  # standard output on a full disk
        status = complain(f"standard output cannot be written ({error.strerror}); make room, or print to elsewhere")
        sys.stdout = None  # else it is flushed, and fails, once more
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 some pages failed, 2 wrong usage (one sentence on standard error)."""
    from extractor.patterns import PatternError

    try:
        answer = application()(args=arguments, prog_name="arqam", standalone_mode=False)
    except (UserError, PatternError) as problem:
        return complain(str(problem))
    except KeyboardInterrupt:
        return complain("stopped; the same command again goes on from here", STOPPED)
    except typer.Abort:
        return complain("stopped", STOPPED)
    except SystemExit as left:  # typer's way out of `arqam … | head`
        if isinstance(left.__context__, BrokenPipeError):
            return 0
        raise
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return complain(_usage(error))
    return answer if isinstance(answer, int) else 0


def complain(message: str, status: int = USAGE) -> int:
    """Print one sentence on standard error; the answer is ``status``."""
    sys.stderr.write(f"arqam: {' '.join(message.split())}\n")
    return status


def _usage(error: Exception) -> str:
    """What typer says of a wrong command line, and where to read on."""
    message = str(error.format_message()).rstrip(". ")  # type: ignore[attr-defined]
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "arqam"
    if not message:  # no_args_is_help: the help itself has been printed
        return f"name what to do; see {command} --help"
    return f"{message[:1].lower()}{message[1:]}; see {command} --help"
