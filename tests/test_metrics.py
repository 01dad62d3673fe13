"""What a figure measures: one sentence of our own for every construction, and what the label must say."""

from __future__ import annotations

import random
import time
from decimal import Decimal

import pytest

from extractor.model import Article, Claim, Page, Span
from extractor.normalize import Folder
from extractor.patterns import Patterns, load
from extractor.pipeline import Extractor
from extractor.recognize.metrics.registry import Registry
from extractor.recognize.metrics.sentence.words import Phrases


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load())


@pytest.fixture(scope="module")
def patterns(extractor: Extractor) -> Patterns:
    return extractor.patterns


@pytest.fixture(scope="module")
def phrases(patterns: Patterns) -> Phrases:
    return Phrases(patterns, Folder(patterns))


@pytest.fixture(scope="module")
def registry(patterns: Patterns, phrases: Phrases) -> Registry:
    return Registry(patterns, Folder(patterns), phrases.letters)


def claims(extractor: Extractor, text: str) -> list[Claim]:
    page = Page(source="-", text=text, sha256="")
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Span(start, start + len(line)))
        start += len(line) + 1
    return list(extractor.read(page, Article(index=0, title=None, body=tuple(blocks)), None).claims)


def label(extractor: Extractor, text: str, figure: int) -> str:
    return claims(extractor, text)[figure].metric.text


