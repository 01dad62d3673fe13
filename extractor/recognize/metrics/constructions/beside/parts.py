"""A part of what was counted before: «منهم 12 ألف قاصر», «3,6 مليون منها», «نجح منهم 310»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.beside.spreading import SPREAD_HEAD
from extractor.recognize.metrics.constructions.events.casualties import befallen
from extractor.recognize.metrics.constructions.levels.shares import share_said
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import SKIPPED
from extractor.recognize.metrics.wording.agreement import done_to, oblique
from extractor.recognize.metrics.wording.label import LONGEST, Label, joined

VERB = 2  # words of a relative pronoun and its verb
WHO = 3  # words of who or what makes up a share


def part(one: Reading) -> Label | None:
    """«منهم 12 ألف قاصر»; «3,6 مليون منها»."""
    prior = one.prior or one.memory.last
    scene, last = one.scene, one.quantity.last
    inside = last - 1 > one.quantity.first and scene.kind(last - 1) == "part"  # «30 منهم بوجدة»
    behind = (inside or scene.kind(last) == "part") and not one.counted.words and one.before.pivot is None
    ahead = (
        one.before.edge == "part"
        and not one.before.content
        and scene.kind(one.quantity.first - 1) in {"part", *SKIPPED}
        and not (scene.kind(one.quantity.first - 1) == "part" and _verb_before(one))
    )
    if prior is None or not (behind or ahead) or (inside and one.prior is None and not _theirs(one, prior)):
        return None
    own, base, rest = one.counted, [], []
    if own.complement and prior.head and one.idle_noun and not behind:
        words = joined([*prior.head[:SPREAD_HEAD], *own.complement])
    elif own.words and not behind:
        words = joined(_hurt(one, prior) or _shared(one, prior.context or prior.base))
    else:
        at = last + (behind and not inside)
        rest = scene.texts(scene.complement(at, limit=4), head=False)
        rest = rest or (share_said(one, at) if behind and not inside else _said_of_part(one))
        rose = prior.words[:1] if prior.words and scene.phrases.marked(prior.words[0]) == "change" else []
        base = (
            _befell(one, prior)
            or _undergone(one, prior)
            or _who_did(one, prior)
            or _whole(one, prior)
            or (prior.head if prior.agent and prior.head and rest else prior.base)
        )
        words = joined([*rose, *base[: 9 - len(rest)], *rest])
    if one.percent:
        of = scene.phrases.by_id["of"].forms[0]
        who = _doing(one) if ahead else []
        words = [scene.phrases.share, *who, *([of] if who else []), *words][:LONGEST]
    places = own.places or prior.places
    head = list(prior.base) if inside and prior.base else prior.head
    head = head or (list(base) if rest and not (own.words or one.percent) else [])  # «منها 47 بالصخيرات، و24 بسلا»
    share = (_whole(one, prior) or prior.base) if one.percent else prior.share
    return Label(words, places, [one.rule("part")], words, prior.context, share, prior.pivot, head)


def _whole(one: Reading, prior: Label) -> list[str]:
    """«51 في المائة منهم نساء، و49 في المائة منهم رجال»: the whole that the part before is one of, too."""
    return prior.share if one.percent and one.rule("part") in prior.rules and prior.words[0] in prior.base else []


def _doing(one: Reading) -> list[str]:
    """«تمثل الإناث منهم 51 في المائة» → «الإناث»: who or what makes up the share, between its verb and «منهم»."""
    scene, at = one.scene, one.quantity.first - 1
    while scene.kind(at) in SKIPPED:
        at -= 1
    taken = scene.back(at, limit=WHO)
    verb = taken[0] - 1 if taken else -1
    told = verb >= 0 and scene.kind(verb) == "level" and scene.verbal(verb)
    return (
        scene.texts(taken) if told and scene.sentence.words[taken[0]].startswith(scene.phrases.letters.article) else []
    )


def _theirs(one: Reading, prior: Label) -> bool:
    """Whether «منهم» of another sentence can mean what was measured last: persons, where it means persons."""
    phrases, word = one.scene.phrases, one.scene.sentence.words[one.quantity.last - 1]
    head = phrases.fold(prior.base[0]).removeprefix(phrases.letters.article) if prior.base else ""
    persons = head in phrases.persons or head.endswith(phrases.inflection.men_forms)
    return persons or not word.endswith((phrases.inflection.people[1], phrases.inflection.ladies[1]))


def _said_of_part(one: Reading) -> list[str]:
    """«من بينهم 12 تم ضبطهم في حالة تلبس» → «في حالة تلبس»: what the verb behind a bare part says of it."""
    scene, at = one.scene, one.quantity.last
    if one.percent or at >= len(scene) or scene.owner[at] != FREE or not scene.verbal(at):
        return []
    mark = scene.marks[at + 1] if at + 1 < len(scene) else None
    passive = scene.kind(at) == "passive" and mark is not None and bool(mark.pronoun)
    said = scene.tail(at + 2 if passive else at, limit=5)
    return scene.texts(said, head=False) if len(said) > 1 else []


def _who_did(one: Reading, prior: Label) -> list[str]:
    """«اجتاز الامتحان 812 سجينا، نجح منهم 310» → «الذين نجح»: an unknown verb that opens the clause of the part."""
    scene, phrases, at = one.scene, one.scene.phrases, one.quantity.first - 2
    opens = at > 0 and scene.kind(at - 1) in {"comma", "clause", "hard"} and scene.kind(at + 1) == "part"
    word = scene.sentence.words[at] if opens else ""
    mark = scene.marks[at] if opens else None
    verb = mark is not None and mark.verb and mark.kind == "verb"
    if not opens or (not verb and (mark or phrases.known(word))) or word.startswith(phrases.letters.article):
        return []
    if not verb and word[0] in phrases.letters.prepositions:
        return []
    head = phrases.fold(prior.base[0]).removeprefix(phrases.letters.article) if prior.base else ""
    many = head in phrases.persons or head.endswith(phrases.inflection.men_forms)
    which = phrases.inflection.people if many else phrases.inflection.things
    told = next((place for place, word in enumerate(prior.base) if phrases.marked(word) == "relative"), None)
    named = prior.base if told is None else [*prior.base[:told], *prior.base[told + VERB :]]
    return [named[0], which[0], *scene.texts([at]), *named[1:]] if named else []


def _shared(one: Reading, shared: list[str]) -> list[str]:
    """«86 مهاجرا أنقذوا، بينهم 14 امرأة» → «النساء المنقذات»: a lone participle goes before the complement."""
    own = one.counted
    if len(shared) != 1:
        return [*own.words, *shared]
    done = done_to(one.scene.phrases, own.noun[0], shared[0]) if own.person else shared[0]
    return [*own.noun, done, *own.complement]


def _hurt(one: Reading, prior: Label) -> list[str]:
    """«مقتل 25 شخصا بالهجوم، بينهم تسعة صحافيين» → «قتلى الصحافيين في الهجوم»: what befell those counted before."""
    hurt = prior.pivot is not None and prior.pivot.kind == "people" and one.counted.person and not one.percent
    people = str(prior.pivot.entry.get("people", "")) if hurt and prior.pivot else ""
    return befallen(one, people, prior.context) if people and prior.context else []


def _befell(one: Reading, prior: Label) -> list[str]:
    """«… 4500 مصاب، توفي منهم 120» → «وفيات المصابين»: what befell the part, by the verb before «منهم»."""
    scene, at = one.scene, one.quantity.first - 2
    mark = scene.marks[at] if at >= 0 and scene.owner[at] == FREE else None
    if mark is None or not mark.verb or mark.kind != "people" or not prior.base:
        return []
    return [str(mark.entry.get("people", "")), *(oblique(scene.phrases, word) for word in prior.base)]


def _undergone(one: Reading, prior: Label) -> list[str]:
    """«يضم المشروع 1200 شقة، بيع منها 800» → «الشقق المبيعة»: what was done to the part, by the verb before «منها»."""
    scene, at = one.scene, one.quantity.first - 2
    mark = scene.marks[at] if at >= 0 and scene.owner[at] == FREE and scene.kind(at + 1) == "part" else None
    if mark is None or mark.kind != "action" or mark.proclitic.endswith(scene.phrases.letters.article):
        return []
    if not (mark.verb or scene.sentence.words[at] in map(scene.phrases.fold, mark.entry.get("perfect", ()))):
        return []
    head = scene.phrases.fold(prior.base[0]).removeprefix(scene.phrases.letters.article) if prior.base else ""
    persons = head in scene.phrases.persons or head.endswith(scene.phrases.inflection.men_forms)
    done = str(mark.entry.get("people" if persons else "adjective", ""))
    told = next((place for place, word in enumerate(prior.base) if scene.phrases.marked(word) == "relative"), None)
    earlier = {prior.pivot.entry.get(name) for name in ("adjective", "people")} if prior.pivot else set()
    fresh = [word for word in prior.base[1:told] if word not in earlier]
    return [prior.base[0], done, *fresh] if head and done else []


def _verb_before(one: Reading) -> bool:
    """Whether a verb stands right before «منها»: «واستفاد منها 80 طالبا» counts those who had it."""
    at = one.quantity.first - 2
    return at >= 0 and one.scene.owner[at] == FREE and one.scene.verbal(at) and one.scene.kind(at) in {"", "state"}
