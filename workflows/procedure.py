"""What the case types of a county share: agencies, roles, facts, guards and the office's settings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from documents.context import Contact, Remedies
from engine.casetype import Measure, Record
from engine.directory import Setting
from engine.form import Form
from engine.guards import CALENDAR, CARDS, FormField, Guard, Look, Tally, guard
from engine.law import LocalPractice
from engine.reminders import thresholds_fault, thresholds_words
from engine.service import Evidence, effective_date, missing_evidence
from engine.setting_checks import number_example, number_pattern
from engine.view import CaseView
from engine.vocabulary import Agency, Fact, Role
from forms.identifiers.divisions import division
from forms.parts import ServiceReceipt
from workflows.laws import CIVIL_PROCEDURE_LAW, INSPECTION_REGULATION

F = TypeVar("F", bound=Form)

HRSS = Agency("hrss", "人力资源和社会保障局")
INSURANCE_AGENCY = Agency("insurance_agency", "社会保险经办机构")
TAX = Agency("tax", "税务局")
MARKET = Agency("market", "市场监督管理局")
CIVIL_AFFAIRS = Agency("civil_affairs", "民政局")
FINANCE = Agency("finance", "财政局")
DISABLED_FEDERATION = Agency("disabled_federation", "残疾人联合会")
POLICE = Agency("police", "公安机关")
COURT_OF_LAW = Agency("court", "人民法院")
OTHER_ORGAN = Agency("other_organ", "有管辖权的机关")
COUNTY_GOVERNMENT = Agency("county_government", "县人民政府")
TOWNSHIP = Agency("township", "乡镇人民政府")

RECEPTION = Role("reception", "接待人员", HRSS)
INSPECTOR = Role("inspector", "劳动保障监察员", HRSS, assigned=True)
TEAM_HEAD = Role("team_head", "监察机构负责人", HRSS, supervises=True)
LEGAL_REVIEWER = Role("legal_reviewer", "法制审核人员", HRSS, outside=True)
PRESIDING_OFFICER = Role("presiding_officer", "听证主持人", HRSS, outside=True)
ORGAN_HEAD = Role("organ_head", "局负责人", HRSS, supervises=True)
ORGAN_CHIEF = Role("organ_chief", "局主要负责人", HRSS, supervises=True)
ARCHIVIST = Role("archivist", "档案管理人员", HRSS)
AGENCY_CLERK = Role("agency_clerk", "社保经办人员", INSURANCE_AGENCY, assigned=True)
AGENCY_REVIEWER = Role("agency_reviewer", "社保复核人员", INSURANCE_AGENCY, supervises=True)
TAX_OFFICER = Role("tax_officer", "社保费征管人员", TAX, assigned=True)
TAX_HEAD = Role("tax_head", "税务局负责人", TAX, supervises=True)
MARKET_OFFICER = Role("market_officer", "市场监管人员", MARKET, assigned=True)
MARKET_HEAD = Role("market_head", "市场监管局负责人", MARKET, supervises=True)
CIVIL_OFFICER = Role("civil_officer", "民政工作人员", CIVIL_AFFAIRS, assigned=True)
CIVIL_HEAD = Role("civil_head", "民政局负责人", CIVIL_AFFAIRS, supervises=True)
FINANCE_OFFICER = Role("finance_officer", "财政工作人员", FINANCE, assigned=True)
FINANCE_HEAD = Role("finance_head", "财政局负责人", FINANCE, supervises=True)
FEDERATION_OFFICER = Role("federation_officer", "残联工作人员", DISABLED_FEDERATION, assigned=True)
FEDERATION_HEAD = Role("federation_head", "残联负责人", DISABLED_FEDERATION, supervises=True)
TOWNSHIP_OFFICER = Role("township_officer", "乡镇劳动保障人员", TOWNSHIP, assigned=True)
TOWNSHIP_HEAD = Role("township_head", "乡镇负责人", TOWNSHIP, heads=True)
SYSTEM_ADMINISTRATOR = Role("system_administrator", "系统管理员")
SECURITY_ADMINISTRATOR = Role("security_administrator", "安全管理员")
AUDITOR = Role("auditor", "审计员")

COMPLAINT_ACCEPTED = Fact("complaint_accepted", "投诉已受理")
ORDER_SERVED = Fact("order_served", "责令改正文书已送达")
WORKERS_ENROLLED = Fact("workers_enrolled", "劳动者已参保")
PAYMENT_ORDER_SERVED = Fact("payment_order_served", "限期缴纳文书已送达")

ASSESSED = Tally("assessed", "核定应缴本金")
COLLECTED = Tally("collected", "已入库本金")
LATE_FEES = Tally("late_fees", "已入库滞纳金")
CREDITED = Tally("credited", "已记账本金")
ENROLLED = Tally("enrolled", "通过办案参保的人数", counts="人")

MONEY_ASSESSED = Measure("assessed", "核定应缴本金", ASSESSED)
MONEY_COLLECTED = Measure("collected", "入库本金", COLLECTED)
MONEY_LATE_FEES = Measure("late_fees", "入库滞纳金", LATE_FEES)
MONEY_CREDITED = Measure("credited", "记账本金", CREDITED)
PERSONS_ENROLLED = Measure("enrolled", "通过办案参保的人数", ENROLLED)

CASE_NUMBER = Setting(
    "number.case",
    "案号格式",
    "{organ}{mark}〔{year}〕{seq}号",
    "各地做法不一，默认按公文发文字号的写法，序号不补零",
    check=number_pattern,
    reads=partial(number_example, mark="监案字"),
)
PAPER_NUMBER = Setting(
    "number.paper",
    "文书文号格式",
    "{organ}{mark}〔{year}〕{seq}号",
    "各地做法不一，默认按公文发文字号的写法，序号不补零",
    check=number_pattern,
    reads=partial(number_example, mark="监令字"),
)
ORDER_REMEDIES = Setting(
    "remedies.correction_order",
    "限期改正指令书是否告知复议和诉讼权利",
    "yes",
    "指令书是否可以复议有争议；默认告知，多告知不损害当事人的权利",
    choices=(("yes", "告知"), ("no", "不告知")),
)


PROVEN_BY = {
    Evidence.SIGNED_RECEIPT: "receiver",
    Evidence.CAPACITY: "relation",
    Evidence.REFUSAL_NOTED: "refusal",
    Evidence.WITNESSES: "witnesses",
    Evidence.PHOTO_OR_VIDEO: "recording",
    Evidence.POSTAL_RECEIPT: "slip",
    Evidence.ELECTRONIC_CONSENT: "consented_on",
    Evidence.ARRIVAL_RECORD: "arrival",
    Evidence.REASONS_AND_ATTEMPTS: "attempts",
    Evidence.PUBLICATION_RECORD: "publication",
}
"""Which field of the proof of service holds which evidence (送达证据)."""


def one_each(numbers: Iterable[str]) -> tuple[Decimal, ...]:
    """One line without money for each person, for a tally that counts people."""
    return tuple(Decimal("0.00") for _ in frozenset(numbers))


@guard(
    "送达凭证齐全", reads=(FormField("way"), *map(FormField, PROVEN_BY.values())), under=CIVIL_PROCEDURE_LAW.article(87)
)
def service_proven(look: Look) -> str | None:
    """Each way of service needs its own evidence (民事诉讼法 87-95, 行政处罚法 61)."""
    held = [evidence for evidence, field in PROVEN_BY.items() if look.answer(field)]
    return "；".join(missing_evidence(look.answer("way"), held)) or None


SERVICE_DAY = (FormField("way"), FormField("served_on"), FormField("consented_on"), CALENDAR)
"""What a guard reads that looks at the effective day of service."""


def service_day(look: Look) -> date:
    """The effective day of the service that is being registered; raises ValueError where it cannot take effect."""
    return effective_date(
        look.answer("way"), look.answer("served_on"), look.calendar, consented=look.answer("consented_on")
    ).effective


@guard(
    "送达已经生效",
    reads=SERVICE_DAY,
    under=CIVIL_PROCEDURE_LAW.article(87),
    lifted_by="送达生效之后登记",
)
def service_effective(look: Look) -> str | None:
    """A service that lies in the future has not happened; a public notice takes effect after its thirty days."""
    if look.answer("served_on") > look.day:
        return "送达日期不能晚于今天"
    try:
        service = effective_date(
            look.answer("way"), look.answer("served_on"), look.calendar, consented=look.answer("consented_on")
        )
    except ValueError as error:
        return str(error)
    return None if service.effective <= look.day else f"{service.reason}；请到届满日登记送达"


SERVICE: tuple[Guard[ServiceReceipt], ...] = (service_proven, service_effective)
"""What registering a service (登记送达) always needs."""


def served_on(form: ServiceReceipt, view: CaseView) -> date:
    """The effective day of service (送达日期), from which terms run."""
    return effective_date(form.way, form.served_on, view.calendar, consented=form.consented_on).effective


def served_day(view: CaseView, code: str) -> date:
    """The effective day on which the case's last paper of a kind was served; raises LookupError where it was not."""
    paper = view.paper(code)
    if paper is None or paper.served_on is None:
        raise LookupError(f"case {view.header.number} has not served {code}")
    return paper.served_on


