"""Quantities: a number, its unit or counted noun, its bound, its range and its rate (numerals.md).

Start at :class:`QuantityGrammar`. The steps are modules: ``scan`` finds numbers and what they count,
``negatives`` tells numbers that name something, ``pairs`` joins ranges and shares units, ``bounds`` and
``rates`` read the words around, ``build`` makes the records.
"""

from extractor.recognize.quantities.grammar import QuantityGrammar

__all__ = ["QuantityGrammar"]
