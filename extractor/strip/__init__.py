"""Pages → articles: chrome out, titles, outlets, authors and dates found, by general rules and site layouts."""

from extractor.strip.stripper import Stripper

__all__ = ["Stripper"]
