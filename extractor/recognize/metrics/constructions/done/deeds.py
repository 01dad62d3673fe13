"""What was done to what is counted, and who was hurt: «حجز 12 ملفا», «لقي 3 أشخاص مصرعهم»."""

from __future__ import annotations

from bisect import bisect_left

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.about.agents import clause_agent, recorder
from extractor.recognize.metrics.constructions.about.described import described, pronoun_of
from extractor.recognize.metrics.constructions.about.thing import thing
from extractor.recognize.metrics.constructions.done.acting import doing
from extractor.recognize.metrics.constructions.done.fates import fate, taken_in
from extractor.recognize.metrics.constructions.done.uncounted import uncounted
from extractor.recognize.metrics.constructions.done.visitors import visiting
from extractor.recognize.metrics.constructions.levels.shares import share_done
from extractor.recognize.metrics.constructions.money.sums import lasted, summed
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.clauses import clause, undivided
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.topics import modified, sayer
from extractor.recognize.metrics.wording.agreement import done_to, oblique, worn
from extractor.recognize.metrics.wording.label import LONGEST, Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import same

AGENT = 6  # words of a doer in a label
BENEFIT = "act.benefit"
AGENT_OF_RECORD = 4  # words of who or where something is on record
RECORD = "act.registered"
OWNER = 5  # words of what those counted have
FULL = 4  # words of a label that says enough by itself


def action(one: Reading, at: int, mark: Mark) -> Label:
    """«حجز 12 ملفا» → «الملفات المحجوزة»; «عالج الصندوق 4 ملايين ملف» → «الملفات التي عالجها الصندوق»."""
    scene, own = one.scene, one.counted
    things, people = str(mark.entry.get("adjective", "")), str(mark.entry.get("people", ""))
    if mark.verb and not (people or one.before.preposition):
        people = str(mark.entry.get("noun", ""))  # «حصل 131 ألف مترشح على ميزة»
    agent = _named_agent(one)
    if one.percent:
        return share_done(one, mark, agent, things)
    whole = doing(one, at, mark) or lasted(one, at, mark, agent) or summed(one, at, mark, agent)
    whole = (
        whole
        or _partaking(one, mark, people)
        or _completed(one, at, mark)
        or visiting(one, mark, agent)
        or taken_in(one, at, people)
    )
    if whole:
        return whole
    if not own.words:
        return fate(one, at, mark) or uncounted(one, at, agent, things)
    scores = mark.kind == "carry" and mark.verb and one.quantity.noun and scene.member(one.quantity.noun[0], "score")
    scorer = agent or (_scorer(one, at) if scores else [])
    if scores and scorer:
        return by_agent(one, at, scorer)  # «سجل اللاعب 18 هدفا», «لاعب مغربي يسجل 20 هدفا»
    if mark.kind == "action" and (mark.verb or (agent and spelled_verb(scene, at, mark))):
        agent = agent or scene.texts(sayer(scene, at)) or _going_on(one, mark)
        agent = agent or _before(scene, at) or _prior_agent(one)
        if agent and not _official(scene, mark, agent):
            return by_agent(one, at, agent)
    fell = mark.kind == "carry" and one.quantity.value.unit != "count"  # «سجلت شفشاون 45 ملم من الأمطار»
    words = own.words if fell else own.with_participle(scene.phrases, things, people)
    extra = _on_record(scene, agent) if mark.kind == "carry" else _had(one, at, mark) or _belonging(one, mark, words)
    made = joined([*words, *extra])
    head = [word for word in words if word not in own.complement[own.close(scene.phrases) :]]
    head = head if mark.kind == "carry" and own.noun else []
    return Label(made, one.places(at), [], made, [people if own.person and people else things, *extra], head=head)


def _partaking(one: Reading, mark: Mark, people: str) -> Label | None:
    """«استفادة 7529 من دروس محو الأمية» → «المستفيدون من دروس …»: what a bare count of persons had is no count."""
    scene, own, last = one.scene, one.counted, one.quantity.last
    bare = one.quantity.noun is None and one.quantity.value.unit == "count" and scene.member(last, "of")
    if mark.entry.id != BENEFIT or not (bare and own.words) or own.person or scene.parted(last):
        return None
    words = joined([people, *scene.texts([last]), *own.words])
    return Label(words, [*own.places], [], words, words[1:])


