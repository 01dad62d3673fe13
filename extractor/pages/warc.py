"""WARC crawls: each HTML response a page, in one pass and flat memory, going on after what is broken.

fastwarc parses each record; where a record begins and ends is found here, since a reader that trusts an
over-long Content-Length swallows the records behind it, and one that meets a corrupt member of a .gz stops.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from extractor.model import Failure, Page
from extractor.pages.dated import Printed
from extractor.pages.decode import LARGEST, UnreadableError, decode
from extractor.pages.html import derive

CHUNK = 1 << 18
HEADER = 1 << 16  # bytes of a record's header, at most
BOMB = 200  # times: HTML shrinks 4 to 15 times in gzip
SLACK = 64 * 2**20
MARK = re.compile(rb"WARC/1\.[01]\r?\n")
NEXT = re.compile(rb"\r?\n\r?\n(?=WARC/1\.[01]\r?\n)")
BLANK = re.compile(rb"\r?\n\r?\n")
LENGTH = re.compile(rb"^content-length:\s*(\d{1,18})\s*$", re.IGNORECASE | re.MULTILINE)
GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Broken:
    """A stretch of a crawl that is no whole record, and why."""

    reason: str


def read_warc(path: Path, source: str, printed: Printed | None) -> Iterator[Page | Failure]:
    """The HTML responses of a crawl as pages named ``source#record``; broken records as failures."""
    with path.open("rb") as stream:
        for number, record in enumerate(_records(_Source(stream)), 1):
            place = f"{source}#{number}"
            if isinstance(record, Broken):
                yield Failure(place, f"{record.reason}; the records behind it were read")
            elif b"response" in record[:HEADER]:
                yield from _pages(record, place, printed)


def _pages(raw: bytes, place: str, printed: Printed | None) -> Iterator[Page | Failure]:
    digest = hashlib.sha256(raw).hexdigest()
    try:
        for record in ArchiveIterator(io.BytesIO(raw), record_types=WarcRecordType.response, auto_decode="all"):
            kind = (record.http_content_type or "").lower()
            status = record.http_headers.status_code if record.http_headers else None
            if "html" not in kind or status != 200:
                continue
            payload = record.reader.read(LARGEST + 1)
            url = record.headers.get("WARC-Target-URI")
            decoded = decode(payload)
            digest = hashlib.sha256(payload).hexdigest()
            yield derive(decoded.text, place, digest, media="warc", url=url, encoding=decoded.encoding, printed=printed)
    except UnreadableError as error:
        yield Failure(place, str(error), digest)
    except (OSError, ValueError, RuntimeError) as error:
        yield Failure(place, f"a response that cannot be decoded ({str(error)[:120]}); crawl the page again", digest)


class _Source:
    """The bytes of a crawl, unpacked where it is compressed; ``broken`` collects what could not be unpacked."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._chunks = self._unpacked(stream)
        self.broken: list[Broken] = []

    def read(self) -> bytes:
        """Some more bytes; empty at the end."""
        return next(self._chunks, b"")

    def _unpacked(self, stream: IO[bytes]) -> Iterator[bytes]:
        first = stream.read(CHUNK)
        if not first.startswith(GZIP[:2]):
            while first:
                yield first
                first = stream.read(CHUNK)
            return
        yield from self._members(stream, first)

    def _members(self, stream: IO[bytes], rest: bytes) -> Iterator[bytes]:
        """The members of a .gz one after the other; a corrupt one is skipped up to the next that begins."""
        taken, given = len(rest), 0
        while rest:
            member = zlib.decompressobj(wbits=31)
            try:
                while rest and not member.eof:
                    out = member.decompress(rest, CHUNK)
                    given += len(out)
                    if given > SLACK and given > BOMB * taken:
                        self.broken.append(Broken(f"expands more than {BOMB} times, as no crawl of pages does"))
                        return
                    if out:
                        yield out
                    rest = member.unconsumed_tail or stream.read(CHUNK)
                    taken += len(rest) if not member.unconsumed_tail else 0
                rest = member.unused_data + (rest if member.eof and not member.unconsumed_tail else b"")
                if not member.eof:
                    self.broken.append(Broken("the compressed crawl is cut off"))
                    return
            except zlib.error:
                self.broken.append(Broken("a corrupt compressed record"))
                rest, more = self._resume(stream, rest)
                taken += more
            if rest and not rest.startswith(GZIP):
                rest, more = self._resume(stream, b"\0" + rest)
                taken += more
            if not rest:
                rest = stream.read(CHUNK)
                taken += len(rest)

    def _resume(self, stream: IO[bytes], rest: bytes) -> tuple[bytes, int]:
        """The bytes from the next gzip member on, and how many were read to find it."""
        more = 0
        rest = rest[1:]
        while True:
            at = rest.find(GZIP)
            if at >= 0:
                return rest[at:], more
            chunk = stream.read(CHUNK)
            if not chunk:
                return b"", more
            more += len(chunk)
            rest = rest[-2:] + chunk


def _records(source: _Source) -> Iterator[bytes | Broken]:
    """The records of a crawl, cut where they really end."""
    buffer = bytearray()
    while True:
        yield from _drained(source)
        if not _filled(buffer, source, HEADER) and not buffer.strip():
            yield from _drained(source)
            return
        mark = MARK.search(buffer)
        if mark is None or buffer[: mark.start()].strip():
            yield Broken("bytes that belong to no record")
            if not _skipped(buffer, source, 0):
                return
            continue
        del buffer[: mark.start()]
        _filled(buffer, source, HEADER)
        yield _record(buffer, source)


def _drained(source: _Source) -> Iterator[Broken]:
    while source.broken:
        yield source.broken.pop(0)


def _record(buffer: bytearray, source: _Source) -> bytes | Broken:
    """The record at the buffer's start, taken out of it; or what is wrong with it, the buffer at the next one."""
    blank = BLANK.search(buffer, 0, HEADER)
    length = LENGTH.search(buffer, 0, blank.start()) if blank else None
    if blank is None or length is None:
        _skipped(buffer, source, 1)
        return Broken("a record without a readable header")
    size = int(length.group(1))
    if size > LARGEST:
        _skipped(buffer, source, 1)
        return Broken(f"a record of more than {LARGEST >> 20} MB, or with a wrong length, skipped")
    end = blank.end() + size
    whole = _filled(buffer, source, end)
    inside = NEXT.search(buffer, blank.end(), end)
    if inside:
        del buffer[: inside.end()]
        return Broken("a record shorter than its declared length")
    if not whole:
        buffer.clear()
        return Broken("a record that is cut off at the end of the file")
    record = bytes(buffer[:end])
    del buffer[:end]
    return record


def _filled(buffer: bytearray, source: _Source, size: int) -> bool:
    """Read until the buffer holds ``size`` bytes; whether there were so many."""
    while len(buffer) < size:
        chunk = source.read()
        if not chunk:
            return False
        buffer += chunk
    return True


def _skipped(buffer: bytearray, source: _Source, past: int) -> bool:
    """Drop what comes before the next record that begins after ``past`` bytes; whether there is one."""
    while True:
        found = NEXT.search(buffer, past) or (MARK.search(buffer, 1) if past == 0 else None)
        if found:
            del buffer[: found.end() if found.re is NEXT else found.start()]
            return True
        del buffer[: max(0, len(buffer) - 32)]
        past = 0
        chunk = source.read()
        if not chunk:
            buffer.clear()
            return False
        buffer += chunk
