"""The people and bodies of one article, and who is meant by a mention: names as full as the article gives them.

«المرنيسي» is «خالد المرنيسي» when that stands anywhere in the article; «وزير الصحة» is whoever the article
introduces with that title; «الوزارة» is the ministry named before. Outside knowledge never fills a name: an
unknown stays as written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from extractor.model import Span
from extractor.recognize.speakers import BODY, PAPER, PERSON, Mention, MentionGrammar, View, Vocabulary
from extractor.record import record

UNKNOWN = 2  # words from a verb to the given name behind an unknown one
NAMES = 3  # words of such a name
AGREEING = 2  # words of a name in which an adjective may tell the article of the first
CUES = (2, 3)  # words of a cue before a name: «على لسان عزيز المرنيسي»
SUFFIX = 2  # letters at the end of a head word, the same whatever is written onto its beginning
K = TypeVar("K", frozenset[str], tuple[str, ...])


@record(frozen=True, slots=True, eq=False)
class Figure:
    """Somebody or something that speaks: the fullest name and title found so far.

    ``lead``: the article opens with figures of its own, and goes on with them until another source speaks.
    ``medium``: a newspaper or agency, which passes on what others say.
    """

    kind: str
    name: str
    words: tuple[str, ...]
    role: str | None = None
    role_words: tuple[str, ...] = ()
    at: tuple[int, int] = (0, 0)
    rule: str = ""
    keys: frozenset[str] = frozenset()
    lead: bool = False
    medium: bool = False


@dataclass(slots=True)
class Cast:
    """All persons that the article names, in order of mention, and where it names bodies.

    ``read`` spells the body named at one of ``heads``; ``known`` are the words that name persons by themselves,
    ``described`` those that tell a body without naming it («الوزارة الوصية»).
    """

    read: Callable[[View, tuple[int, int]], Figure | None]
    persons: list[Figure] = field(default_factory=list)
    heads: dict[str, list[tuple[View, tuple[int, int]]]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    posts: dict[str, list[Figure]] = field(default_factory=dict)
    papers: list[tuple[View, tuple[int, int]]] = field(default_factory=list)
    prefixes: tuple[str, ...] = ()
    described: frozenset[str] = frozenset()
    _named: dict[str, list[Figure]] = field(default_factory=dict)
    _titled: dict[tuple[str, ...], list[Figure]] = field(default_factory=dict)
    _offices: dict[str, list[Figure]] = field(default_factory=dict)
    _bodies: dict[str, dict[tuple[str, ...], list[Figure]]] = field(default_factory=dict)
    _found: dict[tuple[str, frozenset[str] | tuple[str, ...]], list[Figure]] = field(default_factory=dict)

    def enter(self, person: Figure) -> None:
        """Add a person, in order of mention."""
        self.persons.append(person)
        for key in person.keys:
            self._named.setdefault(key, []).append(person)
        for size in (1, 2):
            if len(person.role_words) >= size:
                self._titled.setdefault(person.role_words[:size], []).append(person)
        for word in {self.loose(word) for word in person.role_words[1:]}:
            self._offices.setdefault(word, []).append(person)

    def names(self, key: str) -> bool:
        """Whether a word is part of a name entered so far."""
        return key in self._named

    def post(self, person: Figure) -> None:
        """Note a title that stands without its holder («وزيرة المالية»)."""
        self.posts.setdefault(person.role_words[0], []).append(person)

    def titled(self, role: tuple[str, ...], at: tuple[int, int]) -> Figure | None:
        """The fuller title that a bare one means («الوزيرة»), where its holder is nowhere named."""
        return _nearest(self.posts.get(role[0], []), at) if len(role) == 1 else None

    def head(self, view: View, at: tuple[int, int]) -> None:
        """Note that a body is named at word ``at``."""
        self.heads.setdefault(view.words[at[1]][-SUFFIX:], []).append((view, at))

    def person(self, words: frozenset[str], at: tuple[int, int]) -> Figure | None:
        """The fullest person whose name holds all key ``words``; of several the one nearest before ``at``."""
        return _nearest(self._once("person", words, self._fullest), at)

    def _fullest(self, words: frozenset[str]) -> list[Figure]:
        candidates = min((self._named.get(word, []) for word in words), key=len, default=[])
        found = [one for one in candidates if words <= one.keys]
        longest = max((len(one.words) for one in found), default=0)
        return [one for one in found if len(one.words) == longest]

    def title(self, person: Figure) -> str | None:
        """The title that the article gives ``person`` anywhere."""
        candidates = min((self._named.get(key, []) for key in person.keys), key=len, default=[])
        return next((one.role for one in candidates if one.role and one.keys <= person.keys), None)

    def holder(self, role: tuple[str, ...], at: tuple[int, int]) -> Figure | None:
        """The named person whom the article introduces with a title that begins with ``role``."""
        return _nearest(self._once("holder", role, self._holders), at)

    def _holders(self, role: tuple[str, ...]) -> list[Figure]:
        found = [one for one in self._titled.get(role[:2], ()) if one.role_words[: len(role)] == role]
        if found or len(role) == 1:
            return found
        offices = (self._offices.get(self.loose(word), []) for word in role[1:])
        rarest = min((some for some in offices if some), key=len, default=[])
        return [one for one in rarest if one.role_words[0] == role[0] and self._same_office(one, role)]

    def _once(self, kind: str, key: K, find: Callable[[K], list[Figure]]) -> list[Figure]:
        """What ``find`` finds for ``key``, looked for once an article."""
        if (kind, key) not in self._found:
            self._found[kind, key] = find(key)
        return self._found[kind, key]

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

    def body(self, words: tuple[str, ...], at: tuple[int, int]) -> Figure | None:
        """The body whose name goes on from ``words``: «المندوبية» → «المندوبية السامية للتخطيط»."""
        found = self._once("body", words, self._longer)
        fuller = _nearest(found, at)
        return None if fuller and len(words) > 1 and fuller.at > at else fuller

    def only(self, words: tuple[str, ...]) -> Figure | None:
        """The one body of that head which the article names, whatever else ``words`` say of it."""
        found = [one for one in self._once("body", words[:1], self._longer) if one.words != words]
        return found[0] if len({one.words for one in found}) == 1 else None

    def _longer(self, words: tuple[str, ...]) -> list[Figure]:
        suffix = words[0][-SUFFIX:]
        if suffix not in self._bodies:
            self._bodies[suffix] = self._spelt(suffix)
        found = self._bodies[suffix].get(words[:2], ())
        longer = [one for one in found if len(one.words) > len(words) and one.words[: len(words)] == words]
        return [one for one in longer if one.words[len(words)] not in self.described]

    def _spelt(self, suffix: str) -> dict[tuple[str, ...], list[Figure]]:
        """The bodies whose head word ends in ``suffix``, by the first word and by the first two of their names."""
        found: dict[tuple[str, ...], list[Figure]] = {}
        for one in (self.read(view, at) for view, at in self.heads.get(suffix, ())):
            for size in (1, 2):
                if one and len(one.words) >= size:
                    found.setdefault(one.words[:size], []).append(one)
        return found


def _nearest(found: list[Figure], at: tuple[int, int]) -> Figure | None:
    """The last of ``found`` (in reading order) up to ``at``, else the first."""
    if not found:
        return None
    return found[max(0, bisect_right(found, at, key=lambda one: one.at) - 1)]


class Casting:
    """Collects a :class:`Cast` and spells mentions."""

    def __init__(self, vocabulary: Vocabulary, mentions: MentionGrammar) -> None:
        """Keep the compiled grammar."""
        self.vocabulary = vocabulary
        self.mentions = mentions

    def collect(self, views: Iterable[View]) -> Cast:
        """Everybody whom the article names."""
        forms = self.vocabulary.forms
        cast = Cast(read=self._body, prefixes=self.vocabulary.attached, described=frozenset(forms["body.described"]))
        for number, view in enumerate(views):
            done = 0
            for at in view.at(BODY):
                if not view.has(at - 1, "body"):  # what follows «مديرية وزارة الصحة» goes with the first of them
                    cast.head(view, (number, at))
            cast.papers += [(view, (number, at)) for at in view.at(PAPER)]
            for at in view.at(PERSON):
                if at >= done and self._expected(view, at) and not self._promised(view, at, cast):
                    done = self._enter(cast, view, (number, at))
        cast.known = frozenset(self._surnames(cast))
        return cast

    def _expected(self, view: View, at: int) -> bool:
        """Whether a name may stand here: one that is a word, too («جمال»), only behind a verb, a title or a comma."""
        tags = view.tags[at]
        given = tags.get("given")
        if given is None or given.mode != "common" or "role" in tags:
            return True
        if at > 0 and not view.tags[at - 1].keys().isdisjoint(BEFORE_NAMES):
            return True
        return any(view.has(at - size, "nominal") and view.tags[at - size]["nominal"].length == size for size in CUES)

    def _promised(self, view: View, at: int, cast: Cast) -> bool:
        """«وعد المرنيسي بـ…»: a verb that could be a given name, before the name of somebody known by another."""
        tags = view.tags[at]
        if "given" not in tags or "verb" not in tags or at + 1 >= len(view):
            return False
        return cast.names(self.key(view.words[at + 1]))

    def _enter(self, cast: Cast, view: View, at: tuple[int, int]) -> int:
        """Enter the person named at ``at``; returns the word behind his name."""
        mention = self._first_unknown(view, at[1]) or self.mentions.read(view, at[1])
        if mention is None or mention.kind != "person":
            return at[1] + 1
        if mention.name is None:
            before = self._before_title(view, at[1], mention)
            if before is not None:
                cast.enter(self.figure(view, before, at))
                return at[1] + 1
            if mention.role and mention.role[1] - mention.role[0] > 1:
                cast.post(self.figure(view, mention, at))
            return at[1] + 1
        cast.enter(self.figure(view, mention, at))
        return mention.name[1] if mention.name[0] <= at[1] + 1 else at[1] + 1

    def _before_title(self, view: View, at: int, title: Mention) -> Mention | None:
        """«قال سوتوبو بورو، رئيس الوكالة، إن»: a name that nothing of ours opens, between a verb and its title."""
        end = at - view.has(at - 1, "comma")
        start = next((k + 1 for k in range(end - 2, max(-1, end - 2 - NAMES), -1) if "verb" in view.tags[k]), None)
        if start is None or end - start < UNKNOWN or self.vocabulary.definite(view.words[start]):
            return None
        if any(not tags.keys() <= {"event", "list"} for tags in view.tags[start:end]) or not all(
            word[0].isalpha() for word in view.words[start:end]
        ):
            return None
        return replace(title, first=start, name=(start, end))

    def _first_unknown(self, view: View, at: int) -> Mention | None:
        """«يقول رحاوي أحساين، المدير الجهوي، إن»: a name whose first word we do not know, behind the verb."""
        if at < UNKNOWN or view.tags[at - 1] or "given" not in view.tags[at] or not view.has(at - UNKNOWN, "verb"):
            return None
        mention = self.mentions.read(view, at - 1)
        if mention is None or mention.kind != "unknown" or mention.last != at + 1:
            return None
        return self.mentions.titled(view, replace(mention, kind="person"))

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
        words, text = self.words(view, name), self.text(view, name)
        same = role == name
        return Figure(
            mention.kind,
            text,
            words,
            text if same else self.text(view, role) if role else None,
            words if same else self.words(view, role) if role else (),
            at,
            mention.rule,
            frozenset(map(self.key, words)),
            medium=mention.mode == "medium",
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
            return self.vocabulary.letters.article + raw[1:]
        return self.vocabulary.letters.article + raw if self._described(view, place, loose) else raw

    def _described(self, view: View, place: tuple[int, int], loose: str) -> bool:
        """Whether «للجنة» hides an article too: «للجنة المنظمة», where an adjective agrees with it."""
        first, last = place
        letters = self.vocabulary.letters
        if last - first < AGREEING or not view.words[first].startswith(letters.lam_article, max(0, len(loose) - 1)):
            return False
        if not loose.endswith(letters.lam) or not self._bare_lam(view, first, loose):
            return False
        endings = tuple(self.vocabulary.forms["inflect.construct"])
        adjective = view.words[first + 1]
        agreeing = view.words[first].endswith(endings) and adjective.endswith(endings)
        return agreeing and self.vocabulary.definite(adjective)

    def _loose(self, view: View, at: int) -> str:
        """The conjunction and preposition written onto word ``at``, as far as its tags know them."""
        clusters = [tag.proclitic for kind, tag in view.tags[at].items() if kind in SPELLED]
        return min(clusters, key=len).removesuffix(self.vocabulary.letters.article) if clusters else ""

    def _swallowed(self, view: View, at: int, loose: str) -> bool:
        """Whether «ل» has swallowed the article's alef («للوزارة»)."""
        letters = self.vocabulary.letters
        written = view.words[at][len(loose) - 1 :] if loose.endswith(letters.lam) else ""
        return written.startswith(letters.lam_article) and not self._bare_lam(view, at, loose)

    def _bare_lam(self, view: View, at: int, loose: str) -> bool:
        """Whether the second «ل» is the noun's own («للجنة»), not the article's («للوزارة»)."""
        return self.vocabulary.opens(view.words[at][len(loose) :], HEADS)

    def span(self, view: View, mention: Mention) -> Span:
        """Where the mention stands on the page."""
        return view.sentence.cover(mention.first, mention.last)


BEFORE_NAMES = frozenset({"verb", "nominal", "comma", "adverb", "honorific"})
HEADS = frozenset({"role", "body", "document", "group", "paper"})
SPELLED = frozenset(
    {"role", "body", "document", "paper", "group", "anaphor", "name", "given", "honorific", "known", "place"}
)
