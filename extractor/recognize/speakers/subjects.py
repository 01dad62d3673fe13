"""Who is the subject of a reporting verb: behind it, before it, behind an adjunct, or nobody in its sentence."""

from __future__ import annotations

from dataclasses import replace

from extractor.recognize.speakers.contents import content_at
from extractor.recognize.speakers.cue import named
from extractor.recognize.speakers.mention import Kind, Mention, opening
from extractor.recognize.speakers.mentions import MentionGrammar
from extractor.recognize.speakers.tags import BREAK, PAPER, PERSON, Tag, View

ADJUNCT_REACH = 15  # words of circumstance between an unknown subject and its content clause
NEAR = 3  # words within which a verb without subject must meet its content to count as one that reports
SUBJECT_REACH = 30  # words that a subject before its verb may stand back
NAME = 2  # words of a name that nothing of ours opens
NAMED = 8  # words of a name with its title
LEARNT = 6  # words from «علمت» to «من», and from a verb to a source that trails
TOLD = ("role", "group", "body", "given", "known", "honorific")
AFTER_REMARK = frozenset({"end", "comma", "stop", "close"})
PLAIN_ADJUNCT = frozenset({"stop", "adverb", "opening", "verb", "as"})
CONTENTS = frozenset({"complement", "colon", "open"})
NAMED_KINDS = frozenset({"body", "person"})
NO_SOURCE = frozenset({"stop", "complement", "comma", "verb", "participle", "event", "act", "end"})


