"""Contracts over every paper that a case type declares: tested before its author writes a test."""

import html
import re
from pathlib import Path

import pikepdf
import pytest

import documents
from documents.citations import citations_in
from documents.context import Body
from documents.render.faces import FACES
from documents.render.template import compose
from documents.specimen import specimen
from tests.documents.conftest import CASES, FIRST_OF_EACH, Printed, bodies, press

PERIOD_AND_MORE = re.compile("。[。，；、]|，[，。；]|；[；。，]|、[、，。；]|：[。，；]|（）|《》|None|Undefined")
Example = tuple[str, type[Body], int]
LAST_ARTICLES = {
    "中华人民共和国刑法": 452,
    "中华人民共和国劳动法": 107,
    "中华人民共和国劳动合同法": 98,
    "中华人民共和国民事诉讼法": 306,
    "中华人民共和国社会保险法": 98,
    "中华人民共和国行政处罚法": 86,
    "中华人民共和国行政复议法": 90,
    "中华人民共和国行政强制法": 71,
    "中华人民共和国行政诉讼法": 103,
    "劳动保障监察条例": 36,
    "关于实施〈劳动保障监察条例〉若干规定": 48,
    "社会保险费征缴暂行条例": 31,
    "社会保险经办条例": 63,
    "实施〈中华人民共和国社会保险法〉若干规定": 30,
    "行政执法机关移送涉嫌犯罪案件的规定": 20,
}
"""Every law that papers cite, by the title they print, with the number of its last article in the version in force."""
TEMPLATES = Path(documents.__file__).parent / "templates"
every_example = pytest.mark.parametrize("example", CASES)
every_paper = pytest.mark.parametrize("printed", FIRST_OF_EACH, indirect=True)


def written(example: Example) -> str:
    case_type, kind, number = example
    return compose(specimen(kind.examples()[number]), case_type)


def readable(example: Example) -> list[str]:
    """The text of a page, one line for each paragraph, heading and column."""
    text = re.sub(r"(?s)<svg.*?</svg>|<title>.*?</title>", "", written(example))
    blocks = re.split(r"</?(?:p|h\d|td|th|tr|table|div|section|br|caption|body|html)\b[^>]*>", text)
    return [line for block in blocks if (line := html.unescape(re.sub(r"<[^>]+>", "", block)).strip())]


def test_each_body_has_a_template_and_each_template_a_body() -> None:
    declared = {f"{case_type}/{kind.document}" for case_type, kind in bodies()}
    found = {str(path.parent.relative_to(TEMPLATES)) for path in TEMPLATES.glob("*/*/paper.html")}
    assert declared == found


@every_paper
def test_it_prints_and_the_file_is_sound(printed: Printed) -> None:
    assert printed.opened.check_pdf_syntax() == []
    assert printed.paper.plain_title in printed.text


@every_example
class TestTheText:
    """What every example says, as a reader would see it; without printing it."""

    def test_nothing_is_missing_in_a_sentence(self, example: Example) -> None:
        for line in readable(example):
            assert not PERIOD_AND_MORE.search(line), line

    def test_no_paragraph_and_no_column_is_empty(self, example: Example) -> None:
        if example[1].document == "proof_of_service":
            pytest.skip("its columns are filled in by the receiver")
        page = written(example)
        assert not re.search(r"<p>\s*</p>|<td[^>]*>\s*(<p>\s*</p>)?\s*</td>", page)

    def test_what_is_outward_has_a_number_and_what_is_inward_has_none(self, example: Example) -> None:
        _, kind, _ = example
        inward = kind.family in {"form", "report", "transcript"} and kind.issuer == "department"
        assert kind.numbered is not inward

    def test_every_citation_names_its_law_and_an_article_that_exists(self, example: Example) -> None:
        text = "\n".join(readable(example))
        assert not re.search(r"第\s*\d+\s*[条款项]", text)
        for cited in citations_in(text):
            assert 1 <= cited.article <= LAST_ARTICLES[cited.title], cited


@every_paper
class TestArchivable:
    """PDF/A-3a as far as it can be seen without a validator."""

    def test_it_claims_part_3_level_a(self, printed: Printed) -> None:
        with printed.opened.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
            assert metadata["dc:title"] == printed.paper.plain_title

    def test_it_is_tagged_and_in_chinese(self, printed: Printed) -> None:
        root = printed.opened.Root
        assert str(root.Lang) == "zh-CN"
        assert bool(root.MarkInfo.Marked)
        assert root.StructTreeRoot.K
        assert root.OutputIntents[0].DestOutputProfile

    def test_every_font_is_ours_embedded_and_readable(self, printed: Printed) -> None:
        ours = {face.family.replace(" ", "-") for face in FACES}
        fonts = [o for o in printed.opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        composite = [font for font in fonts if font.Subtype == "/Type0"]
        assert composite
        for font in composite:
            assert font.ToUnicode
            [inner] = font.DescendantFonts
            assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
            assert str(font.BaseFont).partition("+")[2] in ours

    def test_nothing_in_it_runs_or_points_outside(self, printed: Printed) -> None:
        for thing in printed.opened.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert not {"/JS", "/URI", "/Launch", "/AA"} & set(thing.keys())
        assert not printed.opened.is_encrypted


@every_paper
def test_the_signature_area_can_be_found_by_name(printed: Printed) -> None:
    if printed.paper.body.family not in {"letter", "notice", "roster"}:
        pytest.skip("the forms of the file are signed by hand")
    names = list(printed.opened.Root.Names.Dests.Names)
    assert names[0] == "seal"


@every_paper
def test_the_code_to_verify_tells_nothing_personal(printed: Printed) -> None:
    paper = printed.paper
    if paper.verification is None:
        pytest.skip("papers of the file carry no code")
    assert re.fullmatch(r"[!-~]+", paper.verification.url)
    for secret in filter(None, (paper.party.credit_code, paper.party.phone)):
        assert secret not in paper.verification.url


@every_paper
def test_resident_ids_are_masked(printed: Printed) -> None:
    assert not re.search(r"(?<!\d)\d{17}[\dX](?![\dX])", re.sub(r"353058\d{12}", "", printed.text))


@pytest.mark.parametrize(("case_type", "kind"), [pytest.param(c, k, id=k.document) for c, k in bodies()])
def test_a_draft_has_no_number_no_code_and_says_so(case_type: str, kind: type[Body]) -> None:
    page = compose(specimen(kind.examples()[0], draft=True), case_type)
    issued = compose(specimen(kind.examples()[0]), case_type)
    assert re.search(r'<body class="\w+ draft">', page)
    assert "<svg" not in page
    assert not re.search(r'<body class="\w+ draft">', issued)


@pytest.mark.parametrize("printed", FIRST_OF_EACH[:3], indirect=True)
def test_same_input_same_bytes(printed: Printed) -> None:
    assert press(printed.html, printed.paper) == printed.pdf
