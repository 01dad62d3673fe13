"""One cue of a sentence: the words that report, and whoever they name."""

from __future__ import annotations

from typing import Literal

from extractor.recognize.speakers.mention import Mention
from extractor.recognize.speakers.tags import View
from extractor.recognize.speakers.vocabulary import Vocabulary
from extractor.record import record


@record(frozen=True, slots=True, eq=False)
class Cue:
    """One cue: the words ``first`` to ``last`` report; what they report begins at word ``start``.

    ``mention`` is the source, ``None`` where it stands earlier in the article. ``both``: the cue also
    governs what precedes it in the sentence. ``via``: the medium or person that relays. ``mode``: of the verb's entry.
    """

    kind: Literal["verb", "participle", "nominal", "colon"]
    first: int
    last: int
    start: int
    rule: str
    mention: Mention | None
    both: bool = False
    via: Mention | None = None
    feminine: bool | None = None
    plural: bool = False
    mode: str | None = None


def named(view: View, mention: Mention, known: frozenset[str]) -> bool:
    """Whether bare words begin with a name that the article introduces somewhere (``known``)."""
    return not known.isdisjoint(view.words[mention.first : mention.first + 2]) if known else False


def regional(view: View, mention: Mention, vocabulary: Vocabulary) -> bool:
    """Whether what is named is a region: «جاءت في جهة طنجة 131 حالة», «جهة فاس .. 163 إصابة» have no source."""
    return _one_of(view, mention, vocabulary.forms["body.region"])


def territorial(view: View, mention: Mention, vocabulary: Vocabulary) -> bool:
    """Whether what is named is where something is counted: «سجلت عمالة المضيق 14 حالة»."""
    return _one_of(view, mention, vocabulary.forms["body.territory"])


def _one_of(view: View, mention: Mention, heads: frozenset[str]) -> bool:
    tag = view.tags[mention.first].get("body")
    if mention.kind != "body" or tag is None:
        return False
    return view.words[mention.first][len(tag.proclitic) :] in heads
