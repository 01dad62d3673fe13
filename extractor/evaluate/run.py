"""The pipeline over the pages that a gold file is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor import pages, serial
from extractor.evaluate.gold import GoldError, Row, read_text
from extractor.model import Failure, Page
from extractor.pipeline import Extractor


def claims_of(extractor: Extractor, folder: Path, names: Sequence[str]) -> list[Row]:
    """The claims of the named pages as the interface prints them.

    Raises:
        GoldError: a page cannot be read.
    """
    return [claim for page in _pages(extractor, folder, names) for claim in serial.claims(extractor.extract(page))]


def articles_of(extractor: Extractor, folder: Path, names: Sequence[str]) -> list[Row]:
    """The stripped articles of the named pages as the interface prints them.

    Raises:
        GoldError: a page cannot be read.
    """
    return [
        article
        for page in _pages(extractor, folder, names)
        for article in serial.articles(page, *extractor.strip(page))
    ]


def _pages(extractor: Extractor, folder: Path, names: Sequence[str]) -> Iterator[Page]:
    for name in names:
        read_text(folder / name)  # says what is wrong with a missing page better than the walk does
        for page in pages.read([str(folder / name)], printed=extractor.dates.printed):
            if isinstance(page, Failure):
                msg = f"{page.source}: {page.error}"
                raise GoldError(msg)
            yield page
