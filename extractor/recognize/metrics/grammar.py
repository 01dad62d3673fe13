"""Quantities → metrics: the construction of each figure gives its row label."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.model import Metric, Span, Trace
from extractor.recognize.metrics.scene import FREE, SKIPPED, Scene
from extractor.recognize.metrics.words import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import DateMention, Quantity, Sentence
    from extractor.normalize import Folder
    from extractor.patterns import Patterns
    from extractor.recognize.metrics.words import Mark

PIVOTS = frozenset({"level", "change", "move", "action", "people", "measure"})


@dataclass(slots=True, eq=False)
class Label:
    """A label in the making: ``words`` in order; ``base`` is the entity without measure or change."""

    words: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    base: list[str] = field(default_factory=list)
    pivot: int | None = None


@dataclass(slots=True, eq=False)
class Governor:
    """What stands before a quantity: the pivot that governs it, and the words between them."""

    pivot: int | None
    content: list[int]
    to: bool
    bracket: bool
    edge: str
    floor: int


class MetricGrammar:
    """Row labels for quantities.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> patterns = load()
    >>> MetricGrammar(patterns, Folder(patterns)).label([], [], [])
    []
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile phrases.toml and metrics.toml."""
        self._phrases = Phrases(patterns, fold)
        self._fold = fold

    def label(
        self,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
        dates: Sequence[Sequence[DateMention]],
    ) -> list[list[Metric]]:
        """One metric for every quantity, aligned with ``quantities``."""
        reader = Reader(self._phrases, self._fold)
        return [
            reader.read(Scene.of(self._phrases, one, found, mentions)) if found else reader.skip(one)
            for one, found, mentions in zip(sentences, quantities, dates, strict=True)
        ]


class Reader:
    """One article being read: what was named last is what pronouns and elided heads mean."""

    def __init__(self, phrases: Phrases, fold: Folder) -> None:
        self.phrases = phrases
        self.fold = fold
        self.labels: list[Label] = []
        self.topic: list[str] = []
        self.title: list[str] = []

    def skip(self, _sentence: Sentence) -> list[Metric]:
        """A sentence without quantities."""
        return []

    def read(self, scene: Scene) -> list[Metric]:
        """The metrics of one sentence."""
        self.labels = []
        metrics = []
        for number, quantity in enumerate(scene.quantities):
            label = self.labelled(scene, number, quantity)
            self.labels.append(label)
            if label.base:
                self.topic = label.base
            metrics.append(
                Metric(
                    " ".join(label.words),
                    tuple(label.places),
                    trace=tuple(Trace("metrics", rule, quantity.span) for rule in label.rules),
                )
            )
        return metrics

    # ── the constructions, most particular first ──────────────────────────────────────────────────

    def labelled(self, scene: Scene, number: int, quantity: Quantity) -> Label:
        before = self.governor(scene, number, quantity)
        prior = self.labels[-1] if self.labels else None
        for construct in (self.again, self.part, self.bracketed, self.governed, self.listed, self.subject, self.loose):
            label = construct(scene, quantity, before, prior)
            if label and label.words:
                return label
        return Label(words=self.topic[:8] or [scene.sentence.text()[:0]], base=self.topic)

    def governor(self, scene: Scene, number: int, quantity: Quantity) -> Governor:
        """Walk back from the quantity to what governs it."""
        found = Governor(None, [], to=quantity.change is not None, bracket=False, edge="start", floor=0)
        index = quantity.first - 1
        while index >= 0:
            kind = scene.kind(index)
            mark = scene.marks[index]
            if scene.owner[index] != FREE:
                found.edge = "quantity"
                break
            if kind in {"hard", "clause", "report", "again", "part"}:
                found.edge = kind
                break
            if kind == "open":
                found.edge = "open"
                found.bracket = not found.content
                break
            if kind == "close":
                index = self.opening(scene, index)
            elif kind == "comma":
                if found.content:
                    found.edge = "comma"
                    break
            elif kind == "relative" and index and scene.kind(index - 1) == "comma":
                found.content = []
                index -= 1
            elif mark and self.pivotal(mark, scene, index, found, quantity):
                found.pivot = index
                break
            elif scene.dated[index] or kind in SKIPPED:
                pass
            elif kind == "preposition" and not found.content:
                found.to = found.to or scene.sentence.words[index] in self.toward
            elif scene.plain(index) and not (len(scene.sentence.words[index]) == 1 and not found.content):
                found.content.append(index)
            index -= 1
        found.floor = index + 1
        found.content.reverse()
        return found

    @property
    def toward(self) -> set[str]:
        return {self.fold(form) for form in self.phrases.by_id["toward"].forms}

    def opening(self, scene: Scene, index: int) -> int:
        start = index
        while index > 0 and scene.kind(index) != "open":
            index -= 1
        return index if scene.kind(index) == "open" else start

    def pivotal(self, mark: Mark, scene: Scene, index: int, found: Governor, quantity: Quantity) -> bool:
        """Whether the marked word governs the quantity, seen what stands between."""
        if mark.kind == "measure":
            by = mark.proclitic.endswith(self.phrases.letters.prepositions[0]) or mark.pronoun
            return bool(by) and len(found.content) <= 3 and quantity.value.unit != "count" or bool(mark.pronoun and not found.content)
        if mark.kind == "action" and not mark.verb:
            return len(found.content) <= 2
        if mark.kind == "change" and not mark.verb:
            return index + 1 >= quantity.first or len(found.content) <= 8
        return mark.kind in PIVOTS

    def again(self, scene: Scene, quantity: Quantity, before: Governor, prior: Label | None) -> Label | None:
        """«مقابل 57 في المائة», «بعدما كان 12 ألفا», the second end of a change: the same metric."""
        if prior is None:
            return None
        if quantity.change == "to" or (before.edge == "again" and not before.content):
            return Label(prior.words, prior.places, [*prior.rules, "phrases.toml#again"], prior.base, prior.pivot)
        return None

    def part(self, scene: Scene, quantity: Quantity, before: Governor, prior: Label | None) -> Label | None:
        """«منهم 12 ألف قاصر»: a part of what the figure before counted."""
        if prior is None or before.edge != "part" or before.content:
            return None
        own, places = self.counted(scene, quantity)
        words = [*own, *prior.base] if own else [*prior.words, *scene.texts(self.after(scene, quantity))]
        return Label(words[:10], [*places, *prior.places], ["phrases.toml#part"], prior.base, prior.pivot)

    def bracketed(self, scene: Scene, quantity: Quantity, before: Governor, prior: Label | None) -> Label | None:
        """«الرسوم الجمركية (7 في المائة)»: what the bracket stands beside."""
        if not before.bracket:
            return None
        at = before.floor - 1
        if at > 0 and scene.owner[at - 1] != FREE and prior:
            own, places = self.counted(scene, quantity)
            return Label([*own, *prior.base] if own else prior.words, places or prior.places, ["phrases.toml#stop.open"], prior.base)
        taken = scene.back(at)
        own, places = self.counted(scene, quantity)
        words = [*own, *scene.texts(taken)]
        return Label(words, [*places, *self.spans(scene, taken)], ["phrases.toml#stop.open"], words)

    def governed(self, scene: Scene, quantity: Quantity, before: Governor, prior: Label | None) -> Label | None:
        """The figure's verb, verbal noun or measure."""
        if before.pivot is None:
            return None
        mark = scene.marks[before.pivot]
        if mark is None:
            return None
        build = {
            "level": self.level,
            "move": self.level,
            "change": self.changed,
            "measure": self.measured,
            "action": self.acted,
            "people": self.casualties,
        }[mark.kind]
        label = build(scene, quantity, before, mark, prior)
        label.rules.append(mark.entry.rule)
        label.pivot = before.pivot
        return label

    # ── what governs ──────────────────────────────────────────────────────────────────────────────

    def level(self, scene: Scene, quantity: Quantity, before: Governor, mark: Mark, prior: Label | None) -> Label:
        """«بلغت صادرات المغرب 140 مليار درهم», «صادرات المغرب بلغت …», «الصادرات التي بلغت …»."""
        words, places = self.subject_of(scene, quantity, before, prior)
        base = list(words)
        own, spans = self.counted(scene, quantity)
        if own and not self.same(own[0], words):
            words = [*own, *words]
            places = [*spans, *places]
        return self.shared(scene, quantity, Label(words[:9], places, [], base))

    def changed(self, scene: Scene, quantity: Quantity, before: Governor, mark: Mark, prior: Label | None) -> Label:
        """«ارتفعت الصادرات بنسبة 3 في المائة» → «ارتفاع الصادرات»; «ارتفعت إلى 12» → «الصادرات»."""
        words, places = self.subject_of(scene, quantity, before, prior)
        base = list(words)
        if not before.to:
            words = [self.noun(scene, before.pivot or 0, mark), *words]
        own, spans = self.counted(scene, quantity)
        if own and not self.same(own[0], words):
            words = [*own, *words]
            places = [*spans, *places]
        return Label(words[:9], places, [], base)

    def noun(self, scene: Scene, at: int, mark: Mark) -> str:
        """The noun of a change: the entry's for a verb, else the word itself."""
        if mark.verb or not mark.entry.get("noun"):
            return str(mark.entry.get("noun", ""))
        text = scene.texts([at])[0]
        article, ending = self.phrases.letters.article, self.phrases.accusative
        folded = self.fold(text)
        if folded.startswith(article):
            return str(mark.entry["noun"])
        return text[:-1] if folded.endswith(ending) and folded[:-1] in map(self.fold, mark.entry.forms) else text

    def measured(self, scene: Scene, quantity: Quantity, before: Governor, mark: Mark, prior: Label | None) -> Label:
        """«بغلاف مالي بلغ 6 ملايير درهم», «كلفتها 9 ملايير»: the measure of what was named before."""
        at = before.pivot or 0
        head = scene.phrase(at, quantity.first, limit=4, across=True)
        texts = scene.texts(head)
        if mark.pronoun and texts:
            texts[0] = self.unpossessed(texts[0], mark)
        words, places = ([], []) if prior and not mark.pronoun else self.antecedent(scene, at)
        if prior and not words:
            words, places = prior.base, prior.places
        words = words or self.topic
        return Label([*texts, *words][:10], [*self.spans(scene, head), *places], [], list(words))

    def unpossessed(self, text: str, mark: Mark) -> str:
        """«قيمتها» → «قيمة»."""
        base = text[: -len(mark.pronoun)]
        one, many = self.phrases.feminine
        return base[:-1] + one if base.endswith(many[-1]) else base

    def acted(self, scene: Scene, quantity: Quantity, before: Governor, mark: Mark, prior: Label | None) -> Label:
        """«حجز 12 ملفا» → «الملفات المحجوزة»; «عالج الصندوق 4 ملايين ملف»."""
        own, places = self.counted(scene, quantity)
        at = before.pivot or 0
        adjective = mark.entry.get("adjective", "")
        if not own:
            own = scene.texts(before.content) or self.topic
            return self.shared(scene, quantity, Label([*own, adjective][:9], places, [], list(own)))
        agent = scene.texts(before.content) if before.content else []
        words = [own[0], *own[1:], adjective, *agent]
        return Label(words[:10], [*places, scene.sentence.cover(at, at + 1)], [], words)

    def casualties(self, scene: Scene, quantity: Quantity, before: Governor, mark: Mark, prior: Label | None) -> Label:
        """«لقي 3 أشخاص مصرعهم في حادثة سير» → «قتلى حادثة سير»."""
        own, places = self.counted(scene, quantity)
        event = self.event(scene, quantity, before)
        words = [mark.entry.get("people", ""), *scene.texts(event, head=False)]
        if not event:
            words += self.topic[:5]
        return Label(words[:9], [*places, *self.spans(scene, event)], [], words[1:])

    def event(self, scene: Scene, quantity: Quantity, before: Governor) -> list[int]:
        """Where somebody died or was hurt: the phrase after «في» that follows, else the one before the verb."""
        for index in range(quantity.last, len(scene.sentence)):
            if scene.sentence.words[index] in self.places:
                number = scene.owner[index + 1] if index + 1 < len(scene.sentence) else FREE
                if number != FREE:
                    other = scene.quantities[number]
                    noun = range(*other.noun) if other.noun else range(0)
                    return [*noun, *scene.phrase(other.last, len(scene.sentence), limit=5)]
                return scene.phrase(index + 1, len(scene.sentence), limit=7)
            if scene.kind(index) == "hard":
                break
        return scene.back(before.pivot or 0)

    @property
    def places(self) -> set[str]:
        return {self.fold(form) for form in self.phrases.by_id["place"].forms}

    def listed(self, scene: Scene, quantity: Quantity, before: Governor, prior: Label | None) -> Label | None:
        """«و45 وكالة متنقلة»: a member of a list shares what governs the first."""
        if prior is None or before.edge != "quantity" or before.content:
            return None
        own, places = self.counted(scene, quantity)
        if prior.pivot is not None:
            mark = scene.marks[prior.pivot]
            if mark and mark.kind == "action" and own:
                words = [*own, mark.entry.get("adjective", "")]
                return Label(words, places, [mark.entry.rule], words, prior.pivot)
            if mark and mark.kind == "people":
                return self.casualties(scene, quantity, before, mark, prior)
        if own:
            return Label(own if len(own) > 2 else [*own, *prior.base][:9], places, ["phrases.toml#also"], own, prior.pivot)
        after = scene.texts(self.after(scene, quantity), head=False)
        words = [*prior.words[: 8 - len(after)], *after]
        return Label(words, prior.places, ["phrases.toml#also"], prior.base, prior.pivot)

    def subject(self, scene: Scene, quantity: Quantity, before: Governor, prior: Label | None) -> Label | None:
        """«53 في المائة من المغاربة يعتقدون …», «1400 شخص أعلنوا …»: the figure opens its clause."""
        if before.content:
            return None
        own, places = self.counted(scene, quantity, relative=True)
        if not own:
            base = self.after(scene, quantity)
            own, places = scene.texts(base), self.spans(scene, base)
        if not own:
            return None
        if quantity.value.unit == "percent":
            own = [*self.phrases.by_id["measure.share"].forms[:1], *own]
        return Label(own[:10], places, ["phrases.toml#stop.hard"], own)

    def loose(self, scene: Scene, quantity: Quantity, before: Governor, _prior: Label | None) -> Label | None:
        """No construction known: the noun with its complement and the words before it in the clause."""
        own, places = self.counted(scene, quantity)
        taken = scene.trimmed([i for i in before.content if not scene.verbal(i)])[-5:]
        words = [*own, *scene.texts(taken)]
        base = list(words)
        if not own:
            words += scene.texts(self.after(scene, quantity), head=False)
        return Label(words[:10], [*places, *self.spans(scene, taken)], ["phrases.toml#also"], base)

    # ── pieces ────────────────────────────────────────────────────────────────────────────────────

    def shared(self, scene: Scene, quantity: Quantity, label: Label) -> Label:
        """A percentage of something is the share of it: «نسبة … من الناتج الداخلي الخام»."""
        if quantity.value.unit != "percent":
            return label
        after = self.after(scene, quantity)
        if after and scene.sentence.words[quantity.last] in self.of:
            label.words = [*self.phrases.by_id["measure.share"].forms[:1], *label.words, *scene.texts(after, head=False)][:11]
        return label

    @property
    def of(self) -> set[str]:
        return {self.fold(form) for form in self.phrases.by_id["of"].forms}

    def after(self, scene: Scene, quantity: Quantity) -> list[int]:
        """The noun phrase that follows the quantity."""
        return scene.phrase(quantity.last, len(scene.sentence), limit=6)

    def counted(self, scene: Scene, quantity: Quantity, *, relative: bool = True) -> tuple[list[str], list[Span]]:
        """The counted noun in the plural with its complement; nothing for money and percentages."""
        end = len(scene.sentence)
        if quantity.noun and quantity.value.unit == "count":
            first, last = quantity.noun
            complement = scene.phrase(last, end, limit=6, relative=relative)
            taken = [*range(first, last), *complement]
            words = scene.texts(range(first, last), head=False)
            words[0] = self.plural(words[0])
            return [*words, *scene.texts(complement, head=False)], self.spans(scene, taken)
        if quantity.value.unit not in {"percent"} and quantity.last < end and scene.sentence.words[quantity.last] in self.of:
            taken = scene.phrase(quantity.last, end, limit=6, relative=relative)
            return scene.texts(taken), self.spans(scene, taken)
        return [], []

    def plural(self, noun: str) -> str:
        """The plural with the article: «سريرا» → «الأسرة», «وكالة» → «الوكالات»."""
        folded = self.fold(noun)
        plurals, article = self.phrases.plurals, self.phrases.letters.article
        ending = self.phrases.accusative
        for form in (folded, folded.removesuffix(ending)):
            if form in plurals:
                return plurals[form]
        if folded.startswith(article):
            return noun
        one, many = self.phrases.feminine
        text = noun[: -len(one)] + many if folded.endswith(self.fold(one)) else noun
        if folded.endswith(ending) and len(folded) > 3:
            text = text[:-1]
        return article + text

    def subject_of(
        self, scene: Scene, quantity: Quantity, before: Governor, prior: Label | None
    ) -> tuple[list[str], list[Span]]:
        """The subject of the governing word: after it, before it, or what was named last."""
        at = before.pivot or 0
        mark = scene.marks[at]
        taken = scene.phrase(at + (mark.length if mark else 1), quantity.first, limit=8, relative=True, across=True)
        taken = self.without_measure(scene, taken)
        if taken:
            first = scene.marks[taken[0]]
            if first and first.pronoun:
                texts = scene.texts(taken)
                texts[0] = self.unpossessed(texts[0], first)
                words, places = self.antecedent(scene, at)
                if not words:
                    words = prior.base if prior else self.topic
                return [*texts, *words], [*self.spans(scene, taken), *places]
            return scene.texts(taken), self.spans(scene, taken)
        words, places = self.antecedent(scene, at)
        if words:
            return words, places
        if prior:
            return prior.base, prior.places
        return self.topic, []

    def without_measure(self, scene: Scene, taken: list[int]) -> list[int]:
        """A subject without the «بنسبة» that leads to the figure."""
        while taken:
            mark = scene.marks[taken[-1]]
            if not (mark and mark.kind == "measure" and mark.proclitic):
                break
            taken = scene.trimmed(taken[:-1])
        return taken

    def antecedent(self, scene: Scene, at: int) -> tuple[list[str], list[Span]]:
        """The noun phrase before word ``at``: the subject before its verb, what a relative pronoun means."""
        index = at
        while index > 0 and (scene.kind(index - 1) in SKIPPED or scene.dated[index - 1] or scene.kind(index - 1) == "comma"):
            index -= 1
        if index > 0 and scene.kind(index - 1) == "relative":
            index -= 1
            taken = scene.back(index, limit=6)
        else:
            taken = self.clause_subject(scene, index)
        return scene.texts(taken), self.spans(scene, taken)

    def clause_subject(self, scene: Scene, end: int) -> list[int]:
        """The noun phrase between the opening of the clause and word ``end``."""
        start = end
        while start > 0 and scene.owner[start - 1] == FREE:
            kind = scene.kind(start - 1)
            if kind in {"hard", "clause", "report", "comma", "again", "part", "open"}:
                break
            if scene.verbal(start - 1):
                break
            start -= 1
        return scene.phrase(start, end, limit=8, across=True)

    def same(self, noun: str, words: Sequence[str]) -> bool:
        """Whether ``noun`` is named by ``words`` already."""
        stem = self.fold(noun)[:5]
        return any(stem in self.fold(word) for word in words)

    def spans(self, scene: Scene, taken: Sequence[int]) -> list[Span]:
        """The page spans of the words at ``taken``, neighbours joined."""
        spans: list[Span] = []
        previous = -2
        for index in taken:
            span = scene.sentence.cover(index, index + 1)
            if index == previous + 1 and spans:
                span = Span(spans.pop().start, span.end)
            spans.append(span)
            previous = index
        return spans
