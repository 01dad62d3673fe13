"""One quantity of a sentence with all that its constructions look at."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Quantity, Span
from extractor.recognize.metrics.constructions.beside.other_kind import other_kind
from extractor.recognize.metrics.constructions.counted import counted, measured_of
from extractor.recognize.metrics.sentence.governor import governor
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.units import is_money
from extractor.recognize.metrics.wording.label import Label, Memory
from extractor.recognize.metrics.wording.plurals import Counted

PERCENT = frozenset({"percent", "percentage_point"})
FULL_STOP = "."


class Reading:
    """A quantity, what stands before it (``before``), what it counts, and its label once read (``made``)."""

    def __init__(self, scene: Scene, quantity: Quantity, memory: Memory, done: Sequence[Reading]) -> None:
        """``done`` are the readings of the quantities before in the same sentence."""
        self.scene, self.quantity, self.memory, self.done = scene, quantity, memory, done
        self.before = governor(scene, quantity)
        self.made: Label = Label()
        self.prior: Label | None = done[-1].made if done else None
        own = counted(scene, quantity)
        if done:
            own = other_kind(scene, quantity, done[-1].quantity, done[-1].counted, own)
        self.counted: Counted = measured_of(scene, quantity, own)
        self.idle_noun = self.counted.generic or self._case()
        self.percent = quantity.value.unit in PERCENT
        self.money = is_money(quantity.value.unit)
        if self.quantity.change is None and self._leaves_for_next():
            self.before.to = True

    def _case(self) -> bool:
        """Whether «حالة» alone is counted: «حالة وفاة» says what."""
        noun, named = self.quantity.noun, self.counted.noun
        one = len(named) == 1 and named[0].startswith(self.scene.phrases.letters.article)
        return bool(noun and one and self.scene.member(noun[0], "case"))

    def _leaves_for_next(self) -> bool:
        """Whether the figure is the first of «من 30 إلى 15»."""
        scene, quantity = self.scene, self.quantity
        following = scene.owner[quantity.first] + 1
        if not scene.member(quantity.first - 1, "of") or following >= len(scene.quantities):
            return False
        return scene.member(scene.quantities[following].first - 1, "toward")

    def rule(self, name: str) -> str:
        """The rule id of a construction."""
        return self.scene.phrases.rule(name)

    def places(self, at: int) -> list[Span]:
        """Where on the page stand what is counted, the word ``at`` that governs it, and the words between."""
        scene = self.scene
        return [*self.counted.places, scene.sentence.cover(at, at + 1), *scene.spans(self.before.content)]

    def idle(self) -> bool:
        """Whether nothing but measures stands between the figure and what was found before it."""
        return all(self.scene.kind(index) in {"measure", "share-by", "preposition"} for index in self.before.content)
