"""What reading pages costs: HTML against trafilatura alone, crawls of two sizes, hostile pages; `make bench` prints it.

    python tests/bench/crawl.py

Pages are generated in the shape of WordPress pages of Moroccan papers (menus, ticker, JSON-LD, related and
most-read lists, comments), about 60 KB each, with the text of the pages in tests/pages/html. Every figure
comes from a fresh process.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parent.parent / "pages" / "html" / "gold.jsonl"
PAGES = 60
CRAWLS = (200, 2_000)
PARAGRAPHS = 12
MOST = 1.5  # times trafilatura's own time for the whole pipeline
WRONG = 40  # one record in so many is broken


def stories() -> list[tuple[str, list[str]]]:
    rows = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    return [(one["title"], one["body"]) for row in rows for one in row["articles"] if one["title"] and one["body"]]


def page(number: int) -> str:
    """One page: the same number makes the same page."""
    chance = random.Random(number)
    known = stories()
    title = f"{chance.choice(known)[0]} {number}"
    body = [chance.choice(chance.choice(known)[1]) for _ in range(PARAGRAPHS)]
    links = [f'<li class="item"><a href="/{k}">{chance.choice(known)[0]}</a></li>' for k in range(120)]
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title}
    data["datePublished"] = "2024-06-12T23:20:00+00:00"
    head = f'<meta charset="utf-8"><title>{title}</title><script type="application/ld+json">{json.dumps(data)}</script>'
    style = "".join(f".c{k}{{margin:{k}px;padding:{k}px}}" for k in range(400))
    script = "".join(f"window.q{k}=function(a){{return a*{k};}};" for k in range(300))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    comments = "".join(f'<li class="comment"><b>{k}</b><p>{body[k % len(body)][:80]}</p></li>' for k in range(8))
    return (
        f'<!DOCTYPE html><html dir="rtl" lang="ar"><head>{head}<style>{style}</style><script>{script}</script></head>'
        f'<body><header><nav><ul>{"".join(links[:40])}</ul></nav><div class="ticker">{"".join(links[40:60])}</div>'
        f'</header><main><article><h1>{title}</h1><div class="entry-meta"><span>13 يونيو 2024</span></div>'
        f'<div class="entry-content">{text}</div></article><div class="related-posts"><ul>{"".join(links[60:80])}</ul>'
        f'</div><div id="comments"><ol>{comments}</ol></div></main><aside class="sidebar"><ul>{"".join(links[80:])}'
        "</ul></aside><footer><p>جميع الحقوق محفوظة</p></footer></body></html>"
    )


def record(number: int) -> bytes:
    body = page(number).encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    size = len(http) + (5_000 if number % WRONG == WRONG - 1 else 0)  # an over-long length would swallow the next
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.ma/{number}\r\n"
    head += f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\n"
    return f"{head}Content-Length: {size}\r\n\r\n".encode() + http + b"\r\n\r\n"


# ── what the fresh processes do ───────────────────────────────────────────────────────────────────


def child_ratio() -> dict[str, float]:
    from trafilatura import bare_extraction

    from extractor.pages.html import derive
    from extractor.pipeline import Extractor

    pages = [page(number) for number in range(2 * PAGES)]
    extractor = Extractor()

    def whole(html: str) -> None:
        extractor.extract(derive(html, "-", "", printed=extractor.dates.printed))  # type: ignore[arg-type]

    calls = {"trafilatura": lambda html: bare_extraction(html, with_metadata=True), "arqam": whole}
    for html in pages[PAGES : PAGES + 5]:
        for call in calls.values():
            call(html)
    spent = dict.fromkeys(calls, 0.0)
    for html in pages[:PAGES]:
        for name, call in calls.items():
            begin = time.perf_counter()
            call(html)
            spent[name] += time.perf_counter() - begin
    return {name: 1000 * seconds / PAGES for name, seconds in spent.items()}


def child_crawl(path: str) -> dict[str, float]:
    from extractor.model import Failure
    from extractor.pages import read

    begin, counts = time.perf_counter(), {"pages": 0, "failures": 0}
    for found in read([path]):
        counts["failures" if isinstance(found, Failure) else "pages"] += 1
    return {**counts, "seconds": time.perf_counter() - begin, "peak": peak()}


def child_hostile(path: str) -> dict[str, Any]:
    from extractor.model import Failure
    from extractor.pages import read
    from extractor.pipeline import Extractor

    extractor = Extractor()
    before, begin = peak(), time.perf_counter()
    says = "read"
    for found in read([path]):
        if isinstance(found, Failure):
            says = found.error
        else:
            extractor.extract(found)
    return {"seconds": time.perf_counter() - begin, "peak": peak() - before, "says": says}


def peak() -> float:
    """The most memory that this process has held, in MB; `ru_maxrss` would count the parent's, too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


