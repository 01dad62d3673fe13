"""A claims database in which a stranger's text stands wherever a stranger can put one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

SIGN = "hit"  # the property of `window` that a script of the stranger's would set
MARKUP = (
    "\"'><script>window.hit=1</script><img src=x onerror=window.hit=2><svg onload=window.hit=3></svg>"
    "</title></textarea></script><b onmouseover=window.hit=4>{{7*191}}</b><!--"
)
LINK = "javascript:window.hit=5//"
FORMULA = '=HYPERLINK("http://evil.example")'
# Every column that holds words of a page, or of somebody who had a hand in the patterns or the reviews.
COLUMNS = {
    "agent": ("name", "fr"),
    "agent_alias": ("alias",),
    "article": ("publisher", "published_text", "author"),
    "attribution": ("source", "role", "conveyor", "cue"),
    "chrome": ("rule",),
    "claim": ("evidence", "metric", "counted", "date_text"),
    "comparison": ("explanation", "explanation_ar"),
    "metric": ("text", "fr", "en"),
    "office": ("title",),
    "place": ("source",),
    "rejection": ("rule", "readings"),
}


def poisoned(database: Path, folder: Path) -> Path:
    """A copy of ``database`` in ``folder`` with markup, links and formulas of a stranger's in it."""
    made = Path(shutil.copy(database, folder / "hostile.db"))
    with closing(sqlite3.connect(made)) as connection, connection:
        for table, columns in COLUMNS.items():
            for column in columns:
                added = (MARKUP,) if column != "readings" else (f'["{MARKUP[2:]}"]',)
                change = f"{column} || ?" if column != "readings" else "?"
                connection.execute(f"UPDATE {table} SET {column} = {change} WHERE {column} IS NOT NULL", added)  # noqa: S608
        connection.execute("UPDATE article SET title = ? || title || ?", (FORMULA, MARKUP))
        connection.execute("UPDATE claim SET counted = ? WHERE unit = 'count'", (MARKUP,))
        connection.execute("UPDATE document SET text = text || ?", (MARKUP,))
        connection.execute("UPDATE place SET url = ?", (LINK,))
        asked = "SELECT row_number() OVER (ORDER BY id), key, ?, ?, ?, '2026-01-01 00:00:00' FROM claim"
        connection.execute(f"INSERT INTO review (id, claim_key, verdict, note, reviewer, made) {asked}", (MARKUP,) * 3)
    return made
