"""The people and bodies of one article, and who is meant by a mention: names as full as the article gives them.

«المرنيسي» is «خالد المرنيسي» when that stands anywhere in the article; «وزير الصحة» is whoever the article
introduces with that title; «الوزارة» is the ministry named before. Outside knowledge never fills a name: an
unknown stays as written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extractor.model import Span
from extractor.recognize.speakers import BODY, PERSON, Mention, MentionGrammar, View, Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """Somebody or something that speaks: the fullest name and title found so far."""

    kind: str
    name: str
    words: tuple[str, ...]
    role: str | None = None
    role_words: tuple[str, ...] = ()
    at: tuple[int, int] = (0, 0)
    rule: str = ""
    keys: frozenset[str] = frozenset()


@dataclass(slots=True)
class Cast:
    """All persons that the article names, in order of mention, and where it names bodies.

    ``read`` spells the body named at one of ``heads``; ``known`` are the words that name persons by themselves.
    """

    read: Callable[[View, tuple[int, int]], Figure | None]

    persons: list[Figure] = field(default_factory=list)
    heads: list[tuple[View, tuple[int, int]]] = field(default_factory=list)
    known: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()

    def person(self, words: Iterable[str], at: tuple[int, int]) -> Figure | None:
        """The fullest person whose name holds all key ``words``; of several the one nearest before ``at``."""
        wanted = set(words)
        found = [one for one in self.persons if wanted <= one.keys]
        if not found:
            return None
        longest = max(len(one.words) for one in found)
        return _nearest([one for one in found if len(one.words) == longest], at)

    def holder(self, role: Sequence[str], at: tuple[int, int]) -> Figure | None:
        """The named person whom the article introduces with a title that begins with ``role``."""
        role = tuple(role)
        found = [one for one in self.persons if one.role_words and one.role_words[: len(role)] == role]
        if not found and len(role) > 1:
            found = [one for one in self.persons if one.role_words[:1] == role[:1] and self._same_office(one, role)]
        return _nearest(found, at) if found else None

    def _same_office(self, one: Figure, role: tuple[str, ...]) -> bool:
        """«الرئيس الأول للمجلس الأعلى» is «رئيس المجلس الأعلى»: one title's words hold the other's, beyond the head."""
        ours, theirs = set(map(self.loose, one.role_words)), set(map(self.loose, role))
        return min(len(ours), len(theirs)) > 1 and (ours <= theirs or theirs <= ours)

    def loose(self, word: str) -> str:
        """A title's word without what hangs on it."""
        for prefix in self.prefixes:
            if word.startswith(prefix) and len(word) > len(prefix) + 1:
                return word[len(prefix) :]
        return word

    def body(self, words: Sequence[str], at: tuple[int, int]) -> Figure | None:
        """The body whose name goes on from ``words``: «المندوبية» → «المندوبية السامية للتخطيط»."""
        words = tuple(words)
        named = [self.read(view, where) for view, where in self.heads if view.words[where[1]].endswith(words[0])]
        found = [one for one in named if one and len(one.words) > len(words) and one.words[: len(words)] == words]
        if len(words) > 1:
            found = [one for one in found if one.at <= at]
        return _nearest(found, at) if found else None


def _nearest(found: list[Figure], at: tuple[int, int]) -> Figure:
    before = [one for one in found if one.at <= at]
    return before[-1] if before else found[0]


