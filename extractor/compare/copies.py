"""Copies: one wire story on several pages is one witness.

*Looks for* articles that share most runs of four words: candidates by MinHash (rensa), confirmed by the share
of the shorter text's runs that the longer one has, and by its figures: a copy changes no number. A report
of the same event with another number is no copy but the best alarm there is, and stays a witness.
*Limits*: a story rewritten sentence by sentence is not recognised; texts under twenty words only match whole.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from rensa import RMinHash, RMinHashLSH

from extractor.normalize import Folder
from extractor.segment import TOKEN

K = TypeVar("K", bound=Hashable)

RUN = 4  # words: fewer meet by chance in news prose, more miss stories with small edits
CONTAINED = 0.7  # of the shorter text's runs: set on pairs of an agency's story and its reprints
PERMUTATIONS, BANDS = 128, 64  # finds pairs down to a Jaccard of 0.2: a reprint cut to a third of the story
SEED = 20260209
MINIMA = 24  # numbers of a sketch; two of them shared find 97 in 100 pairs of a Jaccard of 0.2 …
MET = 2  # … and 3 in 10,000 pairs of news that have nothing in common
SPREAD = 0x9E3779B1  # parts the numbers of one place in a sketch from those of another
SIGNED = 0x7FFFFFFF  # a database's integer


@dataclass(frozen=True, slots=True, eq=False)
class _Text(Generic[K]):
    key: K
    words: int
    runs: frozenset[tuple[str, ...]]
    figures: frozenset[str]


def copies(articles: Iterable[tuple[K, str]], fold: Folder) -> Mapping[K, K]:
    """Each article that is a copy, and the one it is a copy of: the longest of its group, the first of equals.

    ``articles`` are keys and body texts in a fixed order; the answer depends on nothing else.

    >>> from extractor.patterns import load
    >>> story = "أفاد المكتب أن صادرات الفوسفاط بلغت 58 مليار درهم خلال ثمانية أشهر بارتفاع قدره 15 في المائة "
    >>> story += "مقارنة مع الفترة نفسها من السنة الماضية وذلك بفضل تحسن الأسعار في السوق الدولية"
    >>> other = story.replace("58", "85")
    >>> copies([("a", story), ("b", "متابعة: " + story), ("c", other)], Folder(load()))
    {'a': 'b'}
    """
    texts = [_text(key, text, fold) for key, text in articles]
    found: dict[K, K] = {}
    order = sorted(range(len(texts)), key=lambda at: (-texts[at].words, at))
    index = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
    for rank, at in enumerate(order):
        mine = texts[at]
        if not mine.runs:
            continue
        minima = _minima(mine, PERMUTATIONS)
        original = next((k for k in sorted(index.query(minima)) if _is_copy(mine, texts[order[k]])), None)
        if original is None:
            index.insert(rank, minima)
        else:
            found[mine.key] = texts[order[original]].key
    return found


def sketch(text: str, fold: Folder) -> frozenset[int]:
    """A few numbers (31 bits) that stand for a text: copies share at least :data:`MET` of them, other texts do not.

    Empty for a text without words.
    """
    mine = _text("", text, fold)
    minima = _minima(mine, MINIMA).digest() if mine.runs else []
    return frozenset((number ^ (place * SPREAD)) & SIGNED for place, number in enumerate(minima))


def _text(key: K, text: str, fold: Folder) -> _Text[K]:
    words = [match.group() for match in TOKEN.finditer(fold(text)) if match.group()[0].isalnum()]
    size = min(RUN, len(words))
    runs = frozenset(tuple(words[at : at + size]) for at in range(len(words) - size + 1)) if size else frozenset()
    return _Text(key, len(words), runs, frozenset(word for word in words if word[0].isdecimal()))


def _minima(text: _Text[K], permutations: int) -> RMinHash:
    minima = RMinHash(num_perm=permutations, seed=SEED)
    minima.update([" ".join(run) for run in sorted(text.runs)])
    return minima


def _is_copy(short: _Text[K], long: _Text[K]) -> bool:
    """Whether ``long`` holds ``short``: all of its figures, and most of its runs of words."""
    return short.figures <= long.figures and len(short.runs & long.runs) >= CONTAINED * len(short.runs)
