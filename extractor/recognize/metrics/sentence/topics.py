"""What a sentence says it is about: «وبخصوص رواج المحروقات، …», the subject of the clause before."""

from __future__ import annotations

from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene

LED = frozenset({"drop", "dash", "also", "comma", "quote"})
THROUGH = 3  # words from a participle past «من طرف» to who did it
MODIFIED = 5  # words of a noun that a participle describes
STEM = 4  # letters of an adjective that ends in a tanwin
REACH = 24  # words back to «بخصوص»
SAYER = 18  # words from «أنه» back to the verb of saying
NAME = 4  # words of who says it
NAMING = frozenset({"", "quote"})


def role_before(scene: Scene, at: int) -> tuple[int, int]:
    """«وبخصوص رواج المحروقات، … بلغ»: the place of «بخصوص» before word ``at``, and where what it tells of begins."""
    for index in range(at - 1, max(-1, at - REACH), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) == "hard":
            break
        if mark and mark.kind == "role" and not mark.offset:
            return index, index + mark.length
    return -1, -1


def clause_before(scene: Scene, at: int) -> list[int]:
    """The subject of the clause before that of word ``at``: the noun phrase after its verb or «أن»."""
    index = at - 1
    while index > 0 and scene.owner[index] == FREE and scene.kind(index) not in {"hard", "clause"}:
        index -= 1
    end = index
    index -= 1
    while index >= 0 and scene.owner[index] == FREE and scene.kind(index) not in {"hard", "report"}:
        if scene.kind(index) == "clause":
            taken = scene.phrase(index + 1, end, limit=6)
            if taken:
                return taken
        index -= 1
    return []


def sayer(scene: Scene, at: int) -> list[int]:
    """«وأضاف بنك المغرب أنه ضخ …»: who said it, where the verb at ``at`` follows «أنه», «أنها» with nothing between."""
    opens, letters = at - 1, scene.phrases.letters
    while opens > 0 and scene.kind(opens) in {"drop", "comma"}:
        opens -= 1
    his, her = scene.phrases.inflection.his, scene.phrases.inflection.things[1]
    word = scene.sentence.words[opens] if opens > 0 else ""
    told = scene.kind(opens) == "clause" and word.endswith((his, her)) and not scene.joined_on(opens)
    if not (told and scene.verbal(at)):  # «…، وأنه ينفق» is of another
        return []
    for index in range(opens - 1, max(-1, opens - SAYER), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "clause"}:
            break
        if mark and mark.kind == "report" and mark.verb:
            taken = [one for one in range(index + 1, opens) if scene.kind(one) in NAMING and scene.owner[one] == FREE]
            end = next((n for n, one in enumerate(taken) if n and one != taken[n - 1] + 1), len(taken))
            taken = taken[: min(end, NAME)]
            first = scene.sentence.words[taken[0]] if taken else ""
            named = first.startswith(letters.article) or scene.member(taken[0], "entity") if taken else False
            return taken if named and not scene.member(taken[0], "source") else []
    return []


def said_of(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is an indefinite adjective: «تراجعا مسترسلا»."""
    word, phrases = scene.sentence.words[index], scene.phrases
    owned = word.endswith(tuple(phrases.inflection.pronouns))
    return scene.kind(index) == "" and word.endswith(phrases.inflection.tanwin) and len(word) > STEM and not owned


def placed(scene: Scene, index: int) -> bool:
    """Whether a place with «ب» stands at ``index``: «تراجعا بالمملكة» says where, not what."""
    letters = scene.phrases.letters
    return index < len(scene) and scene.sentence.words[index].startswith(letters.prepositions[0] + letters.article)


def relative_subject(scene: Scene, start: int, end: int) -> list[int]:
    """«الزيادة التي عرفتها صادرات الألبسة، إذ ارتفعت …»: the subject of the verb behind «التي» at ``start``."""
    if scene.kind(start) != "relative" or start + 2 >= end or scene.owner[start + 1] != FREE:
        return []
    mark = scene.marks[start + 1]
    if not (scene.verbal(start + 1) or (mark and mark.kind == "carry") or scene.in_verb_place(start + 1)):
        return []
    return scene.phrase(start + 2, end, limit=6)


def opening(scene: Scene, end: int) -> list[int]:
    """«الأسماك السطحية كانت …، حيث ارتفعت كميتها»: the definite noun phrase that the sentence opens with."""
    if any(scene.owner[index] != FREE for index in range(end)):
        return []
    led = (index for index in range(end) if scene.kind(index) not in LED and not scene.dated[index])
    first = next((index for index in led if not scene.member(index, "as-for")), end)
    word, letters = scene.sentence.words[first], scene.phrases.letters
    definite = word.startswith(letters.article) or scene.member(first, "entity") or scene.member(first - 1, "as-for")
    parts = scene.phrases.letters.conjunctions[1] if scene.member(first - 1, "as-for") else None  # «أما البنك فعزز …»
    ended = (at for at in range(first, end) if scene.verbal(at) or scene.member(at, "was"))
    verb = next(ended, end)
    verb = next((at for at in range(first + 1, verb) if parts and scene.word(at)[:1] == parts), verb)
    return scene.phrase(first, verb, limit=4) if definite and verb < end else []


def modified(scene: Scene, taken: list[int]) -> list[int]:
    """«اتفاقية، ممولة من طرف الوزارة»، «المهرجان، المنظم بقاعة»: the noun that a participle behind it describes.

    ``taken`` are the words of the participle with what belongs to it, or of the one by whom it is done.
    """
    first = taken[0] if taken else 0
    by = first > THROUGH and scene.member(first - 1, "side") and scene.member(first - 2, "of")
    at = first - THROUGH if by else first
    if at < 1 or scene.owner[at] != FREE or not (_participle(scene, at) or (by and scene.verbal(at))):
        return taken
    parted = scene.kind(at - 1) == "comma" or (by and scene.kind(at - 1) == "relative")
    led = scene.member(at + 1, "of") or scene.word(at + 1)[:1] == scene.phrases.letters.prepositions[0]
    if not (by or (parted and led)):
        return taken
    return scene.back(at - parted, limit=MODIFIED) or taken


def _participle(scene: Scene, index: int) -> bool:
    """Whether word ``index`` has the letters of a participle: «ممولة», «المنظم»; no measure, no listed noun."""
    phrases = scene.phrases
    bare = scene.word(index).removeprefix(phrases.letters.article)
    shaped = bare.startswith(phrases.inflection.participle) and len(bare) >= STEM
    return shaped and scene.kind(index) == "" and bare not in phrases.plurals
