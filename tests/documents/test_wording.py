"""How typed words and citations are set in a sentence of a paper."""

from __future__ import annotations

import pytest

from documents.citations import citations_in
from documents.render.template import joined_bases, sentence

LAW, RULES = "《中华人民共和国社会保险法》", "《劳动保障监察条例》"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("没有办理登记", "没有办理登记。"),
        ("没有办理登记。", "没有办理登记。"),
        ("没有办理登记。\n", "没有办理登记。"),
        ("是否属实？", "是否属实？"),
    ],
)
def test_what_was_typed_ends_in_exactly_one_mark(typed: str, printed: str) -> None:
    assert sentence(typed) == printed


@pytest.mark.parametrize(
    ("cited", "printed"),
    [
        ((), ""),
        ((f"{LAW}第八十六条",), f"{LAW}第八十六条"),
        ((f"{LAW}第六十三条第一款", f"{LAW}第八十六条"), f"{LAW}第六十三条第一款、第八十六条"),
        (
            (f"{LAW}第八十四条", f"{RULES}第十八条第一款第（二）项", f"{LAW}第八十六条"),
            f"{LAW}第八十四条、{RULES}第十八条第一款第（二）项、{LAW}第八十六条",
        ),
        ((LAW, f"{LAW}第八十四条"), f"{LAW}、{LAW}第八十四条"),
    ],
)
def test_a_law_is_named_once_for_the_articles_in_a_row(cited: tuple[str, ...], printed: str) -> None:
    assert joined_bases(cited) == printed
    assert citations_in(printed) == tuple(found for text in cited for found in citations_in(text))
