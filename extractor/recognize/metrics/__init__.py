"""What a quantity measures: an Arabic row label from the article's own words, and the registered indicator.

Looks for the construction that a figure stands in: counted noun with its complement, subject of a verb of level or
change, «بقيمة», «بنسبة», a share and its base, casualties, lists, pairs.
"""

from extractor.recognize.metrics.grammar import MetricGrammar

__all__ = ["MetricGrammar"]