def _before(scene: Scene, at: int) -> list[str]:
    """The subject before a verb; «في وقت ألغيت فيه 40 ورقة» has none there."""
    found = antecedents.before(scene, at)
    words = found.words[:AGENT]
    if scene.joined_on(at) and found.places and scene.kind(at - 1) == "comma":
        first = bisect_left(scene.starts, found.places[0].start)
        if scene.kind(first - 1) == "preposition":
            return []  # «قوارب انطلقت من الشاطئ ليلا، وأوقفت …»
    return [] if words and scene.phrases.fold(words[0]) in scene.phrases.sets["moment"] else words


def _going_on(one: Reading, mark: Mark) -> list[str]:
    """«فككت مصالح الأمن شبكة للاتجار، وأوقفت 11 شخصا»: officers go on, not what the clause before ends with."""
    if not (mark.proclitic and mark.entry.get("official")):
        return []
    doer = clause_agent(one).words
    return doer if _official(one.scene, mark, doer) else []


def _scorer(one: Reading, at: int) -> list[str]:
    """Whose score it is: the subject before the verb, else of the clause, «خاض اللاعب 50 مباراة سجل خلالها …»."""
    scene = one.scene
    found = antecedents.before(scene, at) or clause_agent(one)
    by = scene.phrases.letters.prepositions[0]
    led = (n for n, word in enumerate(found.words) if n and word[0] == by and not scene.phrases.known(word))
    return found.words[: next(led, AGENT_OF_RECORD)][:AGENT_OF_RECORD]


def _official(scene: Scene, mark: Mark, agent: list[str]) -> bool:
    """«أوقفت الشرطة 12 شخصا» → «الموقوفون»: officers did what is theirs to do, and any of them might have."""
    named = [scene.phrases.fold(word) for word in agent[:2]]
    return bool(mark.entry.get("official")) and not scene.phrases.sets["officer"].isdisjoint(named)


def _completed(one: Reading, at: int, mark: Mark) -> Label | None:
    """«سجل المعرض توافد 35 ألف زائر» → «توافد الزوار»: the noun that the count completes, and the count."""
    heads = mark.kind == "carry" or not mark.verb or _heads(one)
    done = in_construct(one) if one.counted.words and heads else []
    scene = one.scene
    if not done and one.counted.words and scene.member(at - 1, "anew") and not (mark.verb or one.before.content):
        done = scene.texts([at - 1, at])  # «إعادة إيواء 1200 أسرة»
    made = joined([*done, *(oblique(scene.phrases, word) for word in one.counted.words)])
    return Label(made, one.places(at), [], made, done) if done else None


def _on_record(scene: Scene, agent: list[str]) -> list[str]:
    """«سجلت جهة الشرق 12 إصابة» → «في جهة الشرق»."""
    phrases, first = scene.phrases, agent[0] if agent else ""
    if not first or phrases.fold(first) in phrases.sets["registrar"]:
        return []  # «سجلت وزارة الصحة 36 حالة»
    led = first[0] == phrases.letters.prepositions[0] and phrases.located(first[1:])  # «سجلت بسوس 77 حالة»
    return [*([] if led else [phrases.by_id["place"].forms[0]]), *agent[:AGENT_OF_RECORD]]


def _heads(one: Reading) -> bool:
    """«انتشلت البحرية الملكية جثث 12 مهاجرا»: whether a known plural in construct stands between doer and figure."""
    scene, content = one.scene, one.before.content
    if not content or scene.sentence.words[content[-1]] not in scene.phrases.several:
        return False
    return len(content) == 1 or scene.sentence.words[content[-2]].startswith(scene.phrases.letters.article)


def in_construct(one: Reading) -> list[str]:
    """«سجل المعرض توافد 35 ألف زائر», «تسجيل شفاء 128 مصابا»: the noun right before the figure that it completes."""
    scene, content = one.scene, one.before.content
    at = one.quantity.first - 1
    if not content or _added(one) or content[-1] != at or scene.kind(at) not in {"", "word"} or scene.verbal(at):
        return []
    word, phrases = scene.sentence.words[at], scene.phrases
    if scene.sentence.words[content[0]] in phrases.bare or phrases.located(word):
        return []  # «سجلت جهة مراكش آسفي 240 حالة»: the last word of a name
    glued = word[0] in phrases.letters.prepositions and len(word) > FULL
    owned = word.startswith(phrases.letters.article) or word.endswith(phrases.inflection.tanwin)
    led = at > 0 and scene.kind(at - 1) == "preposition"
    return [] if glued or owned or led else scene.texts([at])


def spelled_verb(scene: Scene, at: int, mark: Mark) -> bool:
    """Whether a verbal noun is spelled like its verb («نقل», «حجز») and may have its subject after it."""
    word = scene.sentence.words[at].removeprefix(mark.proclitic)
    return word in map(scene.phrases.fold, mark.entry.get("perfect", ()))