class SubjectGrammar:
    """Finds the subject of the verb at a word of a sentence."""

    def __init__(self, mentions: MentionGrammar) -> None:
        """Keep the grammar of mentions and the letters that tell manner from a name."""
        self.vocabulary = mentions.vocabulary
        self.mentions = mentions
        self._alef = self.vocabulary.letters.article[0]
        self._that = tuple(self.vocabulary.forms["complement.bare"])
        self._unlike = tuple(self.vocabulary.forms["name.unlike"])
        self._participles = self.vocabulary.forms["participle.beginning"]

    def past_object(self, view: View, j: int) -> int:
        """Past circumstance and whom the verb addresses: «قال أمس …», «قال لي صديق», «ورد عليهم المرنيسي»."""
        while view.has(j, "adverb") and not view.has(j, "complement"):
            j += 1
        if not view.has(j, "dative") or j + 1 >= len(view) or not view.words[j + 1][0].isalpha():
            return j
        following = view.tags[j + 1].keys()
        return j + 1 if "complement" in following or following.isdisjoint(NO_SOURCE) else j

    def absent(self, view: View, at: int) -> bool:
        """Whether no subject can begin at word ``at``: the sentence ends, or the content begins."""
        if at >= len(view):
            return True
        tags = view.tags[at]
        if "honorific" in tags and tags["honorific"].length > 1:
            return False  # «د. المرنيسي»
        if tags.keys() & {"document", "role", "body", "name", "group"} and "stop" not in tags:
            return False
        if ("open" in tags and self._quoted(view, at)) or ("demonstrative" in tags and self._pointed(view, at)):
            return False
        return bool(tags.keys() & {"complement", "colon", "comma", "end", "participle", "stop", "open"})

    def _quoted(self, view: View, at: int) -> bool:
        """Whether a name in quotation marks stands before the content: «كتبت "الضفة" أن»."""
        mention = self.mentions.read(view, at)
        return mention is not None and mention.kind == "body" and view.has(mention.last, "complement")

    def _pointed(self, view: View, at: int) -> bool:
        """Whether a noun that may speak follows «تلك»: «وأشارت تلك الصحف إلى»."""
        mention = self.mentions.read(view, at)
        return mention is not None and mention.same

    def told(self, view: View, mention: Mention) -> bool:
        """«كشفوا للمحققين أنهم»: «ل» marks whom it was told, never who tells."""
        never = (self.vocabulary.letters.lam, self.vocabulary.letters.conjunctions[-1])  # «كشف فإحدى الندوات»
        return self._glued(view, mention, TOLD).startswith(never)

    def brought(self, view: View, mention: Mention) -> bool:
        """«قدمت الوحدة بعرض الساحل»: «ب» marks with what or where, never who does it."""
        return self._glued(view, mention, (*TOLD, "document")).startswith(self.vocabulary.letters.prepositions[0])

    def _glued(self, view: View, mention: Mention, kinds: tuple[str, ...]) -> str:
        """What is glued to the first word of a mention, read as one of ``kinds``."""
        tags = view.tags[mention.first]
        return min((tags[kind].proclitic for kind in kinds if kind in tags), key=len, default="")

    def agrees(self, view: View, mention: Mention, tag: Tag) -> bool:
        """Whether verb and noun agree in gender: «دعا الحكومة إلى» has an object there, not a subject."""
        if mention.kind == "person":  # «تتهم الناشر المغربي»: whom she accuses
            titled = mention.role is not None and mention.role[0] == mention.first and not tag.plural
            return not (titled and tag.feminine and self.vocabulary.definite(view.words[mention.first])) or (
                view.words[mention.first].endswith(tuple(self.vocabulary.forms["feminine"]))
            )
        if mention.kind not in {"body", "document"} or tag.plural or "name" in view.tags[mention.first]:
            return True  # «حذرت الأمم المتحدة», «حذرت موديز»: a name's ending tells no gender
        word = view.words[mention.first]
        if (
            tag.feminine
            and word.removeprefix(self.vocabulary.letters.article) in self.vocabulary.forms["feminine.body"]
        ):
            return True
        return word.endswith(tuple(self.vocabulary.forms["feminine"])) == tag.feminine

    def bare(self, view: View, at: int, mention: Mention, tag: Tag, known: frozenset[str]) -> Mention | None:
        """Unknown words after a verb are its subject when the article names them or a content clause follows."""
        if named(view, mention, known):
            return self._up_to_demand(view, mention) if tag.mode == "address" else mention
        place = view.tags[mention.first].get("place")
        never = view.words[mention.first] in self.vocabulary.forms["subject.never"] or bool(place and place.proclitic)
        if never or self._manner(view, mention) or self._addressee(view, mention):
            return None
        end = mention.last
        if self._signing(view, at, mention):
            return replace(mention, kind="person")
        marked = end >= len(view) or not view.tags[end].keys().isdisjoint(AFTER_REMARK)
        if (remarked(view, at) and marked) or self._before_content(view, mention, tag):
            return mention
        if self._introduced(view, mention, tag):
            return self.mentions.titled(view, replace(mention, kind="person"))
        return self._titled(view, mention) or self._before_object(view, mention, tag)

    def _up_to_demand(self, view: View, mention: Mention) -> Mention:
        """«وعد المرنيسي برفع الأجور»: what is promised or asked for, by «ب», is no part of the name."""
        by = self.vocabulary.letters.prepositions[0]
        long = (k for k in range(mention.first + 1, mention.last) if len(view.words[k]) > NEAR)
        end = next((k for k in long if view.words[k].startswith(by)), mention.last)
        return replace(mention, last=end, name=(mention.first, end))

    def _before_content(self, view: View, mention: Mention, tag: Tag) -> bool:
        """Whether a content clause follows the words, at once or (one word) behind an adjunct."""
        end = mention.last + view.has(mention.last, "same")
        if end >= len(view) or view.tags[end].keys() & {"complement", "colon"}:
            return end < len(view)
        led = view.tags[end].keys() & {"stop", "comma"} or self.mentions.inside(view, end)
        if mention.last - mention.first > 1 or not led:
            return False
        faint, word = tag.strength == "faint", view.words[mention.first]
        if faint and (self.vocabulary.definite(word) or word.endswith(self._unlike) or view.has(end, "comma")):
            return False  # «رد البال», «يكتب مقالات في الصحيفة»
        content = content_at(view, end, end + (2 * NEAR if faint else ADJUNCT_REACH))
        if content is None or "complement" in view.tags[content]:
            return content is not None
        return tag.strength == "strong" and view.has(end, "stop") and "open" in view.tags[content]

    def _introduced(self, view: View, mention: Mention, tag: Tag) -> bool:
        """«كشف ماو جون، القائم بأعمال السفارة، أن»: words that a title follows between commas."""
        size, end = mention.last - mention.first, mention.last
        if tag.strength == "faint" or size > NEAR or not view.has(end, "comma"):
            return False
        following = opening(view, end + 1)
        return (
            following is not None and following.kind == "role" and not self.vocabulary.definite(view.words[end - size])
        )

    def _titled(self, view: View, mention: Mention) -> Mention | None:
        """«واعتبر محرز بويش أستاذ الفلسفة بجامعة محلية أن»: a name of two words, its title behind it without a mark."""
        if self.vocabulary.definite(view.words[mention.first]):
            return None
        names = range(mention.first + NAME, min(mention.last, mention.first + NEAR + 1))
        at = next((k for k in names if "role" in view.tags[k]), None)
        title = opening(view, at) if at is not None else None
        if at is None or title is None or title.kind != "role" or title.proclitic or any(view.tags[mention.first : at]):
            return None
        person = self.mentions.titled(view, replace(mention, kind="person", last=at, name=(mention.first, at)))
        return person if content_at(view, person.last, person.last + ADJUNCT_REACH) is not None else None

    def _signing(self, view: View, at: int, mention: Mention) -> bool:
        """«"…"، يقول محند أوبلعيد، …»: behind a quotation a name stands between the verb and a mark."""
        behind = view.has(at - 1, "comma") and view.has(at - 2, "close")
        size, end = mention.last - mention.first, mention.last
        if not behind or not 1 < size <= NEAR:
            return False
        return end >= len(view) or not view.tags[end].keys().isdisjoint({"comma", "end", "open"})

    def _addressee(self, view: View, mention: Mention) -> bool:
        """«قالوا لأقاربهم إن», «حكت للكاميرا كيف»: whom it was told, by «ل» and the owner's pronoun or the article."""
        word = view.words[mention.first]
        letters = self.vocabulary.letters
        return word.startswith(letters.lam_article) or (word.startswith(letters.lam) and self.vocabulary.owned(word))

    def _manner(self, view: View, mention: Mention) -> bool:
        """«زاد شارحا: …», «أجاب مبتسما أن»: one word, indefinite, of the shape of a participle, tells how."""
        word = view.words[mention.first]
        shaped = word[:1] in self._participles or word[1:2] == self._alef
        return mention.last - mention.first == 1 and word.endswith(self._alef) and shaped and len(word) > NEAR + 1

    def _before_object(self, view: View, mention: Mention, tag: Tag) -> Mention | None:
        """«استعرض بلوط عددا من …»: a bare word before an indefinite object is the subject's name."""
        first = mention.first
        if first + 1 >= len(view) or tag.strength == "faint":
            return None
        if tag.mode != "passive" and self.vocabulary.definite(view.words[first]):
            return None
        ending = self.vocabulary.letters.article[0]
        if not view.words[first + 1].endswith(ending) or view.words[first].endswith(ending):
            return None
        if view.words[first + 1].endswith(self.vocabulary.owners):
            return None
        kind: Kind = "document" if self.vocabulary.definite(view.words[first]) else "person"
        return replace(mention, kind=kind, last=first + 1, name=(first, first + 1))

    def trailing(self, view: View, at: int, j: int) -> Mention | None:
        """«…، كما صرح في وقت سابق وزير الصحة»: the subject closes the remark."""
        if not (view.has(at - 1, "as") or view.has(at - 2, "as")):
            return None
        for k in range(j + 1, min(len(view), j + LEARNT)):
            tag = next((view.tags[k][kind] for kind in ("role", "name", "known", "body") if kind in view.tags[k]), None)
            if tag is not None and not tag.proclitic:
                return self.mentions.read(view, k)
        return None

    def late(self, view: View, at: int, content: int | None) -> Mention | None:
        """The subject behind an adjunct: «قال، في لقاء صحافي، خالد المرنيسي إن»."""
        if content is None:
            return None
        for k in range(at + 1, content):
            tags = view.tags[k]
            if not (tags.keys() & {"given", "honorific", "role"} and view.has(k - 1, "comma")):
                continue
            mention = self.mentions.read(view, k)
            if mention and mention.kind == "person" and mention.name and not view.has(at, "role"):
                return mention
        return None

    def relative(self, view: View, at: int) -> Mention | None:
        """Who is named right before «، الذي قال إن», or what before «، الذي كشف عن»."""
        end = at - 2
        if end < 1 or view.words[at - 1] not in self.vocabulary.forms["block.person"]:
            return None
        if not view.has(end, "comma"):
            return self._document_before(view, at - 1)
        for k in range(end - 1, max(-1, end - NAMED), -1):
            if "open" in view.tags[k] and view.has(end - 1, "close") and k < end - 1:  # «"المغربية"، التي كتبت أن»
                return self.mentions.read(view, k)
            if view.tags[k].mask & (PERSON | PAPER):
                mention = self.mentions.read(view, k)
                if mention and mention.name and mention.kind == "person" and mention.last == end:
                    return mention
                if mention and mention.kind == "document" and end - NEAR < mention.last <= end and not _joined(view, k):
                    return mention
        return None

    def _document_before(self, view: View, end: int) -> Mention | None:
        """The document right before «الذي كشف»: «نشر المجلس تقريره السنوي الذي كشف اختلالات …»."""
        for k in range(end - 1, max(-1, end - 2 * NEAR), -1):
            if "document" not in view.tags[k] or view.tags[k]["document"].mode is not None:
                continue
            mention = self.mentions.read(view, k)
            return mention if mention and mention.kind == "document" and mention.last == end else None
        return None

    def before(self, view: View, at: int, content: int | None, known: frozenset[str]) -> Mention | None:
        """The subject before its verb: «الوزارة أكدت أن», «لكن الوزير، خالد المرنيسي، صرح»."""
        if view.has(at - 1, "complement") and view.has(0, "earlier"):
            return self._earlier(view, at)
        if self.tied(view, at):
            return self._as_for(view, at)
        k = at - 1
        floor = max(-1, at - SUBJECT_REACH)
        while k > floor:
            if k == 0 or self._clause_at(view, k, at, content):
                mention = self._ending_at(view, k, at, content, known)
                if mention:
                    return self._described(view, k, mention) or mention
            k -= 1
        return None

    def _described(self, view: View, at: int, title: Mention) -> Mention | None:
        """«خالد المرنيسي، تاجر بالسوق، يقول إن»: the name that a title or a trade at word ``at`` tells more of."""
        if title.name is not None and title.kind == "person":
            return None
        end = at - 1
        if title.kind not in {"person", "group"} or not view.has(end, "comma"):
            return None
        for k in range(max(0, end - NEAR), end):
            if k > 0 and not view.tags[k - 1].mask & BREAK and not view.has(k - 1, "opening"):
                continue
            found = self.mentions.read(view, k)
            person = found is not None and found.kind in {"person", "unknown"} and found.name is not None
            if found is not None and found.name is not None and person and found.name[1] == end:
                role = (at, title.last) if title.kind == "person" else None
                return replace(found, kind="person", role=found.role or role, last=title.last)
        return None

    def _earlier(self, view: View, at: int) -> Mention | None:
        """«وسبق للوزير، خالد المرنيسي، أن أكد أن»: who had done so before."""
        mention = self.mentions.read(view, 1)
        told = mention is not None and mention.kind in {"person", "body", "group"} and self.told(view, mention)
        return mention if told and mention and mention.last <= at - 1 else None

    def _clause_at(self, view: View, k: int, verb: int, content: int | None) -> bool:
        """Whether a clause may begin at word ``k``; behind «أن» only one that reports («يذكر أن الوزارة كشفت …»)."""
        if view.tags[k - 1].mask & BREAK:
            return not self._within(view, k)
        if view.words[k - 1] in self.vocabulary.forms["auxiliary"] or (k == 1 and view.has(0, "adverb")):
            return True  # «كان محمد المرنيسي، مدير الوكالة، كشف»; «البارح المنسق الوطني … قال»
        if "complement" not in view.tags[k - 1]:
            return False
        if self.conceded(view, k - 1):
            return view.tags[verb]["verb"].strength == "strong"  # «رغم أن الوزارة أعلنت عن …»
        reports = (
            content is not None and content < verb + 2 * NEAR and not view.tags[content].keys().isdisjoint(CONTENTS)
        )
        return reports or any("narrator" in tags for tags in view.tags[:NEAR])

    def _as_for(self, view: View, at: int) -> Mention | None:
        """«أما رئيس الجماعة فأكد أن»: the topic of the sentence is the verb's subject."""
        _, then = self.vocabulary.letters.conjunctions[:2]
        if view.words[0] not in self.vocabulary.forms["as-for"] or not view.words[at].startswith(then):
            return None
        mention = self.mentions.read(view, 1) if at > 1 else None
        return mention if mention and mention.last <= at and mention.kind != "unknown" else None

    def _within(self, view: View, k: int) -> bool:
        """Whether the mark before a word stands inside one word: «Covid.Hespress.com»."""
        ends, starts = view.sentence.ends, view.sentence.starts
        return k > 1 and ends[k - 2] == starts[k - 1] and ends[k - 1] == starts[k]

    def _ending_at(self, view: View, at: int, verb: int, content: int | None, known: frozenset[str]) -> Mention | None:
        mention = self.mentions.read(view, at)
        if mention is None or mention.last > verb:
            return None
        end = verb - (view.words[verb - 1] in self.vocabulary.forms["perfect"])
        gap = view.tags[mention.last : end]
        loose = any(not tags.keys() & {"comma", "adverb", "opening", "close"} for tags in gap)
        opened = at <= NEAR and view.has(0, "opening") and (at == 1 or view.has(at - 1, "comma"))
        heads = at <= view.has(0, "adverb") or opened
        listed = view.has(verb - 1, "comma") and mention.kind in {"person", "body"} and content
        told = (heads and listed) or self._qualified(view, mention, verb, content, heads=at == 0 or heads or opened)
        told = told or self._had(view, mention, at, verb)
        if loose and not told and not self._speaks(view, mention, verb, content, heads=heads):
            return None
        if mention.kind == "unknown":
            known_name = named(view, mention, known)
            short = mention.last - mention.first <= NEAR - 1 and content is not None and content <= verb + NEAR
            return mention if known_name or (at == 0 and (short or self._announces(view, mention, verb))) else None
        return mention

    def _had(self, view: View, mention: Mention, at: int, verb: int) -> bool:
        """«وكان المكتب، التابع للوزارة، قد أعلن عن»: what stands between tells more of the one who had said so."""
        if at == 0 or view.words[at - 1] not in self.vocabulary.forms["auxiliary"] or mention.kind not in NAMED_KINDS:
            return False
        strong = view.tags[verb]["verb"].strength == "strong"
        return strong and not any(
            tags.keys() & {"verb", "complement", "participle"} for tags in view.tags[mention.last : verb]
        )

    def _announces(self, view: View, mention: Mention, verb: int) -> bool:
        """«المرنيسي يعلن تخصيص …»: in a title one word that names no place and the verb behind it."""
        tag, word = view.tags[verb]["verb"], view.words[mention.first]
        plain = mention.last == mention.first + 1 == verb and not view.tags[mention.first]
        man = tag.present and tag.strength == "strong" and not (tag.feminine or tag.plural)
        return plain and man and view.sentence.place == "title" and not word.endswith(self._unlike)

    def _qualified(self, view: View, mention: Mention, verb: int, content: int | None, *, heads: bool) -> bool:
        """«الدراسة التي امتدت لسنتين خلصت إلى أن»: a relative clause stands between a subject and its verb."""
        if not heads or content is None or content > verb + NEAR or view.tags[content].keys().isdisjoint(CONTENTS):
            return False
        relative = mention.last < verb - 1 and view.words[mention.last] in self.vocabulary.forms["block.person"]
        return relative and view.words[verb - 1] not in self.vocabulary.forms["block.person"]

    def _speaks(self, view: View, mention: Mention, verb: int, content: int | None, *, heads: bool) -> bool:
        """«مواطنة كانت تنتظر منذ الصباح علقت: "…"»: the one who heads the clause speaks in its quotation."""
        if content is None or content > verb + NEAR or view.tags[content].keys().isdisjoint({"colon", "open"}):
            return False
        gap = view.tags[mention.last : verb]
        if any(not tags.keys().isdisjoint({"comma", "complement", "participle"}) for tags in gap):
            return False
        return (heads and mention.kind == "group") or (mention.name is not None and mention.kind == "person")

    def stranger(self, view: View, at: int) -> bool:
        """Whether «إن» puts a subject of its own before the verb: «فإن سيناريوهات المناخ تتكهن بارتفاع …»."""
        for k in range(at - 1, max(-1, at - SUBJECT_REACH), -1):
            if "complement" in view.tags[k]:
                word = view.words[k]
                return k < at - 1 and word.endswith(self._that) and view.tags[k + 1].keys().isdisjoint(PLAIN_ADJUNCT)
            if view.tags[k].mask & BREAK or "verb" in view.tags[k]:
                return False
        return False

    def conceded(self, view: View, at: int) -> bool:
        """Whether «أن» at a word goes with «رغم», «بعد» or the like, and no report."""
        before = view.words[at - 1].removeprefix(self.vocabulary.letters.conjunctions[0]) if at > 0 else ""
        return before in self.vocabulary.forms["clause.conjunction"]

    def tied(self, view: View, at: int) -> bool:
        """Whether «و» stands before the verb, written onto it or apart."""
        return bool(view.tags[at]["verb"].proclitic) or (
            at > 0 and view.words[at - 1] in self.vocabulary.letters.conjunctions
        )


def remarked(view: View, at: int) -> bool:
    """«… كما قال المسعفون»: behind what it reports, so not at the head of a sentence."""
    return at > 1 and view.has(at - 1, "as")


def _joined(view: View, at: int) -> bool:
    """Whether «و» on the word makes it part of a longer name: «مديرية الدراسات والتوقعات المالية»."""
    tag = view.tags[at].get("document")
    return tag is not None and bool(tag.proclitic) and at > 0
