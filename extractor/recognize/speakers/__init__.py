"""Speakers as a sentence names them: the words, the noun phrases, the cues."""

from extractor.recognize.speakers.cue import Cue
from extractor.recognize.speakers.cues import THROUGH, CueGrammar
from extractor.recognize.speakers.mention import Mention
from extractor.recognize.speakers.mentions import MentionGrammar
from extractor.recognize.speakers.tags import BODY, BREAK, DELEGATE, PAPER, PERSON, QUOTE, Tag, View
from extractor.recognize.speakers.vocabulary import Vocabulary

__all__ = [
    "BODY",
    "BREAK",
    "DELEGATE",
    "PAPER",
    "PERSON",
    "QUOTE",
    "THROUGH",
    "Cue",
    "CueGrammar",
    "Mention",
    "MentionGrammar",
    "Tag",
    "View",
    "Vocabulary",
]