def _added(one: Reading) -> bool:
    """«حجز سيارة وخمس حاويات»: whether «و» adds the figure to the noun before it."""
    scene, first = one.scene, one.quantity.first
    conjunctions = scene.phrases.letters.conjunctions
    apart = first > 0 and scene.sentence.words[first - 1] in conjunctions  # «و3»
    glued = scene.sentence.starts[first] < one.quantity.span.start
    return apart or (glued and scene.sentence.words[first][0] in conjunctions)


def _subject(one: Reading) -> list[int]:
    """«حجزت الشرطة سيارة و3 هواتف» → «الشرطة»: the subject of a verb, up to its indefinite object."""
    scene, content = one.scene, one.before.content
    mark = scene.marks[one.before.pivot] if one.before.pivot is not None else None
    named = [scene.sentence.words[index].startswith(scene.phrases.letters.article) for index in content]
    if mark is None or not mark.verb or not any(named):
        return []
    ends = (place for place in range(1, len(named)) if named[place - 1] and not named[place])
    return content[: next(ends, len(content))]


def _named_agent(one: Reading) -> list[str]:
    """The subject between the verb and the figure; no prepositional phrase, nothing that a deed was done to."""
    scene, content = one.scene, one.before.content
    if _added(one):
        content = _subject(one)
    if content and content[-1] == one.quantity.first - 1 and scene.kind(content[-1]) == "measure":
        content = content[: -scene.member(content[-1], "figure") or None]  # «ضخ مبلغ 33 مليارا»
    led = bool(content) and (
        scene.kind(content[0]) in {"preposition", "demonstrative", "back"}
        or _at(scene, content[0])
        or scene.member(content[0], "possession")
        or scene.member(content[-1], "following")
    )
    return [] if led else scene.texts(scene.trimmed(list(content)), head=False)


def _at(scene: Scene, index: int) -> bool:
    """«تشغل بالميناء 300 عامل»: a place, no doer."""
    letters = scene.phrases.letters
    return scene.marks[index] is None and scene.sentence.words[index].startswith(
        letters.prepositions[0] + letters.article
    )


def _prior_agent(one: Reading) -> list[str]:
    """«تمتلك الشركة 20 فرعا، وتشغل 300 عامل»: who did it in the clause before."""
    pivot = one.prior.pivot if one.prior else None
    if one.prior and pivot and pivot.verb and pivot.kind == "action":
        return one.prior.context[2:5]
    return one.prior.agent if one.prior else []


def _belonging(one: Reading, mark: Mark, words: list[str]) -> list[str]:
    """What a short label belongs to: the owner, the programme pointed to, the place of the clause before."""
    scene, memory = one.scene, one.memory
    if mark.pronoun:
        whose = clause_agent(one).words or memory.base.words
        there = bool(whose) and mark.entry.id == RECORD and scene.phrases.fold(whose[0]) in scene.phrases.sets["entity"]
        return [scene.phrases.by_id["place"].forms[0], *whose] if there else whose
    extra = pointed(one).words if len(words) < FULL else []
    if not extra and mark.kind == "state" and len(words) == 1:
        extra = scene.texts(scene.back(one.before.floor - 1, limit=3), head=False)
    nearest = memory.programme if memory.here else memory.body
    by = mark.proclitic.endswith(scene.phrases.letters.prepositions[0])
    added = by and scene.kind((one.before.pivot or 0) - 1) == "comma"
    if not extra and added and len(words) < FULL:  # «سجلت المطارات رقما قياسيا، باستقبال 24 مليون مسافر»
        whose = recorder(one).words
        extra = [scene.phrases.by_id["place"].forms[0], *whose] if whose else []
    caught = bool(mark.entry.get("official")) and one.counted.person  # their offence says more than who speaks
    if not extra and nearest and len(words) < FULL and not caught:
        extra = [scene.phrases.within, *nearest.words]
    return extra


