"""Each construction in which a figure stands, and the row label that it makes.

Looks for, most particular first: the same metric again («مقابل»), a part («منهم»), a bracket, what governs the
figure (level, change, measure, deed, casualty, share, rank), a list, a figure that opens its clause, and last the
words before it. *Limits*: the reading is shallow; subjects further than a clause away are taken from what was named last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.model import Quantity
from extractor.recognize.metrics import subjects
from extractor.recognize.metrics.counted import Counted, after, counted
from extractor.recognize.metrics.governor import Governor, governor
from extractor.recognize.metrics.label import Label, Memory, Phrase, joined
from extractor.recognize.metrics.scene import FREE, SKIPPED, Scene
from extractor.recognize.metrics.words import Mark

FULL_STOP = "."
CURRENCY = 3  # letters of a currency's code
PERCENT = frozenset({"percent", "percentage_point"})


class Reading:
    """One quantity of a sentence, what stands before it, and the constructions tried on it in turn."""

    def __init__(self, scene: Scene, quantity: Quantity, memory: Memory, done: Sequence[Reading]) -> None:
        """``done`` are the readings of the quantities before in the same sentence."""
        self.scene, self.quantity, self.memory, self.done = scene, quantity, memory, done
        self.before = governor(scene, quantity)
        self.prior: Label | None = done[-1].made if done else None
        self.made = Label()
        self.counted = counted(scene, quantity)
        self.percent = quantity.value.unit in PERCENT

    def label(self) -> Label:
        """The label of the first construction that fits."""
        tried = (
            self.again, self.part, self.casualty, self.list, self.related, self.bracket, self.equal, self.governed, self.enabled, self.opening, self.share,
        )  # fmt: skip
        for construct in tried:
            label = construct()
            if label and label.words:
                return label
        return self.loose()

    def rule(self, name: str) -> str:
        """The rule id of a construction."""
        return self.scene.phrases.rule(name)

    # ── beside another figure ─────────────────────────────────────────────────────────────────────

    def idle(self) -> bool:
        """Whether nothing but measures stands between the figure and what was found before it."""
        return all(self.scene.kind(index) in {"measure", "share-by", "preposition"} for index in self.before.content)

    def again(self) -> Label | None:
        """«مقابل 57 في المائة», «بعدما كان 12 ألفا», the second end of a change."""
        partner = self.partner()
        return partner.made.repeated(self.rule("again")) if partner else None

    def partner(self) -> Reading | None:
        """The figure before that this one is set beside: the first end of its change, or the one before «مقابل»."""
        alike = [one for one in self.done if self.alike(one)]
        if not alike:
            return None
        if self.before.edge == "again" and self.before.pivot is None and self.idle():
            return alike[-1]
        if self.quantity.change == "to":
            return next((one for one in reversed(alike) if one.quantity.change == "from"), alike[-1])
        arrives = self.before.to and self.before.pivot is None and not self.before.content
        if arrives and self.before.edge == "list":
            return next((one for one in reversed(alike) if one.before.to), None)
        if arrives and self.before.edge == "quantity":
            return next((one for one in reversed(alike) if self.leaves(one)), None)
        return None

    def leaves(self, one: Reading) -> bool:
        """Whether «من» stands right before the figure of ``one``: the first end of a change."""
        return self.scene.member(one.quantity.first - 1, "of")

    def alike(self, one: Reading) -> bool:
        """Whether the figure of ``one`` is in the same unit, or in none that the text gives."""
        units = {self.quantity.value.unit, one.quantity.value.unit}
        return len(units) == 1 or self.quantity.noun is None

    def part(self) -> Label | None:
        """«منهم 12 ألف قاصر»; «3,6 مليون منها»."""
        prior = self.prior or self.memory.last
        scene, last = self.scene, self.quantity.last
        behind = scene.kind(last) == "part" and not self.counted.words and self.before.pivot is None
        ahead = self.before.edge == "part" and not self.before.content and scene.kind(self.quantity.first - 1) in {"part", *SKIPPED}
        if prior is None or not (behind or ahead):
            return None
        own = self.counted
        if own.words and not behind:
            words = joined([*own.words, *(prior.context or prior.base)])
        else:
            rest = scene.texts(scene.complement(last + behind, limit=4), head=False)
            words = joined([*prior.base[: 9 - len(rest)], *rest])
        if self.percent:
            words = [scene.phrases.share, *words][:10]
        return Label(words, own.places or prior.places, [self.rule("part")], words, prior.context, prior.share, prior.pivot)

    def equal(self) -> Label | None:
        """«أي ما يعادل 12 مليون شخص», «وهو ما يمثل 65 في المائة من الناتج»: what was measured, in another unit."""
        prior = self.prior or self.memory.last
        edge, pivot = self.before.edge, self.before.pivot
        only_level = pivot is None or self.scene.kind(pivot) == "level"
        if prior is None or edge != "equal" or not only_level or not self.idle():
            return None
        if not self.percent and self.counted.generic and prior.share:
            about = subjects.taken_as(self.scene, self.scene.back(self.before.floor - 1, limit=3))
            return Label(about.words, about.places, [self.rule("equal")], about.words)
        if self.percent:
            return self.of_base(Phrase(prior.base, prior.places), self.rule("equal"))
        if self.counted.words and self.vague(self.counted.noun[0]):
            return Label(self.counted.words, self.counted.places, [self.rule("equal")], self.counted.words, prior.context)
        if self.counted.words and not self.counted.generic:
            words = joined([*self.counted.words, *prior.context] if prior.context else [*self.counted.words, *prior.base[1:]])
            return Label(words, self.counted.places, [self.rule("equal")], words, prior.context, prior.share, prior.pivot)
        return prior.repeated(self.rule("equal"))

    def bracket(self) -> Label | None:
        """«الرسوم الجمركية (7 في المائة)»: what the bracket stands beside."""
        if not self.before.bracket:
            return None
        scene, at = self.scene, self.before.floor - 1
        own = self.counted
        if at > 0 and scene.owner[at - 1] != FREE and self.prior:
            if not own.words:
                return self.prior.repeated(self.rule("bracket"))
            words = joined([*own.words, *self.prior.base])
            return Label(words, own.places, [self.rule("bracket")], words, self.prior.context)
        beside = subjects.taken_as(scene, scene.back(at))
        base = joined(beside.words)
        rest = scene.texts(after(scene, self.quantity, limit=4), head=False) if not own.words and not self.percent else []
        words = own.words if len(own.words) > 1 else joined([*own.words, *beside.words, *rest])
        words = self.changed_before(at, words)
        return Label(words, [*own.places, *beside.places], [self.rule("bracket")], base)

    def vague(self, word: str) -> bool:
        """Whether a head says too little by itself: «المستفيدون»."""
        phrases = self.scene.phrases
        return phrases.fold(word).removeprefix(phrases.letters.article) in phrases.sets["vague"]

    def related(self) -> Label | None:
        """«87 ألف أرملة ب 97 ألف طفل»: a count that the one before it has, by a preposition or a verb."""
        prior, own = self.prior, self.counted
        if prior is None or not own.words or self.before.edge != "quantity" or self.before.pivot is not None:
            return None
        if any(not self.scene.verbal(index) for index in self.before.content):
            return None
        if not (self.before.content or self.before.preposition):
            return None
        made = joined([*own.words[:4], *prior.words[:6]])
        return Label(made, [*own.places, *prior.places], [self.rule("list")], made, prior.context, prior.share, prior.pivot)

    def casualty(self) -> Label | None:
        """«أسفر عن خمسة قتلى»: the counted noun names the casualties, the sentence or the memory their event."""
        own, scene = self.counted, self.scene
        noun_at = self.quantity.noun[0] if self.quantity.noun else -1
        if not own.noun or own.complement or not scene.member(noun_at, "casualty"):
            return None
        happened = self.event() or self.memory.event
        made = joined([*own.noun, *happened.words])
        return Label(made, [*own.places, *happened.places], [self.rule("counted")], made, list(happened.words))

    def changed_before(self, at: int, words: list[str]) -> list[str]:
        """«ارتفاع في الرسوم (7 في المائة)»: a noun of change before what a percentage stands beside."""
        if not self.percent:
            return words
        for index in range(at - 1, max(-1, at - 8), -1):
            mark = self.scene.marks[index]
            if mark and mark.kind == "change" and not mark.verb:
                return joined([noun(self.scene, index, mark), *words])
            if self.scene.kind(index) in {"comma", "hard"}:
                break
        return words

    # ── what governs ──────────────────────────────────────────────────────────────────────────────

    def governed(self) -> Label | None:
        """The figure's verb, verbal noun or measure."""
        at = self.before.pivot
        mark = self.scene.marks[at] if at is not None else None
        if at is None or mark is None:
            return None
        build: dict[str, Callable[[int, Mark], Label]] = {
            "level": self.level, "move": self.level, "change": self.change, "measure": self.measure, "share-by": self.measure, "deed": self.deed,
            "action": self.action, "carry": self.carried, "state": self.action, "people": self.people, "rank": self.rank,
            "concern": self.concern,
        }  # fmt: skip
        label = build[mark.kind](at, mark)
        label.words = joined(label.words)
        label.rules.append(mark.entry.rule)
        label.pivot = mark
        return label

    def level(self, at: int, _mark: Mark) -> Label:
        """«بلغت صادرات المغرب 140 مليار درهم», «صادرات المغرب بلغت …», «الصادرات التي بلغت …»."""
        scene = self.scene
        named = self.measure_after()
        if named:
            return named
        by = self.measure_before(at)
        if by is not None and not self.before.content:
            return self.measure(by, scene.marks[by])
        changed = self.change_before(at)
        if changed is not None and not self.before.content:
            mark = scene.marks[changed]
            if mark:
                return self.change(changed, mark)
        about = subjects.subject(scene, self.quantity, at, self.memory)
        if self.percent:
            return self.of_base(about, "")
        own = self.counted
        if not own.words or own.generic or same(scene, own.noun[0], about.words):
            return Label(list(about.words), about.places, [], list(about.words), self.context_of(about))
        words = joined([*own.words, *about.words])
        return Label(words, [*own.places, *about.places], [], words, list(about.words))

    def context_of(self, about: Phrase) -> list[str]:
        """What the parts of a subject share with it: all but its head."""
        return about.words[1:]

    def measure_after(self) -> Label | None:
        """«حققت 13 مليار أورو في رقم معاملاتها»: the measure comes after the amount."""
        scene, at = self.scene, self.quantity.last
        if self.counted.words or self.percent or scene.kind(at) != "preposition" or scene.kind(at + 1) != "measure":
            return None
        taken = scene.complement(at + 1, limit=5)
        mark = scene.marks[at + 1]
        words = scene.texts(taken)
        whose = subjects.before(scene, self.before.pivot or 0) or self.memory.programme
        own = joined([*words, *(whose.words if len(words) < 4 and mark else [])])
        return Label(own, [*scene.spans(taken), *whose.places], [], own)

    def measure_before(self, at: int) -> int | None:
        """A measure with «ب» that is the subject of the verb at ``at``: «بطاقة إضافية بلغت»."""
        for index in range(at - 1, max(-1, at - 5), -1):
            if self.scene.owner[index] != FREE or self.scene.kind(index) in {"comma", "hard", "clause", "relative"}:
                return None
            mark = self.scene.marks[index]
            if mark and mark.kind == "measure" and self.scene.by(index):
                return index
        return None

    def change_before(self, at: int) -> int | None:
        """A bare noun of change that is the subject of the verb at ``at``: «سجلت الصادرات نموا بلغ 85 بالمائة»."""
        index = at - 1
        while index >= 0 and (self.scene.kind(index) in SKIPPED or self.scene.dated[index]):
            index -= 1
        mark = self.scene.marks[index] if index >= 0 and self.scene.owner[index] == FREE else None
        bare = mark and mark.kind == "change" and not mark.verb
        return index if mark and bare and not mark.proclitic.endswith(self.scene.phrases.letters.article) else None

    def of_base(self, about: Phrase, rule: str) -> Label:
        """A level in percent: of a base that follows, it is the share of the subject in it."""
        scene, share = self.scene, self.scene.phrases.share
        label = Label(list(about.words), list(about.places), [rule] if rule else [], list(about.words))
        base = self.base_after()
        if base:
            label.share = base.words
            label.words = joined([share, *about.words[:6], scene.phrases.by_id["of"].forms[0], *base.words])
            label.places += base.places
        return label

    def base_after(self) -> Phrase:
        """The base of a percentage: «من مجموع المستفيدين» → «المستفيدين»."""
        scene, at = self.scene, self.quantity.last
        while scene.kind(at) in SKIPPED:
            at += 1
        if scene.kind(at) == "relative":
            taken = scene.tail(at, limit=7)
            return Phrase(scene.texts(taken), scene.spans(taken))
        if not scene.member(at, "of"):
            return Phrase()
        start = at + 1 + (scene.member(at + 1, "total") and at + 2 < len(scene))
        if start < len(scene) and scene.owner[start] != FREE and scene.owner[start] != scene.owner[self.quantity.first]:
            other = counted(scene, scene.quantities[scene.owner[start]])
            return Phrase(other.words, other.places)
        taken = scene.phrase(at + 1, len(scene), limit=6, relative=False)
        if len(taken) > 1 and scene.member(taken[0], "total"):
            taken = taken[1:]
        return Phrase(scene.texts(taken), scene.spans(taken))

    def change(self, at: int, mark: Mark) -> Label:
        """«ارتفعت الصادرات بنسبة 3 في المائة» → «ارتفاع الصادرات»; «ارتفعت إلى 12» → «الصادرات»."""
        scene = self.scene
        about = subjects.subject(scene, self.quantity, at, self.memory)
        rest = [] if self.before.to else scene.texts(self.about_after(), head=False)
        base = joined([*about.words, *rest])
        if base and scene.phrases.marked(base[0]) == "change":
            base = base[1:]
        words = base if self.before.to else [noun(scene, at, mark), *base]
        own = self.counted
        if own.words and not own.generic and not same(scene, own.noun[0], base):
            words = [*own.noun, *words] if self.before.to else [*words[:1], *own.noun, *words[1:]]
        return Label(words, about.places, [], base, about.words[1:])

    def about_after(self) -> list[int]:
        """«10 بالمائة بالإعدادي», «بالنسبة للمقاولات»: the part that a change is about, after it."""
        scene, at = self.scene, self.quantity.last
        if scene.kind(at) == "role":
            mark = scene.marks[at]
            return scene.phrase(at + (mark.length if mark else 1), len(scene), limit=3)
        letters = scene.phrases.letters
        word = scene.sentence.words[at] if at < len(scene) else ""
        if scene.kind(at) == "" and word.startswith(letters.prepositions[0] + letters.article):
            return scene.phrase(at, len(scene), limit=2)
        return []

    def measure(self, at: int, mark: Mark | None) -> Label:
        """«بغلاف مالي بلغ 6 ملايير درهم», «كلفتها 9 ملايير»: the measure of what was named before."""
        scene = self.scene
        if mark and mark.proclitic and mark.proclitic in scene.phrases.letters.conjunctions and not mark.pronoun:
            fresh = subjects.taken_as(scene, scene.phrase(at, self.quantity.first, limit=8, across=True, relative=True))
            return Label(fresh.words, fresh.places, [], fresh.words)
        head = scene.phrase(at, self.quantity.first, limit=4, across=True)
        words = scene.texts(head)
        if mark and mark.pronoun:
            if scene.phrases.fold(subjects.bare(scene, words[0], mark)) in scene.phrases.sets["number"]:
                words = []
            else:
                words[0] = subjects.bare(scene, words[0], mark)
        about = self.measured(at, mark)
        rest = scene.texts(self.scene.phrase(self.quantity.last, len(scene), limit=3), head=False) if not about else []
        own = self.counted
        noun_of = own.noun if own.words and not own.generic and not same(scene, own.noun[0], about.words) else []
        letters = scene.phrases.letters
        last = self.quantity.last
        if not rest and last < len(scene) and scene.sentence.words[last].startswith(letters.lam_article):
            rest = scene.texts(scene.complement(last, limit=3), head=False)
        made = [*words, *noun_of, *about.words[: 9 - len(rest)], *rest]
        return Label(made, [*scene.spans(head), *about.places], [], list(about.words) or made, list(about.words))

    def measured(self, at: int, mark: Mark | None) -> Phrase:
        """What a measure at word ``at`` is of: the figure before, else the noun phrase before."""
        scene = self.scene
        if mark and mark.pronoun:
            near = at > 0 and scene.plain(at - 1) and scene.kind(at - 1) == "" and not scene.verbal(at - 1)
            beside = subjects.taken_as(scene, scene.back(at, limit=4)) if near else Phrase()
            about = beside or subjects.before(scene, at) or self.memory.base
            return about + subjects.ranked(scene, at) if len(about.words) == 1 else about
        start = self.done[-1].quantity.last if self.done else 0
        nearer = [i for i in range(start, at) if scene.kind(i) in {"clause", "report", "also"} or scene.verbal(i)]
        programme = self.memory.programme
        if self.memory.here and self.done and self.done[-1].counted.person and len(self.quantity.value.unit) == CURRENCY:
            return programme
        if self.prior and not nearer:
            return Phrase(self.prior.base, self.prior.places)
        return subjects.taken_as(scene, scene.back(at, limit=5)) or subjects.before(scene, at) or self.memory.base

    def deed(self, at: int, mark: Mark) -> Label:
        """«كلف المشروع 40 مليار درهم» → «كلفة المشروع»."""
        following = self.scene.phrase(at + mark.length, self.quantity.first, limit=6, across=True)
        following = subjects.without_measure(self.scene, following)
        about = subjects.before(self.scene, at) + subjects.taken_as(self.scene, following) or self.memory.base
        made = [str(mark.entry.get("noun", "")), *about.words, *self.counted.words]
        return Label(made, [*about.places, *self.counted.places], [], list(about.words))

    def action(self, at: int, mark: Mark) -> Label:
        """«حجز 12 ملفا» → «الملفات المحجوزة»; «عالج الصندوق 4 ملايين ملف» → «الملفات التي عالجها الصندوق»."""
        scene, own = self.scene, self.counted
        things, people = str(mark.entry.get("adjective", "")), str(mark.entry.get("people", ""))
        content = self.before.content
        led = bool(content) and scene.kind(content[0]) in {"preposition", "demonstrative", "back"}
        agent = [] if led else scene.texts(scene.trimmed(list(content)), head=False)
        places = [*own.places, scene.sentence.cover(at, at + 1), *scene.spans(self.before.content)]
        if self.percent:
            return self.share_done(mark, agent, things)
        if not own.words and scene.kind(self.quantity.last) == "part" and self.memory.base:
            base = self.memory.base.words
            made = joined([base[0], things, *base[1:]])
            return Label(made, [*places, *self.memory.base.places], [], made, [things])
        if not own.words:
            about = agent or scene.texts(after(scene, self.quantity, limit=5)) or self.memory.base.words
            return Label([*about[:7], things], places, [], list(about), [things])
        if mark.verb and mark.kind == "action":
            agent = agent or subjects.before(scene, at).words[:6]
            if agent:
                return self.agent(at, mark, agent)
        words = own.with_participle(things, people)
        extra = self.pointed().words if len(words) < 4 else []
        if mark.pronoun:
            extra = self.memory.base.words
        made = joined([*words, *extra])
        return Label(made, places, [], made, [people if own.person and people else things, *extra])

    def carried(self, at: int, mark: Mark) -> Label:
        """«سجلت الجمارك 12 ألف مخالفة»; of money and percentages it is a level: «سجل الحجم 4 مليارات»."""
        build = self.action if self.counted.words else self.level
        return build(at, mark)

    def share_done(self, mark: Mark, agent: list[str], done: str) -> Label:
        """«مغادرة 40 بالمائة من المحتجزين» → «نسبة المحتجزين المغادرة»; «أخذ القطاع 16 بالمائة من الاستثمارات»."""
        base = self.base_after()
        if mark.verb:
            about = Phrase(agent) or subjects.before(self.scene, self.before.pivot or 0) or self.memory.base
            return self.of_base(about, "")
        words = [self.scene.phrases.share, *(base.words or agent or self.memory.base.words), done]
        return Label(words, base.places, [], words[1:], [done], base.words)

    def agent(self, at: int, mark: Mark, agent: list[str]) -> Label:
        """«الملفات التي عالجها الصندوق»: who did it, in a relative clause."""
        scene, own, inflection = self.scene, self.counted, self.scene.phrases.inflection
        which, back = inflection.people if own.person else inflection.things
        verb = scene.texts([at])[0]
        verb = verb[:-1] if verb.endswith(inflection.tanwin) and len(verb) > 4 else verb
        clause = [which, verb + back, *agent]
        made = joined([*own.words[:5], *clause])
        places = [*own.places, scene.sentence.cover(at, at + 1), *scene.spans(self.before.content)]
        return Label(made, places, [], made, clause)

    def enabled(self) -> Label | None:
        """«مكنت 11 مليون مواطن من الاستفادة»: the verbal noun that follows says what was done."""
        scene, own, at = self.scene, self.counted, self.quantity.last
        if not own.words or not scene.member(at, "of") or at + 1 >= len(scene):
            return None
        mark = scene.marks[at + 1]
        if not mark or mark.kind not in {"action", "state"} or not mark.entry.get("people"):
            return None
        if same(scene, own.noun[0], [str(mark.entry["people"])]):
            return None
        rest = scene.complement(at + 2, limit=5)
        words = [*([] if own.generic else own.noun), str(mark.entry["people"]), *scene.texts(rest, head=False)]
        made = joined([*words, *(self.memory.programme.words if not rest else [])])
        return Label(made, [*own.places, *scene.spans(rest)], [mark.entry.rule], made, made[1:], [], mark)

    def pointed(self) -> Phrase:
        """What «منه», «فيها» or «هذا النظام» near the figure mean: the programme named last."""
        scene = self.scene
        near = range(max(0, self.quantity.first - 6), min(len(scene), self.quantity.last + 4))
        if any(scene.kind(index) in {"back", "demonstrative"} for index in near):
            return self.memory.programme
        return Phrase()

    def people(self, at: int, mark: Mark) -> Label:
        """«لقي 3 أشخاص مصرعهم في حادثة سير» → «قتلى حادثة سير»."""
        scene = self.scene
        happened = self.event() or subjects.cause(scene, at) or subjects.before(scene, at)
        if happened:
            self.memory.event = happened
        else:
            happened = self.memory.event
        who = [] if self.counted.generic else self.counted.noun
        of_them = self.counted.complement[:3] if not happened else []
        made = [str(mark.entry.get("people", "")), *who, *of_them, *happened.words]
        return Label(made, [scene.sentence.cover(at, at + 1), *happened.places], [], made, list(happened.words))

    def event(self) -> Phrase:
        """Where somebody died or was hurt: the phrase after «في» that follows."""
        scene = self.scene
        for index in range(self.quantity.last, len(scene)):
            if scene.sentence.words[index] == FULL_STOP:
                break
            if scene.member(index, "place") and index + 1 < len(scene) and not scene.dated[index + 1]:
                number = scene.owner[index + 1]
                if number == FREE:
                    return subjects.taken_as(scene, scene.phrase(index + 1, len(scene), limit=7, relative=True))
                other = counted(scene, scene.quantities[number])
                if other.words:
                    return Phrase(other.words, other.places)
        return Phrase()

    def rank(self, at: int, mark: Mark) -> Label:
        """«استأثرت جهة الشرق بنسبة 29 في المائة من الاستثمارات» → «نسبة جهة الشرق من الاستثمارات»."""
        scene = self.scene
        following = scene.phrase(at + mark.length, self.quantity.first, limit=5, across=True)
        following = subjects.without_measure(scene, following)
        about = subjects.taken_as(scene, following) or subjects.before(scene, at) or self.memory.base
        if not self.percent:
            made = joined([*self.counted.words, *about.words])
            return Label(made, [*self.counted.places, *about.places], [], made, list(about.words))
        label = self.of_base(about, "")
        shared = self.prior or self.memory.last
        if not label.share and shared and shared.share:
            label.share = shared.share
            label.words = [scene.phrases.share, *about.words[:5], scene.phrases.by_id["of"].forms[0], *shared.share]
        return label

    def concern(self, at: int, mark: Mark) -> Label:
        """«هم الارتفاع أثمان المحروقات ب 6,9 في المائة» → «ارتفاع أثمان المحروقات»."""
        scene, own = self.scene, self.counted
        about = subjects.taken_as(scene, scene.phrase(at + mark.length, self.quantity.first, limit=6, across=True))
        changed = [index for index in range(max(0, at - 14), at) if scene.kind(index) == "change"]
        first = scene.marks[changed[-1]] if changed else None
        head = [noun(scene, changed[-1], first)] if changed and first and self.percent else []
        last = self.memory.last
        pointing = any(scene.kind(index) == "demonstrative" for index in range(max(0, at - 4), self.quantity.first))
        done = last is not None and last.pivot is not None and last.pivot.kind in {"action", "state", "carry", "concern"}
        shared = last.context if last and done and (pointing or self.prior) and own.words else []
        made = joined([*head, *own.words, *(about.words if not own.words else []), *shared])
        return Label(made, [*own.places, *about.places], [], joined(about.words), [*head, *shared])

    # ── shares, lists, openings ───────────────────────────────────────────────────────────────────

    def share(self) -> Label | None:
        """«قطاع الاتصالات بنسبة 32 في المائة»: a share with no verb of its own."""
        if not self.percent or (self.before.share is None and self.before.edge == "quantity" and not self.before.content):
            return None
        prior = self.prior or self.memory.last
        named = [i for i in self.before.content if not self.scene.verbal(i) and self.scene.kind(i) != "passive"]
        about = subjects.taken_as(self.scene, self.scene.trimmed(named))
        if not about and not self.base_after():
            return None
        label = self.of_base(about, self.rule("share"))
        if not label.share and self.before.share is not None and prior:
            base = prior.share or (prior.base if self.prior else [])
            label.share = base
            label.words = joined([self.scene.phrases.share, *about.words[:5], *base])
        elif not label.share:
            rest = self.scene.texts(self.scene.tail(self.quantity.last, limit=5), head=False) if len(about.words) < 4 else []
            label.words = joined([self.scene.phrases.share, *about.words, *rest])
        return label

    def list(self) -> Label | None:
        """«و45 وكالة متنقلة»: a member of a list shares what governs the first."""
        prior, own = self.prior, self.counted
        if prior is None or self.before.edge not in {"list", "quantity"} or self.before.content or self.before.pivot is not None:
            return None
        mark = prior.pivot
        if mark and mark.kind == "people" and self.quantity.value.unit == "count" and not self.counted.words:
            return self.people(self.quantity.first, mark)
        if own.words:
            if mark and mark.kind in {"action", "carry"}:
                made = own.with_participle(str(mark.entry.get("adjective", "")), str(mark.entry.get("people", "")))
                made = joined([*made, *(prior.context[1:] if len(made) < 4 else [])])
            else:
                made = joined([*own.words, *(prior.context if len(own.words) < 3 else [])])
            return Label(made, own.places, [self.rule("list")], made, prior.context, prior.share, mark)
        rest = self.scene.texts(after(self.scene, self.quantity, limit=4), head=False)
        if self.percent and prior.share and rest:
            made = joined([self.scene.phrases.share, *rest, *prior.share])
        elif rest:
            head = [word for word in prior.words if word not in prior.base and word != self.scene.phrases.share][:1]
            made = joined([*head, *prior.base[: 8 - len(rest)], *rest])
        else:
            return prior.repeated(self.rule("list"))
        return Label(made, prior.places, [self.rule("list")], prior.base, prior.context, prior.share, mark)

    def opening(self) -> Label | None:
        """«53 في المائة من المغاربة يعتقدون …», «1400 شخص أعلنوا …»: the figure opens its clause."""
        scene, own = self.scene, self.counted
        verbs = [index for index in self.before.content if scene.kind(index) in {"", "verb", "passive"}]
        if len(verbs) > 1 or len(verbs) < len(self.before.content) or self.before.share is not None:
            return None
        if verbs and self.percent and not scene.verbal(verbs[0]):
            return None
        verb = scene.texts(verbs)
        if self.percent:
            return self.share_of_people(verb)
        if not own.words:
            return None
        at = self.quantity.last + len(own.complement)
        if scene.kind(at) == "part":
            at += 1
        follows = scene.tail(at, limit=5) if len(own.words) < 4 else []
        which = scene.phrases.inflection.people[0] if own.person else scene.phrases.inflection.things[0]
        said = [which, *verb, *scene.texts(follows, head=False)] if verb else scene.texts(follows, head=False)
        made = joined([*own.words, *said])
        return Label(made, [*own.places, *scene.spans(follows)], [self.rule("counted")], made)

    def share_of_people(self, verb: list[str]) -> Label | None:
        """«53 في المائة من المغاربة يعتقدون أن …» → «نسبة المغاربة يعتقدون …»."""
        scene = self.scene
        base = self.base_after()
        if not base:
            return None
        follows = self.said_of(base)
        made = joined([scene.phrases.share, *base.words, *verb, *scene.texts(follows, head=False)])
        return Label(made, [*base.places, *scene.spans(follows)], [self.rule("share")], base.words, [], base.words)

    def verb_like(self, index: int) -> bool:
        """Whether an unknown word that opens a clause looks like a verb with its subject after it: «انتخبت اللجنة»."""
        scene, letters = self.scene, self.scene.phrases.letters
        if index + 1 >= len(scene) or scene.kind(index):
            return scene.verbal(index)
        word = scene.sentence.words[index]
        inflection = scene.phrases.inflection
        past = word.endswith(inflection.many[-1]) and not word.endswith(inflection.many)
        definite = scene.sentence.words[index + 1].startswith(letters.article)
        return scene.verbal(index) or (past and definite and len(word) > 3)

    def agent_loose(self, named: Sequence[int]) -> Label:
        """«الأعضاء الذين انتخبتهم اللجنة»: an unknown verb and its subject before what is counted."""
        scene, own, inflection = self.scene, self.counted, self.scene.phrases.inflection
        which, back = inflection.people if own.person else inflection.things
        verb = scene.texts([named[0]])[0]
        agent = scene.texts(scene.trimmed(list(named[1:6])), head=False)
        made = joined([*own.words[:5], which, verb + back, *agent])
        return Label(made, [*own.places, *scene.spans(named)], [self.rule("loose")], made, agent)

    def said_of(self, base: Phrase) -> list[int]:
        """The clause that says something of the base of a share; an aside between is passed over."""
        scene, at = self.scene, self.quantity.last
        while at < len(scene) and scene.sentence.starts[at] < base.places[-1].end:
            at += 1
        if scene.kind(at) == "comma" and scene.kind(at + 1) == "relative":
            at += 1
            while at < len(scene) and scene.kind(at) not in {"comma", "hard"}:
                at += 1
            at += 1
        return scene.tail(at, limit=6)

    def loose(self) -> Label:
        """No construction known: the noun with its complement and the words before it in the clause."""
        scene, own = self.scene, self.counted
        idle = {"relative", "passive", "verb"}
        named = [i for i in self.before.content if scene.kind(i) not in idle and not scene.member(i, "total")]
        if own.words and len(named) > 1 and self.verb_like(named[0]):
            return self.agent_loose(named)
        taken = scene.trimmed([index for index in named if not scene.shaped_verb(index)])[-6:]
        if taken and scene.kind(taken[-1]) == "measure":
            taken = [taken[-1], *taken[:-1]]
        measures = [place for place, index in enumerate(taken) if scene.kind(index) == "measure" and place]
        taken = taken[measures[-1] :] if measures and not own.words else taken
        about = subjects.taken_as(scene, taken if len(own.words) < 3 else [])
        rest = [] if own.words else scene.texts(after(scene, self.quantity, limit=5), head=False)
        if not own.words and not about and not rest:
            rest = scene.texts(scene.tail(self.quantity.last, limit=6))
        words = joined([*own.words, *about.words, *rest])
        if len(words) > 1 or (words and own.words):
            base = own.words or about.words or rest
            return Label(words, [*own.places, *about.places], [self.rule("loose")], joined(base), list(about.words))
        topic = self.memory.base or self.memory.programme
        return Label(joined([*words, *topic.words]), topic.places, [self.rule("topic")], joined([*words, *topic.words]))


def noun(scene: Scene, at: int, mark: Mark) -> str:
    """The noun of a change: of a verb, the entry's; else the word itself without its tanwin."""
    known = str(mark.entry.get("noun", ""))
    if mark.verb or mark.pronoun or mark.proclitic.endswith(scene.phrases.letters.article):
        return known
    text = scene.texts([at])[0]
    tanwin = scene.phrases.inflection.tanwin
    forms = set(map(scene.phrases.fold, mark.entry.forms))
    return text[:-1] if scene.phrases.fold(text).endswith(tanwin) and scene.phrases.fold(text)[:-1] in forms else text


def same(scene: Scene, word: str, words: list[str]) -> bool:
    """Whether ``word`` is among ``words``, whatever its ending."""
    fold, article = scene.phrases.fold, scene.phrases.letters.article
    stem = fold(word).removeprefix(article)[:4]
    return any(stem in fold(one) for one in words)
