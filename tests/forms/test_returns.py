"""Return files of tax: read, matched, settled by a person, booked once, recognised when they come again."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from engine.errors import InvalidForm
from forms.return_sheet import read_returns
from tests.support.county import County
from tests.support.story import tell
from tests.support.web import Browser, Web
from workflows.arrears_collection import ArrearsCollection

HEADS = ("案号", "统一社会信用代码", "身份证号", "缴款凭证号", "入库日期", "入库本金（元）", "滞纳金")
CODE = "91530523MA6KTAAA79"
COLUMNS = ArrearsCollection.record_receipt.returns


def workbook(*rows: tuple[Any, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    """An Excel file as tax would make it: a title, the heads, the lines, a total."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("入库")
    sheet.write_row(0, 0, ["社会保险费入库清单"])
    for number, row in enumerate((heads, *rows), 1):
        sheet.write_row(number, 0, row)
    sheet.write_row(
        len(rows) + 2, 0, ["合计", "", "", "", "", sum(r[5] for r in rows if isinstance(r[5], int | float))]
    )
    book.close()
    return out.getvalue()


def line(
    number: str = "", code: str = CODE, voucher: str = "1", paid: Any = date(2026, 12, 21), money: Any = 1000.1
) -> tuple[Any, ...]:
    return (number, code, "", voucher, paid, money, "")


class TestReading:
    def test_numbers_dates_and_texts_are_read_exactly(self) -> None:
        data = workbook(
            line(voucher="353050000012207", money=0.1),
            line(voucher="2", paid="2026年12月1日", money="1,234.50元"),
            line(voucher="3", paid=20261202, money=3),
        )
        read = read_returns(data, COLUMNS)
        assert [
            (r.line, r.cells["voucher"], r.cells["paid_on"], Decimal(r.cells["principal"]), r.problem) for r in read
        ] == [
            (3, "353050000012207", "2026-12-21", Decimal("0.10"), ""),
            (4, "2", "2026-12-01", Decimal("1234.50"), ""),
            (5, "3", "2026-12-02", Decimal("3.00"), ""),
        ]
        assert {r.cells["late_fee"] for r in read} == {"0.00"}

    def test_what_cannot_be_read_names_line_and_column(self) -> None:
        data = workbook(line(voucher="", paid="昨天", money=1.005), line(money=-1), line(money="一千"))
        problems = [r.problem for r in read_returns(data, COLUMNS)]
        assert problems[0] == "缴款凭证号：没有填写；入库日期：不是日期；入库本金：应为不小于0、最多两位小数的金额"
        assert "入库本金" in problems[1]
        assert "不是金额" in problems[2]

    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            (b"", "打不开"),
            (b"PK\x03\x04broken", "打不开"),
            (
                workbook(heads=("姓名", "金额")),
                "没有找到这些列：缴款凭证号、入库日期、入库本金、案号或者统一社会信用代码",
            ),
        ],
    )
    def test_a_file_of_another_kind_is_refused(self, data: bytes, fault: str) -> None:
        with pytest.raises(InvalidForm, match=fault):
            read_returns(data, COLUMNS)


@pytest.fixture
def county(county: County) -> County:
    """The county with a told story."""
    tell(county)
    return county


def number_of(county: County) -> str:
    with county.office.database.read() as tx:
        row = tx.one("SELECT number FROM cases WHERE case_type = 'arrears_collection'", {})
    assert row is not None
    return str(row[0])


def collected(county: County) -> Decimal:
    with county.office.database.read() as tx:
        row = tx.one(
            "SELECT SUM(t.fen) FROM tally_changes t JOIN cases c ON c.id = t.case_id"
            " WHERE c.case_type = 'arrears_collection' AND t.code = 'collected'",
            {},
        )
    assert row is not None
    return Decimal(int(row[0])) / 100


def upload(browser: Browser, data: bytes, name: str = "入库清单.xlsx") -> str:
    browser.open("/returns")
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', browser.page))
    answer = browser.client.post("/returns", data=hidden, files={"file": (name, data)})
    browser.page, browser.status, browser.address = answer.text, answer.status_code, str(answer.url)
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", answer.text))