def _had(one: Reading, at: int, mark: Mark) -> list[str]:
    """«مدرسة يستفيد منها 400 تلميذ» → «من مدرسة»: what the pronoun behind a verb of those who have it stands for."""
    scene = one.scene
    later = (
        mark.proclitic and not scene.joined_on(at) and len(scene.back(at, limit=OWNER)) == 1
    )  # «البرنامج سيستفيد منه»
    fresh = (mark.proclitic and not later) or scene.kind(at - 1) == "drop"  # «، وقد استفادت منه …»
    if not mark.verb or fresh or mark.kind != "state" or scene.kind(at + 1) not in {"part", "back", "returning"}:
        return []
    programme = pointed(one).words
    if programme:
        return programme
    led = scene.leading_to(at + 1)
    end = at - (scene.kind(at - 1) == "relative")
    end -= scene.kind(end - 1) == "comma"
    beside = end > 0 and scene.owner[end - 1] != FREE
    parted = not beside and scene.kind(end) == "comma"
    meant = described(scene, end, pronoun_of(scene, at + 1)) if parted else []
    named = [] if beside else scene.texts(meant or thing(scene, modified(scene, scene.back(end, limit=OWNER)))[:OWNER])
    named = named or (one.prior.base[:OWNER] if one.prior else [])
    return [led, *named] if led and named else []


def by_agent(one: Reading, at: int, agent: list[str]) -> Label:
    """«الملفات التي عالجها الصندوق»: who did it, in a relative clause."""
    scene, own, inflection = one.scene, one.counted, one.scene.phrases.inflection
    which, back = own.relative(scene.phrases)
    verb = scene.texts([at])[0]
    object_of = verb.endswith(inflection.tanwin) and len(verb) > 4 and not verb.endswith(inflection.many_verbs[-1])
    verb = verb[:-1] if object_of else verb
    led = scene.sentence.words[one.quantity.first - 1]
    taken_up = inflection.takes_up.get(led) if one.before.preposition else None  # «حصل الحزب على 29 مقعدا»
    done = [verb, taken_up[int(own.person)]] if taken_up else [worn(scene.phrases, inflection.unworn(verb), back)]
    clause = [which, *done, *agent[:AGENT]]
    told = which in own.complement  # «طرد الـ120 عاملا الذين شاركوا في الإضراب», «رصدت الجمعية 47 طفلا تم تشغيلهم …»
    made = list(own.words) if told else joined([*own.words[: LONGEST - len(clause)], *clause])
    mark = scene.marks[at]
    things, people = (str(mark.entry.get(name, "")) for name in ("adjective", "people")) if mark else ("", "")
    head = own.without_place(scene.phrases, things, people)
    return Label(made, one.places(at), [], made, clause, agent=list(agent[:AGENT]), head=head)


def enabled(one: Reading) -> Label | None:
    """«مكنت 11 مليون مواطن من الاستفادة»: the verbal noun that follows says what was done."""
    scene, own, at = one.scene, one.counted, one.quantity.last
    if not own.words or not scene.member(at, "of") or at + 1 >= len(scene):
        return None
    mark = scene.marks[at + 1]
    if not mark or mark.kind not in {"action", "state"} or not mark.entry.get("people"):
        return None
    if same(scene, own.noun[0], [str(mark.entry["people"])]):
        return None
    rest = scene.complement(at + 2, limit=5)
    words = [*([] if own.generic else own.noun), str(mark.entry["people"]), *scene.texts(rest, head=False)]
    made = joined([*words, *(one.memory.programme.words if not rest else [])])
    return Label(made, [*own.places, *scene.spans(rest)], [mark.entry.rule], made, made[1:], [], mark)


def pointed(one: Reading) -> Phrase:
    """What «منه», «فيها» or «هذا النظام» near the figure mean: the programme named last."""
    scene = one.scene
    near = range(max(0, one.quantity.first - 6), min(len(scene), one.quantity.last + 4))
    if any(scene.kind(index) in {"back", "demonstrative"} for index in near):
        return one.memory.programme
    return Phrase()


def favoured(one: Reading) -> Label | None:
    """«تنظيم دورة تكوينية لفائدة 300 شاب» → «الشباب المستفيدون من تنظيم دورة تكوينية»."""
    scene, own, at = one.scene, one.counted, one.quantity.first - 1
    while at > 0 and scene.kind(at) in {"hard", "drop"}:
        at -= 1
    if not own.words or at < 1 or not scene.member(at, "favour"):
        return None
    about = antecedents.taken_as(scene, undivided(scene, at) or clause(scene, at)) or one.memory.base
    entry = scene.phrases.by_id["act.benefit"]
    done = done_to(scene.phrases, own.noun[0], str(entry["people"])) if own.person else str(entry["adjective"])
    words = [*([] if own.generic else own.words[:3]), done]
    of = [scene.phrases.by_id["of"].forms[0]] if about else []
    made = joined([*words, *of, *about.words])
    return Label(made, [*own.places, *about.places], [entry.rule], made, joined([*words[-1:], *of, *about.words]))
