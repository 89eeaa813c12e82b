"""Composes the papers and replies of an arrears collection from what the case knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from documents.context import DueDate, Party
from engine.casetype import Party as CaseParty
from engine.view import CaseView
from forms.parts import ArrearsLine, ArrearsTransfer, CollectionDone, ReceiptNews, ReturnReasons
from workflows.arrears_collection import papers
from workflows.arrears_collection.forms import Demand, Receipt
from workflows.back_payment.amounts import calculator_refusals
from workflows.calculators.back_payment import DefaultDate, owed_from
from workflows.calculators.late_fee import Cap, LateFee, LateFeeRules, late_fee
from workflows.calculators.months import Month
from workflows.procedure import COLLECTED, LATE_FEE_CAP, LATE_FEE_FIRST_DAY, LATE_FEES, contact, remedies

INSURANCE = "企业职工基本养老保险"


def title(form: ArrearsTransfer) -> str:
    """The case in a line."""
    return f"{form.employer}：欠缴社会保险费{form.principal:,.2f}元"


def parties(form: ArrearsTransfer) -> tuple[CaseParty, ...]:
    """The employer that owes."""
    return (CaseParty("欠费单位", form.employer, form.credit_code, is_person=False),)


def _employer(view: CaseView) -> Party:
    transfer = view.get(ArrearsTransfer)
    return Party(name=transfer.employer, credit_code=transfer.credit_code)


def about_employer(view: CaseView) -> Mapping[str, Any]:
    """A paper to the employer, with its remedies (社会保险法 83)."""
    party = _employer(view)
    return {"party": party, "addressee": party.name, "contact": contact(view), "remedies": remedies(view)}


def about_file(view: CaseView) -> Mapping[str, Any]:
    """A paper that goes to the agency."""
    origin = view.header.state.get("origin", {}).get("from_unit")
    sender = view.around.units.get(origin)
    return {"party": _employer(view), "addressee": sender.name if sender else None}


def late_fee_rules(view: CaseView) -> LateFeeRules:
    """The switches that the county has set."""
    cap = view.around.setting(LATE_FEE_CAP.code)
    return LateFeeRules(cap=None if cap == "undecided" else Cap(cap))


def late_fees(view: CaseView, until: date) -> list[LateFee]:
    """The late fee of every line as if it were paid on a day (社会保险法 86)."""
    rules = late_fee_rules(view)
    first = DefaultDate(view.around.setting(LATE_FEE_FIRST_DAY.code))
    found = []
    with calculator_refusals():
        for line in view.get(ArrearsTransfer).lines:
            start = owed_from(Month.parse(line.month), first)
            if start <= until:
                found.append(late_fee(line.principal, start, until, rules))
    return found


def payment_order(view: CaseView, form: Demand) -> papers.PaymentOrder:
    """What the employer is ordered to pay, with the late fee reckoned to the day of the order."""
    transfer = view.get(ArrearsTransfer)
    fees = late_fees(view, view.day)
    uncapped = sum((fee.uncapped for fee in fees), Decimal("0.00"))
    capped = sum((fee.capped for fee in fees), Decimal("0.00"))
    cap = late_fee_rules(view).cap
    # The officer is told which setting is open; the employer is told the rule.
    notes = dict.fromkeys(re.sub(r"（设置项：\w+）", "", note) for fee in fees for note in fee.notes)
    return papers.PaymentOrder(
        ground=f"经社会保险经办机构核定（缴费通知单：{transfer.notice_number}），你单位应当为"
        f"{len({line.resident_id for line in transfer.lines})}名职工补缴{INSURANCE}费，至今没有缴纳",
        items=(_item(transfer.lines),),
        late_fee=papers.LateFee(
            until=view.day,
            amount=capped if cap is Cap.PRINCIPAL else uncapped,
            capped=capped if cap is None else None,
            rule="；".join(
                ("自费款所属月次月1日起，按日加收欠缴本金的万分之五，每人每月每险种四舍五入到分后相加", *notes)
            ),
        ),
        pay_by=DueDate(term="在本通知书载明的日期以前", on=form.pay_by),
        pay_how=form.bank,
    )


def _item(lines: tuple[ArrearsLine, ...]) -> papers.ArrearsItem:
    months = [line.month for line in lines]
    return papers.ArrearsItem(
        insurance=INSURANCE,
        first_month=min(months),
        last_month=max(months),
        persons=len({line.resident_id for line in lines}),
        employer=sum((line.employer for line in lines), Decimal("0.00")),
        employee=sum((line.employee for line in lines), Decimal("0.00")),
    )


def collection_return(view: CaseView, form: object) -> papers.CollectionReturn:
    """What came in, voucher by voucher."""
    transfer = view.get(ArrearsTransfer)
    item = _item(transfer.lines)
    handlers = sorted(view.takers("record_receipt"))
    names = "、".join(view.around.officers[h].name for h in handlers if h in view.around.officers)
    return papers.CollectionReturn(
        transfer_number=transfer.notice_number,
        due=transfer.principal,
        receipts=tuple(
            papers.TreasuryReceipt(
                voucher=r.voucher,
                received=r.paid_on,
                insurance=INSURANCE,
                period=f"{item.first_month}至{item.last_month}",
                principal=r.principal,
                late_fee=r.late_fee,
            )
            for r in view.all(Receipt)
        ),
        remark="核定的本金已全部入库。",
        handler=names,
        checker="",
    )


def news(view: CaseView, form: Receipt) -> ReceiptNews:
    """A receipt as the agency is told of it."""
    return ReceiptNews(voucher=form.voucher, paid_on=form.paid_on, principal=form.principal, late_fee=form.late_fee)


def done(view: CaseView, form: object) -> CollectionDone:
    """The end of the collection as the agency is told of it."""
    last = max(receipt.paid_on for receipt in view.all(Receipt))
    return CollectionDone(principal=view.tally(COLLECTED)[1], late_fee=view.tally(LATE_FEES)[1], completed_on=last)


def reasons(view: CaseView, form: ReturnReasons) -> ReturnReasons:
    """The reasons as they were written."""
    return form
