"""An amount or a distance that no noun names: what was done with it, and by whom; the price of a unit of weight."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.counted import counted
from extractor.recognize.metrics.constructions.money.sums import doer, led_by
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.units import is_money
from extractor.recognize.metrics.wording.agreement import worn
from extractor.recognize.metrics.wording.label import LONGEST, Label, joined

MONEY, DISTANCE, PRICE = "unit.money", "unit.distance", "unit.price"
AGENT = 4  # words of a doer
SHORTEST = 3  # letters of a verb; words of the name of what is sold
DEAR = 5000  # what is told by its price alone costs less
STANDS = frozenset({"level", "change", "move"})
NAMED = frozenset({"measure", "share-by", "change"})  # a label with one of these says what its amount is


def unnamed(one: Reading, named: Sequence[int]) -> Label | None:
    """«أنفق النادي 40 مليون درهم», «الإدارة تطالب بمليون دولار» → «المبلغ الذي تطالب به الإدارة»."""
    scene = one.scene
    if not one.money or one.counted.words or not named:
        return None
    at = next((index for index in (named[0], named[-1]) if _does(scene, index)), None)
    who = [index for index in named if index != at][:AGENT]
    if at is None or not _doer(scene, who) or scene.kind(one.quantity.first - 1) == "preposition":
        return None
    entry = scene.phrases.by_id[MONEY]
    verb = with_pronoun(one, scene.texts([at])[0])
    made = joined([str(entry["noun"]), entry.forms[0], *verb, *scene.texts(who, head=False)])
    clause = made[1:]
    return Label(made, scene.spans([at, *who]), [entry.rule], made, clause)


def _doer(scene: Scene, who: Sequence[int]) -> bool:
    """Whether the words are the name of one who does: definite, of unmarked words, no preposition among them."""
    words, article = scene.sentence.words, scene.phrases.letters.article
    one_phrase = bool(who) and who[-1] - who[0] == len(who) - 1
    named = bool(who) and (words[who[0]].startswith(article) or (len(who) > 1 and scene.member(who[0], "each")))
    return one_phrase and named and all(scene.marks[index] is None for index in who)


def _does(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is a verb: known, of its shape, or before its definite subject."""
    return scene.verbal(index) or opens_with_verb(scene, index)


def opens_with_verb(scene: Scene, index: int) -> bool:
    """Whether an unmarked word at the opening of a sentence has no ending of a noun and a definite noun after it."""
    word, phrases = scene.sentence.words[index], scene.phrases
    article, inflection = phrases.letters.article, phrases.inflection
    opens = index == 0 or scene.kind(index - 1) == "hard"
    follows = index + 1 < len(scene) and scene.sentence.words[index + 1].startswith(article)
    if not (opens and follows) or scene.marks[index] or len(word) < SHORTEST:
        return False
    nominal = word.endswith((inflection.feminine, inflection.tanwin)) or word.startswith(article)
    return not (nominal or word[0] in phrases.letters.prepositions or phrases.known(word))


def with_pronoun(one: Reading, verb: str) -> list[str]:
    """A verb with the pronoun of its amount: «أنفقه», «يتقاضاه», «تطالب به»."""
    scene = one.scene
    inflection, letters = scene.phrases.inflection, scene.phrases.letters
    if verb[0] in letters.conjunctions and len(verb) > AGENT:
        verb = verb[1:]
    first = scene.sentence.words[one.quantity.first]
    if first[0] == letters.prepositions[0] and scene.sentence.starts[one.quantity.first] < one.quantity.span.start:
        return [verb, letters.prepositions[0] + inflection.his]
    verb = inflection.unworn(verb)
    return [verb if verb.endswith(inflection.his) else worn(scene.phrases, verb, inflection.his)]


