"""Composes the papers, hand-offs and replies of a back-payment claim from what the case knows."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from documents.context import DueDate, Party, ReturnSlip
from engine.casetype import Party as CaseParty
from engine.casetype import Reckoned
from engine.view import CaseView
from forms.parts import (
    ArrearsTransfer,
    CreditedPeriod,
    EnrolmentConfirmed,
    EnrolmentRequest,
    ReceiptNews,
)
from workflows.back_payment import papers
from workflows.back_payment.amounts import AssessedLine, assessed_lines, principal
from workflows.back_payment.forms import Assessment, Crediting, Review
from workflows.procedure import contact, remedies, served_day
from workflows.settings import EMPLOYER_RATE_19, INTEREST, UNKNOWN_WAGE, VALUATION, applied
from workflows.statement import account, late_fee_lines, worker_lines


def title(form: EnrolmentRequest) -> str:
    """The case in a line."""
    return f"{form.employer}：{len(form.workers)}人参保登记和补缴"


def parties(form: EnrolmentRequest) -> tuple[CaseParty, ...]:
    """The employer and the workers."""
    employer = CaseParty("用人单位", form.employer, form.credit_code, is_person=False)
    return (employer, *(CaseParty("劳动者", w.name, w.resident_id) for w in form.workers))


def prefill(view: CaseView) -> Mapping[str, Any]:
    """The months and wages that labour inspection found."""
    return {"workers": [w.model_dump(mode="json") for w in view.get(EnrolmentRequest).workers]}


def _employer(view: CaseView) -> Party:
    request = view.get(EnrolmentRequest)
    return Party(name=request.employer, credit_code=request.credit_code)


def about_employer(view: CaseView) -> Mapping[str, Any]:
    """A paper to the employer; an assessment can be contested."""
    party = _employer(view)
    return {"party": party, "addressee": party.name, "contact": contact(view), "remedies": remedies(view)}


def about_file(view: CaseView) -> Mapping[str, Any]:
    """A paper that goes with another one."""
    return {"party": _employer(view)}


def about_tax(view: CaseView) -> Mapping[str, Any]:
    """A letter to the county's tax bureau."""
    target = view.around.unit_for("tax", view.header.jurisdiction)
    return {"party": _employer(view), "addressee": target.name, "contact": contact(view)}


def lines(view: CaseView) -> tuple[AssessedLine, ...]:
    """The assessed months, calculated as they were known on the day of the assessment."""
    known_on = view.taken_on("assess") or view.day
    return assessed_lines(view.get(Assessment).workers, view.around, known_on)


def reckoned(view: CaseView, form: Assessment) -> tuple[Reckoned, ...]:
    """What the assessment comes to for each worker, and the late fee as of today."""
    found = lines(view)
    numbers = dict.fromkeys(line.resident_id for line in found)
    shown = []
    for number in numbers:
        own = tuple(line for line in found if line.resident_id == number)
        employer = sum((line.premium.employer for line in own), Decimal("0.00"))
        employee = sum((line.premium.employee for line in own), Decimal("0.00"))
        note = f"{len(own)}个月，单位{employer:,.2f}元，个人{employee:,.2f}元"
        note += "；含暂定标准，公布后结算" if any(line.premium.provisional for line in own) else ""
        working = tuple(text for line in own for text in line.premium.working)
        shown.append(Reckoned("应缴本金", principal(own), note, working, own[0].name))
    months = f"{len(numbers)}人，共{len(found)}个人月"
    notes = tuple(dict.fromkeys(note for line in found for note in line.premium.notes))
    rules = applied(view.around, (UNKNOWN_WAGE, VALUATION, INTEREST, EMPLOYER_RATE_19), view.taken_on("assess"))
    as_arrears = tuple(line.as_arrears() for line in found)
    state = account(as_arrears, view.all(ReceiptNews), view.day, view.around)
    return (
        *shown,
        Reckoned("应缴本金合计", principal(found), months, (*notes, *rules)),
        *late_fee_lines(state, view.around),
    )


def received(view: CaseView, form: ReceiptNews) -> tuple[Reckoned, ...]:
    """What came in so far and which months may be credited."""
    found = tuple(line.as_arrears() for line in lines(view))
    state = account(found, view.all(ReceiptNews), view.day, view.around)
    names = list({line.resident_id: line.name for line in found}.values())
    return *worker_lines(state, names), Reckoned("尚欠本金", state.open)


def _months(found: tuple[AssessedLine, ...]) -> tuple[papers.AssessedMonth, ...]:
    return tuple(
        papers.AssessedMonth(
            name=line.name,
            resident_id=line.resident_id,
            month=line.month,
            base=line.premium.base,
            employer=line.premium.employer,
            employee=line.premium.employee,
        )
        for line in found
    )


