"""Speakers and metrics as rows of their own: those of the registries, and those that only pages name.

A row with a ``key`` is an entry of patterns/agents.toml or patterns/metrics.toml; one without is a name
as the pages write it, held together by its folded form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, insert, or_, select, update

from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns
from extractor.store import schema

AGENTS = "agents.toml"
METRICS = "metrics.toml"
CHUNK = 400  # names asked for in one statement: SQLite takes 999 parameters at the least


@dataclass(frozen=True, slots=True)
class Name:
    """A speaker or a metric as a claim gives it: its registry key if it has one, its wording and that folded."""

    key: str | None
    text: str
    folded: str

    @property
    def identity(self) -> tuple[str, str]:
        """What two mentions of one speaker or metric share."""
        return ("key", self.key) if self.key else ("folded", self.folded)


def top(connection: Connection, table: Table) -> int:
    """The highest row number of ``table`` in use; 0 where it is empty."""
    return connection.execute(select(func.max(table.c.id))).scalar() or 0


def resolve(connection: Connection, table: Table, names: Iterable[Name]) -> dict[tuple[str, str], int]:
    """The row of every name, made where there is none, in order of first appearance."""
    wanted = {name.identity: name for name in names}
    found = _existing(connection, table, wanted.values())
    number = top(connection, table) if wanted.keys() - found.keys() else 0
    made = []
    for identity, name in wanted.items():
        if identity not in found:
            number += 1
            found[identity] = number
            made.append({"id": number, "key": name.key, wording(table).name: name.text, "folded": name.folded})
    if made:
        connection.execute(insert(table), made)
    return found


def wording(table: Table) -> Column[str]:
    """The column that holds the name as written."""
    return table.c["name" if table is schema.agent else "text"]


def _existing(connection: Connection, table: Table, names: Iterable[Name]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    names = list(names)
    for start in range(0, len(names), CHUNK):
        some = names[start : start + CHUNK]
        keys = [name.key for name in some if name.key]
        folded = [name.folded for name in some if not name.key]
        clause = or_(table.c.key.in_(keys), table.c.key.is_(None) & table.c.folded.in_(folded))
        for row in connection.execute(select(table.c.id, table.c.key, table.c.folded).where(clause)):
            found["key" if row.key else "folded", row.key or row.folded] = row.id
    return found


def register(connection: Connection, patterns: Patterns, fold: Folder) -> None:
    """Bring the rows of both registries in line with the pattern files, where those are there."""
    agents = patterns.files.get(AGENTS, ())
    _sync(connection, schema.agent, [_agent(entry, fold) for entry in agents])
    _sync(connection, schema.metric, [_metric(entry, fold) for entry in patterns.files.get(METRICS, ())])
    rows = _keyed(connection, schema.agent)
    for table, parts in ((schema.agent_alias, _aliases), (schema.office, _offices)):
        connection.execute(delete(table))
        made = [{"agent_id": rows[entry.id], **part} for entry in agents for part in parts(entry, fold)]
        if made:
            connection.execute(insert(table), [{"id": number, **row} for number, row in enumerate(made, 1)])


def _keyed(connection: Connection, table: Table) -> dict[str, int]:
    """The rows of registry entries by key."""
    keyed = select(table.c.key, table.c.id).where(table.c.key.is_not(None))
    return {row.key: row.id for row in connection.execute(keyed)}


def _sync(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    known = _keyed(connection, table)
    number = top(connection, table)
    for row in rows:
        if row["key"] in known:
            connection.execute(update(table).where(table.c.id == known[row["key"]]).values(row))
        else:
            number += 1
            connection.execute(insert(table).values(id=number, **row))


def _agent(entry: Entry, fold: Folder) -> dict[str, Any]:
    name = entry.forms[0] if entry.forms else entry.id
    return {"key": entry.id, "name": name, "folded": fold(name), "kind": entry.get("kind"), "fr": entry.get("fr")}


def _metric(entry: Entry, fold: Folder) -> dict[str, Any]:
    text = entry.forms[0] if entry.forms else entry.id
    units = " ".join(entry.get("units", ())) or None
    said = {name: entry.get(name) for name in ("kind", "part_of", "fr", "en")}
    return {"key": entry.id, "text": text, "folded": fold(text), "units": units, **said}


def _aliases(entry: Entry, fold: Folder) -> Iterator[dict[str, Any]]:
    for form in entry.forms:
        yield {"alias": form, "folded": fold(form)}


def _offices(entry: Entry, fold: Folder) -> Iterator[dict[str, Any]]:  # noqa: ARG001 - the same call as _aliases
    for office in entry.get("offices", ()):
        for title in office.get("titles", ()):
            yield {"title": title, "since": _day(office.get("since")), "until": _day(office.get("until"))}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def sweep(connection: Connection, patterns: Patterns) -> None:
    """Drop the speakers and metrics that no claim names any more and no registry lists."""
    used = {
        schema.agent: (schema.attribution.c.agent_id, schema.attribution.c.conveyor_id),
        schema.metric: (schema.claim.c.metric_id, schema.comparison.c.metric_id),
    }
    for table, file in ((schema.agent, AGENTS), (schema.metric, METRICS)):
        listed = [entry.id for entry in patterns.files.get(file, ())]
        unused = [~select(column).where(column == table.c.id).exists() for column in used[table]]
        rows = connection.execute(select(table.c.id, table.c.key).where(*unused)).all()
        gone = [row.id for row in rows if row.key is None or row.key not in listed]
        for start in range(0, len(gone), CHUNK):
            connection.execute(delete(table).where(table.c.id.in_(gone[start : start + CHUNK])))