def handled(one: Reading, at: int, agent: Sequence[str], mark: Mark | None) -> Label | None:
    """«خصصت الوزارة 12 مليون درهم للجمعيات» → «المبالغ المخصصة للجمعيات من الوزارة»; «يقطع المريض 370 كيلومترا»."""
    scene = one.scene
    unit = scene.phrases.units.get(one.quantity.value.unit)
    if mark is None or not mark.verb:
        return None
    if unit is not None and unit.id == DISTANCE:
        which, back = scene.phrases.inflection.things
        named = [word for word in agent[:AGENT] if scene.phrases.marked(word) != "measure"]  # «قطعا مسافة 420 كيلومترا»
        who = named or antecedents.before(scene, at).words[:AGENT]
        made = joined([str(unit["noun"]), which, worn(scene.phrases, scene.texts([at])[0], back), *who])
        return Label(made, scene.spans(one.before.content), [unit.rule], made, made[1:])
    if not one.money:
        return None
    what = str(mark.entry.get("adjective", ""))
    letters = scene.phrases.letters
    who = [] if agent and agent[0].startswith(letters.lam) else list(agent[:AGENT])
    who = who or doer(one, at, far=False)
    said = str(mark.entry.get("noun", ""))
    if who and said and not said.endswith(scene.phrases.inflection.men):  # «بيعت التذاكر ب 50 درهما», no «الحاصلون»
        made = joined([said, *who])
        return Label(made, scene.spans(one.before.content), [], made[1:])
    whom = for_whom(one)
    if not (what and (who or whom)) or (agent and not who):
        return None
    money = scene.phrases.by_id[MONEY]
    by = scene.phrases.by_id["by-whom"].forms[0].split() if who else []
    form = scene.complement(one.quantity.last, limit=AGENT) if scene.kind(one.quantity.last) == "drop" else []
    given = [] if whom else scene.texts(form, head=False)
    made = joined([*(given or money.forms[1:2]), what, *whom, *by, *who])  # «ضخ 3 ملايير درهم على شكل تسبيقات»
    head = [*money.forms[1:2], what] if whom and not given else []  # «57 مليارا للاستثمار و29 مليارا للمعدات»
    return Label(
        made, scene.spans(one.before.content), [money.rule], made, [what], agent=who, head=head, full=bool(head)
    )


def sold(one: Reading, mark: Mark | None, agent: Sequence[str]) -> Label | None:
    """«نبيع الزيت ب80 درهما» → «ثمن بيع الزيت»: the price of what a deed that brings in or costs money is done to."""
    phrases = one.scene.phrases
    priced = mark is not None and mark.verb and mark.entry.get("sum") and mark.entry.forms
    if mark is None or not (priced and agent and one.money and led_by(one)):
        return None
    entry = phrases.by_id[PRICE]
    made = joined([str(entry["noun"]), mark.entry.forms[0], *agent[:AGENT]])
    return Label(made, one.scene.spans(one.before.content), [entry.rule], made[1:])


def for_whom(one: Reading) -> list[str]:
    """«للجمعيات», «في حق البنك»: to whom or for what, after the amount."""
    scene = one.scene
    taken = scene.complement(one.quantity.last, limit=AGENT)
    letters = scene.phrases.letters
    led = bool(taken) and (
        scene.kind(taken[0]) == "preposition"
        or scene.sentence.words[taken[0]][0] in letters.prepositions
        or scene.led_in(taken[0])
    )
    if not led:
        return []
    return [*scene.texts(taken, head=False), *_next(one, taken[-1] + 1)]


def _next(one: Reading, at: int) -> list[str]:
    """«لاقتناء 12 سيارة»: what the figure right behind counts."""
    scene = one.scene
    following = scene.owner[one.quantity.first] + 1
    if following >= len(scene.quantities) or scene.quantities[following].first != at:
        return []
    return counted(scene, scene.quantities[following]).words[:2]


def per_unit(one: Reading) -> list[str]:
    """«40 درهما للكيلو»: where nothing else is told, the unit that the sum is the price of."""
    value = one.quantity.value
    entry = one.scene.phrases.by_id[PRICE]
    return one.scene.texts([one.quantity.last - 1]) if is_money(value.unit) and value.per in entry["units"] else []


def _told_price(one: Reading, label: Label) -> bool:
    """«البوطة باقا ف50 درهم»: in the spoken language a thing that stands at an amount has it for its price."""
    stands = label.pivot is not None and label.pivot.kind in STANDS and label.pivot.verb
    small = one.quantity.value.point is not None and one.quantity.value.point < DEAR
    return one.scene.colloquial and stands and small and len(label.words) <= SHORTEST


def priced(one: Reading, label: Label) -> None:
    """«يباع السردين ب 25 درهما للكيلوغرام» → «ثمن السردين»: what is paid for a weight is a price."""
    phrases, value = one.scene.phrases, one.quantity.value
    entry = phrases.by_id[PRICE]
    sold = value.per in entry["units"] or _told_price(one, label)
    if not is_money(value.unit) or not sold:
        return
    if not label.words:  # «أربعون درهما للكيلو»: nothing is told but the weight that it is paid for
        label.words = one.scene.texts([one.quantity.last - 1])
    if any(phrases.marked(word) in NAMED for word in label.words):
        return
    label.words = [str(entry["noun"]), *label.words][:LONGEST]
    label.rules.append(entry.rule)
