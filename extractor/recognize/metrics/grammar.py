"""Quantities → metrics: sentence by sentence, with the memory of what the article has named."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import DateMention, Metric, Quantity, Sentence, Trace
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.metrics.constructions.beside.respective import respective
from extractor.recognize.metrics.constructions.tried import construct
from extractor.recognize.metrics.reading import PERCENT, Reading
from extractor.recognize.metrics.registry import Registry, kind_of
from extractor.recognize.metrics.sentence.asides import (
    adjuncts,
    degrees,
    lapse,
    manners,
    said,
    scopes,
    sessions,
    standings,
)
from extractor.recognize.metrics.sentence.couples import couples
from extractor.recognize.metrics.sentence.homographs import (
    boats,
    concerns,
    jobs,
    limits,
    losses,
    results,
    verbs,
    whoever,
)
from extractor.recognize.metrics.sentence.participles import circumstances, gains
from extractor.recognize.metrics.sentence.scene import LIGHT, Scene
from extractor.recognize.metrics.sentence.units import is_money
from extractor.recognize.metrics.sentence.words import Phrases
from extractor.recognize.metrics.wording.illness import ill, illness
from extractor.recognize.metrics.wording.label import Label, Memory, Phrase, joined
from extractor.recognize.metrics.wording.naming import bare, without
from extractor.recognize.metrics.wording.readable import readable

SHORT = 1  # a label of so few content words says too little by itself
POOR = 1  # telling words of a label that the same figure elsewhere may replace
RICH = 8  # words of a label that is still a clean row label
TELLING = 100  # a count below this may stand for anything
OWNERS = 3  # words of those who own what a label names
LONG = 6  # letters of a word that a pronoun may have lengthened
SMALL = 4  # words of a label that takes its owners along
PASSING = 4  # words from «فضلا عن» to the name that it adds
NAME = 2  # words from which on a phrase is a name
MEASURED = frozenset({"level", "change", "measure", "carry", "move"})
IDLE_HEADS = frozenset({"measure", "share-by", "change"})
Names = list[tuple[int, list[int]]]  # the places of names and of the phrases they head
MANNERS = ("any", "count", "percent", "money")
AGAIN = 8  # words of a label that «هذا الرقم» stands for
NAMED = 5  # content words kept of a programme's name
DEEDS = frozenset({"action", "state", "change"})  # what a definite body does, no part of its name


class MetricGrammar:
    """Row labels for quantities.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> patterns = load()
    >>> MetricGrammar(patterns, Folder(patterns)).label([], [], [])
    []
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile phrases.toml, function_words.toml and metrics.toml."""
        self._phrases = Phrases(patterns, fold)
        self._registry = Registry(patterns, fold, self._phrases.letters)
        entries = self._phrases.by_id
        self._figures = {name: tuple(map(fold, entries["figure." + name].forms)) for name in MANNERS}

    def label(
        self,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
        dates: Sequence[Sequence[DateMention]],
    ) -> list[list[Metric]]:
        """One metric for every quantity, aligned with ``quantities``; linear in the length of the sentences."""
        colloquial = any(quantities) and self._phrases.colloquial(sentences)
        memory = Memory(whole=sentences, quantities=quantities, dates=dates, colloquial=colloquial)
        memory.illness = illness(self._phrases, sentences) if any(quantities) else ""
        last = max((place for place, found in enumerate(quantities) if found), default=-1)
        read = [
            self._read(place, quantities[place], dates[place], memory) if place <= last else []
            for place in range(len(sentences))
        ]
        return [
            [
                self._metric(quantity, self._fuller(quantity, label, memory), memory.illness)
                for quantity, label in zip(found, row, strict=True)
            ]
            for found, row in zip(quantities, read, strict=True)
        ]

    def _weight(self, label: Label) -> int:
        """How many words of a label say something by themselves."""
        light, fold = self._phrases.sets["vague"], self._phrases.fold
        return sum(len(word) > 2 and fold(word) not in light for word in label.words)

    def _fuller(self, quantity: Quantity, label: Label, memory: Memory) -> Label:
        """The same telling figure elsewhere in the article may carry the fuller label: «العدد البالغ 70,8 مليون»."""
        found = memory.rich.get((quantity.value.point, quantity.value.unit))
        if found is None or not _telling(quantity) or self._weight(label) > POOR:
            return label
        other, counted = found
        apart = bool(counted and quantity.value.counted) and counted != quantity.value.counted  # 8000 of other things
        return label if apart else other.repeated(self._phrases.rule("again"))

    def _read(
        self, place: int, quantities: Sequence[Quantity], dates: Sequence[DateMention], memory: Memory
    ) -> list[Label]:
        """The labels of one sentence; one without quantities is only looked through for what it names."""
        one = memory.whole[place]
        memory.at, memory.here = place, False
        memory.body = Phrase()
        if not quantities and self._phrases.names.isdisjoint(one.words):
            return []
        scene = Scene.of(self._phrases, one, quantities, dates, named=memory.named, colloquial=memory.colloquial)
        names = [(index, taken) for index in self._names(one) if (taken := _name(scene, index))]
        lapse(scene)
        said(scene)
        adjuncts(scene)
        manners(scene)
        degrees(scene)
        scopes(scene)
        standings(scene)
        sessions(scene)
        verbs(scene)
        concerns(scene)
        whoever(scene)
        boats(scene)
        losses(scene)
        jobs(scene)
        couples(scene)
        limits(scene)
        results(scene)
        circumstances(scene)
        gains(scene)
        done: list[Reading] = []
        for quantity in scene.quantities:
            names = self._remember(scene, memory, names, quantity.first)
            reading = Reading(scene, quantity, memory, done)
            label = reading.made = memory.last = self._enriched(construct(reading), memory)
            done.append(reading)
            if self._weight(label) <= POOR and len(label.words) <= SHORT + POOR:
                continue
            self._told_again(quantity, label, memory)
            self._noun_told(quantity, label, memory)
            if len(label.words) <= RICH:
                memory.rich.setdefault((quantity.value.point, quantity.value.unit), (label, quantity.value.counted))
        respective(scene, done)
        self._remember(scene, memory, names, len(scene))
        return [reading.made for reading in done]

    def _told_again(self, quantity: Quantity, label: Label, memory: Memory) -> None:
        """Keep what «هذا الرقم», «هذه النسبة» mean from here on: the metric of the last figure of that manner."""
        if label.guessed:
            return
        unit = quantity.value.unit
        manner = "count" if unit == "count" else "percent" if unit in PERCENT else "money"
        for name in ("any", manner) if manner != "money" or is_money(unit) else ("any",):
            memory.named.update(dict.fromkeys(self._figures[name], label.words[:AGAIN]))

    def _noun_told(self, quantity: Quantity, label: Label, memory: Memory) -> None:
        """Keep what «هذه المفرغات» means from here on: the noun of what was measured, with its complement."""
        phrases, article = self._phrases, self._phrases.letters.article
        if label.guessed or quantity.value.unit == "count" or not label.pivot or label.pivot.kind not in MEASURED:
            return
        base = label.base or label.words
        for place, word in enumerate(base[:-1]):
            idle, key = phrases.marked(word) in IDLE_HEADS, phrases.fold(word).removeprefix(article)
            if idle and not self._names_itself(word):
                continue
            if len(key) >= SMALL and key not in phrases.names and phrases.marked(word) not in LIGHT:
                memory.named[key] = self._close(base[place : place + NAMED])
            if not idle:
                break

    def _close(self, words: list[str]) -> list[str]:
        """A noun with its complement, up to a preposition or a relative clause."""
        kinds = [self._phrases.marked(word) for word in words]
        ends = (place for place, kind in enumerate(kinds) if kind in LIGHT and (place > 1 or kind == "relative"))
        return words[: next(ends, len(words))]

    def _names_itself(self, word: str) -> bool:
        """Whether a measure says by itself what is measured: «صادرات», no «قيمة»."""
        folded, sets = self._phrases.fold(word), self._phrases.sets
        return not any(folded in sets[name] for name in ("figure", "number", "total", "rate", "vague"))

    def _given_back(self, words: list[str], memory: Memory) -> list[str]:
        """«مبلغها» alone: the measure, and what was named last."""
        mark = self._phrases.mark(words[0]) if len(words) == 1 and memory.last else None
        if not (mark and mark.pronoun and mark.kind == "measure" and memory.last):
            return words
        return [bare(self._phrases, words[0], mark), *memory.last.base]

    def _disowned(self, words: list[str], memory: Memory) -> list[str]:
        """«تكاليف اشتراكاتهم» in a short label: the noun without its pronoun, and whose it is, as named last."""
        theirs = self._phrases.inflection.people[1]
        owners = memory.last.base[:OWNERS] if memory.last else []
        if not owners or len(words) > SMALL:
            return list(words)
        nouns = [place for place, word in enumerate(words) if " " not in word]  # no «المعثور عليهم»
        owned = [place for place in nouns if words[place].endswith(theirs) and len(words[place]) > LONG]
        if not owned or self._phrases.marked(words[owned[0] - 1]) == "relative":
            return list(words)  # no noun: «السياح الذين استقبلتهم أكادير»
        plain = [without(self._phrases, word, theirs) if place in owned else word for place, word in enumerate(words)]
        return [*plain, *owners]

    def _metric(self, quantity: Quantity, label: Label, named: str) -> Metric:
        entry = (
            None if label.guessed else self._registry.find(label.words, quantity.value.unit, point=quantity.value.point)
        )
        rules = [*(label.rules or [self._phrases.rule("loose")]), *([entry.rule] if entry else [])]
        return Metric(
            " ".join(ill(self._phrases, label.words, named)),
            tuple(sorted(set(label.places))),
            id=entry.id if entry else None,
            kind=kind_of(entry) if entry else None,
            trace=tuple(Trace("metrics", rule, quantity.span) for rule in rules),
        )

    def _names(self, one: Sentence) -> list[int]:
        """The places of the words that may head the name of a programme or a body."""
        named = self._phrases.names.intersection(one.words)
        return [index for index, word in enumerate(one.words) if word in named] if named else []

    def _remember(self, scene: Scene, memory: Memory, names: Names, end: int) -> Names:
        """Keep the programmes and bodies that ``names`` before ``end`` name; the names left."""
        for index, taken in names:
            if index >= end:
                break
            if len(taken) < NAME or taken[0] != index or scene.kind(index - 1) == "demonstrative":
                if taken[0] == index:
                    self._grouped(scene, memory, taken)
                continue
            named = _told(scene, memory, taken)
            if _in_passing(scene, index) and scene.key(index) in memory.named:
                continue
            memory.named[scene.key(index)] = named.words
            self._grouped(scene, memory, taken)
            if scene.member(index, "body"):
                memory.body = named
            if scene.member(index, "programme") and not _definite(scene, taken) and len(taken) > NAME:
                memory.body = memory.body or named
            if scene.member(index, "programme") and _definite(scene, taken):
                memory.name(named, " ".join(map(self._phrases.fold, named.words[:3])))
        return [(index, taken) for index, taken in names if index >= end]

    def _grouped(self, scene: Scene, memory: Memory, taken: list[int]) -> None:
        """«هذه الطبقة النشيطة (العمال غير الأجراء)»: whom «هذه الفئة» means from here on."""
        at = taken[-1] + 1
        if scene.member(taken[0], "group") and scene.kind(at) == "open":
            inside = scene.phrase(at + 1, scene.closing(at, len(scene)), limit=NAMED)
            for form in self._phrases.by_id["group"].forms if inside else ():
                memory.named[self._phrases.fold(form)] = scene.texts(inside)

    def _enriched(self, label: Label, memory: Memory) -> Label:
        """A label that says too little gets the programme named last."""
        light, fold = self._phrases.sets["vague"], self._phrases.fold
        kept = self._disowned(self._given_back(label.words, memory), memory)
        nearest = memory.programme if memory.here else memory.body or memory.programme
        if nearest and sum(fold(word) not in light for word in kept) < SHORT:
            kept += [self._phrases.within, *nearest.words]
            label.guessed = not (memory.here or memory.body)
        label.words = joined(kept)
        while label.words and self._phrases.marked(label.words[-1]) in LIGHT:
            label.words.pop()
        label.words = readable(self._phrases, label.words)
        return label


def _definite(scene: Scene, taken: list[int]) -> bool:
    """Whether a phrase names one programme and not any: an article or a name among its first words."""
    words = [scene.phrases.fold(text) for text in scene.texts(taken[:3])]
    letters = scene.phrases.letters
    head = scene.sentence.words[taken[0]]
    if head.startswith(letters.lam) and not head.startswith(letters.lam_article):
        return False  # «لدعم العلاج» says what for
    article = letters.article
    quoted = any(scene.kind(index) in {"quote", "dash"} for index in range(taken[0], taken[-1]))
    return quoted or any(word.startswith(article) or word.isascii() for word in words)


def _telling(quantity: Quantity) -> bool:
    """Whether the figure is its own name: large, or with decimals."""
    point = quantity.value.point
    return point is not None and (abs(point) >= TELLING or point != point.to_integral_value())


def _in_passing(scene: Scene, index: int) -> bool:
    """Whether a name is only added: «فضلا عن تأسيس نظام المعاشات»."""
    near = range(max(0, index - PASSING), index)
    return any(scene.kind(place) == "also" and len(scene.sentence.words[place]) > 1 for place in near)


def _name(scene: Scene, index: int) -> list[int]:
    """The phrase that the noun at ``index`` heads; inside a date («منذ تفعيل نظام أمو إلى غاية مارس») up to «إلى»."""
    if not scene.dated[index]:
        return _undone(scene, scene.phrase(index, len(scene), limit=NAMED))
    dated, scene.dated = scene.dated, [False] * len(scene)
    last = min(len(scene), index + NAMED)
    end = next((at for at in range(index + 1, last) if scene.kind(at) == "preposition" or not dated[at]), last)
    taken = scene.phrase(index, end, limit=NAMED)
    scene.dated = dated
    return taken


def _undone(scene: Scene, taken: list[int]) -> list[int]:
    """A name up to what its bearer does: «أعلنت الشركة تسريح 300 مستخدم» names «الشركة»."""
    article = scene.phrases.letters.article
    if not taken or not scene.sentence.words[taken[0]].startswith(article):
        return taken
    ends = (place for place, at in enumerate(taken) if place and scene.kind(at) in DEEDS and _bare(scene, at))
    return taken[: next(ends, len(taken))]


def _bare(scene: Scene, at: int) -> bool:
    """Whether a word has no article and nothing written onto it."""
    mark = scene.marks[at]
    return mark is not None and not (mark.proclitic or mark.pronoun or mark.offset)


def _told(scene: Scene, memory: Memory, taken: list[int]) -> Phrase:
    """The name at ``taken``, read once an article however often it is told."""
    key = tuple(scene.sentence.words[index] for index in taken)
    found = memory.told.get(key)
    if found is None:
        found = memory.told[key] = Phrase(scene.texts(taken), scene.spans(taken))
    return found
