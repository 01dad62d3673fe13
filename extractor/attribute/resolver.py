"""Mentions → the figures they mean, by the article's own naming and by what was said last."""

from __future__ import annotations

from dataclasses import replace

from extractor.attribute.cast import Casting, Figure
from extractor.attribute.discourse import Thread
from extractor.attribute.papers import Papers
from extractor.recognize.speakers import Mention, View

TITLE = 3  # words of «الخبير الاقتصادي المغربي»: longer titles introduce somebody
SOURCE = "source"  # the mode of «المصدر», «المصادر»
GENERIC = 2  # words of «الهيئة الوزارية»: longer names are names


class Resolver:
    """Mentions → figures, by the article's own naming and by what was said last."""

    def __init__(self, casting: Casting) -> None:
        """Keep the speller."""
        self.casting = casting
        self.papers = Papers(casting, self.resolve)
        self._any = casting.vocabulary.forms["body.any"]

    def resolve(self, view: View, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure | None:
        """Who ``mention`` is; ``None`` when it points back and nobody stands there."""
        if mention.kind == "person":
            return self._person(view, mention, thread, at)
        if mention.kind == "document":
            return self.papers.meant(view, mention, thread, at)
        if mention.kind == "anaphor":
            return self._anaphor(view, mention, thread, at)
        figure = self.casting.figure(view, mention, at)
        if mention.kind == "body":
            return self._body(view, figure, mention, thread, at)
        return self._group(view, mention, figure, thread, at)

    def _group(self, view: View, mention: Mention, figure: Figure, thread: Thread, at: tuple[int, int]) -> Figure:
        """A group or bare words: whoever «المصادر ذاتها» or «مصدر هسبريس» is, else as written."""
        one = thread.speaker
        if self._again(view, mention, figure, thread.group):
            return thread.group or figure  # «السكان» behind «سكان الحي»
        if one and (mention.same or (one.kind not in {"body", "document"} and self._own(view, mention))):
            return one
        return self._unknown(figure, thread, at) if mention.kind == "unknown" else figure

    def _again(self, view: View, mention: Mention, figure: Figure, group: Figure | None) -> bool:
        """Whether a bare noun with the article stands for the group that has just been heard."""
        if group is None or len(figure.words) > 1 or not self._definite(view, mention):
            return False
        return len(group.words) > 1 and group.words[0] == figure.words[0]

    def _own(self, view: View, mention: Mention) -> bool:
        """«مصدر هسبريس», «مصدر "كود"»: a medium's source is the one that it quoted before."""
        after = mention.first + 1
        own = view.words[mention.first] in self.casting.vocabulary.forms["group.own"]
        medium = after < len(view) and view.words[after] in self.casting.vocabulary.forms["medium"]
        return own and (view.has(after, "open") or medium)

    def _anaphor(self, view: View, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure | None:
        fresh = self._fresh(view, mention, thread.speaker, at)
        if fresh:
            return fresh
        if thread.group and self._several(view, mention, thread.group):
            return thread.group
        if self._other_sources(view, mention, thread.speaker):
            return self.casting.figure(view, mention, at)
        nobody = thread.speaker is None or thread.speaker.kind in {"body", "document"}  # «المسؤول الصيني» is a person
        if thread.person and (mention.mode == "person" or (mention.mode == "title" and nobody)):
            return thread.person
        last = thread.quoted if mention.same else None  # «يذكر أن …. وأضاف المصدر ذاته»
        return thread.speaker or last or self.casting.figure(view, mention, at)

    def _other_sources(self, view: View, mention: Mention, one: Figure | None) -> bool:
        """«المصادر» behind what workers or inhabitants say, who are none."""
        forms = self.casting.vocabulary.forms
        head = view.words[mention.first].removeprefix(self.casting.vocabulary.letters.article)
        several = head in forms["group.plural"] and not mention.same
        return several and one is not None and one.kind == "group" and one.words[0] not in forms["group.source.any"]

    def _fresh(self, view: View, mention: Mention, one: Figure | None, at: tuple[int, int]) -> Figure | None:
        """«المصادر الطبية» behind official data or local sources: others than those, by their adjective."""
        if mention.mode != SOURCE or mention.same or one is None or mention.last - mention.first == 1:
            return None
        figure, several = self.casting.figure(view, mention, at), self.casting.vocabulary.forms["group.plural"]
        told = [word.removeprefix(self.casting.vocabulary.letters.article) for word in (*one.words, *one.role_words)]
        kind = figure.words[-1].removeprefix(self.casting.vocabulary.letters.article)
        others = one.kind == "group" or (one.kind == "document" and figure.words[0] in several)
        return figure if others and len(figure.words) > 1 and kind not in told else None

    def _several(self, view: View, mention: Mention, group: Figure) -> bool:
        """«ذات المصادر» behind data that were cited in between: several sources keep their name."""
        words = view.words[mention.first : mention.last]
        letters = self.casting.vocabulary.letters
        several = group.words[0] in self.casting.vocabulary.forms["group.plural"]
        return several and any(word.removeprefix(letters.article) == group.words[0] for word in words)

    def _person(self, view: View, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure:
        surname = mention.first + 1
        if not mention.name and view.has(mention.first, "honorific") and self._known(view, surname, thread):
            mention = replace(mention, name=(surname, surname + 1), role=None)  # «الدكتورة المرنيسي»
        elif not mention.name and mention.last == surname and self._family(view, mention.first, thread):
            mention = replace(mention, name=(mention.first, surname), role=None)  # «وأضاف حداد»
        figure = self.casting.figure(view, mention, at)
        if mention.name:
            fuller = thread.cast.person(figure.keys, at)
            lone = len(figure.words) == 1 and view.has(mention.name[0], "given")
            later = (
                fuller is not None and len(fuller.words) > 1 and fuller.at > at and fuller.words[-1:] != figure.words
            )
            if fuller is None or (lone and later):
                return figure
            return replace(fuller, role=figure.role or fuller.role or thread.cast.title(fuller), at=at)
        pointing = mention.same or (self._definite(view, mention) and self._pointing(view, mention, figure))
        expert = not pointing and self._expert(figure) and thread.person is not None and self._expert(thread.person)
        last = thread.pointed(figure, self._feminine) if pointing or expert else None
        if last and self._other(figure, last):
            last = None
        if last and last.role_words[: len(figure.words)] == figure.words:
            return last
        holder = thread.cast.holder(figure.role_words, at)
        if holder:
            fuller = thread.cast.person(holder.keys, at) or holder
            return replace(fuller, role=figure.role if len(figure.words) > 1 else holder.role, at=at)
        post = thread.cast.titled(figure.role_words, at) if pointing else None
        return replace(post, at=at) if post else last or figure

    def _family(self, view: View, at: int, thread: Thread) -> bool:
        """Whether a word that could be a trade is somebody's family name here."""
        return view.words[at] in thread.cast.known and not self.casting.vocabulary.definite(view.words[at])

    def _known(self, view: View, at: int, thread: Thread) -> bool:
        """Whether word ``at`` is a name that the article introduces somewhere."""
        return at < len(view) and view.words[at] in thread.cast.known

    def _other(self, title: Figure, last: Figure) -> bool:
        """Whether a title is not the last speaker's: «الوزير» behind the head of a club, a woman's behind a man's."""
        specific = title.words[0] in self.casting.vocabulary.forms["title.specific"]
        if specific and last.role_words and title.words[0] not in last.role_words:
            return True
        return {self._feminine(title), self._feminine(last)} == {True, False}

    def _feminine(self, figure: Figure) -> bool | None:
        """Whether a title is a woman's; ``None`` where no title says."""
        endings = tuple(self.casting.vocabulary.forms["inflect.construct"])
        return figure.role_words[0].endswith(endings) if figure.role_words else None

    def agrees(self, person: Figure, *, feminine: bool | None) -> bool:
        """Whether a verb's gender may be ``person``'s; unknown genders agree with each."""
        theirs = self._feminine(person)
        return theirs is None or feminine is None or theirs == feminine

    def feminine(self, figure: Figure) -> bool:
        """Whether a body's name is feminine: «المنظمة»."""
        return figure.words[0].endswith(tuple(self.casting.vocabulary.forms["inflect.construct"]))

    def _pointing(self, view: View, mention: Mention, figure: Figure) -> bool:
        """Whether a definite title without a holder points back: «الوزير», «المسؤول الحكومي», «الخبير الاقتصادي»."""
        if len(figure.words) == 1:
            return True
        described = all(map(self.casting.vocabulary.definite, figure.words[1:]))
        return described and len(figure.words) <= TITLE and "anaphor" in view.tags[mention.first]

    def _expert(self, figure: Figure) -> bool:
        """Whether a title tells what somebody knows of: «أستاذ التعليم العالي», «الخبير في قانون الشغل»."""
        words = figure.role_words
        if not words or words[0] not in self.casting.vocabulary.forms["role.expert"]:
            return False
        definite = self.casting.vocabulary.definite
        raw = (figure.role or "").split(" ")[0]
        return bool(figure.name != figure.role) or definite(raw) or (len(words) > 1 and definite(words[1]))

    def _definite(self, view: View, mention: Mention) -> bool:
        return self.casting.vocabulary.definite(view.words[mention.first])

    def _unknown(self, figure: Figure, thread: Thread, at: tuple[int, int]) -> Figure:
        lam = self.casting.vocabulary.letters.lam
        for words in (figure.words, figure.words[:1], (figure.words[0].removeprefix(lam),)):
            fuller = thread.cast.person(frozenset(map(self.casting.key, words)), at)
            if fuller:
                return replace(fuller, role=fuller.role or thread.cast.title(fuller), at=at)
        return figure

    def _body(self, view: View, figure: Figure, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure:
        if mention.same and len(figure.words) == 1 and thread.body and thread.body.words[:1] == figure.words:
            return thread.body
        one = thread.speaker
        if mention.same and len(figure.words) == 1 and one and figure.words[0] in self._any:
            return one  # «الجهة ذاتها»: the body that has just spoken
        pointing = (
            mention.mode == "medium" and len(figure.words) == 1 and (mention.same or self._definite(view, mention))
        )
        if pointing and one is not None and one.kind == "body":
            return one  # «اليومية ذاتها»: the paper that has just been quoted
        fuller = None if mention.mode == "whole" else thread.cast.body(figure.words, at)
        if fuller is None and len(figure.words) == GENERIC and not self._definite(view, mention):
            fuller = thread.cast.body((figure.words[0], thread.cast.loose(figure.words[1])), at)  # «مركز الأبحاث»
        if fuller is None and one is not None and one.words[0] == figure.words[0]:
            bare = one.kind == "body" and len(figure.words) == 1  # «السلطات» behind «السلطات المحلية»
            fuller = one if bare or self._national(view, mention, figure) else None  # «الصحيفة الإسبانية»
        if (
            fuller is None
            and thread.body
            and self._generic(view, mention, figure)
            and self._namable(thread.body, figure)
        ):
            return thread.body
        national = len(figure.words) > 1 and figure.words[1] not in thread.cast.described
        if fuller is None and thread.body is None and national and self._generic(view, mention, figure):
            one = thread.cast.only(figure.words)  # «المجموعة المغربية» behind «أرباح مجموعة "الأطلس"»
            fuller = one if one and not one.name.startswith(self.casting.vocabulary.letters.article) else None
        return fuller or figure

    def _national(self, view: View, mention: Mention, figure: Figure) -> bool:
        """«الصحيفة الإسبانية»: a medium by its country, instead of its name."""
        if mention.mode != "medium" or len(figure.words) != GENERIC or not self._definite(view, mention):
            return False
        return self.casting.vocabulary.definite(figure.words[1])

    def _namable(self, body: Figure, figure: Figure) -> bool:
        """Whether ``body`` may be what ``figure`` stands for: no other bare noun («النقابة» is not «الشركة»)."""
        bare = len(body.words) == 1 and body.words[0] in self.casting.vocabulary.forms["body.generic"]
        return not bare or body.words[0] == figure.words[0]

    def _generic(self, view: View, mention: Mention, figure: Figure) -> bool:
        """«الشركة», «الهيئة الوزارية»: what a body is, instead of its name."""
        generic = figure.words[0] in self.casting.vocabulary.forms["body.generic"] and self._definite(view, mention)
        tag = view.tags[mention.first].get("body")
        if tag is None or tag.length > 1 or "name" in view.tags[mention.first]:
            return False  # «البنك المركزي», «البنك الدولي» are names
        adjective = len(figure.words) == 1 or self.casting.vocabulary.definite(figure.words[1])
        return generic and adjective and len(figure.words) <= GENERIC