# (sentence, which of its figures, words that the label holds, words that it leaves out)
CONSTRUCTIONS = {
    "counted noun with its complement": (
        "سجلت المنصة 12 ألف طلب للحصول على رخصة السياقة",
        0,
        ["الطلبات", "رخصة", "السياقة"],
        ["ألف"],
    ),
    "subject after the verb": ("بلغت عائدات الصيد الساحلي 3 مليارات درهم", 0, ["عائدات", "الصيد", "الساحلي"], ["بلغت"]),
    "subject before the verb": (
        "عائدات الصيد الساحلي ناهزت 3 مليارات درهم",
        0,
        ["عائدات", "الصيد", "الساحلي"],
        ["ناهزت"],
    ),
    "total in words": (
        "بلغ عدد الزوار الأجانب للمتحف ما مجموعه 18 ألف زائر",
        0,
        ["الزوار", "الأجانب", "للمتحف"],
        ["مجموعه"],
    ),
    "relative pronoun": (
        "تفاقمت ديون المكتب التي وصلت إلى 14 مليار درهم",
        0,
        ["ديون", "المكتب"],
        ["وصلت"],
    ),
    "change in percent": ("ارتفعت مبيعات الزيتون بنسبة 7 في المائة", 0, ["ارتفاع", "مبيعات", "الزيتون"], ["بنسبة"]),
    "change to a level": ("تراجعت مبيعات الزيتون إلى 7 ملايير درهم", 0, ["مبيعات", "الزيتون"], ["تراجع"]),
    "noun of change": (
        "أعلن المكتب عن انخفاض رسوم التسجيل ب 5 في المائة",
        0,
        ["انخفاض", "رسوم", "التسجيل"],
        ["المكتب"],
    ),
    "carried noun of change": ("سجلت صادرات الورود نموا بلغ 11 في المائة", 0, ["نمو", "صادرات", "الورود"], ["سجلت"]),
    "measure with its amount": ("أنجزت الجماعة مسبحا بكلفة 9 ملايين درهم", 0, ["كلفة", "مسبح"], []),
    "measure of the count before": (
        "تمت برمجة 14 ملعبا بغلاف مالي يفوق 30 مليون درهم",
        1,
        ["غلاف", "الملاعب"],
        ["يفوق"],
    ),
    "owned measure": ("صودرت شاحنة بلغت قيمتها 600 ألف درهم", 0, ["قيمة", "شاحنة"], ["قيمتها"]),
    "share of a base": (
        "تمثل السياحة القروية 4 في المائة من الناتج الداخلي الخام",
        0,
        ["نسبة", "السياحة", "القروية", "الناتج", "الداخلي"],
        ["تمثل"],
    ),
    "people who do something": (
        "أظهر بحث أن 37 في المائة من التجار يستعملون الأداء الإلكتروني",
        0,
        ["نسبة", "التجار", "يستعملون", "الأداء"],
        ["بحث"],
    ),
    "rank": (
        "استأثرت جهة سوس بنسبة 41 في المائة من مجموع المشاريع",
        0,
        ["نسبة", "جهة", "سوس", "المشاريع"],
        ["استأثرت", "مجموع"],
    ),
    "share in a list": (
        "استأثرت جهة سوس بنسبة 41 في المائة من مجموع المشاريع، تليها جهة الشرق بنسبة 19 في المائة",
        1,
        ["جهة", "الشرق", "المشاريع"],
        ["سوس"],
    ),
    "coordinated list": ("تم افتتاح 14 مدرسة جماعاتية و9 داخليات للبنات", 1, ["الداخليات", "للبنات"], ["المدارس"]),
    "verbal noun": ("أسفرت العملية عن حجز 340 دراجة نارية", 0, ["الدراجات", "المحجوزة"], ["العملية"]),
    "passive": ("تم توزيع 6 آلاف قفة غذائية بالإقليم", 0, ["القفف", "الموزعة"], ["تم"]),
    "doer of the deed": ("عالجت الوكالة 25 ألف شكاية", 0, ["الشكايات", "عالجتها", "الوكالة"], []),
    "dead": ("لقي 9 أشخاص مصرعهم في انهيار منجم بالإقليم", 0, ["قتلى", "انهيار", "منجم"], ["الأشخاص"]),
    "hurt in the same event": (
        "لقي 9 أشخاص مصرعهم وأصيب 21 آخرون في انهيار منجم بالإقليم",
        1,
        ["المصابون", "انهيار", "منجم"],
        ["قتلى"],
    ),
    "seizure of a substance": ("ضبطت الجمارك 3 أطنان من مخدر الشيرا", 0, ["مخدر", "الشيرا"], ["أطنان"]),
    "part of the count before": ("أوقفت الشرطة 48 شخصا، منهم 13 قاصرا", 1, ["القصر"], ["شخصا"]),
    "beside another figure": ("بلغت أرباح المجمع 5 ملايير درهم مقابل 4 ملايير درهم", 1, ["أرباح", "المجمع"], ["مقابل"]),
    "what it had been": ("بلغ ثمن التذكرة 80 درهما بعدما كان 60 درهما", 1, ["ثمن", "التذكرة"], ["كان"]),
    "both ends of a change": (
        "انتقلت ميزانية الجهة من 2 مليار درهم إلى 3 مليارات درهم",
        1,
        ["ميزانية", "الجهة"],
        ["إلى"],
    ),
    "bracket": ("ارتفعت رسوم الموانئ (6 في المائة)", 0, ["رسوم", "الموانئ"], []),
    "aside between commas": (
        "ارتفع عدد المسافرين، بمن فيهم الأطفال، إلى 70 ألف مسافر",
        0,
        ["المسافرون"],
        ["فيهم"],
    ),
    "bound verb inside the figure": (
        "التعويض عن السكن الذي يستفيد منه الأعوان لا يتجاوز 900 درهم",
        0,
        ["التعويض", "السكن"],
        ["يتجاوز"],
    ),
    "demonstrative": (
        "أطلقت الوزارة برنامج محاربة الأمية بالقرى.\nبلغ عدد المسجلين في هذا البرنامج 31 ألف شخص",
        0,
        ["المسجلون", "محاربة", "الأمية"],
        ["هذا"],
    ),
    "elided head": (
        "أطلقت الوزارة برنامج محاربة الأمية بالقرى.\nوبلغ عدد المستفيدين 31 ألف شخص",
        0,
        ["المستفيدون", "محاربة", "الأمية"],
        ["شخص"],
    ),
    "list of places": (
        "توزعت المخالفات الجديدة على وجدة ب 36 مخالفة، وبركان ب 29 مخالفة",
        1,
        ["المخالفات", "بركان"],
        ["وجدة"],
    ),
    "casualties by the verb after": (
        "قالت الشرطة إن 64 شخصا لقوا حتفهم في غرق مركب بالنهر",
        0,
        ["قتلى", "غرق", "مركب"],
        ["شخصا"],
    ),
    "count before its name": (
        "يرفع هذا الحادث إلى 18 عدد الموقوفين بالمدينة",
        0,
        ["الموقوفون", "بالمدينة"],
        ["الحادث"],
    ),
    "the same in another unit": (
        "بلغت كلفة الملعب 12 مليون أورو، أي ما يعادل 130 مليون درهم",
        1,
        ["كلفة", "الملعب"],
        ["يعادل"],
    ),
    "verbal noun spelled like its verb": ("نقل القطار الجديد 90 ألف مسافر", 0, ["المسافرون", "نقلهم", "القطار"], []),
    "verb between «بنسبة» and its figure": (
        "تراجعت مبيعات الورق بنسبة فاقت 14 في المائة",
        0,
        ["تراجع", "مبيعات", "الورق"],
        ["فاقت"],
    ),
    "amount of a change": (
        "سجلت سوق الورق تراجعا بقيمة 3 ملايير درهم",
        0,
        ["تراجع", "سوق", "الورق"],
        ["قيمة", "بقيمة"],
    ),
    "what changed comes after": (
        "يشمل هذا التطور ارتفاعا بنسبة 4 في المائة في قروض التجهيز",
        0,
        ["ارتفاع", "قروض", "التجهيز"],
        ["التطور"],
    ),
    "elided count elsewhere": (
        "سجلت جهة سوس 60 إصابة، منها 38 بتزنيت، و15 بطاطا، و7 بأكادير",
        3,
        ["الإصابات", "بأكادير"],
        ["بتزنيت", "بطاطا", "سوس"],
    ),
    "cases of what was named first": (
        "توزعت الحوادث الجديدة على إقليم بركان بـ 12 حالة، يليه إقليم جرادة بـ 9 حالات، و5 حالات بفجيج",
        2,
        ["الحوادث", "الجديدة", "بفجيج"],
        ["بركان", "جرادة", "الحالات"],
    ),
    "case in construct": (
        "تم تسجيل 13 حالة وفاة و20 حالة إصابة بالداء",
        1,
        ["حالات", "الإصابة", "بالداء"],
        ["الحالات", "الوفاة"],
    ),
    "temperature at its place": (
        "ستتراوح درجات الحرارة العليا ما بين 22 و27 درجة بالسواحل، وما بين 30 و34 درجة بالسهول والهضاب",
        1,
        ["الحرارة", "العليا", "بالسهول", "والهضاب"],
        ["بالسواحل"],
    ),
    "duration": ("ستكون العقوبة السجنية 8 أشهر حبسا نافذا", 0, ["مدة", "الحبس", "النافذ"], []),
    "duration that a work took": ("تطلب ترميم القصبة 21 يوما", 0, ["مدة", "ترميم", "القصبة"], ["كلفة"]),
    "those whom a relative clause counts": (
        "اختتم المهرجان بحفل الموسيقى، الذي حضره أزيد من 9 آلاف متفرج",
        0,
        ["المتفرجون", "حفل", "الموسيقى"],
        ["حضره", "الذي"],
    ),
    "what a second verb describes": (
        "تسببت العاصفة في خسائر لقطاع الصيد الساحلي بلغت 70 مليون درهم",
        0,
        ["خسائر", "الصيد", "الساحلي"],
        ["العاصفة"],
    ),
    "object and not its giver": (
        "أصدر المجلس الإداري غرامات مالية بقيمة 9 ملايين درهم",
        0,
        ["قيمة", "غرامات", "مالية"],
        [],
    ),
    "subject of the clause before": (
        "ارتفع سعر الزيت بنسبة 2 في المائة مقابل السكر، وتراجع بنسبة 3 في المائة مقابل الدقيق",
        1,
        ["تراجع", "سعر", "الزيت"],
        ["السكر"],
    ),
    "noun in construct with the count": ("سجل المعرض توافد 35 ألف زائر", 0, ["توافد", "الزوار"], ["المسجلون"]),
    "noun of few words gets its agent": (
        "حصل حزب الوسط على 29 في المائة من الأصوات وعلى 124 نائبا",
        1,
        ["النواب", "حزب", "الوسط"],
        ["حصل"],
    ),
    "noun with a pronoun inside the figure": (
        "يقع المصنع وسط المدينة التي يفوق عدد سكانها 700 ألف نسمة",
        0,
        ["سكان", "المدينة"],
        ["سكانها", "عدد"],
    ),
    "same said of others": (
        "قال البحث إن 30 في المائة من التجار يرفضون الضريبة، و12 في المائة من الحرفيين",
        1,
        ["نسبة", "الحرفيين", "يرفضون", "الضريبة"],
        ["التجار"],
    ),
    "fraction of a group": ("يسكن ربع السكان بالقرى", 0, ["نسبة", "السكان"], ["ربع"]),
    "one measure told in two units": (
        "حجزت الفرقة كيلوغرامين و300 غرام من مخدر الشيرا",
        0,
        ["مخدر", "الشيرا", "المحجوزة"],
        ["غرام"],
    ),
    "carried participle": (
        "بلغت المبيعات 9 ملايين درهم، مسجلة زيادة بنسبة 4 في المائة",
        1,
        ["زيادة", "المبيعات"],
        ["مسجلة"],
    ),
    "cause between subject and verb": (
        "خسائر القطاع بسبب الجفاف، من المتوقع أن تصل إلى 2 مليار درهم",
        0,
        ["خسائر", "القطاع"],
        ["الجفاف"],
    ),
    "verb of change that also says": (
        "زادت مبيعات الورق بنسبة 14 في المائة",
        0,
        ["زيادة", "مبيعات", "الورق"],
        ["زادت"],
    ),
    "place after the verb": (
        "ميزانية المسرح ارتفعت في المغرب بنسبة 3 في المائة",
        0,
        ["ارتفاع", "ميزانية", "المسرح"],
        ["ارتفعت"],
    ),
    "lapse of time aside": (
        "ارتفع العدد الإجمالي للمخالفات بعموم الجهة منذ بداية حملة المراقبة إلى 7287 مخالفة",
        0,
        ["العدد", "الإجمالي", "للمخالفات", "الجهة"],
        ["حملة", "المراقبة"],
    ),
    "out of a total": ("تضررت 9 قرى من أصل 34 قرية بالإقليم", 1, ["مجموع", "القرى"], ["أصل"]),
    "particle with a pronoun": (
        "استقر سعر الزيتون عند 10 دراهم، لكنه انخفض في المساء إلى 8 دراهم",
        1,
        ["سعر", "الزيتون"],
        ["لكنه"],
    ),
    "in whose favour": (
        "تم تنظيم ورشات للخط العربي لفائدة 300 شاب",
        0,
        ["الشباب", "المستفيدون", "ورشات"],
        ["لفائدة"],
    ),
    "verbal noun in construct": ("عرف المتحف توافد 35 ألف زائر", 0, ["توافد", "الزوار"], ["ألف"]),
    "casualties with a bound of their own": (
        "لقي 9 أشخاص مصرعهم وأصيب ما لا يقل عن 21 آخرين في انهيار منجم",
        1,
        ["المصابون", "انهيار", "منجم"],
        ["مصرعهم"],
    ),
    "list that goes on": (
        "تباع العلبة بسعر 3 دراهم بوجدة، تليها بركان بـ 4 دراهم، ثم الناظور بـ 5 دراهم",
        2,
        ["سعر", "الناظور"],
        ["بركان"],
    ),
    "grade of a thing": (
        "ضمت الشحنة 380 كيسا من فئة 25 كيلوغراما، و470 كيسا من فئة 5 كيلوغرامات",
        1,
        ["الأكياس", "فئة", "كيلوغرامات"],
        ["فيه"],
    ),
    "paid as": ("تلقت الجماعة 9 ملايين درهم كتعويض عن الأضرار", 0, ["تعويض", "الأضرار"], ["الجماعة"]),
    "another noun set against": ("مني الفريق ب14 هزيمة مقابل 7 انتصارات", 1, ["الانتصارات"], ["الهزائم"]),
    "whose balance": (
        "تراجع فريق النهضة وتوقف رصيده عند 33 نقطة",
        0,
        ["رصيد", "النقاط"],
        ["توقف"],
    ),
    "comparison that tells a fall": (
        "بلغ إنتاج الملح 200 طن، أقل بنسبة 6 في المائة عن السنة الماضية",
        1,
        ["انخفاض", "إنتاج", "الملح"],
        ["أقل"],
    ),
    "cause after the verb": (
        "توفي جراء هذا المرض 269 شخصا",
        0,
        ["وفيات"],
        ["جراء"],
    ),
    "those arrested with their charge": (
        "تم توقيف أربعة أشخاص للاشتباه في تورطهم في قضية تتعلق بالغش في الزيوت",
        0,
        ["الموقوفون", "قضية", "الغش"],
        ["أشخاص"],
    ),
    "system named in passing": (
        "صدر مرسوم يهم نظام التأمين للصيادين، فضلا عن نظام معاشات.\nوبلغ المسجلون في هذا النظام 31 ألفا",
        0,
        ["المسجلون", "التأمين", "للصيادين"],
        ["المعاشات"],
    ),
    "by agent without its money": ("وأضاف البلاغ أن البنك ضخ 33 مليار درهم", 0, ["البنك"], ["ضخ"]),
    "the verb names the measure": ("كلف ترميم القصبة 17 مليون درهم", 0, ["كلفة", "ترميم", "القصبة"], ["كلف"]),
    "a member of a list leaves out the change and the measure": (
        "تراجعت أثمان الزيتون بـ 9 في المائة، والبرتقال بـ 4 في المائة، والخضر الورقية بنسبة 2 في المائة",
        2,
        ["تراجع", "أثمان", "الخضر", "الورقية"],
        ["الزيتون", "البرتقال"],
    ),
    "a member of a list with a measure of its own": (
        "جاء ذلك بعد تراجع رسم النظافة بـ 9 في المائة، وضريبة السكن بـ 4 في المائة",
        1,
        ["تراجع", "ضريبة", "السكن"],
        ["رسم", "النظافة"],
    ),
    "an amount that a list adds": (
        "بلغت صادرات الطماطم 3 مليارات درهم، والفراولة مليار درهم",
        1,
        ["صادرات", "الفراولة"],
        ["الطماطم"],
    ),
    "the other side of a comparison": (
        "بلغ معدل الأمية 20 في المائة لدى الرجال، مقابل 40 في المائة لدى النساء",
        1,
        ["معدل", "الأمية", "النساء"],
        ["الرجال"],
    ),
    "the other side of a change": (
        "سجل الميناء تراجعا في الصادرات بـ 6 في المائة مقابل 3 في المائة بالنسبة للواردات",
        1,
        ["تراجع", "الواردات"],
        ["الصادرات"],
    ),
    "a change in two parts": (
        "سجلت المبيعات تراجعا بواقع 30 في المائة في الشقق، و27 في المائة في المنازل",
        0,
        ["تراجع", "المبيعات", "الشقق"],
        ["المنازل"],
    ),
    "the figure before, pointed to": (
        "يعيش ثلثا الفلاحين في القرى. وهذه النسبة مرشحة لتصل إلى 75 في المائة",
        1,
        ["الفلاحين", "القرى"],
        ["مرشحة"],
    ),
    "a verb of change that few use": (
        "أما مبيعات الدراجات فقد تدنت بنسبة 30 في المائة",
        0,
        ["تدني", "مبيعات", "الدراجات"],
        ["تدنت"],
    ),
    "a town is no verb": ("توزعت الحالات على إقليم ميدلت بـ 19 حالة", 0, ["إقليم", "ميدلت"], ["الذين"]),
    "things take «التي»": (
        "بلغ عدد الشركات 12 ألف شركة، وأفاد التقرير أن 40 في المائة من الشركات طلبت تأجيل قروضها",
        1,
        ["الشركات", "التي", "طلبت"],
        ["الذين"],
    ),
    "a share of what was told before, with its clause": (
        "وأظهر البحث أن 41 في المائة من المقاهي طلبت تأجيل قروضها، و37 في المائة منها طلبت إعفاء من الضرائب",
        1,
        ["نسبة", "المقاهي", "طلبت", "إعفاء"],
        ["تأجيل"],
    ),
    "a share in a list, with its clause": (
        "وأظهر البحث أن 41 في المائة من المقاهي طلبت تأجيل قروضها، و48 في المائة طلبت منحة",
        1,
        ["نسبة", "المقاهي", "طلبت", "منحة"],
        ["تأجيل"],
    ),
    "whose part of what": (
        "ساهمت جهة الشرق بـ 34 في المائة من الناتج الداخلي، وجهة سوس بنسبة 6 في المائة",
        0,
        ["مساهمة", "جهة", "الشرق", "الناتج"],
        [],
    ),
    "a change that is only described": (
        "أفاد التقرير أن احتياطيات المخزن سجلت انخفاضا سنويا متوسطا نسبته 2.4 في المائة",
        0,
        ["انخفاض", "احتياطيات", "المخزن"],
        ["متوسطا", "سنويا"],
    ),
    "an object that a verb carries": (
        "سجل مكتب الحبوب فائضا بلغ 1.8 مليارات درهم",
        0,
        ["فائض", "مكتب", "الحبوب"],
        ["فائضا"],
    ),
    "an aside before the figure": (
        "بلغ رقم معاملات الشركة، المدرجة في بورصة الدار البيضاء، 877 مليون درهم",
        0,
        ["رقم", "معاملات", "الشركة"],
        ["المدرجة"],
    ),
    "a measure of two words with a pronoun": (
        "وقالت شركة الألبان إن رقم معاملاتها بلغ 310 ملايين درهم مقابل 402 مليون درهم",
        1,
        ["رقم", "معاملات", "شركة", "الألبان"],
        ["معاملاتها"],
    ),
    "places in brackets take the rate told before": (
        "سجل الإقليم ارتفاع الأثمان بـ 3 في المائة. ويتعلق الأمر بكل من جهة الشرق (7 بالمائة)، وجهة سوس (6 بالمائة)",
        2,
        ["ارتفاع", "جهة", "سوس"],
        ["الشرق"],
    ),
    "a member of a list in brackets": (
        "تعزى الزيادة إلى انتعاش قوي في صادرات الأسمدة (39.8 في المائة)، والأمونياك (29 في المائة)",
        1,
        ["انتعاش", "صادرات", "الأمونياك"],
        ["الأسمدة"],
    ),
    "another place of a change": (
        "يرجع ذلك إلى انخفاض النشاط في كل من ميناء المحمدية بـ 14 في المائة، والناظور بـ 15 في المائة",
        1,
        ["انخفاض", "النشاط", "الناظور"],
        ["المحمدية"],
    ),
    "a change behind «التي» of a price with a pronoun": (
        "غلت اللحوم التي سجلت أسعارها زيادة بنسبة 1.6 في المائة، والسمك الذي ارتفعت أسعاره بنسبة 6 في المائة",
        1,
        ["ارتفاع", "أسعار", "السمك"],
        ["أسعاره", "اللحوم"],
    ),
    "members of a list in quotation marks": (
        'تراجعت مؤشرات "الأبناك" بنسبة 1.4 في المائة، و"الاتصالات" بنسبة 1.9 في المائة',
        1,
        ["تراجع", "الاتصالات"],
        ["الأبناك"],
    ),
    "a frame before the figure": (
        "تبلغ القروض الممكنة للفلاحين في إطار هذا البرنامج الجديد حوالي مليون درهم",
        0,
        ["القروض", "للفلاحين"],
        [],
    ),
    "what changed stands behind as the base": (
        "وقع الطرفان الاتفاق القاضي بزيادة نسبة عشرة في المائة من الحد الأدنى للأجور",
        0,
        ["زيادة", "الحد", "الأدنى", "للأجور"],
        ["القاضي"],
    ),
    "a subject inside the bound": (
        "يمكن أن يصل مبلغ القرض إلى 10 في المائة من رقم المعاملات",
        0,
        ["مبلغ", "القرض", "رقم"],
        [],
    ),
    "each figure has its own member": (
        "ارتفعت مؤشرات قطاعي التأمينات والموزعين بـ 0,9 في المائة و0,3 في المائة على التوالي",
        1,
        ["ارتفاع", "مؤشرات", "الموزعين"],
        ["التأمينات"],
    ),
    "each figure has its own member in construct": (
        "انخفضت واردات وصادرات السلع بنسبة 12.6 في المائة و19.7 في المائة على التوالي",
        0,
        ["انخفاض", "واردات", "السلع"],
        ["وصادرات"],
    ),
    "a verb before a bare share": (
        "وتحبذ نسبة 13 في المائة من الآباء المستجوبين استئناف الدروس",
        0,
        ["نسبة", "الآباء", "المستجوبين"],
        ["وتحبذ"],
    ),
    "a list by another preposition": (
        "ستعبأ 15 مليار درهم من طرف الدولة، و30 مليار درهم لدى المؤسسات المالية",
        1,
        ["المعبأة", "لدى", "المؤسسات"],
        ["الدولة"],
    ),
    "a subject of what an amount covers": (
        "وأوضح البلاغ أن الدعم المقدم للفلاحين يشمل 4 ملايين دولار في الإطار البيئي",
        0,
        ["الدعم", "المقدم", "للفلاحين"],
        [],
    ),
    "a town is not counted": ("سجلت الجهة 41 حالة ببرشيد، و40 مديونة", 1, ["الحالات"], ["المديونات"]),
    "a change goes on from the verb before": (
        "تشهد نسبة النمو في البلاد تراجعا مسترسلا، إذ انخفضت من 4.1 في المائة إلى 3 في المائة",
        0,
        ["نسبة", "النمو"],
        [],
    ),
    "what shrinks is a change itself": ("توقع الصندوق تراجعا للنمو بنسبة 12 في المائة", 0, ["تراجع", "النمو"], []),
    "a count that names its things inside a subject": (
        "بلغت مساهمة الأقاليم العشرة المتبقية 40 بالمائة",
        1,
        ["مساهمة", "الأقاليم", "المتبقية"],
        [],
    ),
    "a verb of several persons after its noun": (
        "ذكرت الدراسة أن 19.3 في المائة من الرجال بالمغرب صرحوا بقيامهم بأشغال البيت",
        0,
        ["نسبة", "الرجال", "الذين", "صرحوا"],
        [],
    ),
    "a measure after one of the same body": (
        "حلت مجموعة البنك الشعبي ثانية بقيمة سوقية تناهز 7 مليارات، وأرباح تصل إلى 600 مليون دولار",
        1,
        ["أرباح", "البنك", "الشعبي"],
        [],
    ),
    "a level at which a change ends": (
        "عرفت الأشهر الأولى تراجعا في تحويلات الجالية، لتستقر في 18 مليار درهم",
        0,
        ["تحويلات", "الجالية"],
        ["تراجعا"],
    ),
    "a preposition may stand twice": (
        "بلغت حصة الطاقة المستوردة من إسبانيا 18 في المائة من الطاقة المطلوبة",
        0,
        ["حصة", "إسبانيا", "من", "المطلوبة"],
        [],
    ),
    "regions that share in one thing": (
        "سجلت جهة الشرق حوالي 70 في المائة من الإصابات، وفاس مكناس حوالي 20 في المائة",
        1,
        ["نسبة", "فاس", "مكناس", "الإصابات"],
        ["وفاس", "الشرق"],
    ),
    "the members that a change has hit": (
        "شمل التراجع في الأرباح بنك الشمال بـ 23 في المائة، والشركة العامة بـ 40 في المائة",
        1,
        ["التراجع", "الأرباح", "الشركة", "العامة"],
        [],
    ),
    "what a change is compared with": (
        "تراجعت صادرات الحوامض بملياري درهم، مقارنة مع 20 مليار درهم السنة الماضية",
        1,
        ["صادرات", "الحوامض"],
        ["تراجع"],
    ),
    "a subject with its short name in brackets": (
        "أفاد البنك أن النتيجة الصافية للمجموعة (RNPG) تراجعت بنسبة 23 في المائة",
        0,
        ["تراجع", "النتيجة", "الصافية"],
        ["RNPG"],
    ),
    "a word that only looks like «ف» and a noun": (
        "أفاد التقرير أن الصندوق سجل من جهته فائضا تقنيا بلغ 1.8 مليارات درهم",
        0,
        ["فائض", "تقني"],
        ["ائضا"],
    ),
    "the whole of a measure": (
        "تراجعت الموارد بـ 8 في المائة، ليصبح العجز الإجمالي 1.3 مليارات درهم",
        1,
        ["العجز", "الإجمالي"],
        ["الموارد"],
    ),
}


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_construction(name: str, extractor: Extractor) -> None:
    text, figure, held, left = CONSTRUCTIONS[name]
    words = label(extractor, text, figure).split()
    missing = [word for word in held if not any(word in own for own in words)]
    assert not missing, words
    assert not set(left) & set(words), words


