"""What must not be torn over two lines on a page, and what the page says otherwise stays as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.pages.unbroken import unbroken

TAG = re.compile(r"<[^>]*>")
WHOLE = (
    "2026年11月20日（周五）",
    "12月7日（周一）",
    "2026年11月20日 10:05",
    "2024年3月",
    "2026-11-20",
    "第82条第2款",
    "第十一条第一款第三项",
    "龙人社监令字〔2026〕10号",
    "92530523MA69GGY2FC",
    "533024********0024",
    "0875-6121001",
    "11,520.00元",
)
PIECES = st.sampled_from(
    (*WHOLE, "至", "，", "根据", "3", "<b>", "</b>", "<br>", '<i title="2026年1月2日">', "</i>", "&amp;")
)


@pytest.mark.parametrize("words", WHOLE)
def test_stays_on_one_line_amid_a_sentence(words: str) -> None:
    assert f'，<span class="no">{words}</span>；' in unbroken(f"<p>见，{words}；其余</p>")


@given(st.lists(PIECES, max_size=12))
def test_no_word_and_no_tag_of_a_page_is_changed(pieces: list[str]) -> None:
    page = f"<p>{''.join(pieces)}</p>"
    told = unbroken(page)
    assert TAG.sub("", told) == TAG.sub("", page)
    assert [t for t in TAG.findall(told) if t not in {'<span class="no">', "</span>"}] == TAG.findall(page)


@pytest.mark.parametrize(
    "page",
    [
        "<select><option>2026年1月2日</option></select>",
        "<textarea>2026年1月2日</textarea>",
        '<svg><text x="1">2026年1月2日</text></svg>',
        "<title>龙人社监案字〔2026〕7号</title>",
        "<button>登记2026年1月2日</button>",
        '<span class="light near">1月2日（周五）前答复</span>',
        '<span class="no">2026年1月2日</span>',
    ],
)
def test_what_may_hold_no_elements_or_is_whole_already_stays(page: str) -> None:
    assert unbroken(page) == page


def test_a_title_is_cut_after_its_commas_only() -> None:
    assert unbroken("<h1>甲公司：1人未参保</h1><h1>工作台</h1>") == (
        '<h1><span class="phrase">甲公司：</span><span class="phrase">1人未参保</span></h1><h1>工作台</h1>'
    )
