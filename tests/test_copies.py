"""Near-duplicate articles: reprints are one witness, a changed figure is another."""

from __future__ import annotations

import pytest

from extractor.compare.copies import copies
from extractor.normalize import Folder
from extractor.patterns import Patterns

STORY = (
    "أعلنت الأكاديمية الجهوية افتتاح 37 مدرسة جماعاتية مع الدخول المدرسي، بطاقة استيعابية تصل إلى 9400 تلميذ وتلميذة. "
    "وتضم كل مدرسة داخلية ومطعما وملعبا صغيرا، وبلغت كلفة الواحدة منها 11 مليون درهم في المتوسط. "
    "وقالت مديرة الأكاديمية إن نسبة الهدر المدرسي تراجعت إلى 2,9 في المائة بالمناطق التي سبقت إلى هذه التجربة."
)
OTHER = (
    "دخلت محطة تحلية مياه البحر مرحلة الاستغلال التجريبي، وستزود 600 ألف نسمة بالماء الشروب قبل متم الصيف. "
    "وتنتج المحطة 120 ألف متر مكعب في اليوم، على أن تتضاعف طاقتها وفق العقد المبرم مع الشركة المفوضة."
)


@pytest.fixture(scope="module")
def fold(patterns: Patterns) -> Folder:
    return Folder(patterns)


def test_a_reprint_is_a_copy_of_the_longest(fold: Folder) -> None:
    reprint = "و م ع – " + STORY
    cut = STORY[: STORY.rindex("وقالت")]
    found = copies([("cut", cut), ("story", STORY), ("reprint", reprint), ("other", OTHER)], fold)
    assert found == {"cut": "reprint", "story": "reprint"}


def test_spelling_does_not_matter(fold: Folder) -> None:
    assert copies([(1, STORY), (2, STORY.replace("أ", "ا").replace("ة", "ه"))], fold) == {2: 1}


@pytest.mark.parametrize(("printed", "changed"), [("9400", "4900"), ("2,9", "29"), ("37", "73")])
def test_another_figure_is_another_witness(printed: str, changed: str, fold: Folder) -> None:
    assert not copies([(1, STORY), (2, STORY.replace(printed, changed))], fold)


def test_nothing_and_little(fold: Folder) -> None:
    assert not copies([(1, ""), (2, ""), (3, "خبر قصير"), (4, OTHER)], fold)
    assert copies([(1, "خبر قصير"), (2, "خبر قصير")], fold) == {2: 1}


def test_many_articles_stay_linear(fold: Folder) -> None:
    many = [
        (number, OTHER.replace("600", str(1000 + number)).replace("محطة", f"محطة{number}")) for number in range(300)
    ]
    assert not copies(many, fold)