def test_a_label_is_clean(extractor: Extractor) -> None:
    for name, (text, *_) in CONSTRUCTIONS.items():
        for claim in claims(extractor, text):
            assert claim.metric.text.strip() == claim.metric.text
            graded = name == "grade of a thing"  # «من فئة 5 كيلوغرامات» tells the thing, not how many
            assert graded or not any(char.isdigit() for char in claim.metric.text)
            assert 1 <= len(claim.metric.text.split()) <= 14


def test_places_and_rules_are_kept(extractor: Extractor, patterns: Patterns) -> None:
    for text, *_ in CONSTRUCTIONS.values():
        for claim in claims(extractor, text):
            assert all(0 <= span.start < span.end <= len(text) for span in claim.metric.spans)
            rules = [step.rule for step in claim.metric.trace]
            assert rules
            for rule in rules:
                assert patterns.entry(rule).rule == rule


def test_the_grammar_spells_what_the_patterns_say(phrases: Phrases) -> None:
    for word, kind in [("وبلغت", "level"), ("سيرتفع", "change"), ("بالكلفة", "measure"), ("والمستوردة", "")]:
        assert phrases.marked(word) == kind


@pytest.mark.parametrize(
    ("text", "unit", "identity"),
    [
        ("نسبة البطالة", "percent", "unemployment.rate"),
        ("تحويلات المغاربة المقيمين بالخارج", "MAD", "remittances"),
        ("تحويلات المغاربة المقيمين بالخارج", "EUR", "remittances"),
        ("نسبة عجز الميزانية من الناتج الداخلي الخام", "percent", "budget.deficit-gdp"),
        ("عجز الميزانية", "MAD", "budget.deficit"),
        ("صادرات المغرب", "MAD", "trade.exports"),
        ("صادرات قطاع السيارات", "MAD", "trade.exports.cars"),
    ],
)
def test_registered(text: str, unit: str, identity: str, registry: Registry) -> None:
    entry = registry.find(text.split(), unit)
    assert entry is not None
    assert entry.id == identity


