"""Those who go to a place or pass something, named before them: «زار المعرض 12 ألف شخص», «اجتاز الامتحان 800 سجين»."""

from __future__ import annotations

from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.wording.agreement import done_to
from extractor.recognize.metrics.wording.label import Label, joined

PLACE = 4  # words of what they went to


def visiting(one: Reading, mark: Mark, named: list[str]) -> Label | None:
    """«زار المعرض 12 ألف شخص» → «الزوار في المعرض»: ``named`` is the verb's object, the persons are its subject."""
    own, phrases = one.counted, one.scene.phrases
    if not (named and own.person and mark.verb and mark.entry.get("doers")):
        return None
    where = [phrases.by_id["place"].forms[0], *named[:PLACE]]
    people = done_to(phrases, own.noun[0], str(mark.entry.get("people", "")))
    made = joined([*([] if own.generic else own.noun), people, *where])
    return Label(made, list(own.places), [], made, where)
