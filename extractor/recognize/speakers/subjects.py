"""Who is the subject of a reporting verb: behind it, before it, behind an adjunct, or nobody in its sentence."""

from __future__ import annotations

from dataclasses import replace

from extractor.recognize.speakers.contents import COMPLEMENT_REACH, content_at
from extractor.recognize.speakers.cue import named
from extractor.recognize.speakers.mention import Kind, Mention, opening
from extractor.recognize.speakers.mentions import MentionGrammar
from extractor.recognize.speakers.tags import Tag, View

ADJUNCT_REACH = 15  # words of circumstance between an unknown subject and its content clause
NEAR = 3  # words within which a verb without subject must meet its content to count as one that reports
NAME = 2  # words of a name that nothing of ours opens
LEARNT = 6  # words from «علمت» to «من», and from a verb to a source that trails
LAYING_DOWN = "verb.stipulated"
ANNOUNCING = ("verb.announced", "verb.revealed", "verb.disclosed")
TOLD = ("role", "group", "body", "given", "known", "honorific")
AFTER_REMARK = frozenset({"end", "comma", "stop", "close"})
NO_SOURCE = frozenset({"stop", "complement", "comma", "verb", "participle", "event", "act", "end"})


TITLED = frozenset({"comma", "role", "place"})  # what stands behind a name before what its bearer says


