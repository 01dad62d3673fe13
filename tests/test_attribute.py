"""Who asserts each figure: one table row a construction, sentences of our own making."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.attribute import Attributor
from extractor.attribute.agents import Agents
from extractor.model import Place, Quantity, Sentence, Span, Speaker, Value
from extractor.normalize import Folder
from extractor.patterns import Patterns, load
from extractor.segment import segment, with_lists

CASES = tomllib.loads((Path(__file__).parent / "cases" / "speakers.toml").read_text(encoding="utf-8"))["cases"]
FIGURE = re.compile(r"\d+")
ONE = Value(Decimal(1), Decimal(1), Decimal(1), "exact", "count")


@cache
def _compiled() -> tuple[Patterns, Folder, Attributor]:
    patterns = load()
    fold = Folder(patterns)
    return patterns, fold, Attributor(patterns, fold)


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    return _compiled()[0]


@pytest.fixture(scope="module")
def fold() -> Folder:
    return _compiled()[1]


@pytest.fixture(scope="module")
def attributor() -> Attributor:
    return _compiled()[2]


def _sentences(text: str, fold: Folder, *, titled: bool) -> list[Sentence]:
    """Every line a block; with ``titled`` the first is the title."""
    found: list[Sentence] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        title = titled and number == 0
        place: Place = "title" if title else "body"
        found += segment(text, Span(at, at + len(line)), fold=fold, place=place, paragraph=number - titled)
        at += len(line) + 1
    return with_lists(found)


def _quantities(sentence: Sentence) -> list[Quantity]:
    """Every digit run of the sentence as a quantity."""
    return [
        Quantity(index, index + 1, sentence.cover(index, index + 1), ONE, (index, index + 1))
        for index, word in enumerate(sentence.words)
        if FIGURE.match(word)
    ]


def _read(
    text: str, attributor: Attributor, fold: Folder, *, titled: bool = False, published: date | None = None
) -> list[Speaker | None]:
    sentences = _sentences(text, fold, titled=titled)
    rows = attributor.attribute(sentences, [_quantities(one) for one in sentences], published)
    return [speaker for row in rows for speaker in row]


def _names(text: str, attributor: Attributor, fold: Folder, *, titled: bool = False) -> list[str | None]:
    return [one.name if one else None for one in _read(text, attributor, fold, titled=titled)]


WORD_ORDERS = [
    # verb – source – content
    ("أكد خالد المرنيسي أن الورش شمل 40 قرية", ["خالد المرنيسي"]),
    ("أعلنت وزارة السكنى تسليم 40 شقة", ["وزارة السكنى"]),
    ("وأعلنت وزارة السكنى، أمس الخميس، عن تسليم 40 شقة", ["وزارة السكنى"]),
    ("قال أيضا مدير المستشفى إن القسم استقبل 40 مريضا", ["مدير المستشفى"]),
    ("حذرت جمعية المستهلكين من ارتفاع الثمن إلى 40 درهما", ["جمعية المستهلكين"]),
    # source – verb – content
    ("وزارة السكنى أكدت أن العدد بلغ 40", ["وزارة السكنى"]),
    ("لكن عمدة المدينة، يوسف الإدريسي، صرح أن الكلفة 40 مليونا", ["يوسف الإدريسي"]),
    ("سعيد بناني قال إن الورش شمل 40 قرية", ["سعيد بناني"]),
    # the subject behind an adjunct
    ("وقال، في لقاء صحافي، خالد المرنيسي إن الورش شمل 40 قرية", ["خالد المرنيسي"]),
    # content – verb – source
    ("«شمل الورش 40 قرية»، يقول خالد المرنيسي", ["خالد المرنيسي"]),
    ("شمل الورش 40 قرية، تضيف الجمعية المغربية للتضامن، قبل نهاية السنة", ["الجمعية المغربية للتضامن"]),
    ("بلغ العدد 40 قرية، كما أكد خالد المرنيسي", ["خالد المرنيسي"]),
    # nominal cues before, inside, after
    ("وحسب وزارة السكنى، بلغ العدد 40 شقة", ["وزارة السكنى"]),
    ("بلغ العدد 40 شقة، وفق وزارة السكنى، مقابل 30 قبل سنة", ["وزارة السكنى", "وزارة السكنى"]),
    ("بلغ العدد 40 شقة وفقا لوزارة السكنى", ["وزارة السكنى"]),
    ("بلغ العدد 40 شقة، نقلا عن مصدر مطلع", ["مصدر مطلع"]),
    ("بلغ العدد 40 شقة، على لسان خالد المرنيسي", ["خالد المرنيسي"]),
    ("بلغ العدد 40 شقة، حسبما ورد في بلاغ لوزارة السكنى", ["وزارة السكنى"]),
    ("بلغ العدد 40 شقة، وفق ما أعلنت عنه وزارة السكنى", ["وزارة السكنى"]),
    ("بلغ العدد 40 شقة، وهو ما أكدته وزارة السكنى", ["وزارة السكنى"]),
    ("وجاء في بلاغ لوزارة السكنى أن العدد بلغ 40 شقة", ["وزارة السكنى"]),
    # where the name ends
    ("حسب المديرية الجهوية للسكنى فالشقق الجديدة تبلغ 40", ["المديرية الجهوية للسكنى"]),
    ("أعلنت المديرية الجهوية للسكنى ببني ملال عن تسليم 40 شقة", ["المديرية الجهوية للسكنى ببني ملال"]),
    ("نبهت المنظمة المغربية للسكنى الحكومة إلى أن العدد بلغ 40", ["المنظمة المغربية للسكنى"]),
    ("وقال الناطق الرسمي باسم الفريق، سعيد بناني، إن 40 شخصا تأخروا", ["سعيد بناني"]),
    # Darija
    ("الوزير كيقول بلي العدد وصل 40", ["الوزير"]),
    ("قال خالد المرنيسي بلي العدد وصل 40", ["خالد المرنيسي"]),
    ("المكتب الوطني للمطارات كيأكد انه استقبل 40 طائرة", ["المكتب الوطني للمطارات"]),
    # a remark behind what it reports, also behind a clause that reports something else
    ("نقل إلى المستشفى 40 شخصا كما قال المسعفون", ["المسعفون"]),
    ("خسر النادي 40 مليونا، بعد أن قال المستشهرون إنهم سيغادرون، حسبما ذكرت إدارة النادي", ["إدارة النادي"]),
    # whom it was told is no source, and may stand before it
    ("قال لي صديق إن أجرته 40 درهما", ["صديق"]),
    ("ورد عليهم خالد المرنيسي بأن العدد 40", ["خالد المرنيسي"]),
    # forecasts that are changed, demands, denials of denials
    ("خفضت الوكالة الوطنية للأحراش، في مذكرتها الفصلية، توقعاتها إلى 40 في المائة", ["الوكالة الوطنية للأحراش"]),
    ("طالبت جمعية الآباء بتوفير 40 حافلة", ["جمعية الآباء"]),
    ("لم يستبعد خالد المرنيسي أن يصل الثمن إلى 40 درهما", ["خالد المرنيسي"]),
    # documents that hold figures
    ("تضمن تقرير للوكالة الوطنية للأحراش 40 توصية", ["الوكالة الوطنية للأحراش"]),
    ("جاء في تفاصيل القرار أن الغرامة 40 درهما", ["القرار"]),
    # «كان … قد», «والي» is a title
    ("كان والي الجهة خالد المرنيسي قد صرح، عقب الاجتماع، بأن العدد 40", ["خالد المرنيسي"]),
]

NARRATED = [
    # no cue at all
    "شملت الحملة 40 قرية",
    # cue words in another sense
    "سجلت المبيعات ارتفاعا بنسبة 40 في المائة",
    "وزع الدعم حسب عدد الأطفال بين 40 أسرة",
    "زاد عدد المسافرين بنسبة 40 في المائة",
    "تتوزع المقاعد، حسب ترتيبها، على 40 قاعة",
    "سجلت المدينة حصيلة مرتفعة بلغت 40 حالة",
    "ويحكي بأسف أن الثمن بلغ 40 درهما",
    "ثم زاد شارحا: لم يتعد العدد 40 شقة",
    "العدد على الموقع Site.Example.Com يؤكد أن النسبة 40 في المائة",
    "تم تسجيل 40 حالة مؤكدة جديدة",
    "أعلن ثلاثة وعشرون لاعبا عن غيابهم، وحضر 40 منهم",
    "لم تعلن أي جهة عن مقتل 40 شخصا",
    "يذكر أن العدد كان 40 قبل سنة",
    "تجدر الإشارة إلى أن العدد كان 40 قبل سنة",
    "شمل المخطط 40 مستخدما",
    "خفض البنك سعر الفائدة إلى 2 في المائة",
    # only says who speaks
    "وأكد خالد المرنيسي، وهو فلاح يستغل 14 هكتارا، أن الموسم ضعيف",
]

SOURCES = [
    # titles and holders
    ("أفاد وزير السكنى، خالد المرنيسي، بأن العدد بلغ 40", "خالد المرنيسي", "وزير السكنى"),
    ("أفاد وزير السكنى خالد المرنيسي بأن العدد بلغ 40", "خالد المرنيسي", "وزير السكنى"),
    ("أفاد خالد المرنيسي، وزير السكنى، بأن العدد بلغ 40", "خالد المرنيسي", "وزير السكنى"),
    ("أفاد خالد المرنيسي وزير السكنى أن العدد بلغ 40", "خالد المرنيسي", "وزير السكنى"),
    ("أفاد السيد المرنيسي بأن العدد بلغ 40", "المرنيسي", None),
    ("قال وزير الداخلية الهولندي يان فيرمولن إن العدد بلغ 40", "يان فيرمولن", "وزير الداخلية الهولندي"),
    (
        "قال المدير العام للوكالة الوطنية للأحراش سعيد بناني إن العدد بلغ 40",
        "سعيد بناني",
        "المدير العام للوكالة الوطنية للأحراش",
    ),
    ("أفاد وزير السكنى بأن العدد بلغ 40", "وزير السكنى", "وزير السكنى"),
    ("أكد خبير في النقل أن العدد بلغ 40", "خبير في النقل", "خبير في النقل"),
    # a deverbal object is no holder
    ("أعلن وزير السكنى إطلاق 40 مشروعا", "وزير السكنى", "وزير السكنى"),
    # documents speak for their issuer, else for themselves
    ("أوضح بلاغ للوكالة الوطنية للأحراش أن العدد بلغ 40", "الوكالة الوطنية للأحراش", None),
    ("أظهرت دراسة أنجزتها الوكالة الوطنية للأحراش أن العدد بلغ 40", "الوكالة الوطنية للأحراش", None),
    ("تفيد معطيات صادرة أمس عن الوكالة الوطنية للأحراش بأن العدد بلغ 40", "الوكالة الوطنية للأحراش", None),
    ("كشف تقرير حديث أن العدد بلغ 40", "تقرير حديث", None),
    ("تشير أرقام رسمية إلى أن العدد بلغ 40", "أرقام رسمية", None),
    # groups as named
    ("أكد مصدر أمني أن العدد بلغ 40", "مصدر أمني", None),
    ("أكدت مصادر مهنية أن العدد بلغ 40", "مصادر مهنية", None),
    # names in quotation marks, coordinated and dashed names
    ("أعلنت شركة «نسيم» أن العدد بلغ 40", "شركة «نسيم»", None),
    ("أعلنت جمعية حماية وتثقيف المستهلك أن العدد بلغ 40", "جمعية حماية وتثقيف المستهلك", None),
    ("أعلنت ولاية الرباط - سلا أن العدد بلغ 40", "ولاية الرباط - سلا", None),
    # names with connecting words
    ("أكد عبد النور بن علي الحسناوي أن العدد بلغ 40", "عبد النور بن علي الحسناوي", None),
    # a title goes on with a place or field, with a second title, with «بالنيابة», with its owner's pronoun
    (
        "نبه الباحث بالمعهد العالي للغابات في علوم التربة، حسن الوردي، إلى أن العدد بلغ 40",
        "حسن الوردي",
        "الباحث بالمعهد العالي للغابات في علوم التربة",
    ),
    ("اعتبر رئيس أحد الفرق، النائب خالد المرنيسي، أن العدد بلغ 40", "خالد المرنيسي", "النائب"),
    ("قال مدير المتحف بالنيابة، خالد المرنيسي، إن العدد بلغ 40", "خالد المرنيسي", "مدير المتحف بالنيابة"),
    ("شارك 40 متسابقا، حسب مديرها خالد المرنيسي", "خالد المرنيسي", "مديرها"),
    # «ل» before a noun that begins with it
    ("بيعت 40 تذكرة، حسب بلاغ للجنة المنظمة", "اللجنة المنظمة", None),
    ("بيعت 40 تذكرة، حسب بلاغ للجنة الإشراف", "لجنة الإشراف", None),
    ("بيعت 40 تذكرة، حسب بلاغ للوكالة الوطنية للأحراش", "الوكالة الوطنية للأحراش", None),
    # estimates, doubts, and whoever draws up a document
    ("قدرت وزارة السكنى حاجيات المدينة بـ40 شقة", "وزارة السكنى", None),
    ("أظهر مؤشر الأثمنة، الذي يعده بنك المغرب، أن الكراء زاد بـ40 درهما", "بنك المغرب", None),
    ("بلغ العدد 40 شقة، استنادا إلى توضيحات السيد المرنيسي", "المرنيسي", None),
]

ARTICLES = [
    # pro-drop, participles, anaphora, bare family name
    (
        (
            "أكد وزير السكنى، خالد المرنيسي، أن العدد بلغ 10، مشيرا إلى أن الكلفة بلغت 11.\n"
            "وأضاف أن الأشغال شملت 12 مدينة.\n"
            "وتابع المتحدث ذاته: «سلمنا 13 شقة».\n"
            "وأبرز المرنيسي أن الطلبات ناهزت 14.\n"
            "كما أشار المسؤول الحكومي نفسه إلى 15 مشروعا.\n"
            "وختم الوزير بالتأكيد على بلوغ 16 ورشا."
        ),
        ["خالد المرنيسي"] * 7,
    ),
    # the full name may stand later
    (
        "قال المرنيسي إن العدد بلغ 10.\nوحضر اللقاء خالد المرنيسي، وزير السكنى.",
        ["خالد المرنيسي"],
    ),
    # a title resolves to its holder
    (
        "استقبل رئيس الجهة، سعيد بناني، وفدا أجنبيا.\nوأفاد رئيس الجهة بأن العدد بلغ 10.",
        ["سعيد بناني"],
    ),
    # a short name of a body
    (
        "أعلنت المندوبية العامة للأحراش أن العدد بلغ 10.\nوأوضحت المندوبية أن المساحة 11 هكتارا.",
        ["المندوبية العامة للأحراش"] * 2,
    ),
    # documents point back to their issuer
    (
        (
            "أوضحت الوكالة الوطنية للأحراش، في بلاغ، أن العدد بلغ 10.\nوأشار البلاغ إلى 11 حالة.\n"
            "وأضاف المصدر ذاته أن 12 حالة عولجت."
        ),
        ["الوكالة الوطنية للأحراش"] * 3,
    ),
    # several speakers
    (
        (
            "أكد خالد المرنيسي أن العدد بلغ 10.\nمن جهتها، قالت سلمى التازي إن العدد لا يتجاوز 11.\n"
            "ورد المرنيسي بأن العدد 12."
        ),
        ["خالد المرنيسي", "سلمى التازي", "خالد المرنيسي"],
    ),
    # the narrator before any cue; unknown stays unknown
    (
        "استفادت 10 أسر من الدعم.\nوزار خالد المرنيسي المكان.",
        [None],
    ),
    # figures that come out of a body's data run on until somebody else speaks; a mere remark does not
    (
        "بلغ العدد 40 شقة، وفق معطيات الوكالة الوطنية للأحراش.\nوبلغ 50 درهما.\nوقال خالد المرنيسي إن الكراء زاد 60",
        ["الوكالة الوطنية للأحراش", "الوكالة الوطنية للأحراش", "خالد المرنيسي"],
    ),
    (
        "لقي 4 أشخاص حتفهم، وفق عمالة الإقليم.\nوبلغت القوة 6 درجات.\nوأكدت البلدية إغلاق 7 طرق",
        ["عمالة الإقليم", None, "البلدية"],
    ),
    # a second person is heard only where a cue or a quotation says so
    (
        "أكدت وزارة السكنى أن العدد بلغ 40.\nوقال الخبير خالد المرنيسي إن الثمن بلغ 50.\nوتنطلق الدورة ب60 فيلما",
        ["وزارة السكنى", "خالد المرنيسي", None],
    ),
    (
        "أكدت وزارة السكنى أن العدد بلغ 40.\nوقال خالد المرنيسي إن الثمن بلغ 50. وستنتج المحطة 60",
        ["وزارة السكنى", "خالد المرنيسي", None],
    ),
    # whoever a turning sentence opens with speaks in it; «ديال» names the issuer in Darija
    ("من جهته، مجلس المدينة أصدر تقريرا في الصيف، قال فيه إن العدد بلغ 40", ["مجلس المدينة"]),
    ("بلاغ ديال المديرية العامة للأحراش قال بلي العدد وصل 40", ["المديرية العامة للأحراش"]),
    # a sentence that only names the source of the one before it
    ("بلغت المبيعات 40 طنا. هذا ما أوردته مؤشرات الوكالة الوطنية للأحراش.", ["الوكالة الوطنية للأحراش"]),
    # a bare title means the fuller one, and the one who spoke before of its gender
    ("قدمت وزيرة السكنى والتعمير، أمس، مشروعا.\nوقالت الوزيرة إن العدد بلغ 40", ["وزيرة السكنى والتعمير"]),
    (
        "قال وزير السكنى إن العدد بلغ 40. وردت النائبة سعاد العلوي أن العدد بلغ 50. وعقب المسؤول الحكومي بأنه بلغ 60",
        ["وزير السكنى", "سعاد العلوي", "وزير السكنى"],
    ),
    # «الذي» of a time, «ذكر اسمه», who told the medium, what only parts the figures
    ("في الوقت الذي أعلنت وزارة السكنى أن العدد بلغ 40، قالت البلدية إنه 50", ["وزارة السكنى", "البلدية"]),
    ("أوضح مسؤول نقابي رفض ذكر اسمه أن الأجر بلغ 40 درهما", ["مسؤول نقابي"]),
    ("علمت الجريدة من مصادر مهنية أن الثمن بلغ 40 درهما. وحسب هذه المصادر، سيبلغ 50", ["مصادر مهنية", "مصادر مهنية"]),
    ("وتوزع العدد حسب المديريات كالآتي: سطات 40", [None]),
    # a statement runs on without a cue where its speaker carries the article …
    (
        "أفاد مكتب الصرف بأن الصادرات بلغت 10.\nأما الواردات فناهزت 11.\nوبلغ العجز 12.",
        ["مكتب الصرف"] * 3,
    ),
    # … not past a remark of the narrator
    (
        "أفاد مكتب الصرف بأن الصادرات بلغت 10.\nيذكر أن الواردات ناهزت 11 قبل سنة.\nوبلغ العجز 12 حينها.",
        ["مكتب الصرف", None, None],
    ),
    # a person's statement ends with his paragraph unless he carries the article …
    (
        "قال خالد المرنيسي إن الورش شمل 40 قرية.\nووزعت اللجنة 50 خيمة.",
        ["خالد المرنيسي", None],
    ),
    (
        (
            "قال خالد المرنيسي إن الورش شمل 40 قرية.\nوأضاف أن الكلفة 41 مليونا.\nوأوضح أن المدة 42 شهرا.\n"
            "وتابع أن العمال 43.\nومن بين القرى 44 في الجبل.\nوصادق البرلمان على 45 مليونا."
        ),
        [*["خالد المرنيسي"] * 5, None],
    ),
    # … a body's where another takes his turn
    (
        "أفاد مكتب الصرف بأن الصادرات بلغت 10.\nمن جهتها، ستخصص الوكالة 11 مليونا.",
        ["مكتب الصرف", None],
    ),
    # one body by several names, and its own documents
    (
        (
            "كشف بنك المغرب أن القروض بلغت 40 مليارا.\nوأوضح البنك المركزي، في لوحته، أن الودائع 41.\n"
            "وبلغت الديون 42.\nوقال خالد المرنيسي إن النسبة 43.\nورأى سعيد بناني أنها 44.\nوفي تقديراته، النسبة 45."
        ),
        ["بنك المغرب", "البنك المركزي", "البنك المركزي", "خالد المرنيسي", "سعيد بناني", None],
    ),
    (
        "أعلنت الوكالة الوطنية للأحراش أن العدد 40.\nوحسب معطياتها، بلغت المساحة 41 هكتارا.",
        ["الوكالة الوطنية للأحراش"] * 2,
    ),
    # in an interview whoever is asked answers
    (
        (
            "يرى الخبير خالد المرنيسي أن الماء مكلف.\nكيف ترون السدود؟\nبلغت الحقينة 40 في المائة.\n"
            "وماذا عن التحلية؟\nكلفتها 5 دراهم."
        ),
        ["خالد المرنيسي"] * 2,
    ),
    # what a document is about did not issue it
    (
        "نشر المجلس الأعلى للأحراش تقريرا.\nوجاء في التقرير، المتعلق بحسابات الأحزاب، أن المبلغ 40 درهما.",
        ["التقرير"],
    ),
    # a quotation left open over a full stop
    (
        "وقال خالد المرنيسي: «بدأنا بعشر قرى. ثم شمل الورش 20 قرية. والبقية آتية».",
        ["خالد المرنيسي"],
    ),
    # a medium relays
    (
        "نقلت صحيفة محلية عن خالد المرنيسي قوله إن العدد بلغ 10.",
        ["خالد المرنيسي"],
    ),
]

TITLES = [
    ("المرنيسي: سلمنا 10 شقق\nأكد وزير السكنى خالد المرنيسي أن العدد ارتفع.", ["خالد المرنيسي"]),
    ("المرنيسي.. سلمنا 10 شقق\nأكد وزير السكنى خالد المرنيسي أن العدد ارتفع.", ["خالد المرنيسي"]),
    ("خبير لهسبريس: العجز سيبلغ 10 ملايير\nيتجه العجز نحو الارتفاع.", ["خبير"]),
    ("تسليم 10 شقق بسلا\nأكد وزير السكنى خالد المرنيسي أن العدد ارتفع.", [None]),
    # a title's cue holds for the title only
    ("المرنيسي: سلمنا 10 شقق\nاستفادت 11 أسرة من الورش.", ["المرنيسي", None]),
]


TAKEN_ON = [
    # a relative behind a named person
    ("ولم يقنع الجواب المستشار سعيد بنحمو، الذي رد بأن الإقليم يضم 40 دوارا", ["سعيد بنحمو"]),
    # a verb of many senses with its content behind an adjunct
    ("وسجل قضاة المجلس، خلال مهمة التدقيق، أن الديون بلغت 40 مليونا", ["قضاة المجلس"]),
    ("وقف قضاة المجلس على أداء 40 ألف درهم دون سند", ["قضاة المجلس"]),
    # a participle behind the subject of a verb that does not report
    ("وهون مصدر من السلطات المحلية من الأضرار، مبرزا أن لجنة عاينت 40 بيتا", ["مصدر من السلطات المحلية"]),
    # names
    ("أوضح رئيس الجمعية، الحسين أيت بلعيد، أن العدد بلغ 40", ["الحسين أيت بلعيد"]),
    ("يحكي الحاج المكي، وهو خباز بالمدينة القديمة، أنه يبيع 40 كيسا", ["الحاج المكي"]),
    ("سي قدور، خياط، قال: «الثوب زاد 40 درهم»", ["سي قدور"]),
    # data and whose they are
    ("وحسب معطيات سبق أن نشرتها وزارة الفلاحة، بلغ الإنتاج 40 طنا", ["وزارة الفلاحة"]),
    ("وحسب معطيات حصلت عليها الجريدة من مسؤول بالوزارة، بلغ الإنتاج 40 طنا", ["مسؤول بالوزارة"]),
    ("بلغ الدين، حسب آخر نشرة لبنك المغرب، 40 في المائة", ["بنك المغرب"]),
    ("أعلنت شركة الأفق عن نتائجها. فحسب بلاغ صدر عقب اجتماع مجلسها، بلغ الربح 40 مليونا", ["شركة الأفق"]),
    (
        "تسلم الأعضاء تقرير المجلس الجهوي للحسابات. وذكر التقرير أن الباقي استخلاصه 40 مليونا",
        ["المجلس الجهوي للحسابات"],
    ),
    ("وقدر تقرير الخبرة التي أمر بها القاضي الخصاص بما مجموعه 40 مليونا", ["الخبرة"]),
    # a nominal cue before a figure of its own
    ("حضره 20 ألف متفرج أدوا، وفق إدارة النادي، 40 مليون سنتيم", [None, "إدارة النادي"]),
    # a forecast, then what came to pass
    ("توقعت المديرية أن تبلغ الأمطار 40 ملم، غير أن المقاييس سجلت 90", ["المديرية", None]),
    # a body inside what a person says does not go on for him
    (
        "قال المدير إن النسبة 40 بينما توصي منظمة الصحة العالمية بضعفها. وتابع قائلا: «لدينا 30 مركزا»",
        ["المدير", "المدير"],
    ),
    # forms that fold alike
    ("وأوضح والي الجهة، سعيد بنحمو، أن الكلفة بلغت 40 مليونا", ["سعيد بنحمو"]),
    # who told, learnt by a medium or by nobody
    ("علم لدى السلطات المحلية لإقليم أزيلال أن الحادث خلف 40 قتيلا", ["السلطات المحلية لإقليم أزيلال"]),
    ("علم موقع «النبأ» من مصدر مطلع أن الشركة سرحت 40 عاملا", ["مصدر مطلع"]),
    # verbs of many senses
    ("كتب النائب البرلماني في سؤاله الكتابي أن الساكنة تبلغ 40 ألفا", ["النائب البرلماني"]),
    ("وذهب رئيس الجمعية إلى أن العجز بلغ 40", ["رئيس الجمعية"]),
    ("أما رئيس الجماعة فأكد أن الميزانية لا تتجاوز 40 مليونا", ["رئيس الجماعة"]),
    ("يقول (م. ب)، عامل بناء، إن أجره لا يتعدى 40 درهما", ["م. ب"]),
    ("ويتضح من خلال جداول وزارة الفلاحة أن العدد بلغ 40", ["وزارة الفلاحة"]),
    # somebody imagined
    ("سيقول قائل إن الدين هناك 40 في المائة. والحال أن النمو 2 فقط", ["قائل", None]),
    # Darija
    ("وعلى حساب مصدر من الجمعية ديال الجزارة، الثمن وصل 40 درهم", ["مصدر من الجمعية ديال الجزارة"]),
    ('وفالسوق، السعدية أم ديال زوج دراري كتقول "شريت الكيلو بـ40 درهم واليوم غلا"', ["السعدية"]),
    ("مواطنة كانت تنتظر منذ الصباح علقت بمرارة: «أديت 40 درهما»", ["مواطنة"]),
]


@pytest.mark.parametrize(("text", "names"), TAKEN_ON)
def test_speakers_taken_on(text: str, names: list[str | None], attributor: Attributor, fold: Folder) -> None:
    """Sources that only the clause around them tells."""
    assert _names(text, attributor, fold) == names


@pytest.mark.parametrize(("text", "names"), WORD_ORDERS)
def test_word_orders(text: str, names: list[str], attributor: Attributor, fold: Folder) -> None:
    assert _names(text, attributor, fold) == names


@pytest.mark.parametrize("text", NARRATED)
def test_narrator(text: str, attributor: Attributor, fold: Folder) -> None:
    assert set(_names(text, attributor, fold)) == {None}


@pytest.mark.parametrize(("text", "name", "role"), SOURCES)
def test_sources(text: str, name: str, role: str | None, attributor: Attributor, fold: Folder) -> None:
    [speaker] = _read(text, attributor, fold)
    assert speaker is not None
    assert (speaker.name, speaker.role) == (name, role)


@pytest.mark.parametrize(("text", "names"), ARTICLES)
def test_articles(text: str, names: list[str | None], attributor: Attributor, fold: Folder) -> None:
    assert _names(text, attributor, fold) == names


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_constructions_of_fresh_pages(case: dict[str, Any], attributor: Attributor, fold: Folder) -> None:
    assert [name or "" for name in _names(case["text"], attributor, fold)] == case["names"]


@pytest.mark.parametrize(("text", "names"), TITLES)
def test_titles(text: str, names: list[str | None], attributor: Attributor, fold: Folder) -> None:
    assert _names(text, attributor, fold, titled=True) == names


def test_what_runs_on_is_implicit(attributor: Attributor, fold: Folder) -> None:
    text = "أفاد مكتب الصرف بأن الصادرات بلغت 10.\nأما الواردات فناهزت 11."
    first, second = _read(text, attributor, fold)
    assert first is not None
    assert second is not None
    assert (first.attribution, first.cue) == ("explicit", "أفاد")
    assert (second.attribution, second.cue) == ("implicit", None)


@pytest.mark.parametrize("delegation", ["تلاها بالنيابة عنه", "ألقاها نيابة عنه", "تلاها بالنيابة"])
def test_who_reads_out_on_behalf(delegation: str, attributor: Attributor, fold: Folder) -> None:
    opening = f"وأوضح وزير السكنى خالد المرنيسي، في كلمة {delegation} الكاتب العام سعيد بناني"
    text = f"{opening}، أن العدد بلغ 10.\nوأضاف أن الكلفة 11."
    speakers = _read(text, attributor, fold)
    assert [(one.name, one.via) for one in speakers if one] == [("خالد المرنيسي", "سعيد بناني")] * 2


def test_a_medium_conveys(attributor: Attributor, fold: Folder) -> None:
    [speaker] = _read("نقلت صحيفة محلية عن خالد المرنيسي قوله إن العدد بلغ 10.", attributor, fold)
    assert speaker is not None
    assert speaker.via == "صحيفة محلية"


def test_the_source_stands_where_the_span_says(attributor: Attributor, fold: Folder) -> None:
    text = "وفي سلا أكدت  المندوبية العامة للأحراش، أمس، أن العدد بلغ 40"
    [speaker] = _read(text, attributor, fold)
    assert speaker is not None
    assert speaker.span is not None
    assert speaker.span.text(text) == "المندوبية العامة للأحراش"
    assert speaker.trace[0].span.text(text) == "أكدت"
    assert all(step.rule.partition("#")[0].endswith(".toml") for step in speaker.trace)


@pytest.mark.parametrize(
    ("name", "published", "agent"),
    [
        ("رئيس الحكومة", date(2016, 5, 1), "abdelilah-benkirane"),
        ("رئيس الحكومة", date(2019, 5, 1), "saad-eddine-el-othmani"),
        ("رئيس الحكومة", date(2024, 5, 1), "aziz-akhannouch"),
        ("رئيس الحكومة", None, None),
        ("وزير الصحة", date(2021, 1, 1), "khalid-ait-taleb"),
        ("وزير الصحة", date(1999, 1, 1), None),
        ("CNSS", None, "cnss"),
        ("المندوبية السامية للتخطيط", None, "hcp"),
        ("خالد المرنيسي", date(2024, 5, 1), None),
    ],
)
def test_agents(name: str, published: date | None, agent: str | None, patterns: Patterns, fold: Folder) -> None:
    found = Agents(patterns, fold).find(name, name, published)
    assert (found.id if found else None) == agent


def test_outside_knowledge_fills_the_agent_not_the_name(attributor: Attributor, fold: Folder) -> None:
    [speaker] = _read("أكد رئيس الحكومة أن العدد بلغ 40", attributor, fold, published=date(2023, 3, 1))
    assert speaker is not None
    assert (speaker.name, speaker.agent) == ("رئيس الحكومة", "aziz-akhannouch")


def test_offices_do_not_overlap(patterns: Patterns, fold: Folder) -> None:
    terms: dict[str, list[tuple[str, str, str]]] = {}
    for entry in patterns["agents.toml"]:
        for office in entry.get("offices", ()):
            for title in office["titles"]:
                terms.setdefault(fold(title), []).append((office["since"], office.get("until", "9999"), entry.id))
    for title, held in terms.items():
        held.sort()
        for (_, until, one), (since, _, other) in pairwise(held):
            assert until < since, f"{title}: {one} and {other}"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "أكد",
                "وأضاف",
                "حسب",
                "وزير",
                "الصحة",
                "بلاغ",
                "ل",
                "«",
                "»",
                '"',
                ":",
                "،",
                ".",
                "أن",
                "40",
                "المتحدث",
                "ذاته",
                "عبد",
                "خالد",
                "وزارة",
                "مشيرا",
                "إلى",
                "(",
                ")",
                "نقلت",
                "عن",
                "تلاها",
                "نيابة عنه",
                "كما",
                "\n",
            ]
        ),
        max_size=40,
    )
)
def test_any_order_of_words_is_read(words: list[str]) -> None:
    _, fold, attributor = _compiled()
    text = " ".join(words)
    for speaker in _read(text, attributor, fold):
        if speaker is not None and speaker.span is not None:
            assert 0 <= speaker.span.start < speaker.span.end <= len(text)
            assert speaker.name