def test_evidence_for_an_indicator(registry: Registry) -> None:
    assert registry.find(["الضريبة", "على", "الدخل"], "MAD", point=Decimal(50_000_000_000)) is not None
    assert registry.find(["الضريبة", "على", "الدخل"], "MAD", point=Decimal(1000)) is None  # somebody's share
    assert registry.find(["ناتجها", "الداخلي", "الخام"], "MAD") is None  # another country's
    assert registry.find(["رؤوس", "الماشية", "النافقة"], "count") is None  # what happened to some


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("صادرات الحوامض المغربية", "MAD"),  # a part of the exports, not the exports
        ("انخفاض صادرات المغرب", "MAD"),  # a difference, not a level
        ("نسبة البطالة", "MAD"),  # not in this unit
        ("البطالة", "percent"),  # a word is no evidence
        ("الأسر", "count"),
        ("", "count"),
    ],
)
def test_not_registered(text: str, unit: str, registry: Registry) -> None:
    assert registry.find(text.split(), unit) is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "بلغت سعة السدود النظرية حدها، لكن سعة التخزين الحالية، وهي 19 مليار متر مكعب، لا تكفي.",
            ["سعة التخزين الحالية"],
        ),
        ("أما الشغل الناقص، فقد انخفض معدله بـ0,8 نقطة.", ["انخفاض معدل الشغل الناقص"]),
        (
            "وأضاف أن الاقتطاعات التي لوحت بها بعض العمالات، والتي تتراوح ما بين 120 و300 درهم، غير قانونية.",
            ["الاقتطاعات"],
        ),
        ("أنفق النادي 40 مليون درهم.", ["إنفاق النادي"]),
        ("وأضاف أن الإدارة تطالب بمليون دولار.", ["المبلغ الذي تطالب به الإدارة"]),
        ("خصصت الوزارة 12 مليون درهم للجمعيات.", ["المبالغ المخصصة للجمعيات من طرف الوزارة"]),
        ("إن المريض يقطع أزيد من 370 كيلومترا للوصول إلى المستشفى.", ["المسافة التي يقطعها المريض"]),
        ("ويباع السردين ب 25 درهما للكيلوغرام.", ["ثمن السردين"]),
        ("أقال الرئيس 12 موظفا.", ["الموظفون الذين أقالهم الرئيس"]),
        ("يشتغل بالمصنع 400 عامل.", ["العمال المشتغلون بالمصنع"]),
        (
            "وتتوفر الجهة على 12 مستشفى، فيما يبلغ عدد سكانها 3 ملايين نسمة.",
            ["المستشفيات التي تتوفر عليها الجهة", "سكان الجهة"],
        ),
        ("حجزت عناصر الشرطة 12 دراجة و3 سيارات.", [None, "السيارات المحجوزة"]),
        ("وقضت المحكمة في حق المتهم الرئيسي بخمس سنوات سجنا نافذا.", ["مدة السجن النافذ في حق المتهم الرئيسي"]),
        ("وحكم على الأستاذ بثلاث سنوات حبسا.", ["مدة الحبس في حق الأستاذ"]),
        ("تراجع مؤشر مازي إلى 11.208 نقاط، ولم ينزل المؤشر تحت 10.700 نقطة.", ["مؤشر مازي", "مؤشر مازي"]),
    ],
)
def test_whose_and_what(text: str, labels: list[str | None], extractor: Extractor) -> None:
    found = [claim.metric.text for claim in claims(extractor, text)]
    assert len(found) == len(labels)
    assert [one for one, want in zip(found, labels, strict=True) if want] == [want for want in labels if want]