def assessment(view: CaseView, form: Assessment) -> papers.Assessment:
    """The table of what is owed, with the rules that were applied."""
    found = lines(view)
    rates = found[-1].premium.rates
    notes = dict.fromkeys(note for line in found for note in line.premium.notes)
    bases = dict.fromkeys(
        f"{line.premium.month.year}年度：{line.premium.rule}（{line.premium.bounds.row.basis}）" for line in found
    )
    return papers.Assessment(
        lines=_months(found),
        employer_rate=rates.value.employer,
        employee_rate=rates.value.employee,
        rules=(
            f"工资认定：{form.wage_rule}。",
            *(f"{text}。" for text in bases),
            *(f"{text}。" for text in notes),
            f"单位应缴＝缴费基数×单位费率，个人应缴＝缴费基数×个人费率（{rates.row.basis}），每格四舍五入到分后相加。",
            "滞纳金由税务机关按缴清之日核算，由用人单位承担，不列入本表。",
        ),
    )


def payment_notice(view: CaseView, form: Review) -> papers.PaymentNotice:
    """What the employer is told to pay, where and by when."""
    request, found, table = view.get(EnrolmentRequest), view.get(Assessment), view.paper("assessment")
    day = found.registered_on
    return papers.PaymentNotice(
        lines=_months(lines(view)),
        ground=f"根据《劳动保障监察限期改正指令书》（{request.order_number}）查明的用工事实，"
        f"已于{day.year}年{day.month}月{day.day}日为{request.workers[0].name}等{len(found.workers)}名职工办理社会保险登记",
        assessment_number=(table.number if table else None) or "",
        pay_to=view.around.unit_for("tax", view.header.jurisdiction).name,
        pay_how="电子税务局或者办税服务厅",
        pay_by=DueDate(term="在本通知单载明的日期以前", on=found.pay_by),
    )


def transfer_letter(view: CaseView, form: Review) -> papers.ArrearsTransfer:
    """The letter that hands the arrears to tax."""
    table, notice = view.paper("assessment"), view.paper("payment_notice")
    return papers.ArrearsTransfer(
        lines=_months(lines(view)),
        assessment_number=(table.number if table else None) or "",
        notice_number=(notice.number if notice else None) or "",
        notice_served=served_day(view, "payment_notice"),
        objections="没有收到该单位的异议、行政复议或者行政诉讼的材料",
        slip=ReturnSlip(
            due=DueDate(term="自收到本函之日起5个工作日内"),
            options=("接收，受理编号", "材料不全，请补充", "退回，理由"),
        ),
    )


def arrears(view: CaseView, form: Review) -> ArrearsTransfer:
    """What tax gets to work with."""
    request, notice, found = view.get(EnrolmentRequest), view.paper("payment_notice"), lines(view)
    return ArrearsTransfer(
        employer=request.employer,
        credit_code=request.credit_code,
        notice_number=(notice.number if notice else None) or "",
        pay_by=view.get(Assessment).pay_by,
        principal=principal(found),
        lines=tuple(line.as_arrears() for line in found),
    )


def credit_notices(view: CaseView, form: Crediting) -> tuple[tuple[Mapping[str, Any], papers.CreditNotice], ...]:
    """One notice for each worker, in plain words."""
    request, found = view.get(EnrolmentRequest), lines(view)
    notices = []
    for number in dict.fromkeys(line.resident_id for line in found):
        own = [line for line in found if line.resident_id == number]
        # Of the other months of the year this case knows nothing, so that nothing is said of them.
        cells = tuple(papers.MonthCell(month=m, state="已记账") for m in sorted({line.month for line in own}))
        party = Party(name=own[0].name, resident_id=number)
        about = {"party": party, "addressee": own[0].name, "contact": contact(view)}
        body = papers.CreditNotice(
            employer_name=request.employer,
            credited_on=form.credited_on,
            cells=cells,
            paid=principal(tuple(own)),
            to_account=sum((line.premium.account for line in own), start=own[0].premium.account * 0),
            ways_to_check="持社会保障卡或者身份证到社会保险经办机构窗口查询，也可以在网上服务大厅查询",
        )
        notices.append((about, body))
    return tuple(notices)


def confirmation(view: CaseView, form: Crediting) -> EnrolmentConfirmed:
    """What labour inspection is answered: these months count now."""
    return EnrolmentConfirmed(
        periods=tuple(
            CreditedPeriod(
                name=w.name, resident_id=w.resident_id, begins=w.begins, ends=w.ends, credited_on=form.credited_on
            )
            for w in view.get(Assessment).workers
        )
    )
