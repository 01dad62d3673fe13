"""What stands aside like a date: stretches of time told by an event, and whoever speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import ASIDE, EDGES, Scene

OPENS_ASIDE = frozenset({"relative", "report", "preposition", "part", "drop", "role", "equal"})
REMARK = 8  # words of a remark between commas, behind those counted
LAPSE = 6  # words of the event that tells a stretch of time
ADJUNCT = 8  # words of the event or the source that an adjunct names
WITHIN = frozenset({"", "preposition", "demonstrative", "measure", "action", "state", "change", "quote", "drop"})
PLAIN = frozenset({"", "preposition", "demonstrative", "quote", "drop"})
SAID = 16  # words from a reporting verb to what is said
CHANGED = 4  # words from a noun of change to how far it reaches
DESCRIBED = 2  # adjectives that tell how
FINDER = 8  # words from a reporting verb to what was found
FOUND = frozenset({"change", "measure", "share-by"})
NAMED = frozenset({"", "quote", "preposition", "drop"})
AGAIN = 4  # words from a comma back to the noun that is said again behind it
QUOTED = 4  # words in quotation marks that may be a name
SAYING = frozenset({"clause", "quote", "hard", "report", "close"})
# no speaker follows the verb
LEADING = frozenset({"preposition", "part", "also", "role", "measure", "change", "action"})


def lapse(scene: Scene) -> None:
    """Let «منذ بداية انتشار الوباء» stand aside like a date."""
    for index, end in _stretches(scene, "lapse", _lapse):
        scene.dated[index:end] = [True] * (end - index)


def _stretches(scene: Scene, name: str, end_of: Callable[[Scene, int], int]) -> Iterator[tuple[int, int]]:
    """Where the words of the list ``name`` stand that no date has, and where what each opens ends."""
    words, told = scene.sentence.words, scene.phrases.sets[name]
    if told.isdisjoint(words):
        return
    for index, word in enumerate(words):
        if word in told and not scene.dated[index]:
            end = end_of(scene, index)
            if end > index:
                yield index, end


def _lapse(scene: Scene, index: int) -> int:
    """Where the stretch of time that word ``index`` opens ends; ``index`` where nothing follows it."""
    end = index + 1
    while end < len(scene) and end <= index + LAPSE and not _after(scene, end):
        end += 1
    return end if end > index + 1 else index


def standings(scene: Scene) -> None:
    """Let «في المركز الرابع», «صاحب المرتبة 11», «لائحة الترتيب» stand aside: where somebody stands, not who."""
    for index, end in _stretches(scene, "standing", _standing):
        start = index - (scene.kind(index - 1) == "preposition" or scene.member(index - 1, "holder"))
        scene.dated[start:end] = [True] * (end - start)


def _standing(scene: Scene, index: int) -> int:
    """Where the name of a place in a ranking ends: behind its ordinal or its table; ``index`` where it is none."""
    end = index + 1
    while end < len(scene) and (scene.member(end, "ordinal") or scene.member(end, "table")):
        end += 1
    figure = end == index + 1 and end < len(scene) and scene.sentence.words[end].isdigit() and scene.owner[end] == FREE
    return end + figure if figure or end > index + 1 else index


def _after(scene: Scene, index: int) -> bool:
    """Whether a stretch of time ends before word ``index``: a stop, a number, a preposition, a verb."""
    kind = scene.kinds[index]
    return scene.owner[index] != FREE or kind in EDGES or kind in {"preposition", "measure"} or scene.verbal(index)


def said(scene: Scene) -> None:
    """Let whoever speaks stand aside: «وقال الوزير للصحافيين إن …», «يقول المرنيسي لجريدة المساء: «…»."""
    for index, mark in enumerate(scene.marks):
        if mark is None or mark.kind != "report" or not mark.verb or scene.kind(index + 1) in LEADING:
            continue
        reach = range(index + 1, min(len(scene), index + SAID))
        end = next((at for at in reach if scene.owner[at] != FREE or scene.kinds[at] in SAYING), 0)
        end = end if end > index + 1 and _opens(scene, end) else _found(scene, index)
        scene.dated[index + 1 : end] = [True] * (end - index - 1)


def _found(scene: Scene, index: int) -> int:
    """«توقع البنك الدولي نموا», «رجحت الوكالة عجزا يناهز …»: where what was found begins; ``index`` + 1 for nowhere.

    A firm that tells of growth means its own: «أعلنت الشركة نموا».
    """
    article = scene.phrases.letters.article
    for at in range(index + 1, min(len(scene), index + FINDER)):
        mark = scene.marks[at]
        if scene.owner[at] != FREE or scene.dated[at] or scene.member(at, "firm"):
            break
        if mark and mark.kind in FOUND and not (mark.verb or mark.proclitic or mark.pronoun):
            bare = at + 1 >= len(scene) or not scene.word(at + 1).startswith(article)
            return at if bare and at > index + 1 and scene.word(at - 1)[:1].isalpha() else index + 1
        if scene.kind(at) not in NAMED or scene.verbal(at):
            break
    return index + 1


def adjuncts(scene: Scene) -> None:
    """Let «بعد تحرير الأسعار», «حسب الإحصائيات الرسمية» stand aside like a date before a verb or the figure."""
    for index, end in _stretches(scene, "adjunct", _adjunct):
        scene.dated[index:end] = [True] * (end - index)


def scopes(scene: Scene) -> None:
    """Let «على المستوى الوطني» stand aside between a change and the clause that goes on with it."""
    told = scene.phrases.sets["scope"]
    if told.isdisjoint(scene.sentence.words):
        return
    article = scene.phrases.letters.article
    for index in range(2, len(scene) - 2):
        if not scene.member(index, "scope") or scene.kind(index - 1) != "preposition":
            continue
        if not scene.word(index + 1).startswith(article) or scene.kind(index + 1):
            continue
        changed = any(scene.kind(at) == "change" for at in range(max(0, index - CHANGED), index - 1))
        told_of = scene.kind(index + 2) == "comma" and scene.kind(index + 3) == "relative"  # «المعدل …، الذي بلغ»
        if told_of or (changed and scene.kind(index + 2) in {"comma", "clause"}):
            scene.dated[index - 1 : index + 2] = [True] * 3


def sessions(scene: Scene) -> None:
    """Let «أنهى السهم تداولات الأسبوع على ارتفاع» tell of the share alone: what was closed stands aside, and how."""
    if scene.phrases.sets["session-verb"].isdisjoint(scene.sentence.words):
        return
    for index, end in _stretches(scene, "session", _session):
        scene.dated[index:end] = [True] * (end - index)


def _session(scene: Scene, index: int) -> int:
    """Where the session that a verb before word ``index`` opens or closes ends; ``index`` where none does."""
    reach = range(index - 1, max(-1, index - ADJUNCT), -1)
    verb = next((at for at in reach if scene.owner[at] != FREE or scene.member(at, "session-verb")), -1)
    if verb < 0 or scene.owner[verb] != FREE or scene.kind(index - 1) in {"measure", "preposition"}:
        return index
    end = index + 1
    while end < len(scene) and (scene.dated[end] or scene.member(end, "session")):
        end += 1
    return end + 2 if scene.kind(end) == "preposition" and scene.kind(end + 1) == "change" else end


def manners(scene: Scene) -> None:
    """Let «بشكل ملحوظ», «بوتيرة سنوية متسارعة» stand aside: how something was done, not what."""
    for index, end in _stretches(scene, "manner", _manner):
        scene.dated[index:end] = [True] * (end - index)


def _manner(scene: Scene, index: int) -> int:
    """Where the indefinite adjectives of a manner end; ``index`` where it says more («بنسبة») or is a thing's own."""
    measures = scene.kinds[index] not in {"", "drop"}
    if measures or scene.sentence.words[index][0] != scene.phrases.letters.prepositions[0]:
        return index
    end = index + 1
    while end < len(scene) and end <= index + DESCRIBED and scene.owner[end] == FREE and _describes(scene, end):
        end += 1
    named = end < len(scene) and scene.sentence.words[end].startswith(scene.phrases.letters.article)
    return index if named and end == index + 1 else end


