"""The page measured in the finished file: 28 characters, 22 lines, a straight edge, no lone signature."""

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from documents.render.faces import CutFaces
from documents.render.pdf import render_pdf
from documents.render.template import environment
from documents.specimen import specimen
from tests.documents.conftest import FIRST_OF_EACH, MM, Printed, pdftotext
from workflows.labour_inspection.papers import FilingApproval

LEFT_ODD, RIGHT_ODD, RIGHT_EVEN = 28.0, 183.6, 181.95
PITCH = 10.45
PLAIN = "用人单位应当自用工之日起三十日内为其职工申请办理社会保险登记并按时足额缴纳社会保险费" * 30
MIXED = "自2026年3月2日起，该单位（代码：91530523MA6K）为9名职工缴费，合计1,409.50元，“逾期”不缴的；依照第86条。" * 9
RARE = "杨𬱖、段㛃、赵䶮和木热提·艾力江等人" * 12


@dataclass(frozen=True)
class Line:
    """A line of text in millimetres from the upper left corner of its page."""

    page: int
    left: float
    top: float
    right: float
    text: str


def lines(pdf: bytes) -> list[Line]:
    found = []
    for number, page in enumerate(pdftotext(pdf, "-bbox-layout").split("<page ")[1:], start=1):
        for match in re.finditer(
            r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*?>(.*?)</line>', page, re.DOTALL
        ):
            left, top, right = (float(match[n]) / MM for n in (1, 2, 3))
            text = "".join(re.findall(r">([^<]+)</word>", match[4]))
            found.append(Line(page=number, left=left, top=top, right=right, text=text))
    return found


def press(content: str) -> bytes:
    html = f'<!DOCTYPE html><html lang="zh-CN"><body class="notice">{content}</body></html>'
    return render_pdf(html, title="版式", identifier=b"layout-of-papers", issued=date(2026, 9, 15))


@pytest.fixture(scope="module")
def sheet(fonts: CutFaces) -> list[Line]:
    return lines(press(f"<p>{PLAIN[:760]}</p><p>{MIXED}</p><p>{RARE}</p>"))


def body_lines(sheet: list[Line], page: int) -> list[Line]:
    return [line for line in sheet if line.page == page and not line.text.startswith("—")]


def test_a_line_holds_28_characters(sheet: list[Line]) -> None:
    full = body_lines(sheet, 1)[1:]
    assert {len(line.text) for line in full} == {28}


def test_a_page_holds_22_lines_on_an_even_grid(sheet: list[Line]) -> None:
    first = body_lines(sheet, 1)
    assert len(first) == 22
    assert first[0].top == pytest.approx(37.0, abs=0.1)
    steps = {round(after.top - before.top, 2) for before, after in pairwise(first)}
    assert all(step == pytest.approx(PITCH, abs=0.02) for step in steps)


def test_rare_characters_and_digits_keep_the_grid(sheet: list[Line]) -> None:
    later = [line for page in (2, 3) for line in body_lines(sheet, page)]
    assert any("𬱖" in line.text for line in later)
    for line in later:
        assert ((line.top - 37.0) / PITCH) == pytest.approx(round((line.top - 37.0) / PITCH), abs=0.02)


def test_full_lines_end_at_the_right_edge(sheet: list[Line]) -> None:
    edges = {1: RIGHT_ODD, 2: RIGHT_EVEN, 3: RIGHT_ODD}
    for page, edge in edges.items():
        ends = [line.right for line in body_lines(sheet, page)]
        # The last line of a paragraph is short; a line before an unbreakable code may be.
        assert sum(end > edge - 12 for end in ends) > len(ends) / 2
        for end in ends:
            assert end == pytest.approx(edge, abs=0.1) or end < edge - 12


def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(sheet: list[Line]) -> None:
    for line in sheet:
        assert line.text[0] not in "，。；：、）》〉”’！？"
        assert line.text[-1] not in "（《〈“‘"


def test_the_binding_edge_changes_sides(sheet: list[Line]) -> None:
    assert min(line.left for line in body_lines(sheet, 1)) == pytest.approx(LEFT_ODD, abs=0.05)
    assert min(line.left for line in body_lines(sheet, 2)) == pytest.approx(26.35, abs=0.05)


def test_page_numbers_stand_on_the_outer_side(sheet: list[Line]) -> None:
    [first] = [line for line in sheet if line.text == "—1—"]
    [second] = [line for line in sheet if line.text == "—2—"]
    assert first.left > 150
    assert second.left < 50


@pytest.mark.parametrize("printed", FIRST_OF_EACH, indirect=True)
def test_the_signature_never_stands_alone(printed: Printed) -> None:
    if printed.paper.body.family not in {"letter", "notice"}:
        pytest.skip("only letters and notices end with organ and date")
    page, top = _seal(printed.opened)
    above = [line for line in lines(printed.pdf) if line.page == page and line.top < top]
    assert above


@pytest.mark.parametrize("paragraphs", [5, 6, 7])
@pytest.mark.parametrize("last", [20, 60])
def test_a_signature_takes_text_along_to_the_next_page(fonts: CutFaces, paragraphs: int, last: int) -> None:
    text = "".join(f"<p>{PLAIN[:80]}</p>" for _ in range(paragraphs)) + f"<p>{PLAIN[:last]}</p>"
    pdf = press(
        f'{text}<div class="sign"><div class="seal" id="seal"></div><p class="by">某某县某某局</p>'
        '<p class="on">2026年9月15日</p></div>'
    )
    with pikepdf.open(BytesIO(pdf)) as opened:
        page, top = _seal(opened)
    assert [line for line in lines(pdf) if line.page == page and line.top < top]


def test_a_transcript_is_signed_and_numbered_on_every_page(fonts: CutFaces) -> None:
    template = environment().from_string(
        '{% extends "transcript.html" %}'
        "{% block strip %}被询问人（签名、捺印）：　　　　　询问人（签名）：{% endblock %}"
        "{% block head %}<p>案由：<u>{{ paper.body.cause }}</u></p>{% endblock %}"
        '{% block content %}{% for n in range(30) %}<p class="q">问：你单位有多少职工？</p>'
        '<p class="a">答：有二十三人。</p>{% endfor %}{% endblock %}'
        '{% block closing %}<p class="end">（以上笔录我看过，与我说的相符。）</p>{% endblock %}'
    )
    html = template.render(paper=specimen(FilingApproval.examples()[0]))
    pdf = render_pdf(html, title="询问笔录", identifier=b"layout-of-papers", issued=date(2026, 9, 15))
    found = lines(pdf)
    count = max(line.page for line in found)
    assert count > 1
    for page in range(1, count + 1):
        own = [line for line in found if line.page == page]
        head = "".join(line.text for line in own if line.top < 25)
        assert head.startswith(f"第{page}页共{count}页")
        assert any("被询问人（签名、捺印）" in line.text and line.top > 250 for line in own)


def _seal(pdf: pikepdf.Pdf) -> tuple[int, float]:
    """Page and distance from its top, in millimetres, of the signature area."""
    name, target = list(pdf.Root.Names.Dests.Names)[:2]
    assert name == "seal"
    number = next(n for n, page in enumerate(pdf.pages, start=1) if page.objgen == target[0].objgen)
    height = float(pdf.pages[number - 1].mediabox[3])
    return number, (height - float(target[3])) / MM
