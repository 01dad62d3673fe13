"""Asserted, forecast, planned or denied: by which cue, and how far it reaches."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.model import Modality, Quantity, Span, Value
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.qualify.modality import ModalityGrammar
from extractor.segment import segment


@pytest.fixture(scope="module")
def grammar(patterns: Patterns) -> ModalityGrammar:
    return ModalityGrammar(patterns, Folder(patterns))


def judged(grammar: ModalityGrammar, patterns: Patterns, text: str) -> list[Modality]:
    """The modality of each digit run of ``text``, line by line."""
    fold, sentences, quantities = Folder(patterns), [], []
    place = 0
    for line in text.split("\n"):
        for one in segment(text, Span(place, place + len(line)), fold=fold):
            sentences.append(one)
            digits = [index for index, word in enumerate(one.words) if word[0].isdigit()]
            quantities.append([quantity(one.cover(i, i + 1), i, change=one.words[i - 1]) for i in digits])
        place += len(line) + 1
    rows = grammar.judge(sentences, quantities, [() for _ in sentences])
    return [modality for row in rows for modality, _ in row]


def quantity(span: Span, index: int, *, change: str, unit: str = "count") -> Quantity:
    value = Value(Decimal(1), Decimal(1), Decimal(1), "exact", unit)
    return Quantity(index, index + 1, span, value, (index, index + 1), change="from" if change == "من" else None)


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("بلغت مداخيل المرسى 40 مليون درهم", "a"),
        ("العمالة نفات غرق 30 تلميذ فالواد", "d"),
        ("الجماعة كذبات خبر طرد 12 عامل", "d"),
        ("الحكومة باغا تبني 14 سد", "p"),
        ("الضو غادي يتزاد ب 5 فالمية", "f"),
        ("مبرمجين 14 ملعب فهاد الجهة", "p"),
        ("العمالة قالت باللي غرقو 3 تلامذ", "a"),
        ("من المتوقع أن يتراجع العجز إلى 4 في المائة", "f"),
        ("من المرتقب أن يناهز المحصول 55 مليون قنطار مقابل 31 مليونا قبل سنة", "fa"),
        ("سترتفع الواردات إلى 9 ملايين طن", "f"),
        ("سيتم توزيع 300 محفظة و12 حاسوبا على المدارس", "pp"),
        ("ستبلغ كلفة المشروع 75 مليون درهم", "p"),
        ("سيبلغ معدل البطالة 13 في المائة", "f"),
        ("وينتظر أن يتم تشييد 6 سدود بسعة تصل إلى 900 مليون متر مكعب", "pp"),
        ("من المبرمج إنجاز 14 ثانوية", "p"),
        ("يوجد 14 ملعبا آخر قيد الإنجاز", "p"),
        ("تعتزم الشركة توظيف 500 مهندس، مشيرة إلى أنها تشغل 120 تقنيا", "pa"),
        ("توقع البنك في تقرير صدر أمس أن يتراجع النمو إلى 4 في المائة", "f"),
        ("تشير التقديرات إلى أنها ستساهم في توفير 40 مليار درهم", "f"),
        ("يرتقب أن يتراجع الناتج بنسبة 5 في المائة، في حين سيصل عجز الميزانية إلى 7 في المائة", "ff"),
        ("تتوخى الحكومة دعم الصندوق الذي رصدت له 6 ملايير درهم", "a"),
        ("اطلع الوزير على البرنامج، الذي يهم ترميم 33 قصبة وتبليط 20 كيلومترا", "pp"),
        ("أعلنت الوزارة عن برنامج لإضافة 40 ألف سرير", "p"),
        ("ومن يدعي أن الحصة خفضت إلى 40 طنا مخطئ", "d"),
        ("التزمت الحكومة برفع الميزانية إلى 8 في المائة والحال أنها لم تتعد 5 في المائة", "pa"),
        ("سيستفيد من الطريق سكان القرية البالغ عددهم 500 نسمة", "a"),
        ("يواجه المخالف غرامات قد تصل إلى 5000 درهم", "a"),
        ("يسيطر الحزب على المجلس المكون من 61 مستشارا", "a"),
        ("قد تكون المشاهد عصية على الفهم، فعدد الإصابات يتخطى 108 آلاف حالة", "a"),
        ("تتحدث الوزارة عن 9 ملايين تلميذ وطالب وعن 200 ألف أستاذ", "aa"),
        ("يسعى التصنيف إلى ملء الفراغ بالاعتماد على 55 معيارا", "a"),
        ("يطالب الحزب بخفض الرسم خاصة وأن البنك خفض الفائدة ب2 في المائة", "a"),
        ("خصصت الوزارة 3 ملايير درهم للمدارس الرائدة التي سيرتفع عددها", "a"),
        ("ينتظر أن يبلغ الإنتاج 55 طنا مقارنة مع الموسم السابق الذي لم يتعد 34 طنا", "fa"),
        ("تهدف الخطة إلى رفع الحصة من 20 في المائة إلى 45 في المائة", "ap"),
        ("بهدف حماية الساحل، أنجزت الوكالة 11 حاجزا", "a"),
        ("يطالب المهنيون بخفض السعر إلى 8 دراهم", "p"),
        ("نفت الولاية تسجيل 3 وفيات، مؤكدة أن المستشفى استقبل 2 من المصابين", "da"),
        ("سجل الفريق 15 نفيا في السنة", "a"),
        ("صرفت الجهة من أجل ذلك 30 مليون درهم", "a"),
        ("التزمت الجماعة بتوفير 8 حافلات", "p"),
        ("وعدات الوزارة باش تدخل 20 ألف راس", "p"),
        ("سنسلم 700 شقة قبل نهاية السنة", "p"),
        ("إذا خرج الميناء إلى الوجود، سيكلف 8 ملايير درهم", "f"),
        ("الثمن ديال الزيت يقدر يوصل ل110 دراهم", "f"),
        ("الأثمنة طلعات ب8 فالمية، ولكن هادشي قبل رمضان", "a"),
        ("سجلت أقوى الارتفاعات لفائدة «ستوكفيس» (9 في المائة)", "a"),
        ("وقال المدير: «ستحدث الشركة 500 منصب»", "p"),
        ("سيقول قائل إن الدين هناك يفوق 170 في المائة", "a"),
        ("ويتطلع القطاع إلى استقبال 26 مليون سائح", "p"),
        ("من المنتظر أن تنطلق الأشغال بكلفة 20 مليون درهم", "p"),
        ("يتوقع البنك تسجيل هبات بمقدار 7 ملايير درهم، منها 2 ستأتي من الخارج و3 من الداخل", "fff"),
        ("سيبلغ المحصول 30 طنا مقابل 52 طنا قبل سنة، و100 طن قبل ثلاث سنوات", "faa"),
        ("ويقدر الدعم الموعود بنحو 6 ملايير درهم", "p"),
        ("ستتعرض الحقول للبرد بنسبة 30 في المائة", "f"),
        ("غادي يتبنا 30 مسبح فالمدينة", "p"),
        ("سيدي يوسف حجزت 40 سيارة و17 سيجارة", "aa"),
        ("زار المدينة 4000 سائح", "a"),
        ("ستة ملاعب و60 ألف متفرج", "a"),
        ("50 مليون درهم باش نديرو قنطرة و20 مليون للطريق", "pp"),
        ("صادق المجلس على ميزانية قدرها 300 مليون درهم", "a"),
        ("حصل المتضررون على 600 درهم، فيما سيحصل الفلاحون على 900 درهم", "ap"),
        ("لن يتجاوز المنتوج خلال الموسم الفلاحي الحالي 30 طنا", "f"),
        ("سيبلغ الأجر 45 درهما، بدل الأجر الحالي 30 درهما", "pa"),
        ("الإضراب قد يكلف القطاع 12 مليون درهم", "f"),
        ("خفض الصندوق توقعاته للنمو إلى 3 في المائة", "f"),
        ("سينحصر النمو في 2 في المائة", "f"),
        ("لا تعتزم الشركة تسريح 300 مستخدم", "d"),
        ("نفت الإدارة ما تم تداوله حول تسريح 300 مستخدم، قائلة إنها وظفت 20", "da"),
        ("نطالب بزيادة 2000 درهم", "p"),
        ("ينص المشروع على رفع الرسم إلى 35 في المائة", "p"),
        ("ومن المتوقع كذلك أن يبلغ المحصول 50 طنا", "f"),
        ("من المتوقع أن تستقبل السوق 400 رأس، وسيستفيد منها 18 تاجرا", "ff"),
        ("سيستفيد من السوق 18 تاجرا", "p"),
        ("يعرف المعرض، الذي سيدوم أسبوعا، مشاركة 200 شركة", "a"),
        ("يضم المركب، الذي سيشيد بالمدينة، وستكلف أشغاله 200 مليون درهم", "p"),
        ("ستبقى الأسعار مستقرة، على الرغم من أنها تفوق 40 درهما", "a"),
        ("يهدف المشروع، الذي شيد على 5 هكتارات، إلى تشغيل 300 عامل", "ap"),
        ("سيبلغ المحصول 30 طنا مقابل 52 طنا قبل سنة، وأكثر من 100 طن قبل ثلاث سنوات", "faa"),
        ("استبعد ما راج عن اعتزام الوزارة رفع الثمن بنسبة 5 في المائة", "d"),
        ("وعد الرئيس بإحداث 300 منصب", "p"),
        ("وغادي يخدمو 300 عامل", "p"),
        ("غايكلف المشروع 300 مليون درهم", "p"),
        ("الحرارة غتوصل ل 45 درجة", "f"),
        ("غادين يختارو 12 واحد", "p"),
        # who leans to something, threatens, promises or has it in view
        ("تتجه الوزارة نحو تقليص المقاعد إلى 500 مقعد", "p"),
        ("أبدت المجموعة رغبتها في اقتناء 40 في المائة من الأسهم", "p"),
        ("لوح المضربون بتمديد الإضراب إلى 72 ساعة", "p"),
        ("الهدف من العملية تلقيح 500 ألف رأس", "p"),
        ("أكد على وجوب توفير 50 ألف جرعة", "p"),
        ("دعت النقابة الحكومة إلى زيادة 600 درهم", "p"),
        ("يطالب 120 عاملا بأجورهم", "a"),
        ("تعتزم الجمعية التوسع وبحوزتها 30 حافلة", "a"),
        ("بحث الدرك عن 30 شخصا", "a"),
        # deeds: a scheme, a purpose, works under way
        ("يتضمن المخطط تهيئة 14 حديقة", "p"),
        ("استفاد من برنامج تأهيل 300 شاب", "a"),
        ("حصلت المدينة على قرض لبناء 20 مستوصفا، وتجهيز 35 قسما", "pp"),
        ("بلغت كلفة الصيانة، بالإضافة لإحداث 12 سوقا", "a"),
        ("تتم حاليا أشغال بناء 5 ملاعب", "p"),
        ("فاز الفريق بهدف واحد أمام 4000 متفرج", "a"),
        # what may come, what is feared, what a crisis costs
        ("ربما يفقد القطاع 40 ألف منصب", "f"),
        ("وقد نقل المصابون، بينهم 13 امرأة", "a"),
        ("حذر التقرير من وفاة 3 ملايين شخص", "f"),
        ("الأسعار مرشحة للارتفاع بنسبة 20 في المائة", "f"),
        ("سيكلف الجفاف الفلاحين 30 مليار درهم", "f"),
        ("سيؤدي القرار إلى فقدان 3000 منصب", "f"),
        ("سيؤدي كل منخرط 300 درهم", "p"),
        # a relative clause tells what is, and the main verb goes on behind it
        ("ستنظم الدورة السادسة للمهرجان الذي استقطب 50 ألف زائر", "a"),
        ("دعا إلى دعم القطاع الذي يشغل 40 ألف شخص", "a"),
        ("طالبت الحكومة التي يرأسها برفع الأجر إلى 500 درهم", "p"),
        ("سيمكن السد، الذي انطلقت أشغاله قبل عام، من سقي 6000 هكتار", "p"),
        ("ستحدث الجماعة مركبا يضم 40 محلا", "p"),
        ("يلتزم الأعضاء بدعم الجمعية التي تضم 40 منخرطا", "a"),
        # denial, and Darija
        ("استبعد الوزير أن يرتفع الثمن إلى 20 درهما", "d"),
        ("استبعد المدرب 3 لاعبين", "a"),
        ("الوزارة نفات اختفاء 30 ملفا", "d"),
        ("كيخططو باش يحلو 40 محل", "p"),
        ("المكتب بغا يجيب 3 لعابة", "p"),
        ("غاية البرنامج هي 200 مدرسة", "a"),
        ("خلص 400 درهم باش يديوه للدار", "a"),
        ("40 مليار باش نديرو الطريق", "p"),
        ("قد يصل راتب المهندس إلى 40 ألف درهم", "a"),
        ("قد تصل خسائر الشركة إلى 40 ألف درهم", "f"),
    ],
)
def test_judged(grammar: ModalityGrammar, patterns: Patterns, text: str, modalities: str) -> None:
    letters = {"asserted": "a", "forecast": "f", "planned": "p", "denied": "d"}
    assert "".join(letters[modality] for modality in judged(grammar, patterns, text)) == modalities


def test_a_list_carries_on_the_line_above_it(grammar: ModalityGrammar, patterns: Patterns) -> None:
    text = "ستمنح المساعدة كما يلي:\nأولا: 800 درهم\nثانيا: 900 درهم\nوبلغ العدد 40 أسرة"
    assert judged(grammar, patterns, text) == ["planned", "planned", "asserted"]


def test_a_sentence_ends_every_scope(grammar: ModalityGrammar, patterns: Patterns) -> None:
    assert judged(grammar, patterns, "ستفتح الوكالة 12 فرعا. وتشغل اليوم 90 شخصا.") == ["planned", "asserted"]


def test_nobody_plans_the_weather(grammar: ModalityGrammar, patterns: Patterns) -> None:
    text = "ستسجل بالسهول 31 درجة"
    [one] = segment(text, Span(0, len(text)), fold=Folder(patterns))
    found = quantity(one.cover(2, 3), 2, change="", unit="°C")
    assert [modality for [(modality, _)] in grammar.judge([one], [[found]], [()])] == ["forecast"]


def test_a_bulletin_foresees_and_a_record_states(grammar: ModalityGrammar, patterns: Patterns) -> None:
    for text, modality in (("طقس بارد بين 4 درجات", "forecast"), ("طقس بارد، وسجلت إفران 4 درجات", "asserted")):
        [one] = segment(text, Span(0, len(text)), fold=Folder(patterns))
        place = one.words.index("4")
        found = quantity(one.cover(place, place + 1), place, change="", unit="°C")
        assert [judged for [(judged, _)] in grammar.judge([one], [[found]], [()])] == [modality]


def test_what_a_mosque_cost_is_not_what_was_built(grammar: ModalityGrammar, patterns: Patterns) -> None:
    text = "كلفة لبناء المسجد 40 مليون درهم"
    [one] = segment(text, Span(0, len(text)), fold=Folder(patterns))
    place = one.words.index("40")
    found = quantity(one.cover(place, place + 1), place, change="", unit="MAD")
    assert [judged for [(judged, _)] in grammar.judge([one], [[found]], [()])] == ["asserted"]
