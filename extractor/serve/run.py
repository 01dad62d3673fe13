"""The site on a socket of this machine."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

import uvicorn

from extractor.serve.site import application

if TYPE_CHECKING:
    from extractor.serve.served import Site

HOST = "127.0.0.1"


def listening(port: int) -> socket.socket:
    """A socket that listens on ``port`` of this machine alone; 0 takes a free one.

    Raises:
        OSError: the port is taken or may not be used.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen(64)
    except OSError:
        made.close()
        raise
    return made


def run(site: Site, on: socket.socket) -> None:
    """Serve until the process is asked to stop, by Ctrl-C or SIGTERM; the caller closes the site."""
    config = uvicorn.Config(
        application(site), log_level="warning", access_log=False, server_header=False, lifespan="on", ws="none"
    )
    # uvicorn raises the signal again when it has shut down: without a handler the process would end there and then.
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        uvicorn.Server(config).run(sockets=[on])
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