class TestTheWholeWay:
    def test_matched_lines_are_booked_at_once_and_the_others_wait(self, web: Web) -> None:
        county = web.county
        before, case = collected(county), number_of(county)
        browser = web.browser("taxman")
        page = upload(
            browser,
            workbook(
                line(case, voucher="A1", money=1000.1),
                line("", voucher="A2", money=200),
                line("没有这个号", voucher="A3"),
                line("", code="91530523MA6KTBBB70", voucher="A4"),
                line(case, voucher="A5", money=99999999),
                line(case, voucher="A6", money="一百"),
                line(case, voucher="A1", money=1000.1),
            ),
        )
        assert "已对上待登记2行" in page
        assert "不能登记1行" in page
        assert "尚欠" in page
        assert "确认登记2行" in page
        assert collected(county) == before
        file = browser.address.rpartition("/")[2]
        browser.post(f"/returns/{file}/confirm")
        assert "登记了2行。" in re.sub(r"<[^>]+>", "", browser.page)
        assert collected(county) == before + Decimal("1200.10")
        browser.post(f"/returns/{file}/confirm")
        assert collected(county) == before + Decimal("1200.10")
        county.carry()
        waiting = re.findall(r"第(\d+)行</a>", browser.open("/returns"))
        assert waiting == ["5", "6", "7", "8", "9"]

    def test_what_would_be_refused_is_told_before_anybody_confirms(self, web: Web) -> None:
        county = web.county
        before, case = collected(county), number_of(county)
        browser = web.browser("taxman")
        page = upload(
            browser,
            workbook(
                line(case, code="91530523MA6KTBBB70", voucher="G1"),
                line(case, voucher="G2", paid=date(2099, 1, 4)),
                line("写错了", voucher="G3", paid=date(2099, 1, 4)),
            ),
        )
        assert "案号是另一个单位的案件" in page
        assert "入库日期不能晚于今天" in page
        assert "确认登记" not in page
        file = browser.address.rpartition("/")[2]
        browser.post(f"/returns/{file}/lines/5", do="assign", number=case)
        assert browser.page.count("入库日期不能晚于今天") == 2
        browser.post(f"/returns/{file}/confirm")
        assert collected(county) == before

    def test_two_lines_that_only_together_are_too_much_are_told_apart_on_confirming(self, web: Web) -> None:
        county = web.county
        before, case = collected(county), number_of(county)
        browser = web.browser("taxman")
        upload(browser, workbook(line(case, voucher="H1", money=2000), line(case, voucher="H2", money=2000)))
        browser.post(f"/returns/{browser.address.rpartition('/')[2]}/confirm")
        assert "登记了1行，1行被拒绝" in re.sub(r"<[^>]+>", "", browser.page)
        assert collected(county) == before + 2000

    def test_a_person_assigns_or_dismisses_what_did_not_fit(self, web: Web) -> None:
        county = web.county
        before, case = collected(county), number_of(county)
        browser = web.browser("taxman")
        upload(browser, workbook(line("写错了", voucher="B1", money=10), line("也错", voucher="B2", money=20)))
        file = browser.address.rpartition("/")[2]
        browser.post(f"/returns/{file}/lines/3", do="assign", number="还是错")
        assert browser.status == 422
        assert 'value="还是错"' in browser.page
        browser.post(f"/returns/{file}/lines/3", do="assign", number=case)
        browser.post(f"/returns/{file}/lines/4", do="dismiss", reason="")
        assert browser.status == 422
        browser.post(f"/returns/{file}/lines/4", do="dismiss", reason="不是社保费")
        browser.post(f"/returns/{file}/confirm")
        assert collected(county) == before + 10
        assert "不是社保费" in browser.page
        assert "没有等人处理的行" in browser.open("/returns")
        browser.post(f"/returns/{file}/lines/4", do="dismiss", reason="再来")
        assert browser.status == 404

    def test_the_same_file_and_the_same_line_are_recognised(self, web: Web) -> None:
        county = web.county
        before, case = collected(county), number_of(county)
        data = workbook(line(case, voucher="C1", money=30))
        browser = web.browser("taxman")
        upload(browser, data)
        first = browser.address
        browser.post(f"/returns/{first.rpartition('/')[2]}/confirm")
        assert "以前已经上传过，没有重复保存" in upload(browser, data, "改了名.xlsx")
        assert browser.address.startswith(first)
        page = upload(browser, workbook(line(case, voucher="C1", money=30), line(case, voucher="C2", money=5)))
        assert "和“入库清单.xlsx”第3行完全相同" in page
        browser.post(f"/returns/{browser.address.rpartition('/')[2]}/confirm")
        assert collected(county) == before + 35

    def test_two_cases_of_one_employer_are_told_apart_by_a_person(self, web: Web) -> None:
        county = web.county
        with county.office.database.write() as tx:
            columns = [row[0] for row in tx.all("SELECT name FROM pragma_table_info('cases')", {})]
            other = [{"id": "'" + "0" * 26 + "'", "number": "'另一件'"}.get(name, name) for name in columns]
            tx.run(
                f"INSERT INTO cases ({', '.join(columns)}) SELECT {', '.join(other)} FROM cases"
                " WHERE case_type = 'arrears_collection'",
                {},
            )
            tx.run(
                "INSERT INTO case_parties (case_id, ordinal, role, name, is_person, number_index, tail_index)"
                " SELECT :id, p.ordinal, p.role, p.name, p.is_person, p.number_index, p.tail_index FROM case_parties p"
                " JOIN cases c ON c.id = p.case_id WHERE c.case_type = 'arrears_collection' AND p.is_person = 0",
                {"id": "0" * 26},
            )
        page = upload(web.browser("taxman"), workbook(line("", voucher="D1")))
        assert "对得上2件案件，请指定是哪一件" in page

    def test_only_who_books_receipts_sees_them_and_only_in_the_own_department(self, web: Web) -> None:
        browser = web.browser("taxman")
        upload(browser, workbook(line("", voucher="E1")))
        address = browser.address
        for person in ("duan", "clerk", "admin"):
            other = web.browser(person)
            other.open("/returns")
            assert other.status == 403
            other.open(address)
            assert other.status == 403

    def test_identity_numbers_are_masked_and_sealed(self, web: Web) -> None:
        row = (number_of(web.county), CODE, "530523199203150024", "F1", date(2026, 12, 21), 7, "")
        page = upload(web.browser("taxman"), workbook(row))
        assert "530523********0024" in page
        assert "530523199203150024" not in page
        with web.county.office.database.read() as tx:
            assert "530523199203150024" not in str(tx.all("SELECT * FROM return_lines", {}))
