"""What may go wrong at the press: a character, a font, a file from outside; each is said in Chinese."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from documents.render import pdf as press_module
from documents.render.attachment import Attachment
from documents.render.cutting import prepare_faces
from documents.render.errors import MissingGlyph, PaperError
from documents.render.faces import FACES, OPTIONAL, TAIL, CutFaces, han_repertoire, load_faces
from documents.render.glyphs import check_html, check_paper
from documents.render.pdf import print_paper, render_pdf
from documents.render.template import cn_date, compose, masked_id, percent, qr
from documents.specimen import EMPLOYER, specimen
from workflows.labour_inspection.papers import AcceptanceNotice

pytestmark = pytest.mark.usefixtures("fonts")
IDENTIFIER = b"0123456789abcdef"
DAY = date(2026, 9, 15)


def page(content: str) -> str:
    return f'<!DOCTYPE html><html lang="zh-CN"><title>样张</title><body class="notice">{content}</body></html>'


def render(content: str, **options: object) -> bytes:
    return render_pdf(page(content), title="样张", identifier=IDENTIFIER, issued=DAY, **options)  # type: ignore[arg-type] # each test gives its own


class TestEveryCharacterMustHaveAGlyph:
    def test_a_private_use_character_is_refused_by_field(self, fonts: CutFaces) -> None:
        paper = specimen(AcceptanceNotice.examples()[0])
        paper = paper.model_copy(update={"party": EMPLOYER.model_copy(update={"legal_representative": "杨\ue000"})})
        with pytest.raises(MissingGlyph, match="“法定代表人”一栏“杨\ue000”中有自造字（U\\+E000）"):
            check_paper(paper, fonts)

    def test_the_sentence_is_named(self, fonts: CutFaces) -> None:
        with pytest.raises(MissingGlyph) as caught:
            check_html(page("<p>你单位没有登记。职工😀已经离职。</p>"), fonts)
        [place] = caught.value.places
        assert (place.character, place.sentence) == ("😀", "职工😀已经离职。")
        assert "U+1F600" in str(caught.value)

    def test_a_control_character_is_refused(self, fonts: CutFaces) -> None:
        with pytest.raises(MissingGlyph, match=r"控制字符（U\+0007）"):
            check_html(page("<p>甲\x07乙</p>"), fonts)

    def test_nothing_is_printed_then(self) -> None:
        with pytest.raises(MissingGlyph):
            render("<p>\ue000</p>")

    @pytest.mark.parametrize("character", "囝蓉䶮㛃𬱖𬮿㙓𬍛㻎䔖·—•“”×〔〕□")
    def test_characters_of_names_and_forms_are_there(self, fonts: CutFaces, character: str) -> None:
        assert ord(character) in fonts.drawable

    def test_no_private_use_character_is_drawable(self, fonts: CutFaces) -> None:
        assert not any(0xE000 <= code <= 0xF8FF or code >= 0xF0000 for code in fonts.drawable)


class TestFaces:
    def test_the_repertoire_has_what_the_codec_maps_elsewhere(self) -> None:
        assert {0xB7, 0x2014, 0x2022, 0x3000, 0x20} <= han_repertoire()

    def test_all_faces_share_their_vertical_metrics(self, fonts: CutFaces) -> None:
        shares = set()
        for face in FACES:
            path = fonts.folder / face.file
            if path.is_file():
                with TTFont(path, lazy=True) as font:
                    em, hhea = font["head"].unitsPerEm, font["hhea"]
                    shares.add((round(hhea.ascent / em, 3), round(hhea.descent / em, 3), hhea.lineGap))
                    assert font["name"].getBestFamilyName() == face.family
        assert shares == {(0.88, -0.12, 0)}

    def test_cutting_again_changes_nothing(self, fonts: CutFaces) -> None:
        before = {path.name: path.stat().st_mtime_ns for path in fonts.folder.glob("*.otf")}
        prepare_faces(fonts.folder.parent)
        assert {path.name: path.stat().st_mtime_ns for path in fonts.folder.glob("*.otf")} == before

    def test_only_rare_faces_may_be_missing(self) -> None:
        assert set(TAIL) > OPTIONAL
        assert {face.family for face in FACES} > OPTIONAL

    def test_a_folder_never_prepared_is_said_in_chinese(self, tmp_path: Path) -> None:
        with pytest.raises(PaperError, match="字库还没有准备好"):
            load_faces(tmp_path)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "cut").mkdir()
        (tmp_path / "cut" / "faces.json").write_text('{"drawable": [[32, 126]]}', "utf-8")
        with pytest.raises(PaperError, match=r"缺少：.*PaperFang\.otf"):
            load_faces(tmp_path)


class TestThePressIsClosed:
    @pytest.mark.parametrize(
        "reference",
        [
            '<img src="http://example.com/seal.png">',
            '<img src="file:///etc/hostname">',
            '<link rel="stylesheet" href="other.css">',
            '<p style="background: url(data:image/png;base64,AAAA)">甲</p>',
        ],
    )
    def test_a_file_from_outside_is_refused(self, reference: str) -> None:
        with pytest.raises(PaperError, match="引用了外部文件"):
            render(reference)

    def test_a_missing_library_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        press_module._press.cache_clear()
        monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
        with pytest.raises(PaperError, match="libharfbuzz-subset"):
            render("<p>甲</p>")

    def test_an_identifier_of_another_length_is_a_programming_error(self) -> None:
        with pytest.raises(ValueError, match="16 bytes"):
            render_pdf(page("甲"), title="样张", identifier=b"short", issued=DAY)


class TestTheFile:
    def test_it_carries_attachments_with_the_day_of_issue(self) -> None:
        data = Attachment(name="detail.json", data=b'{"total":"1409.50"}', description="明细数据")
        once, again = (render("<p>甲</p>", attachments=(data,)) for _ in range(2))
        assert once == again
        with pikepdf.open(BytesIO(once)) as opened:
            assert opened.attachments["detail.json"].get_file().read_bytes() == data.data
            assert str(opened.docinfo["/CreationDate"]).startswith("D:20260915")

    def test_a_name_in_a_large_face_costs_little(self) -> None:
        plain, rare = (len(render(f"<p>职工{name}</p>")) for name in ("杨小", "杨䶮"))
        assert rare - plain < 6_000

    def test_a_paper_prints_to_the_same_bytes_and_another_to_others(self) -> None:
        paper = specimen(AcceptanceNotice.examples()[0])
        other = paper.model_copy(update={"case_number": "龙人社监案〔2026〕32号"})
        assert print_paper(paper, "labour_inspection") == print_paper(paper, "labour_inspection")
        assert print_paper(paper, "labour_inspection") != print_paper(other, "labour_inspection")

    def test_a_field_with_a_private_character_is_not_printed(self) -> None:
        paper = specimen(AcceptanceNotice.examples()[0]).model_copy(update={"addressee": "杨\ue000"})
        with pytest.raises(MissingGlyph, match="“主送”一栏"):
            print_paper(paper, "labour_inspection")

    def test_weasyprint_is_loaded_only_to_print(self) -> None:
        code = "import sys, documents.render.pdf; sys.exit('weasyprint' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestWords:
    def test_dates_have_no_leading_zero(self) -> None:
        assert cn_date(date(2026, 3, 5)) == "2026年3月5日"

    def test_rates_are_percentages(self) -> None:
        assert [percent(Decimal(rate)) for rate in ("0.16", "0.0005", "0.08", "1")] == [
            "16%",
            "0.05%",
            "8%",
            "100%",
        ]

    def test_a_masked_id_keeps_four_and_four(self) -> None:
        assert masked_id("530523199203150028") == "5305**********0028"

    def test_the_code_is_drawn_not_linked(self) -> None:
        drawn = qr("https://carnation.example/verify/1")
        assert drawn.startswith("<svg")
        assert "href" not in drawn

    def test_a_case_type_without_the_template_is_told(self) -> None:
        with pytest.raises(PaperError, match="没有“劳动保障监察投诉受理通知书”的文书模板"):
            compose(specimen(AcceptanceNotice.examples()[0]), "proxy_contribution")
