"""arqam: figures of Moroccan Arabic news pages as checkable claims.

Start reading at :mod:`extractor.pipeline`: it strings the stages together in a page of code.
"""