def served_record(fact: Fact) -> Record[ServiceReceipt]:
    """The fact that a paper was served, on its effective day, proven by the proof of service (送达回证)."""
    return Record(fact, on=served_on, evidence=("way", "served_on", "receiver", "relation", "proof"))


@guard(
    "两名不同的监察员承办，证件在有效期内",
    reads=(FormField("lead"), FormField("second"), CARDS),
    under=INSPECTION_REGULATION.article(16, 1),
    lifted_by="监察机构负责人另行指定人员",
)
def two_inspectors(look: Look) -> str | None:
    """Two officers with valid cards (执法人员不得少于两人)."""
    if look.answer("lead") == look.answer("second"):
        return "执法人员不得少于两人：主办和协办不能是同一人"
    for field, label in (("lead", "主办监察员"), ("second", "协办监察员")):
        if not look.card_valid(look.answer(field)):
            return f"{label}没有有效的执法证件"
    return None


REVIEW_RETURNS = LocalPractice(
    "复核、审批的人认为有错的，写明理由退给原办理人重新办理；法律没有规定怎样退，由本单位规定"
)
"""Our own decision: whoever checks another's work may send it back as well as approve it."""

GOVERNMENT = Setting(
    "remedies.government",
    "受理行政复议申请的机关",
    None,
    "县级人民政府工作部门的行政行为，向本级人民政府申请复议（《行政复议法》第24条）；名称由本县填写",
    demo="龙陵县人民政府",
)
TAX_SUPERIOR = Setting(
    "remedies.tax_superior",
    "受理税务机关行政行为复议申请的上一级税务局",
    None,
    "税务机关的行政行为，向上一级主管部门申请复议（《行政复议法》第27条）；名称由本县填写",
    demo="国家税务总局保山市税务局",
)
COURT = Setting(
    "remedies.court", "管辖的人民法院", None, "名称由本县填写；有集中管辖的填写集中管辖法院", demo="龙陵县人民法院"
)