def test_a_score_is_of_the_team_that_the_match_report_is_about(extractor: Extractor) -> None:
    text = (
        "واصل الوداد البيضاوي سلسلة نتائجه الإيجابية في البطولة، بعدما رفع رصيده إلى 59 نقطة. "
        "وكان الوداد قد خسر مباراته الأولى. وحقق 17 فوزا وثمانية تعادلات."
    )
    found = [claim.metric.text for claim in claims(extractor, text) if claim.value.unit == "count"]
    assert found
    assert all("الوداد" in label for label in found), found


def test_a_point_of_sale_is_no_score(extractor: Extractor) -> None:
    [claim] = claims(extractor, "وشملت المراقبة في البطولة 48 نقطة بيع للتذاكر.")
    assert "بيع" in claim.metric.text


def test_the_registry_is_whole(patterns: Patterns) -> None:
    entries = patterns["metrics.toml"]
    identities = {entry.id for entry in entries}
    assert len(entries) >= 150
    for entry in entries:
        assert entry["kind"] in {"stock", "flow", "rate", "threshold"}, entry.rule
        assert entry.get("part_of") is None or entry["part_of"] in identities, entry.rule


def test_any_words_in_any_order(extractor: Extractor) -> None:
    """The grammar's own words, shuffled among figures, never break it and stay linear."""
    vocabulary = [
        form
        for entry in (*extractor.patterns["phrases.toml"], *extractor.patterns["function_words.toml"])
        for form in entry.forms
    ]
    vocabulary += ["12", "3,5", "مليون", "درهم", "في المائة", "شخص", "(", ")", "،", "و", "إلى", "من"] * 20
    dice = random.Random(7)
    seconds = []
    for words in (400, 1600):
        text = " ".join(dice.choices(vocabulary, k=words))
        start = time.perf_counter()
        for claim in claims(extractor, text):
            assert claim.metric is not None
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 40 * max(seconds[0], 0.01)
