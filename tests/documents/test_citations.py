"""Citations in a text are found one by one, whatever the way in which they are listed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.citations import Cited, citations_in, numeral, read_numeral

LAW = "中华人民共和国社会保险法"
RULES = "劳动保障监察条例"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("依照《劳动保障监察条例》第十七条的规定", [Cited(RULES, 17)]),
        ("《中华人民共和国社会保险法》第五十八条第一款", [Cited(LAW, 58, None, 1)]),
        ("《劳动保障监察条例》第十条第（三）项", [Cited(RULES, 10, None, None, 3)]),
        ("《中华人民共和国刑法》第二百七十六条之一", [Cited("中华人民共和国刑法", 276, 1)]),
        ("《中华人民共和国社会保险法》第六十三条、第八十六条", [Cited(LAW, 63), Cited(LAW, 86)]),
        (
            "《劳动保障监察条例》第十一条第（七）项、第十八条第一款第（二）项",
            [Cited(RULES, 11, None, None, 7), Cited(RULES, 18, None, 1, 2)],
        ),
        (
            "《劳动保障监察条例》第十五条第一款第（二）项、第（三）项",
            [Cited(RULES, 15, None, 1, 2), Cited(RULES, 15, None, 1, 3)],
        ),
        (
            "《中华人民共和国社会保险法》第五十八条第一款、第二款和第六十条",
            [Cited(LAW, 58, None, 1), Cited(LAW, 58, None, 2), Cited(LAW, 60)],
        ),
        ("《中华人民共和国社会保险法》第六十三条处理；依照该法第八十六条", [Cited(LAW, 63), Cited(LAW, 86)]),
        (
            "《关于实施〈劳动保障监察条例〉若干规定》第十八条",
            [Cited("关于实施〈劳动保障监察条例〉若干规定", 18)],
        ),
        ("送达《行政处罚决定书》（龙人社监罚字〔2026〕2号）", []),
        ("（一）第1至18页；第二款", []),
    ],
)
def test_each_provision_is_found(text: str, cited: list[Cited]) -> None:
    assert list(citations_in(text)) == cited


def test_an_article_without_a_law_is_refused() -> None:
    with pytest.raises(ValueError, match="“第五条”没有写明法律名称"):
        citations_in("依照第五条")


@pytest.mark.parametrize("wrong", ["八四", "一十二", "一百四", "十二十", "百"])
def test_a_number_that_nobody_writes_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="不是规范的条文序号"):
        citations_in(f"《劳动保障监察条例》第{wrong}条")


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (84, "八十四"), (106, "一百零六"), (1213, "一千二百一十三")],
)
def test_numbers_of_articles_are_written_as_in_the_law(number: int, written: str) -> None:
    assert numeral(number) == written


@given(st.integers(1, 9999))
def test_a_number_reads_back_as_written(number: int) -> None:
    assert read_numeral(numeral(number)) == number


@given(
    st.builds(
        Cited,
        st.sampled_from([LAW, RULES]),
        st.integers(1, 1260),
        st.one_of(st.none(), st.integers(1, 9)),
        st.one_of(st.none(), st.integers(1, 12)),
        st.one_of(st.none(), st.integers(1, 15)),
    )
)
def test_a_citation_written_out_is_found_again(cited: Cited) -> None:
    assert citations_in(f"依照{cited}的规定处理") == (cited,)
