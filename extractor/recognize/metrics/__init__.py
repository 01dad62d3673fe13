"""What a quantity measures: an Arabic row label from the article's own words, and the registered indicator.

Looks for the construction that a figure stands in: counted noun with its complement, subject of a verb of level or
change, «بقيمة», «بنسبة», a share and its base, casualties, lists, pairs.

``sentence`` marks the words, ``reading`` gathers what stands around one figure, ``constructions`` are tried on it,
``wording`` makes the label read, ``registry`` finds the indicator; ``grammar`` strings them together.
"""

from extractor.recognize.metrics.grammar import MetricGrammar

__all__ = ["MetricGrammar"]
