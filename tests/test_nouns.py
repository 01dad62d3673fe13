"""The counted noun after a number: how far it reaches, and its singular."""

from __future__ import annotations

import pytest

from extractor.model import Span
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.nouns import NounGrammar
from extractor.segment import segment


@pytest.fixture(scope="module")
def grammar(patterns: Patterns) -> NounGrammar:
    return NounGrammar(patterns, Folder(patterns))


def counted(grammar: NounGrammar, patterns: Patterns, text: str, after: str) -> tuple[str, str] | None:
    """What is counted after the last word ``after`` of ``text``: the phrase as printed and the singular."""
    [one] = segment(text, Span(0, len(text)), fold=Folder(patterns))
    index = len(one.words) - one.words[::-1].index(after)
    found = grammar.counted(one, index)
    return (one.cover(index, found[0]).text(text), found[1]) if found else None


@pytest.mark.parametrize(
    ("text", "after", "phrase", "singular"),
    [
        ("وزعت الجمعية 1250 محفظة مدرسية", "1250", "محفظة", "محفظة"),
        ("جهز المركز بـ 84 سريرا جديدا", "84", "سريرا", "سرير"),
        ("نجا 9 أطفال من الغرق", "9", "أطفال", "طفل"),
        ("نقل 17 جريحًا إلى المستشفى", "17", "جريحًا", "جريح"),
        ("خلف الزلزال 300 قتيل", "300", "قتيل", "قتيل"),
        ("خلف الزلزال 6 قتلى", "6", "قتلى", "قتيل"),
        ("أحدث الميناء 700 منصب شغل قار", "700", "منصب شغل", "منصب شغل"),
        ("أحدث الميناء 8 مناصب شغل", "8", "مناصب شغل", "منصب شغل"),
        ("تمت معالجة 52 ملف تعويض", "52", "ملف تعويض", "ملف تعويض"),
        ("أحيل على اللجنة 3 مشاريع قوانين", "3", "مشاريع قوانين", "مشروع قانون"),
        ("وقعت 41 حادثة سير", "41", "حادثة سير", "حادثة سير"),
        ("سجلت الفنادق 90 ليلة مبيت", "90", "ليلة مبيت", "ليلة مبيت"),
        ("توفي 4 رجال أمن", "4", "رجال أمن", "رجل أمن"),
        ("قدمت 65 موظفة استقالتهن", "65", "موظفة", "موظفة"),
        ("اجتمع 12 مهندسون من الشركة", "12", "مهندسون", "مهندس"),
        ("استفادت 30 تعاونيات نسائية", "30", "تعاونيات", "تعاونية"),
        ("شاف المباراة 3 ديال المغاربة", "3", "ديال المغاربة", "مغربي"),
        ("رحلت السلطات 55 من مواطنيها", "55", "من مواطنيها", "مواطن"),
        ("باعت الورشة 33 خزنتا مصفحا", "33", "خزنتا", "خزنت"),
        ("باعت الورشة 12 خزنات", "12", "خزنات", "خزنة"),
    ],
)
def test_counted(grammar: NounGrammar, patterns: Patterns, text: str, after: str, phrase: str, singular: str) -> None:
    assert counted(grammar, patterns, text, after) == (phrase, singular)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("في 2031 أعلن المجلس عن الخطة", "2031"),
        ("بلغ العدد 40 بعد أسبوع", "40"),
        ("وصل القطار 15 بفاس", "15"),
        ("أضيفت إليها 45 متنقلة", "45"),
        ("تجمع 60 يقاتلون هناك", "60"),
        ("الرقم 12.", "12"),
        ("الرقم 12", "12"),
        ("طراز 320 neo", "320"),
        ("المادة 12 والمادة الموالية", "12"),
    ],
)
def test_not_counted(grammar: NounGrammar, patterns: Patterns, text: str, after: str) -> None:
    assert counted(grammar, patterns, text, after) is None


def test_others_count_the_noun_before(grammar: NounGrammar, patterns: Patterns) -> None:
    text = "غرقت 7 قوارب صيد ونجت 11 أخرى"
    assert counted(grammar, patterns, text, "11") == ("أخرى", "قارب صيد")
    text = "توفي 3 تلاميذ ونقل 11 آخرون"
    assert counted(grammar, patterns, text, "11") == ("آخرون", "تلميذ")
    text = "نقل 11 آخرون"
    assert counted(grammar, patterns, text, "11") == ("آخرون", "شخص")


def test_duals_only_where_no_plural_is_spelled_alike(grammar: NounGrammar, patterns: Patterns) -> None:
    fold = Folder(patterns)

    def dual(text: str) -> str | None:
        [one] = segment(text, Span(0, len(text)), fold=fold)
        found = grammar.dual(one, 0)
        return found[1] if found else None

    assert dual("مركزين للتكوين") == "مركز"
    assert dual("طائرتان في المطار") == "طائرة"
    assert dual("موظفين في الجماعة") is None
    assert dual("كتبها") is None


@pytest.mark.parametrize(
    ("text", "singular", "glued"),
    [
        ("نجا الأشخاص", "شخص", ""),
        ("قضت للمتهمين", "متهم", ""),
        ("حضر القتلى", "قتيل", ""),
        ("عثر بالمتهمين", "متهم", "ب"),
        ("ضمن المتابعين", "متابع", ""),
        ("أحصت المجموعات", "مجموعة", ""),
    ],
)
def test_a_definite_plural(grammar: NounGrammar, patterns: Patterns, text: str, singular: str, glued: str) -> None:
    [one] = segment(text, Span(0, len(text)), fold=Folder(patterns))
    found = grammar.definite(one, 1)
    assert found is not None
    assert (found[0], found[2]) == (singular, glued)


def test_a_singular_is_no_definite_plural(grammar: NounGrammar, patterns: Patterns) -> None:
    text = "بلغ المرتبة"
    [one] = segment(text, Span(0, len(text)), fold=Folder(patterns))
    assert grammar.definite(one, 1) is None
