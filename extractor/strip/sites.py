"""Outlets by their addresses: a page's url, the host in its path, a mail address or link among its chrome.

*Looks for* hosts that sites/publishers.toml knows. *Limits*: an address inside an article says nothing of
whose page it is; two known outlets among the chrome leave the question open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import urlsplit

from extractor.patterns import Patterns

FILE = "sites/publishers.toml"
HOST = re.compile(r"(?<![\w@.-])(?:[a-z0-9.]+@|www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w.-]*@)")
LONGEST = 200  # code points of a line of addresses


class Sites:
    """Knows outlets by their domains.

    >>> from extractor.patterns import load
    >>> sites = Sites(load())
    >>> sites.of_url("https://ar.telquel.ma/economie/123"), sites.of_url("https://www.maghress.com/hespress/281313")
    ('تيلكيل عربي', 'هسبريس')
    """

    def __init__(self, patterns: Patterns) -> None:
        """Compile the domains of sites/publishers.toml.

        Raises:
            PatternError: the file is missing.
        """
        self._names: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._hosts_others: set[str] = set()
        for entry in patterns[FILE]:
            for domain in entry.get("domains", ()):
                if entry.get("hosts_others"):
                    self._hosts_others.add(domain)
                    continue
                self._names[domain] = entry.forms[0]
                self._stems.setdefault(entry.id, entry.forms[0])

    def of_url(self, url: str | None) -> str | None:
        """The outlet whose page ``url`` is: by its host, on a site that hosts others by the first step of its path."""
        try:
            parts = urlsplit(url or "")
            host = (parts.hostname or "").lower()
        except ValueError:
            return None
        if self._parent(host, self._hosts_others):
            return self._stems.get(parts.path.strip("/").split("/")[0].lower())
        return self._of_host(host)

    def named(self, name: str) -> str:
        """The outlet's own name where a scraper writes its host («www.hespress.com»), else ``name``."""
        host = name.strip().lower().removeprefix("www.")
        return (self._of_host(host) if "." in host and " " not in host else None) or name

    def of_source(self, source: str) -> str | None:
        """The outlet of a page that lies in a folder named after a host, as crawlers make them."""
        parts = (part.lower() for part in PurePath(source.split("#", maxsplit=1)[0]).parts)
        return next((name for part in parts if (name := self._of_host(part.removeprefix("www.")))), None)

    def of_lines(self, lines: Iterable[str]) -> str | None:
        """The one outlet whose addresses stand in ``lines``; ``None`` where there is none, or more than one."""
        found = {
            name
            for line in lines
            if "." in line and len(line) <= LONGEST
            for match in HOST.finditer(line.lower())
            if (name := self._of_host(match.group(1)))
        }
        return found.pop() if len(found) == 1 else None

    def _of_host(self, host: str) -> str | None:
        domain = self._parent(host, self._names)
        return self._names[domain] if domain else None

    def _parent(self, host: str, known: Iterable[str]) -> str | None:
        """The known domain that ``host`` is or lies in."""
        labels = host.split(".")
        tails = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return next((tail for tail in tails if tail in known), None)
