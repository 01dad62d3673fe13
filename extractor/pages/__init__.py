"""Files → pages: text, HTML, JSONL and WARC read and decoded, what cannot be read named with its cure."""

from extractor.pages.reader import read

__all__ = ["read"]
