"""The noun phrase between the opening of a clause and a word of it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.sentence.brackets import opened
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.objects import starts_object
from extractor.recognize.metrics.sentence.prefixes import prefixed
from extractor.recognize.metrics.sentence.scene import Scene

NOUNS = frozenset({"", "measure"})
SAID = 2  # words of what is said of a subject
WHOLE = 10  # words of a deed with its alternatives
STOPS = frozenset({"hard", "clause", "report", "again", "part", "open", "equal", "role", "also"})


def clause(scene: Scene, end: int, *, closed: bool = False) -> list[int]:
    """The noun phrase between the opening of the clause and word ``end``; ``closed``: a comma stands there."""
    how = scene.by(end - 1) and end < len(scene) and scene.joined_on(end)
    return _doer(scene, end - 1) if how else _subject(scene, end, closed=closed)


def _subject(scene: Scene, end: int, *, closed: bool) -> list[int]:
    start = end
    while start > 0:
        kind = scene.kind(start - 1)
        named = scene.definite(start - 1)  # «كلفة المشاريع العشرة المبرمجة تناهز …»
        if scene.owner[start - 1] != FREE and not (named or (start < end and _adds(scene, start))):
            return []
        if scene.dated[start - 1] or kind == "close" or named or (start < end and together(scene, start - 1)):
            start = opened(scene, start - 1) if kind == "close" else start - 1
            continue
        if kind == "relative" and start < end and scene.kind(start - 2) == "comma":
            return scene.back(start - 2)
        if _aside(scene, start - 1, closed=closed and start < end):
            return []
        if closed and kind == "clause" and scene.member(start - 1, "aside"):
            start = end = start - 1  # «خسائر القطاع بسبب الأزمة، من المتوقع أن تصل …»
            continue
        parted = start == end and (closed or scene.kind(end) == "comma")
        if _opens(scene, start - 1, inside=start < end) and not (parted and _name(scene, start - 1)):
            break
        start -= 1
        if scene.by(start) or _resumes(scene, start):
            break
    return _said(scene, start, end) or _named(scene, start, end, closed=closed)


def _resumes(scene: Scene, index: int) -> bool:
    """«وتبعا للمشروع فالعدد الإجمالي يبلغ …»: whether «ف» opens the clause at ``index``; spoken, it is «في»."""
    letters, word, mark = scene.phrases.letters, scene.word(index), scene.marks[index]
    if not word.startswith(letters.conjunctions[-1]) or scene.colloquial:
        return False
    if mark:
        return mark.kind == "measure" and mark.proclitic in {letters.conjunctions[-1], word[:1] + letters.article}
    return word.startswith(letters.conjunctions[-1] + letters.article) and not scene.phrases.known(word)


def _name(scene: Scene, index: int) -> bool:
    """«الحارس سيلفا، البالغ 24 سنة، كلف النادي …»: a name that only looks like a verb closes the subject."""
    owned = scene.sentence.words[index].endswith(tuple(scene.phrases.inflection.pronouns))
    return scene.shaped_verb(index) and not (owned or scene.in_verb_place(index))


def _named(scene: Scene, start: int, end: int, *, closed: bool) -> list[int]:
    """The noun phrase of a clause that opens at ``start``, before word ``end``."""
    led = start < end and (scene.purposes(start) or bool(prefixed(scene.phrases, scene.sentence.words[start])))
    subject = closed and start < end and not (led or _describes(scene, end + 1))
    if start and scene.verbal(start - 1) and not subject:
        start = _described(scene, start, end)
    taken = scene.phrase(start, end, limit=9, across=True, relative=True)
    return [*_measured(scene, start), *taken] if taken[:1] == [start] else taken


def _describes(scene: Scene, at: int) -> bool:
    """«أمطارا قوية، تتراوح ما بين …»: a bare verb behind a comma tells of the object before it.

    «تنشط الشركة في مجال المناجم، وتبلغ مبيعاتها …», «…، لتصل إلى …» go on with the subject.
    """
    mark = scene.marks[at] if at < len(scene) else None
    return mark is not None and mark.verb and not (mark.proclitic or scene.joined_on(at))


def _said(scene: Scene, start: int, end: int) -> list[int]:
    """Before a predicate from ``start`` on, its subject: «الرواتب التي كانت في البداية …», «الأسعار تبقى مرتفعة، …»."""
    if scene.member(start - 1, "was") and scene.kind(start - 2) == "relative":
        return scene.back(start - 2)
    remains = scene.member(start - 1, "remaining") and 0 < end - start <= SAID
    return clause(scene, start - 1) if remains and start > 1 else []


def together(scene: Scene, index: int) -> bool:
    """«حجم المبادلات مع الخارج فاق …»: whether «مع» stands inside a subject, behind its noun."""
    if not scene.member(index, "with") or index < 1 or index + 1 >= len(scene) or not scene.plain(index - 1):
        return False
    after, article = scene.sentence.words[index + 1], scene.phrases.letters.article
    named = after.startswith(article) or scene.phrases.place(after)  # no «مع حد أقصى يصل إلى مليون درهم»
    return named and scene.kind(index - 1) in NOUNS and not scene.verbal(index - 1)


def _measured(scene: Scene, start: int) -> list[int]:
    """«عدد المسجلين بالنسبة للابتدائي سيبلغ …»: the measure of what «بالنسبة ل» leads to word ``start``."""
    at = start - 1
    while at > 0 and scene.kind(at) == "role" and (mark := scene.marks[at]) is not None and mark.offset:
        at -= 1
    if at < 1 or scene.kind(at) != "role":
        return []
    taken = scene.back(at)
    opens = bool(taken) and (taken[0] == 0 or scene.kind(taken[0] - 1) in {"clause", "hard"})
    return taken if opens and scene.kind(taken[0]) in {"measure", "share-by"} else []


def _doer(scene: Scene, end: int) -> list[int]:
    """«تمكن الاتحاد من دخول القطاع بقوة وانتخب …» → «الاتحاد»: how it was done ends the clause, who did it opens it."""
    start = end
    while start > 0 and scene.owner[start - 1] == FREE and scene.kind(start - 1) not in STOPS | {"comma"}:
        start -= 1
        if scene.verbal(start):
            taken = scene.phrase(start + 1, end, limit=WHOLE, across=True)
            led = (place for place, index in enumerate(taken) if scene.kind(index) == "preposition")
            return scene.trimmed(taken[: next(led, len(taken))])
    return []


def indefinite(scene: Scene, content: Sequence[int]) -> int:
    """Where in ``content``, the words before a figure, the bare nouns begin that it ends with; its length for none.

    «المجلس الجماعي غلافا ماليا» → 2: the object behind the subject.
    """
    article, first = scene.phrases.letters.article, len(content)
    while first > 0 and scene.kind(content[first - 1]) in NOUNS and not scene.verbal(content[first - 1]):
        if scene.sentence.words[content[first - 1]].startswith(article):
            break
        first -= 1
    return first


def undivided(scene: Scene, end: int) -> list[int]:
    """«العفو مما تبقى من عقوبة الحبس أو السجن لفائدة 17 نزيلا»: a deed with its alternatives, from its opening on."""
    start = end
    while start > 0 and end - start < WHOLE and scene.plain(start - 1):
        start -= 1
    if start > 0 and (scene.kind(start - 1) not in {"hard", "dash", "comma"} or not scene.plain(start)):
        return []
    first = scene.marks[start] if start < end else None
    deed = first is not None and not first.verb and first.kind in {"action", "state", "change"}
    deed = deed or (start < end and scene.member(start, "pardon"))
    either = any(scene.kind(index) in {"also", "clause"} for index in range(start + 1, end))
    return list(range(start, end)) if deed and either else []


def _adds(scene: Scene, index: int) -> bool:
    """«… ب 163%، ونسبة ملء السدود تتجاوز 90%» without the comma: a measure that «و» adds right after a figure."""
    mark, letters = scene.marks[index], scene.phrases.letters
    if mark is None:  # «بلغت الصادرات 30 مليارا والواردات ارتفعت …»
        return scene.word(index).startswith(letters.conjunctions[0] + letters.article)
    joined = mark.kind in {"measure", "share-by"} and not mark.pronoun
    return joined and mark.proclitic in {letters.conjunctions[0], letters.conjunctions[0] + letters.article}


def _aside(scene: Scene, index: int, *, closed: bool) -> bool:
    """Whether no subject can stand behind word ``index``: «مقابل الدولار، وارتفع …», «التي كانت مرتقبة، وسيتقلص …»."""
    kind = scene.kind(index)
    return (closed and (kind == "again" or scene.member(index, "was"))) or (
        kind == "report" and not scene.verbal(index)
    )


def _opens(scene: Scene, index: int, *, inside: bool) -> bool:
    """Whether a clause opens after word ``index``: a stop, a comma once ``inside``, a verb of no relative clause."""
    kind = scene.kind(index)
    if scene.owner[index] != FREE or kind in STOPS or (inside and (kind == "comma" or scene.member(index, "was"))):
        return True
    if kind == "carry" and not scene.verbal(index):
        return True  # «، محققة مداخيل بلغت 6 ملايين درهم»
    mark = scene.marks[index]
    first = index - (mark.offset if mark else 0)  # «السجناء الذين حصلوا على شواهد»
    return scene.verbal(index) and scene.kind(first - 1) != "relative"


def _described(scene: Scene, start: int, end: int) -> int:
    """Where what a verb after it describes begins, after another verb at ``start`` - 1: the indefinite object.

    «تسببت العاصفة في خسائر بالموانئ بلغت …» → «خسائر بالموانئ»; «رصدت الوزارة اعتمادات مالية تناهز …».
    """
    words, article = scene.sentence.words, scene.phrases.letters.article
    for at in range(start, end):
        named = at > start and words[at - 1].startswith(article) and scene.kind(at - 1) != "preposition"  # no «إلى»
        definite = named or (at > start and scene.kind(at - 1) in {"quote", "close"})
        if scene.kind(at) == "preposition" and (at == start or definite) and not scene.dated[at]:
            known = scene.kind(at + 1) not in {"", "measure"}
            return start if at + 1 == end or words[at + 1].startswith(article) or known else at + 1
        if definite and scene.kind(at) in NOUNS and not words[at].startswith(article) and starts_object(scene, at, end):
            return at
    return start
