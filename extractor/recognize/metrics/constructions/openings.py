"""The figure that opens its clause, and the words left when no construction is known."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.constructions.about import antecedents, topics
from extractor.recognize.metrics.constructions.about.agents import clause_agent
from extractor.recognize.metrics.constructions.about.kinds import duration
from extractor.recognize.metrics.constructions.counted import after, counted
from extractor.recognize.metrics.constructions.levels.shares import share_opening
from extractor.recognize.metrics.constructions.money.amounts import opens_with_verb, unnamed
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.asides import past_remark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.prefixes import links
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.agreement import worn
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

AGENT = 4  # words of a subject that is taken up again
CLOSE = 2  # words from a subject to the figure of its verb, a preposition between
GRANTED = 6  # words of whom a grant is for
SHORTEST = 4  # letters of a verb from which a conjunction is told


def opening(one: Reading) -> Label | None:
    """«53 في المائة من المغاربة يعتقدون …», «1400 شخص أعلنوا …»: the figure opens its clause."""
    scene, own = one.scene, one.counted
    verbs = [index for index in one.before.content if scene.kind(index) in {"", "verb", "passive"}]
    if len(verbs) > 1 or len(verbs) < len(one.before.content) or one.before.share is not None:
        return None
    if one.percent:
        return share_opening(one, verbs)
    if verbs and not scene.verbal(verbs[0]) and noun_like(one, verbs[0]):
        return None
    verb = [] if verbs and scene.with_object(verbs[0]) else scene.texts(verbs)
    if verb and verb[0][0] in scene.phrases.letters.conjunctions and len(verb[0]) > SHORTEST:
        verb[0] = verb[0][1:]
    if not own.words:
        return None
    if verbs and one.before.edge == "relative":
        return taken_up(one, verbs[0])
    at = scene.past_equal(scene.past_equal(one.quantity.last) + len(own.complement))
    if scene.kind(at) == "part":
        at += 1
    at = at if one.before.content else past_remark(scene, at)
    says = scene.kind(at) == "clause" and one.before.edge == "report"  # «أفاد تسعة طلبة بأنهم …»
    follows = scene.tail(at, limit=5) if len(own.words) < 4 and not says else []
    if verb and not follows:
        verb += object_counted(one)
    inflection = scene.phrases.inflection
    which = own.relative(scene.phrases)[0]
    which = inflection.things[0] if which == inflection.ladies[0] else which  # «الأرامل التي تتكفل»: as the verb says
    if verb and not follows and len(own.words) >= SHORTEST:
        verb = []
    said = [which, *verb, *scene.texts(follows, head=False)] if verb else scene.texts(follows, head=False)
    has = scene.member(one.before.floor - 1, "has") and not said  # «فات الفيديو المليون وعندو 50 ألف تعليق»
    whose = antecedents.opening_of(scene, one.before.floor - 1).words[:AGENT] if has else []
    made = joined([*own.words, *said, *whose])
    return Label(made, [*own.places, *scene.spans(follows)], [one.rule("counted")], made)


def turned_to(one: Reading) -> Label | None:
    """«…، في حين عارضه 62 نائبا» → «النواب المعارضون …»: who did a known deed to what was told of before."""
    scene, own, prior = one.scene, one.counted, one.prior or one.memory.last
    at = one.before.content[0] if len(one.before.content) == 1 and own.words else -1
    if at < 0 or one.before.pivot is not None or not scene.with_object(at):
        return None
    mark = scene.phrases.mark(scene.sentence.words[at][:-1])
    if mark is None or not (mark.entry.get("adjective") or mark.entry.get("people")):
        return None
    done = own.with_participle(scene.phrases, str(mark.entry.get("adjective", "")), str(mark.entry.get("people", "")))
    if scene.kind(at - 1) == "relative":  # «الدوار الذي تقطنه 100 أسرة»
        about = scene.texts(scene.back(at - 1, limit=3))
    else:
        about = [word for word in (prior.words if prior else []) if word not in own.words][1:]
    led = [place for place, word in enumerate(about) if scene.phrases.marked(word) == "preposition"]
    rest = about[led[-1] + 1 :] if led else about
    made = joined([*done, *([scene.phrases.within, *rest] if rest else [])])
    return Label(made, list(own.places), [mark.entry.rule], made, [done[-1], *rest], pivot=mark)


def taken_up(one: Reading, at: int) -> Label:
    """«المراسيم التي حضرها 20 ألف متفرج» → «المتفرجون ضمن المراسيم»; «المكتب الذي يزود 5 ملايين أسرة»."""
    scene, own, inflection = one.scene, one.counted, one.scene.phrases.inflection
    led = at - 1 - (scene.kind(at - 2) == "comma")
    taken = scene.back(led, limit=4)
    inner = [place for place, index in enumerate(taken) if scene.kind(index) == "preposition"]
    about = antecedents.taken_as(scene, taken[inner[-1] + 1 :] if inner else taken)
    verb = scene.texts([at], head=False)[0]
    if verb.endswith((*inflection.people[1:], *inflection.things[1:], inflection.his)):
        clause = [scene.phrases.within, *about.words] if about else []
    else:
        which, back = own.relative(scene.phrases)
        clause = [which, worn(scene.phrases, verb, back), *about.words] if about else []
    made = joined([*own.words[:4], *clause])
    return Label(made, [*own.places, *about.places], [one.rule("counted")], made, clause)


def noun_like(one: Reading, index: int) -> bool:
    """Whether an unknown word before the figure is a noun by its looks or place: «بنداءات 40 أسرة»."""
    scene, phrases = one.scene, one.scene.phrases
    word = scene.sentence.words[index]
    glued = word[0] in phrases.letters.prepositions and (len(word) > SHORTEST or phrases.known(word[1:]))
    ended = word.endswith((phrases.inflection.feminine, phrases.inflection.many)) and len(word) > SHORTEST
    led = index > 0 and scene.kind(index - 1) in {"preposition", "passive", "carry"}
    return glued or ended or led or word.startswith(phrases.letters.article)


def object_counted(one: Reading) -> list[str]:
    """«تتكفل 87 ألف أرملة ب 97 ألف طفل»: the count that the verb goes on to."""
    scene = one.scene
    following = scene.owner[one.quantity.first] + 1
    if following >= len(scene.quantities):
        return []
    between = range(one.quantity.last, scene.quantities[following].first)
    if len(between) > CLOSE or any(scene.kind(index) in {"comma", "hard", "clause"} for index in between):
        return []  # «وتفحمت 5 سيارات، وتصدعت ثلاثة منازل»
    if any(scene.sentence.words[index] in scene.phrases.letters.conjunctions for index in between):
        return []  # «ويضم 180 محلا و12 مقهى»: a list
    return counted(scene, scene.quantities[following]).words[:3]


def loose(one: Reading) -> Label:
    """No construction known: the noun with its complement and the words before it in the clause."""
    scene, own = one.scene, one.counted
    idle = {"relative", "passive", "verb"}
    named = [i for i in one.before.content if scene.kind(i) not in idle and not heads_total(one, i)]
    if own.words and len(named) > 1 and verb_like(one, named[0]):
        return agent_loose(one, named)
    done = _known_deed(one, named)
    if done:
        return agent_loose(one, done)
    if (
        own.noun
        and one.quantity.noun
        and len(named) > 1
        and scene.shaped_verb(named[-1])
        and named[-1] == one.quantity.first - 1
    ):
        return agent_loose(one, [named[-1], *named[:-1]])  # «الشرطة احتجزت أربعة أشخاص»
    amount = unnamed(one, [i for i in one.before.content if scene.kind(i) not in {"relative", "passive"}])
    if amount:
        return amount
    named = _without_doer(one, named)
    taken = scene.trimmed([index for index in named if not scene.shaped_verb(index)])[-6:]
    measuring = [_measure(scene, index) for index in taken]
    if taken and measuring[-1]:
        taken, measuring = [taken[-1], *taken[:-1]], [True, *measuring[:-1]]
    measures = [place for place, told in enumerate(measuring) if told and place]
    taken = taken[measures[-1] :] if measures and not own.words else taken
    about = antecedents.taken_as(scene, taken if len(own.words) < 3 else [])
    behind = [] if own.words else after(scene, one.quantity, limit=5)
    rest = scene.texts(behind if about else scene.trimmed(behind), head=False)
    if not own.words and not about and not rest:
        said = scene.tail(one.quantity.last, limit=6)
        amount = scene.phrases.by_id["unit.money"]["noun"]
        money = one.money and bool(said) and scene.verbal(said[0])
        rest = [*([str(amount)] if money else []), *scene.texts(said)]
    kept = own.complement if one.idle_noun and about else own.words
    if own.words and about and not one.idle_noun:
        about = linked(scene, own.words, about)
    words = joined([*about.words, *kept] if one.idle_noun and about else [*own.words, *about.words, *rest])
    if len(words) > 1 or (words and own.words):
        base = own.words or about.words or rest
        return Label(words, [*own.places, *about.places], [one.rule("loose")], joined(base), list(about.words))
    if not _indicator(one, words):
        topic = one.memory.base or one.memory.programme
        words, about = [*words, *topic.words], topic
    return Label(joined(words), about.places, [one.rule("topic")], joined(words))


def _measure(scene: Scene, index: int) -> bool:
    """Whether a measure that says what is measured begins at word ``index``: «رقم» of «رقم معاملات», no «إجمالي»."""
    mark = scene.marks[index]
    return mark is not None and mark.kind == "measure" and not (mark.offset or scene.member(index, "total"))


def _indicator(one: Reading, words: Sequence[str]) -> bool:
    """«، والواردات 15 مليار درهم»: a measure with the article says by itself what is measured."""
    phrases = one.scene.phrases
    return bool(words) and phrases.marked(words[0]) == "measure" and words[0].startswith(phrases.letters.article)


def _without_doer(one: Reading, named: list[int]) -> list[int]:
    """«قررت المحكمة منع المتهم من السفر لمدة ستة أشهر»: what lasts is what was decided, not who decided."""
    scene, content, article = one.scene, one.before.content, one.scene.phrases.letters.article
    words = scene.sentence.words
    if duration(one) is None or not named or not scene.verbal(content[0]) or content[0] + 1 != named[0]:
        return named
    if not words[named[0]].startswith(article):
        return named
    for place, index in enumerate(named[1:], 1):
        heads = scene.kind(index) == "" and index + 1 < len(scene) and words[index + 1].startswith(article)
        if not words[index].startswith(article) and (heads or scene.kind(index) in {"action", "state"}):
            return named[place:]
    return named


def _known_deed(one: Reading, named: Sequence[int]) -> list[int]:
    """«فاز الحزب بـ125 مقعدا»: a verb known only as one, and its subject right after it; of things, not of persons."""
    scene, content, article = one.scene, one.before.content, one.scene.phrases.letters.article
    if not one.counted.noun or one.counted.person or len(content) < 2 or scene.kind(content[0]) != "verb":
        return []
    heads = [scene.sentence.words[index].startswith(article) for index in content[1:3]]  # «تضم لائحة الجائزة»
    pointed = scene.kind(content[1]) == "demonstrative"  # «تتوزع هذه الوفيات»
    definite = (any(heads) and not pointed) or scene.member(content[1], "entity")
    close = content[-1] - content[0] == len(content) - 1 and one.quantity.first - content[-1] <= CLOSE
    whole = definite and close and list(named) == list(content[1:])
    return list(content) if whole and not scene.member(content[1], "source") else []


def linked(scene: Scene, words: list[str], about: Phrase) -> Phrase:
    """«حضر المباراة 45 ألف متفرج» → «في المباراة»: the other noun phrase of a clause, no preposition before it."""
    phrases, article, first = scene.phrases, scene.phrases.letters.article, about.words[0]
    if phrases.fold(first) in phrases.sets["source"] | phrases.sets["distributed"]:
        return Phrase()  # «يفيد المصدر ذاته»
    if len(about.words) == 1 and first.endswith(phrases.inflection.one) and not first.startswith(article):
        first = article + first  # «في دفعة ضمت 104 نساء»
        about = Phrase([first], about.places)
    named = phrases.fold(first) in phrases.plurals or phrases.fold(first) in phrases.sets["entity"]
    whole = first.startswith(article) or (named and len(about.words) > 1 and about.words[1].startswith(article))
    if not whole or links(phrases, first) or first in words:
        return about
    return Phrase([phrases.by_id["place"].forms[0], *about.words], about.places)


def heads_total(one: Reading, index: int) -> bool:
    """Whether word ``index`` only says «إجمالي», «مجموع» of what follows; «العجز الإجمالي» keeps it."""
    scene, article = one.scene, one.scene.phrases.letters.article
    described = index - 1 in one.before.content and scene.sentence.words[index].startswith(article)
    return scene.member(index, "total") and not described


def going_on(one: Reading) -> Label | None:
    """«تضم المدينة 12 مستشفى، وتتوفر على 40 طبيبا»: a verb that «و» adds, of the same subject."""
    scene, own = one.scene, one.counted
    verbs = [index for index in one.before.content if scene.kind(index) != "preposition"]
    if not own.words or one.before.pivot is not None or len(verbs) != 1 or not one.prior:
        return None
    at = verbs[0]
    joined_on = scene.sentence.words[at][0] in scene.phrases.letters.conjunctions
    if not (joined_on and scene.verbal(at)) or one.quantity.first - at > 2:
        return None
    told = one.prior.pivot is not None and one.prior.pivot.kind == "deed"  # «السوق كلف 4 ملايين، ويضم 180 محلا»
    agent = clause_agent(one).words or (one.prior.base if told else [])
    return agent_clause(one, at, agent[:AGENT]) if agent else None


def verb_like(one: Reading, index: int) -> bool:
    """Whether an unknown word that opens a clause looks like a verb with its subject after it: «انتخبت اللجنة»."""
    scene, letters = one.scene, one.scene.phrases.letters
    if index + 1 >= len(scene) or scene.kind(index):
        return scene.verbal(index)
    word = scene.sentence.words[index]
    inflection = scene.phrases.inflection
    past = word.endswith(inflection.many[-1]) and not word.endswith(inflection.many)
    definite = scene.sentence.words[index + 1].startswith(letters.article)
    return scene.verbal(index) or (past and definite and len(word) > 3) or (definite and opens_with_verb(scene, index))


def agent_loose(one: Reading, named: Sequence[int]) -> Label:
    """«الأعضاء الذين انتخبتهم اللجنة»: an unknown verb and its subject before what is counted."""
    scene, own = one.scene, one.counted
    opener = scene.sentence.words[named[1]]
    glued = opener[0] in scene.phrases.letters.prepositions and opener[1:].startswith(scene.phrases.letters.article)
    if glued or scene.member(named[1], "place"):  # «يشتغل بالمصنع 400 عامل»
        where = scene.texts(named[1:5], head=False)
        made = joined([*own.words[:5], *where])
        return Label(made, [*own.places, *scene.spans(named[1:5])], [one.rule("loose")], made, where)
    agent = scene.texts(scene.trimmed(list(named[1:6])), head=False)
    label = agent_clause(one, named[0], agent)
    label.places += scene.spans(named)
    return label


def agent_clause(one: Reading, at: int, agent: list[str]) -> Label:
    """What is counted, and the verb at word ``at`` with its subject in a relative clause."""
    scene, own, inflection = one.scene, one.counted, one.scene.phrases.inflection
    if scene.with_object(at):  # «وحضره 550 صحافيا»
        made = joined([*own.words[:5], *(linked(scene, own.words, Phrase(agent)).words if agent else [])])
        return Label(made, list(own.places), [one.rule("loose")], made, agent)
    which, back = own.relative(scene.phrases)
    verb = scene.texts([at])[0]
    raw = scene.texts([at], head=False)[0]
    folded = scene.sentence.words[at]
    unjoined = len(raw) > SHORTEST or scene.phrases.known_verb(folded[1:])
    unjoined = unjoined or (len(raw) == SHORTEST and scene.marks[at] is None and not scene.phrases.known(folded))
    if verb == raw and unjoined and raw[0] in scene.phrases.letters.conjunctions:
        verb = raw[1:]
    before = scene.sentence.words[one.quantity.first - 1]
    glued = scene.sentence.words[one.quantity.first][0]
    if glued in inflection.takes_up and scene.sentence.starts[one.quantity.first] < one.quantity.span.start:
        before = glued  # «فاز الحزب بـ125 مقعدا»
    if before in inflection.takes_up:
        done = [verb, inflection.takes_up[before][int(own.person)]]
    else:
        done = [verb if verb.endswith((back, inflection.his)) else worn(scene.phrases, verb, back)]
    told = which in own.complement  # «تضم المنطقة 12 شركة استفادت من الدعم»
    clause = [which, *done, *agent]
    made = list(own.words) if told else joined([*own.words[:5], *clause])
    head = own.without_place(scene.phrases, "", "") if agent else []
    context = clause if agent else []
    return Label(made, list(own.places), [one.rule("loose")], made, context, agent=list(agent), head=head)


def apart(one: Reading) -> Label | None:
    """«فاز بفارق 300 صوت عن منافسه» → «فارق الأصوات عن منافسه»: what parts two, whoever they are."""
    own = one.counted
    if not own.words or not one.scene.member(one.quantity.first - 1, "gap"):
        return None
    gap = one.scene.phrases.by_id["gap"].forms[0]
    who = [word for word in clause_agent(one).words[:AGENT] if not word.endswith(gap)]  # no «بفارق»
    made = joined([gap, *own.words, *who])
    return Label(made, list(own.places), [one.rule("counted")], made)


def therein(one: Reading) -> Label | None:
    """«المصنع الذي يشتغل به 300 عامل» → «العمال في المصنع», «مرض يعاني منه 600 ألف مغربي»: a verb known of nothing."""
    scene, own, at = one.scene, one.counted, one.quantity.first - 1
    if not own.words or at < 2 or scene.kind(at) not in {"back", "returning"} or not scene.verbal(at - 1):
        return None
    mark = scene.marks[at - 1]
    if mark is not None and mark.kind not in {"verb", "passive"}:
        return None
    end = at - 1 - (scene.kind(at - 2) == "relative")
    about = antecedents.taken_as(scene, scene.back(end - (scene.kind(end - 1) == "comma"), limit=AGENT))
    if not about:
        return None
    made = joined([*own.words[:AGENT], scene.leading_to(at), *about.words])
    return Label(made, [*own.places, *about.places], [one.rule("counted")], made, list(about.words))


def leaving(one: Reading) -> Label | None:
    """«الرفع من عدد القطارات من 116 إلى 144 قطارا»: the noun phrase before the first end of a change."""
    scene, at = one.scene, one.quantity.first - 1
    if one.before.pivot is not None or not one.before.content or not scene.member(at, "of"):
        return None
    if one.counted.words or not (one.quantity.change == "from" or one.before.to):
        return None
    taken = scene.back(at, limit=5)
    about = antecedents.taken_as(scene, antecedents.without_measure(scene, taken))
    if len(taken) == 1 and scene.member(taken[0], "passage"):  # «تراجع كبير، حيث تم الانتقال من 31 مليارا إلى 15»
        about = topics.topic(scene, taken[0], one.memory) or one.memory.base
    return Label(about.words, about.places, [one.rule("counted")], list(about.words)) if about else None


def granted(one: Reading) -> Label | None:
    """«100 مليون منحة للوداد»: a sum that names what it is and leaves out its currency."""
    scene, noun = one.scene, one.quantity.noun
    if not one.money or not noun or scene.kind(noun[0]) != "measure":
        return None
    taken = [*range(*noun), *scene.complement(one.quantity.last, limit=GRANTED)]
    words = scene.texts(taken)
    return Label(words, scene.spans(taken), [one.rule("counted")], list(words))


def valued(one: Reading) -> Label | None:
    """«9 ملايين درهم كرسوم جمركية»: what an amount is paid as."""
    scene, at = one.scene, one.quantity.last
    if not one.money or at >= len(scene) or not scene.plain(at):
        return None
    word, letters, mark = scene.sentence.words[at], scene.phrases.letters, scene.marks[at]
    if mark and mark.proclitic != letters.prepositions[2]:
        return None
    rest = word[1:]
    if (
        word[0] != letters.prepositions[2]
        or len(rest) < SHORTEST - 1
        or scene.verbal(at)
        or rest.startswith(letters.article)
    ):
        return None
    taken = scene.phrase(at, len(scene), limit=4)
    if not taken or (mark and len(taken) == 1):
        return None  # «500 دولار للطن كمعدل»
    words = scene.texts(taken, head=False)
    words[0] = words[0][1:]
    return Label(words, scene.spans(taken), [one.rule("counted")], list(words))


def purposed(one: Reading) -> Label | None:
    """«32 مليون درهم لإنجاز 183 مشروعا» → «إنجاز المشاريع»: what an amount is for, told of what is counted next."""
    scene, at = one.scene, one.quantity.last
    if not one.money or one.before.pivot is not None or at + 1 >= len(scene):
        return None
    led = scene.sentence.words[at].startswith(scene.phrases.letters.lam) and scene.owner[at + 1] != FREE
    if not led or not scene.plain(at) or scene.member(at, "favour") or one.before.content:
        return None
    other = counted(scene, scene.quantities[scene.owner[at + 1]])
    word = scene.texts([at])[0]
    purpose = word.removeprefix(scene.phrases.letters.lam)
    if not other.noun or not scene.phrases.known(scene.phrases.fold(purpose)):
        return None
    made = joined([purpose, *other.words])
    return Label(made, [*scene.spans([at]), *other.places], [one.rule("counted")], made)