# ── the report ────────────────────────────────────────────────────────────────────────────────────


def ask(what: str, *arguments: str) -> Any:  # noqa: ANN401 - what the child prints
    done = subprocess.run([sys.executable, __file__, what, *arguments], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def hostile() -> Iterator[tuple[str, str, bytes]]:
    """Names, file names and bytes of pages that were made to do harm."""
    arabic = "بلغ العدد 12 "
    prose = "وأفادت الوزارة بأن الأشغال تتواصل في عدد من الأقاليم، وأن الكلفة بلغت 12 مليون درهم حسب المصدر ذاته. "
    prose += "وينتظر أن تنتهي قبل الصيف المقبل. "
    yield "15 MB of nested tags", "nested.html", b"<div>" * 3_000_000
    yield "20 MB of nested tags", "huge.html", b"<div>" * 4_000_000
    yield "a line of a million code points", "line.txt", (prose * 7_000).encode()
    yield "a table of 200,000 cells", "table.html", b"<table>" + b"<tr>" + b"<td>1" * 200_000
    yield "null bytes in the text", "nulls.txt", (arabic + "\0" * 3 + "شخصا حسب المصدر.").encode()
    title = "<title>بلغ &lt;script&gt;alert(1)&lt;/script&gt; 12</title><h1>بلغ <script>alert(1)</script> 12 شخصا</h1>"
    yield "a script in a title", "script.html", f"<html>{title}<p>{arabic * 20}.</p></html>".encode()
    bomb = gzip.compress(b" " * 400_000_000)
    yield "a zip bomb", "bomb.jsonl.gz", bomb
    yield "a zip bomb in a crawl", "bomb.warc.gz", bomb


def main() -> None:
    cost = ask("ratio")
    ratio = cost["arqam"] / cost["trafilatura"]
    print(
        f"HTML page to claims {cost['arqam']:.1f} ms, trafilatura alone {cost['trafilatura']:.1f} ms: "
        f"× {ratio:.2f} (at most {MOST})"
    )
    with tempfile.TemporaryDirectory() as folder:
        for size in CRAWLS:
            path = Path(folder) / f"{size}.warc"
            with path.open("wb") as stream:
                stream.writelines(record(number) for number in range(size))
            found = ask("crawl", str(path))
            print(
                f"crawl of {size} responses, {size // WRONG} with a wrong length: {found['pages']} pages, "
                f"{found['failures']} reported, {found['seconds']:.1f} s, peak {found['peak']:.0f} MB"
            )
        for name, file, raw in hostile():
            path = Path(folder) / file
            path.write_bytes(raw)
            found = ask("hostile", str(path))
            print(f"{name}: {found['seconds']:.2f} s, {found['peak']:.0f} MB more; {found['says']}")


CHILDREN: dict[str, Callable[..., object]] = {"ratio": child_ratio, "crawl": child_crawl, "hostile": child_hostile}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(CHILDREN[sys.argv[1]](*sys.argv[2:])))
    else:
        main()
