"""Which quantities are claims, and under which rule the others are rejected."""

from __future__ import annotations

import pytest

from extractor.model import Span
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.quantities import QuantityGrammar
from extractor.relate.select import Selector
from extractor.segment import segment


@pytest.fixture(scope="module")
def stages(patterns: Patterns) -> tuple[Folder, QuantityGrammar, Selector]:
    fold = Folder(patterns)
    return fold, QuantityGrammar(patterns, fold), Selector(patterns, fold)


def verdicts(stages: tuple[Folder, QuantityGrammar, Selector], text: str) -> list[str]:
    """For each quantity of ``text`` the id of the rule that rejects it, `claim` where none does."""
    fold, grammar, selector = stages
    sentences = segment(text, Span(0, len(text)), fold=fold)
    quantities = [grammar.read(one, ())[0] for one in sentences]
    rows = selector.select(sentences, quantities, [() for _ in sentences])
    return [verdict.rule.partition("#")[2] if verdict else "claim" for row in rows for verdict in row]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("زرع الفلاحون 40 ألف شتلة", ["claim"]),
        ("عاد بعد مرور أكثر من خمس سنوات", ["duration.placed"]),
        ("ضبطت الشاحنة خلال 48 ساعة", ["duration.placed"]),
        ("غاب اللاعب 3 أسابيع", ["duration"]),
        ("تمنح الرخصة لمدة ثلاث سنوات قابلة للتجديد", ["claim"]),
        ("قدم البنك تسبيقات لمدة 7 أيام", ["duration.advanced"]),
        ("مدة العقد الموقع مع الشركة 14 شهرا", ["claim"]),
        ("تصل نسبة المدخنين بين المتراوحة أعمارهم بين 13 و15 إلى 6 في المائة", ["age.elided", "claim"]),
        ("من بين هؤلاء المنتخبين 34 تقل أعمارهم عن الثلاثين", ["claim", "age.elided"]),
        ("224 هو عدد الموقوفين", ["claim"]),
        ("أتلفت اللجنة 11 صنفا من المعلبات", ["claim"]),
        ("هناك 11 صنفا من الناس", ["structure"]),
        ("عبرت ست مجموعات صناعية عن اهتمامها", ["claim"]),
        ("غادر السجن بعد 3 أيام", ["duration.placed"]),
        ("لم يغادروا إلا بعد 45 يوما", ["claim"]),
        ("تطلب بناء القنطرة 26 شهرا", ["claim"]),
        ("دام الإضراب 9 أيام", ["claim"]),
        ("أدين بالسجن 15 سنة", ["claim"]),
        ("حكمت عليه المحكمة ب8 أشهر حبسا نافذا", ["claim"]),
        ("سيتأخر القطار وسيتم تأخيره بعشرين دقيقة", ["claim"]),
        ("منحت الشركة المكترين مهلة 15 يوما", ["claim"]),
        ("قاد السائق الحافلة ثم مشى 6 ساعات", ["claim"]),
        ("ضمت رحلة الأمس 400 راكب أما الثانية فضمت 933", ["claim", "claim"]),
        ("وفي المركز الثاني مصر بـ101.009، متبوعة بالكويت بـ94.764", ["claim", "claim"]),
        ("تقليص المدة الزمنية للرخص من 440 إلى 120 يوما", ["claim", "claim"]),
        ("يتطلب فتح الورش إلى غاية إنشاء الرسوم 263 يوما", ["claim"]),
        ("قضت المحكمة بـ20 سنة سجنا للأول، و12 سنة لشريكه", ["claim", "claim"]),
        ("تراجعت التساقطات ب32 في المائة مقارنة بمتوسط 30 سنة", ["claim", "duration.average"]),
        ("سجلت الهزة عند خط العرض 34.402 درجة شمالا", ["coordinate"]),
        ("يبلغ المتهم من العمر 44 سنة", ["age.before"]),
        ("توفي الحارس البالغ 51 عاما", ["age.direct"]),
        ("تتراوح أعمارهم بين 19 و30 سنة", ["age.before"]),
        ("ارتفع أمد الحياة إلى 77 سنة", ["claim"]),
        ("تنبني الخطة على أربعة محاور", ["structure"]),
        ("يقوم التصور على ثلاثة مرتكزات", ["structure"]),
        ("تحصل الأسرة المكونة من 3 أفراد على 900 درهم", ["group.size", "claim"]),
        ("انتهى اللقاء بثلاثة أهداف لمثلها", ["score"]),
        ("سجل المهاجم 19 هدفا هذا الموسم", ["claim"]),
        ("حجزت الشرطة ورقة من فئة 200 درهم", ["denomination"]),
        ("باعت الشركة علبة نصف لتر", ["container"]),
        ("صودرت 700 كبسولة من عيار 120 ملغ", ["claim", "denomination"]),
        ("توفي شخص واحد", ["claim"]),
        ("سجلت الجهة 90 حالة، منها 40 بالمدينة، و30 بالضاحية", ["claim", "claim", "claim"]),
        ("حطت طائرة من نموذج 777 بالمطار", ["bare"]),
        ("كانت الحافلة تقل نحو 60", ["claim"]),
        ("تجاوزت السيدة الستين من العمر", ["age.decade"]),
        ("فازت أندية الدوريات الخمسة", ["definite.idiom"]),
        ("نجا المصابون الثمانية", ["claim"]),
        ("كرر هؤلاء المتهمون الثلاثة أقوالهم", ["definite.again"]),
        ("وصل في المحاولة الـ24", ["definite"]),
        ("عشرون سنة لقاتل زوجته", ["claim"]),
        ("أدانت الغرفة قائد الشبكة بعشر سنوات", ["claim"]),
        ("خاضت النقابة إضرابا لمدة 48 ساعة", ["claim"]),
        ("قال إن 14 لقوا حتفهم", ["claim"]),
        ("لم يحضر سوى أربعة", ["claim"]),
        ("صدر التقرير نصف السنوي", ["half.side"]),
        ("يقع الدوار على مسافة 60 كيلومترا", ["claim"]),
    ],
)
def test_verdicts(stages: tuple[Folder, QuantityGrammar, Selector], text: str, rules: list[str]) -> None:
    assert verdicts(stages, text) == rules


def test_a_definite_count_told_before_refers_back(stages: tuple[Folder, QuantityGrammar, Selector]) -> None:
    text = "أوقفت الشرطة أربعة متهمين وسجلت حالة واحدة، وأحيل المتهمون الأربعة على القاضي وسجلت حالة واحدة بالضاحية"
    assert verdicts(stages, text) == ["claim", "claim", "definite.again", "claim"]