class Casting:
    """Collects a :class:`Cast` and spells mentions."""

    def __init__(self, vocabulary: Vocabulary, mentions: MentionGrammar) -> None:
        """Keep the compiled grammar."""
        self.vocabulary = vocabulary
        self.mentions = mentions

    def collect(self, views: Iterable[View]) -> Cast:
        """Everybody whom the article names."""
        cast = Cast(read=self._body, prefixes=self.vocabulary.attached)
        for number, view in enumerate(views):
            done = 0
            cast.heads += [(view, (number, at)) for at in view.at(BODY)]
            for at in view.at(PERSON):
                if at >= done and self._expected(view, at):
                    done = self._enter(cast, view, (number, at))
        cast.known = frozenset(self._surnames(cast))
        return cast

    def _expected(self, view: View, at: int) -> bool:
        """Whether a name may stand here: one that is a word, too («جمال»), only behind a verb, a title or a comma."""
        tags = view.tags[at]
        given = tags.get("given")
        if given is None or given.mode != "common" or "role" in tags:
            return True
        return at > 0 and not view.tags[at - 1].keys().isdisjoint(BEFORE_NAMES)

    def _enter(self, cast: Cast, view: View, at: tuple[int, int]) -> int:
        """Enter the person named at ``at``; returns the word behind his name."""
        mention = self.mentions.read(view, at[1])
        if mention is None or mention.kind != "person" or mention.name is None:
            return at[1] + 1
        cast.persons.append(self.figure(view, mention, at))
        return mention.name[1] if mention.name[0] <= at[1] + 1 else at[1] + 1

    def _body(self, view: View, at: tuple[int, int]) -> Figure | None:
        mention = self.mentions.read(view, at[1])
        return self.figure(view, mention, at) if mention and mention.kind == "body" else None

    def _surnames(self, cast: Cast) -> Iterable[str]:
        """The last words of all names, in the spellings that one article mixes («عمارة», «اعمارة», «لاعمارة»)."""
        letters = self.vocabulary.letters
        for word in {one.words[-1] for one in cast.persons if len(one.words) > 1}:
            key = self.key(word)
            yield from (word, key, letters.article + key, letters.article[0] + key, letters.lam + word)

    def key(self, word: str) -> str:
        """A name word without article and first alef: what its spellings in one article share."""
        article = self.vocabulary.letters.article
        short = word.removeprefix(article).removeprefix(article[0])
        return short if len(short) > 1 else word

    def figure(self, view: View, mention: Mention, at: tuple[int, int]) -> Figure:
        """``mention`` spelled out, nothing resolved."""
        name = mention.name or mention.role or (mention.first, mention.last)
        role = mention.role
        words = self.words(view, name)
        return Figure(
            mention.kind,
            self.text(view, name),
            words,
            self.text(view, role) if role else None,
            self.words(view, role) if role else (),
            at,
            mention.rule,
            frozenset(map(self.key, words)),
        )

    def words(self, view: View, place: tuple[int, int]) -> tuple[str, ...]:
        """The folded words of a name or title, its first without article and proclitics, marks left out."""
        first, last = place
        letters = self.vocabulary.letters
        loose = self._loose(view, first)
        head = view.words[first][len(loose) :]
        if self._swallowed(view, first, loose):
            head = head[len(letters.lam) :]
        elif view.tags[first].keys() & HEADS:
            head = head.removeprefix(letters.article)
        return (head, *(word for word in view.words[first + 1 : last] if word[0].isalnum()))

    def text(self, view: View, place: tuple[int, int]) -> str:
        """A name or title as printed, without the proclitics of its first word."""
        first, last = place
        raw = " ".join(view.sentence.cover(first, last).text(view.sentence.page).split())
        loose = self._loose(view, first)
        raw = raw[len(loose) :]
        if self._swallowed(view, first, loose):
            raw = self.vocabulary.letters.article + raw[1:]
        return raw

    def _loose(self, view: View, at: int) -> str:
        """The conjunction and preposition written onto word ``at``, as far as its tags know them."""
        clusters = [tag.proclitic for kind, tag in view.tags[at].items() if kind in SPELLED]
        return min(clusters, key=len).removesuffix(self.vocabulary.letters.article) if clusters else ""

    def _swallowed(self, view: View, at: int, loose: str) -> bool:
        """Whether «ل» has swallowed the article's alef («للوزارة»)."""
        letters = self.vocabulary.letters
        return loose.endswith(letters.lam) and view.words[at][len(loose) - 1 :].startswith(letters.lam_article)

    def span(self, view: View, mention: Mention) -> Span:
        """Where the mention stands on the page."""
        return view.sentence.cover(mention.first, mention.last)


BEFORE_NAMES = frozenset({"verb", "nominal", "comma", "adverb", "honorific"})
HEADS = frozenset({"role", "body", "document", "group"})
SPELLED = frozenset({"role", "body", "document", "group", "anaphor", "name", "given", "honorific", "known", "place"})
