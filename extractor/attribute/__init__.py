"""Who asserts each quantity of an article (annotation.md §2, speaker): cue · content · source · conveyor."""

from extractor.attribute.attributor import Attributor

__all__ = ["Attributor"]
