"""Where the bracket that a word closes was opened, and what a bracket stands behind."""

from __future__ import annotations

from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene

ITEM = 10  # words of a member of a list


def opened(scene: Scene, index: int) -> int:
    """The place of the bracket that the one at ``index`` closes, where no figure stands between; else ``index``."""
    at = index
    while at > 0 and scene.kind(at) != "open" and scene.owner[at] == FREE:
        at -= 1
    return at if scene.kind(at) == "open" else index


def item(scene: Scene, at: int) -> list[int]:
    """«، ومحاربة الفقر في الوسط القروي (25 مشروعا)»: a whole member of a list of brackets before the one at ``at``."""
    start = at
    while start > 0 and at - start < ITEM and scene.kind(start - 1) != "comma":
        if scene.owner[start - 1] != FREE or scene.kind(start - 1) in {"hard", "open", "close"}:
            return []
        start -= 1
    listed = start > 1 and scene.kind(start - 1) == "comma" and scene.kind(start - 2) == "close"
    return scene.phrase(start, at, limit=ITEM) if listed and not any(map(scene.verbal, range(start, at))) else []
