"""`arqam strip`: pages → articles, chrome removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import options

if TYPE_CHECKING:
    from extractor.model import Failure, Page
    from extractor.pipeline import Extractor


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(strip)


def strip(
    paths: options.Paths,
    show_chrome: Annotated[
        bool, typer.Option("--show-chrome", help="Print the text of every removed span beside its rule.")
    ] = False,
    text_field: options.TextField = None,
    html_field: options.HtmlField = None,
    title_field: options.TitleField = None,
    date_field: options.DateField = None,
    publisher_field: options.PublisherField = None,
    author_field: options.AuthorField = None,
    url_field: options.UrlField = None,
    id_field: options.IdField = None,
    patterns: options.PatternRoot = None,
) -> int:
    """Print the articles of pages as JSON lines, chrome removed."""
    from extractor.model import Failure

    wanted = options.existing(paths)
    extractor = options.extractor(options.patterns(patterns))
    stream = options.pages(
        wanted,
        extractor.dates.printed,
        text=text_field,
        html=html_field,
        title=title_field,
        published=date_field,
        publisher=publisher_field,
        author=author_field,
        url=url_field,
        id=id_field,
    )
    failed = False
    for page in stream:
        result = page if isinstance(page, Failure) else _articles(extractor, page, show_chrome=show_chrome)
        if isinstance(result, Failure):
            options.report(result)
            failed = True
        else:
            options.put(result)
    return int(failed)


def _articles(extractor: Extractor, page: Page, *, show_chrome: bool) -> list[str] | Failure:
    from extractor import batch, serial

    try:
        stripped, event_dates = extractor.strip(page)
    except Exception as error:  # noqa: BLE001 - law 4: one page harms no other
        return batch.failure(page, error)
    made = serial.articles(page, stripped, event_dates, show_chrome=show_chrome)
    return [serial.line(article) for article in made]