def degrees(scene: Scene) -> None:
    """Leave the adjectives of «زيادة سنوية قدرها», «في تراجع حاد بلغ» out: how much it was, not what changed."""
    for index, mark in enumerate(scene.marks):
        if mark is None or mark.kind != "change" or mark.verb or mark.pronoun or mark.offset:
            continue
        start = end = index + mark.length
        while end < start + DESCRIBED and _degree(scene, index, end):
            end += 1
        if end > start and _goes_on(scene, end):
            for at in range(start, end):
                scene.kinds[at] = "drop"


def _degree(scene: Scene, noun: int, index: int) -> bool:
    """Whether word ``index`` tells the degree of the change before it; «نمو اقتصادي» says what grew."""
    inflection = scene.phrases.inflection
    if scene.member(index, "degree"):
        return True
    if index >= len(scene) or scene.owner[index] != FREE or scene.dated[index] or not _describes(scene, index):
        return False
    word, lady = scene.sentence.words[index], inflection.feminine
    nisba = word.removesuffix(inflection.tanwin).removesuffix(lady).endswith(inflection.nisba)
    agrees = word.endswith(lady) == scene.sentence.words[noun].endswith(lady)
    return agrees and not nisba and not word.endswith(tuple(inflection.many))


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether the figure of a change, or what changed, is led to at word ``index``."""
    if index >= len(scene):
        return True
    if scene.owner[index] != FREE:  # «بتراجع حاد بـ 12 في المائة», no «تراجع دخل 12 في المائة من الأسر»
        glued = scene.quantities[scene.owner[index]].span.start > scene.starts[index]
        return glued or scene.word(index - 1).endswith(scene.phrases.inflection.tanwin)
    return scene.kind(index) in {"level", "drop", "comma", "hard"} or scene.by(index) or scene.member(index, "place")


def _describes(scene: Scene, index: int) -> bool:
    """Whether word ``index`` can only be an indefinite adjective, or the «غير» before it."""
    word, phrases = scene.sentence.words[index], scene.phrases
    if scene.kinds[index] == "drop":
        return word[0].isalpha()
    known = word in phrases.plurals or phrases.place(word) or word[0] in phrases.letters.prepositions
    return (
        scene.kinds[index] == ""
        and word.isalpha()
        and not (known or word.startswith(phrases.letters.article) or scene.verbal(index))
    )


def _adjunct(scene: Scene, index: int) -> int:
    """Where the adjunct that word ``index`` opens ends: before a verb or, behind a definite noun, before a figure."""
    if not index or scene.kinds[index - 1] in EDGES or scene.member(index - 1, "of"):  # «من قبل المحكمة»
        return index
    end, last = index + 1, index
    while end < min(len(scene), index + ADJUNCT) and scene.owner[end] == FREE and scene.kinds[end] in WITHIN:
        if scene.verbal(end) and scene.kinds[end] != "drop":
            break
        last = end if scene.kinds[end] != "drop" else last
        end += 1
    if last == index or end >= len(scene) or scene.kinds[index + 1] == "preposition":
        return index
    inflection, letters = scene.phrases.inflection, scene.phrases.letters
    word = scene.sentence.words[last]
    owned = word.endswith(tuple(inflection.pronouns)) and not scene.raw(last).endswith(inflection.one)
    if not (owned or word.removeprefix(letters.conjunctions[0]).startswith(letters.article)):
        return index  # «عقب زلزال بلغت شدته 7,5 درجات»
    if scene.verbal(end):
        return end
    quantity = scene.quantities[scene.owner[end]] if scene.owner[end] != FREE else None
    if quantity is None or quantity.first != end:
        return index
    glued = quantity.span.start > scene.starts[end] and scene.sentence.words[end][0] in letters.prepositions
    return index if glued or any(scene.kinds[at] not in PLAIN for at in range(index + 1, last + 1)) else end


def _opens(scene: Scene, index: int) -> bool:
    """Whether what is said begins at word ``index``: with «أن» (not «وهو»), or more than a name in quotation marks."""
    if scene.kinds[index] == "quote":
        return not any(scene.kind(at) == "quote" for at in range(index + 1, index + 1 + QUOTED))
    return scene.kinds[index] == "clause" and not scene.joined_on(index)


def aside(scene: Scene, comma: int) -> int:
    """The comma that opens the aside which ``comma`` closes («، الذي يعتبر أكبر سد،»); -1 where none does."""
    told = counts = False
    for index in range(comma - 1, max(0, comma - ASIDE), -1):
        kind, mark = scene.kind(index), scene.marks[index]
        counts = counts or scene.owner[index] != FREE
        if kind == "hard" or (
            scene.owner[index] != FREE and scene.quantities[scene.owner[index]].value.unit != "count"
        ):
            return -1
        told = told or kind == "clause"
        if kind == "comma" and told and scene.kind(index + 1) == "report":
            return -1  # «، معتبرا أن المناصب المخصصة للوزارة، …»
        if kind == "comma":
            if counts and scene.kind(index + 1) != "relative":
                return -1  # of asides with a figure only «، الذي يضم أداء 20 شركة،»
            opens = scene.kind(index + 1) in OPENS_ASIDE or _begins(scene, index + 1) or scene.dated[index + 1]
            return index if opens or _apposes(scene, index + 1) else -1
        if mark and mark.verb and mark.kind in {"level", "change", "move"}:
            return -1
    return -1


def _begins(scene: Scene, index: int) -> bool:
    """Whether one or two words at ``index`` open an aside: «منذ», «بمن فيهم»."""
    two = " ".join(scene.sentence.words[index : index + 2])
    return scene.member(index, "aside") or two in scene.phrases.sets["aside"]


def _apposes(scene: Scene, index: int) -> bool:
    """Whether word ``index`` opens what says who or what was named: «، وهو أكبر سد،», «، صاحب الـ22 سنة،»."""
    if scene.member(index, "that-is"):
        return scene.kind(index) != "equal"  # no «وهو ما يمثل»
    article, participle = scene.phrases.letters.article, scene.phrases.inflection.participle
    described = scene.kind(index) == "" and scene.word(index).startswith(article + participle)
    bare = scene.word(index).removeprefix(article)
    again = range(index - 2, max(-1, index - 2 - AGAIN), -1)  # «مؤشر مازي، المؤشر الرئيسي للبورصة،»
    described = described or (bare != scene.word(index) and any(scene.word(at) == bare for at in again))
    return described or scene.member(index, "holder") or scene.member(index, "aged")


def past_remark(scene: Scene, at: int) -> int:
    """«1000 مهاجر، جلهم مغاربة، نجحوا في الوصول …»: past a remark to the verb that goes on, else ``at``."""
    if scene.kind(at) != "comma":
        return at
    for index in range(at + 1, min(len(scene) - 1, at + REMARK)):
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "open", "clause", "report"}:
            return at
        if scene.kind(index) == "comma":
            verb = index + 1 + scene.member(index + 1, "negation")
            goes_on = verb < len(scene) and scene.verbal(verb) and scene.kind(verb) != "report"
            return index + 1 if goes_on and not scene.joined_on(verb) else at
    return at
