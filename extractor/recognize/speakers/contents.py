"""Where what is reported begins: a complement («أن»), a colon, a quotation mark."""

from __future__ import annotations

from extractor.recognize.speakers.tags import Tag, Tags, View

COMPLEMENT_REACH = 60  # words from a subject to its content clause: adjuncts and titles are long
QUOTED = 5  # words between quotation marks: fewer may be a name
HOLDING = frozenset({"contain", "forecast", "feel"})  # verbs that report only of a document, a forecast, a feeling


def content_at(view: View, at: int, until: int) -> int | None:
    """Where a content clause begins at or after ``at``, before another cue takes over."""
    all_tags = view.tags
    for k in range(at, min(len(all_tags), until)):
        tags = all_tags[k]
        if not tags:
            continue
        if "meanwhile" in tags:
            return None  # «تحدث عن "كارثة"، علما بأن …»
        if "complement" in tags or "colon" in tags:
            return None if view.has(k - 1, "as") else k  # «كما أن» adds a clause of its own
        if "open" in tags and (k == at or all_tags[k - 1].keys() & {"comma", "colon"} or _statement(view, k)):
            return k
        if k > at and _takes_over(tags) and not (view.has(k - 1, "preposed") and bare(tags.get("verb"))):
            return None
    return None


def _statement(view: View, at: int) -> bool:
    """Whether the quotation that opens at a word is too long for a name."""
    end = at + 1 + QUOTED
    return end < len(view) and not any("close" in tags for tags in view.tags[at + 1 : end])


def bare(verb: Tag | None) -> bool:
    """Whether a word that may be a verb has the form of its verbal noun, too: «من رصد», «إلى علم»."""
    return verb is not None and not (verb.present or verb.feminine or verb.plural or verb.proclitic)


def _takes_over(tags: Tags) -> bool:
    """Whether another cue begins, so that the content of the one before it is at its end."""
    if "participle" in tags:
        return "given" not in tags
    verb = tags.get("verb")
    return verb is not None and "given" not in tags and verb.mode not in HOLDING
