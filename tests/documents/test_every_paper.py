"""Contracts over every paper that a case type declares: tested before its author writes a test."""

import re
from pathlib import Path

import pikepdf
import pytest

import documents
from documents.context import Body
from documents.render.faces import FACES
from documents.render.template import compose
from documents.specimen import specimen
from tests.documents.conftest import CASES, FIRST_OF_EACH, Printed, bodies, press

TEMPLATES = Path(documents.__file__).parent / "templates"
every_example = pytest.mark.parametrize("printed", CASES, indirect=True)
every_paper = pytest.mark.parametrize("printed", FIRST_OF_EACH, indirect=True)


def test_each_body_has_a_template_and_each_template_a_body() -> None:
    declared = {f"{case_type}/{kind.document}" for case_type, kind in bodies()}
    found = {str(path.parent.relative_to(TEMPLATES)) for path in TEMPLATES.glob("*/*/paper.html")}
    assert declared == found


@every_example
def test_it_prints_and_the_file_is_sound(printed: Printed) -> None:
    assert printed.opened.check_pdf_syntax() == []
    assert printed.paper.plain_title in printed.text


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
