"""Stretches of time told by an event: «منذ بداية انتشار الوباء» stands aside like a date."""

from __future__ import annotations

from extractor.recognize.metrics.scene import EDGES, FREE, Scene

LAPSE = 6  # words of the event that tells a stretch of time


def lapse(scene: Scene) -> None:
    """Let «منذ بداية انتشار الوباء» stand aside like a date."""
    told = scene.phrases.sets["lapse"]
    if told.isdisjoint(scene.sentence.words):
        return
    for index, word in enumerate(scene.sentence.words):
        if word in told and not scene.dated[index]:
            end = index + 1
            while end < len(scene) and end <= index + LAPSE and not _after(scene, end):
                end += 1
            if end > index + 1:
                scene.dated[index:end] = [True] * (end - index)


def _after(scene: Scene, index: int) -> bool:
    """Whether a stretch of time ends before word ``index``: a stop, a number, a preposition, a verb."""
    kind = scene.kinds[index]
    return scene.owner[index] != FREE or kind in EDGES or kind in {"preposition", "measure"} or scene.verbal(index)
