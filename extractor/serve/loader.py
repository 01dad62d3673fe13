"""Datasette's own templates, made fit for a strict Content-Security-Policy and for screen readers on their way in.

They carry inline scripts and styles without a nonce, ``style`` attributes, and fields without a label. Rewriting
them as they are loaded holds for the next release of datasette too, where copies would grow stale.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import BaseLoader, Environment

# style="…", the value holding template expressions with quotes of their own: style="height: {{ sql.split("\n") }}em"
STYLE = re.compile(r"""\sstyle="(?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*\"""")
INLINE = re.compile(r"<(script|style)(?=[\s>])")
UNLABELLED = re.compile(
    r"""<(select|textarea|input\ type="text")\ (?=[^>]*?name="(?P<name>[^"]*)")(?![^>]*aria-label)""", re.VERBOSE
)
SCROLLED = re.compile(r"""<(?=div class="table-wrapper">|pre[ >])(\w+)""")


def strict(source: str) -> str:
    """A template of datasette without what the policy forbids.

    >>> strict('<h1 style="color: #{{ f("x") }}">a</h1><script>b</script>')
    '<h1>a</h1><script nonce="{{ nonce }}">b</script>'
    """
    source = STYLE.sub("", source)
    source = INLINE.sub(r'<\1 nonce="{{ nonce }}"', source)
    source = SCROLLED.sub(r'<\1 tabindex="0" role="region" aria-label="\1"', source)
    return UNLABELLED.sub(r'<\1 aria-label="\g<name>" ', source)


class StrictLoader(BaseLoader):
    """``ours`` first, then what ``theirs`` has, made strict."""

    def __init__(self, ours: BaseLoader, theirs: BaseLoader) -> None:
        """Take the two loaders."""
        self._ours = ours
        self._theirs = theirs

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The template's source, by jinja's protocol."""
        if template in self._ours.list_templates():
            return self._ours.get_source(environment, template)
        source, name, fresh = self._theirs.get_source(environment, template)
        return strict(source), name, fresh

    def list_templates(self) -> list[str]:
        """Every template there is."""
        return sorted({*self._ours.list_templates(), *self._theirs.list_templates()})