SUSPENSION = LocalPractice("办案期限的中止没有全国性依据，只有省级规定允许的才可以中止")
"""Labour inspection may be suspended only where a provincial rule says so."""

SUSPENSION_BASIS = Setting(
    "suspension.labour_inspection",
    "中止劳动保障监察办案期限的依据",
    None,
    "全国没有中止办案期限的规定，只有部分省的劳动保障监察条例允许；没有依据而中止就是违法拖延，由本县按本省规定填写",
)


def remedies(view: CaseView) -> Remedies:
    """Where the party may object: reconsideration by the right body, or suit (救济途径).

    Acts of a county department and of the agency it manages go to the county government (行政复议法 24),
    those of a tax organ to the tax organ above it (行政复议法 27). Raises SettingMissing.
    """
    body = TAX_SUPERIOR if view.unit.agency == TAX.code else GOVERNMENT
    return Remedies(
        reconsideration_body=view.around.setting(body.code),
        court=view.around.setting(COURT.code),
    )


def contact(view: CaseView) -> Contact:
    """Whom to ask: the department that owns the case."""
    unit = view.unit
    officers = view.officers()
    return Contact(
        office=unit.name,
        person=officers[0].name if officers else None,
        address=unit.address or unit.name,
        phone=unit.phone or "见本单位公示栏",
    )


def bureau_of(view: CaseView, agency: Agency, handling: str) -> str:
    """The full name of the department of an agency in the case's jurisdiction, to which a letter goes.

    The one that handles such cases here, else one that is registered, else the name of the place with the agency's.
    """
    around, place = view.around, view.header.jurisdiction
    found = around.receiver(agency.code, place, handling) or next(
        (unit for unit in around.units.values() if (unit.agency, unit.jurisdiction) == (agency.code, place)), None
    )
    if found is not None:
        return found.name
    known = division(place)
    return f"{known.name if known else ''}{agency.label}"


def _reminders(role: Role, default: str) -> Setting:
    return Setting(
        f"reminders.{role.code}",
        f"提醒{role.label}的时间",
        default,
        "写成“3,0,overdue”的样式：到期前几个工作日、0为到期当天、overdue为逾期后每个工作日；写none为不提醒",
        check=thresholds_fault,
        reads=thresholds_words,
    )


INSPECTOR_REMINDERS = _reminders(INSPECTOR, "3,0")
TEAM_HEAD_REMINDERS = _reminders(TEAM_HEAD, "3,0,overdue")
ORGAN_HEAD_REMINDERS = _reminders(ORGAN_HEAD, "0")
CLERK_REMINDERS = _reminders(AGENCY_CLERK, "3,0")
REVIEWER_REMINDERS = _reminders(AGENCY_REVIEWER, "3,0,overdue")
TAX_OFFICER_REMINDERS = _reminders(TAX_OFFICER, "3,0")
TAX_HEAD_REMINDERS = _reminders(TAX_HEAD, "overdue")
MARKET_OFFICER_REMINDERS = _reminders(MARKET_OFFICER, "3,0")
MARKET_HEAD_REMINDERS = _reminders(MARKET_HEAD, "overdue")
CIVIL_OFFICER_REMINDERS = _reminders(CIVIL_OFFICER, "3,0")
CIVIL_HEAD_REMINDERS = _reminders(CIVIL_HEAD, "overdue")
FINANCE_OFFICER_REMINDERS = _reminders(FINANCE_OFFICER, "3,0")
FINANCE_HEAD_REMINDERS = _reminders(FINANCE_HEAD, "overdue")
FEDERATION_OFFICER_REMINDERS = _reminders(FEDERATION_OFFICER, "3,0")
FEDERATION_HEAD_REMINDERS = _reminders(FEDERATION_HEAD, "overdue")


def as_written(view: CaseView, form: F) -> F:
    """A reply that says just what the form says: reasons for a return, a receipt that is passed on."""
    return form
