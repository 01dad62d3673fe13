"""Numbers: figures, spelled cardinals, compounds with scale words, fractions, vague plurals (numerals.md).

Start at :class:`NumberGrammar`. The modules: ``figures`` reads digits and separators, ``lexicon`` compiles
numerals.toml, ``fractions`` reads halves, thirds and vague plurals, ``phrases`` matches rows of words.
"""

from extractor.recognize.numbers.grammar import NumberGrammar

__all__ = ["NumberGrammar"]
