"""Where the bracket that a word closes was opened."""

from __future__ import annotations

from extractor.recognize.metrics.sentence.scene import FREE, Scene


def opened(scene: Scene, index: int) -> int:
    """The place of the bracket that the one at ``index`` closes, where no figure stands between; else ``index``."""
    at = index
    while at > 0 and scene.kind(at) != "open" and scene.owner[at] == FREE:
        at -= 1
    return at if scene.kind(at) == "open" else index
