"""The context that is documented is the context that templates use, no more and no less."""

import inspect
import re
from collections.abc import Iterator
from datetime import date
from types import CodeType
from typing import Any, ClassVar

import pytest
from jinja2 import Environment
from pydantic import BaseModel, ValidationError

from documents.context import Body, DueDate, Organ, Paper, Party, Printed
from documents.render.template import compose, furnish
from documents.specimen import specimen
from tests.documents.conftest import bodies
from workflows.back_payment.papers import Assessed
from workflows.labour_inspection.papers import AcceptanceNotice, CorrectionOrder


class Recording(Environment):
    """Remembers which attribute of which model each template asks for."""

    used: ClassVar[set[tuple[str, str]]] = set()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, BaseModel):
            self.used.add((_plain(type(obj)), attribute))
        return super().getattr(obj, attribute)


def _plain(model: type[BaseModel]) -> str:
    return model.__name__.partition("[")[0]


def _kinds(model: type[Printed]) -> Iterator[type[Printed]]:
    for kind in model.__subclasses__():
        yield kind
        yield from _kinds(kind)


BODIES = list(bodies())
SHARED = {kind for kind in _kinds(Body) if "document" not in vars(kind)}
"""What several bodies have in common; each of them prints it, or the test says so."""
ALL_MODELS = {kind for kind in _kinds(Printed) if "[" not in kind.__name__ and kind not in {Body, Assessed, *SHARED}}
NOT_PRINTED_YET = {("Organ", "short")}
"""Known to every paper but used only by kinds of paper that are still to come."""


@pytest.fixture(scope="module")
def used() -> set[tuple[str, str]]:
    environment = furnish(Recording)
    for case_type, kind in BODIES:
        template = environment.get_template(f"{case_type}/{kind.document}/paper.html")
        for body in kind.examples():
            template.render(paper=specimen(body))
    by_name = {_plain(model): model for model in ALL_MODELS}
    read = {(name, inner) for name, asked in Recording.used for inner in _reads(by_name[name], asked)}
    return Recording.used | read


def _reads(model: type[BaseModel], attribute: str) -> set[str]:
    """Names that a property or method of the model reads, so that fields behind it count as printed."""
    declared = inspect.getattr_static(model, attribute, None)
    function = declared.fget if isinstance(declared, property) else declared
    return _names(function.__code__) if inspect.isfunction(function) else set()


def _names(code: CodeType) -> set[str]:
    inner = (_names(constant) for constant in code.co_consts if isinstance(constant, CodeType))
    return set(code.co_names).union(*inner)


def test_every_field_that_is_documented_is_printed_by_some_template(used: set[tuple[str, str]]) -> None:
    documented = {(_plain(model), name) for model in ALL_MODELS for name in model.model_fields}
    assert documented - used == NOT_PRINTED_YET


def test_templates_use_nothing_that_is_not_declared(used: set[tuple[str, str]]) -> None:
    by_name = {_plain(model): model for model in ALL_MODELS}
    for name, attribute in Recording.used:
        model = by_name[name]
        assert attribute in model.model_fields or hasattr(model, attribute), f"{name}.{attribute}"


@pytest.mark.parametrize("model", sorted(ALL_MODELS, key=lambda m: m.__name__), ids=lambda m: m.__name__)
def test_every_field_has_a_chinese_label_and_description(model: type[Printed]) -> None:
    for name, field in model.model_fields.items():
        assert re.search("[\u4e00-\u9fff]", field.title or ""), name
        assert re.search("[\u4e00-\u9fff]", field.description or ""), name


def test_an_unknown_name_in_a_template_is_an_error() -> None:
    environment = furnish(Environment)
    with pytest.raises(Exception, match=r"undefined|no attribute"):
        environment.from_string("{{ paper.amount }}").render(paper=specimen(AcceptanceNotice.examples()[0]))


class TestANumberIsAllottedAtIssue:
    def test_a_draft_with_a_number_is_refused(self) -> None:
        paper = specimen(AcceptanceNotice.examples()[0], draft=True)
        with pytest.raises(ValidationError, match="草稿不得有文号"):
            Paper.model_validate({**dict(paper), "number": "龙人社监受字〔2026〕1号"})

    def test_an_issued_paper_without_a_number_is_refused(self) -> None:
        paper = specimen(AcceptanceNotice.examples()[0])
        with pytest.raises(ValidationError, match="必须有文号"):
            Paper.model_validate({**dict(paper), "number": None})

    def test_unknown_particulars_are_refused(self) -> None:
        with pytest.raises(ValidationError, match="Extra inputs"):
            Organ.model_validate({"name": "甲", "short": "乙", "stamp": "红色图片"})


class TestATermIsPrintedAsSet:
    def _page(self, due: DueDate) -> str:
        body = CorrectionOrder.examples()[0].model_copy(update={"report_by": due})
        return compose(specimen(body), "labour_inspection")

    def test_a_settled_date_follows_its_term(self) -> None:
        due = DueDate(term="自收到本指令书之日起15个工作日内", on=date(2026, 10, 16))
        assert "自收到本指令书之日起15个工作日内（即2026年10月16日前，含当日）" in self._page(due)

    def test_a_provisional_date_says_that_the_holidays_of_the_year_are_not_published(self) -> None:
        due = DueDate(term="自收到本指令书之日起15个工作日内", on=date(2027, 1, 8), provisional=True)
        page = self._page(due)
        assert "截止日期暂定为2027年1月8日" in page
        assert "因2027年节假日安排尚未公布" in page

    def test_a_provisional_term_without_a_date_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="暂定的截止日期"):
            DueDate(term="十日内", provisional=True)


class TestRemediesAreASetting:
    def test_they_are_printed_when_given(self) -> None:
        page = compose(specimen(CorrectionOrder.examples()[0]), "labour_inspection")
        assert "六十日内向龙陵县人民政府申请行政复议" in page
        assert "六个月内直接向龙陵县人民法院提起行政诉讼" in page

    def test_nothing_is_said_when_they_are_not(self) -> None:
        page = compose(specimen(CorrectionOrder.examples()[0], remedies=False), "labour_inspection")
        assert "行政复议" not in page
        assert "行政诉讼" not in page


def test_a_correction_order_never_orders_payment_of_premiums() -> None:
    page = compose(specimen(CorrectionOrder.examples()[0]), "labour_inspection")
    orders = page[page.index("三、改正的内容和期限") : page.index("四、逾期不改正的后果")]
    assert "本指令书不责令缴纳费款" in orders
    assert not re.search("(补缴|缴清|缴纳)[^费款]{0,8}(元|本金|滞纳金)", orders)


def test_what_people_typed_is_escaped() -> None:
    typed = "<b>某某公司</b> & <script>"
    body = AcceptanceNotice.examples()[0].model_copy(update={"respondent": typed})
    page = compose(specimen(body), "labour_inspection")
    assert "<b>某某" not in page
    assert "&lt;script&gt;" in page


def test_a_party_may_be_a_person() -> None:
    assert Party(name="木热提·艾力江", resident_id="530523198811070017").credit_code is None