class SubjectGrammar:
    """Finds the subject of the verb at a word of a sentence."""

    def __init__(self, mentions: MentionGrammar) -> None:
        """Keep the grammar of mentions and the letters that tell manner from a name."""
        self.vocabulary = mentions.vocabulary
        self.mentions = mentions
        self._alef = self.vocabulary.letters.article[0]
        self._unlike = tuple(self.vocabulary.forms["name.unlike"])
        self._ours = tuple(self.vocabulary.forms["owner.first"])
        self._participles = self.vocabulary.forms["participle.beginning"]

    def past_object(self, view: View, j: int) -> int:
        """Past circumstance and whom the verb addresses: «قال أمس …», «قال لي صديق», «ورد عليهم المرنيسي»."""
        while view.has(j, "adverb") and not view.has(j, "complement"):
            j += view.tags[j]["adverb"].length
        if not view.has(j, "dative") or j + 1 >= len(view) or not view.words[j + 1][0].isalpha():
            return j
        following = view.tags[j + 1].keys()
        return j + 1 if "complement" in following or following.isdisjoint(NO_SOURCE) else j

    def absent(self, view: View, at: int, tag: Tag) -> bool:
        """Whether no subject can begin at word ``at``: the sentence ends, or the content begins."""
        if at >= len(view):
            return True
        tags = view.tags[at]
        if "honorific" in tags and tags["honorific"].length > 1:
            return False  # «د. المرنيسي»
        if tags.keys() & {"document", "role", "body", "name", "group"} and "stop" not in tags:
            return False
        if "bracket" in tags and self.mentions.read(view, at) is not None:
            return False
        if ("open" in tags and self._quoted(view, at, tag)) or ("demonstrative" in tags and self._pointed(view, at)):
            return False
        return bool(tags.keys() & {"complement", "colon", "comma", "end", "participle", "stop", "open"})

    def _quoted(self, view: View, at: int, tag: Tag) -> bool:
        """Whether a name in quotation marks stands before the content: «كتبت "الضفة" أن», «أعلنت "الضفة" عن»."""
        mention = self.mentions.read(view, at)
        if mention is None or mention.kind not in {"body", "person"} or mention.last >= len(view):
            return False
        if view.has(mention.last, "complement"):
            return True
        if mention.kind == "person":  # «أكد "خالد المرنيسي" رئيس الجماعة، أن»
            behind = view.tags[mention.last].keys()
            return mention.name is not None and view.has(mention.last - 1, "close") and not behind.isdisjoint(TITLED)
        announced = view.words[mention.last] in self.vocabulary.forms["relay.from"]
        announced = announced or not view.tags[mention.last].keys().isdisjoint({"comma", "event"})
        return announced and tag.rule.endswith(ANNOUNCING)

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
        if never or self._manner(view, mention) or self._addressee(view, mention) or self._owned(view, at, mention):
            return None
        end = mention.last
        if self._signing(view, at, mention) or self._behind_name(view, mention):
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
        noun = self.vocabulary.definite(word) or self.vocabulary.owned(word) or word.endswith(self._unlike)
        if faint and (noun or view.has(end, "comma")):
            return self._stipulates(view, tag, end)  # not «رد البال», «يكتب مقالات في الصحيفة»
        if self.vocabulary.owned(word) and view.has(end, "comma"):
            return False  # «أعلنت إفلاسها، سجل أن»
        content = content_at(view, end, end + (2 * NEAR if faint else ADJUNCT_REACH))
        if content is None or "complement" in view.tags[content]:
            return content is not None
        return tag.strength == "strong" and view.has(end, "stop") and "open" in view.tags[content]

    def _stipulates(self, view: View, tag: Tag, at: int) -> bool:
        """«وتنص الصيغة الحكومية، التي …، على أنه»: what is laid down follows, however far."""
        content = content_at(view, at, at + COMPLEMENT_REACH) if tag.rule.endswith(LAYING_DOWN) else None
        return content is not None and view.words[content - 1] in self.vocabulary.forms["inspect.on"]

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
        size, end = mention.last - mention.first, mention.last
        if not signed(view, at) or not 1 < size <= NEAR:
            return False
        return end >= len(view) or not view.tags[end].keys().isdisjoint({"comma", "end", "open"})

    def _behind_name(self, view: View, mention: Mention) -> bool:
        """«كشف بنعلال المدير العام للمكتب، اليوم بفاس، أن»: a family name with its title, then the content."""
        if mention.role is None or mention.last >= len(view) or self.vocabulary.definite(view.words[mention.first]):
            return False  # «العدل الموثق»
        told = view.words[mention.last] in self.vocabulary.forms["relay.from"]  # «أعلن بنعلال مدير المكتب عن …»
        return told or content_at(view, mention.last, mention.last + 2 * ADJUNCT_REACH) is not None

    def _addressee(self, view: View, mention: Mention) -> bool:
        """«قالوا لأقاربهم إن», «حكت للكاميرا كيف»: whom it was told, by «ل» and the owner's pronoun or the article."""
        word = view.words[mention.first]
        letters = self.vocabulary.letters
        return word.startswith(letters.lam_article) or (word.startswith(letters.lam) and self.vocabulary.owned(word))

    def _owned(self, view: View, at: int, mention: Mention) -> bool:
        """«"تشير توقعاتنا إلى أن …"»: the one who is quoted speaks."""
        return view.words[mention.first].endswith(self._ours) and any("open" in tags for tags in view.tags[:at])

    def _manner(self, view: View, mention: Mention) -> bool:
        """«زاد شارحا: …», «أجاب مبتسما أن»: one word, indefinite, of the shape of a participle, tells how."""
        word = view.words[mention.first]
        shaped = word[:1] in self._participles or word[1:2] == self._alef
        led = mention.last < len(view) and view.has(mention.last, "stop")  # «أضاف موكوينا في الندوة أن»: a name
        lone = mention.last - mention.first == 1 and not led
        return lone and word.endswith(self._alef) and shaped and len(word) > NEAR + 1

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


def remarked(view: View, at: int) -> bool:
    """«… كما قال المسعفون»: behind what it reports, so not at the head of a sentence."""
    return at > 1 and view.has(at - 1, "as")


def signed(view: View, at: int) -> bool:
    """Whether a quotation and a comma stand right before word ``at``: «"…"، يقول المرنيسي», «"…"، هكذا قال»."""
    at -= view.has(at - 1, "thus")
    return view.has(at - 1, "comma") and view.has(at - 2, "close")
