"""Composes the papers and replies of an arrears collection from what the case knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from documents.context import DueDate, Party
from engine.casetype import Party as CaseParty
from engine.casetype import Reckoned
from engine.view import CaseView
from forms.parts import ArrearsLine, ArrearsTransfer, CollectionDone, ReceiptNews
from workflows.arrears_collection import papers
from workflows.arrears_collection.forms import Demand, LateFeeReceipt, Receipt
from workflows.calculators.collection_account import CollectionAccount
from workflows.calculators.late_fee import Cap
from workflows.calculators.partial_payment import ORDER_LABELS
from workflows.procedure import COLLECTED, LATE_FEES, contact, remedies
from workflows.settings import LATE_FEE_DEFAULT_DATE, clearing_order
from workflows.statement import account, late_fee_lines, receipt_lines, worker_lines

INSURANCE = "企业职工基本养老保险"
ZERO = Decimal("0.00")
_STARTS = dict(LATE_FEE_DEFAULT_DATE.choices)


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


def receipts(view: CaseView) -> tuple[ReceiptNews, ...]:
    """The receipts that were booked, as the agency is told of them."""
    late = tuple(
        ReceiptNews(voucher=r.voucher, paid_on=r.paid_on, principal=ZERO, late_fee=r.late_fee)
        for r in view.all(LateFeeReceipt)
    )
    return (*(news(view, receipt) for receipt in view.all(Receipt)), *late)


def state_of(view: CaseView, until: date) -> CollectionAccount:
    """What is owed and paid as of a day (社会保险法 86)."""
    return account(view.get(ArrearsTransfer).lines, receipts(view), until, view.around)


def demanded(view: CaseView, form: Demand) -> tuple[Reckoned, ...]:
    """What the order demands, and the late fee as of today."""
    found = state_of(view, view.day)
    return Reckoned("尚欠本金", found.open), *late_fee_lines(found, view.around)


def received(view: CaseView, form: Receipt) -> tuple[Reckoned, ...]:
    """The last receipt beside the order of clearing, what is still owed, which months may be credited."""
    lines = view.get(ArrearsTransfer).lines
    found = state_of(view, view.day)
    earlier = account(lines, receipts(view)[:-1], form.paid_on, view.around)
    names = list({line.resident_id: line.name for line in lines}.values())
    return (
        *receipt_lines(news(view, form), earlier, view.around),
        *worker_lines(found, names),
        Reckoned("尚欠本金", found.open),
        Reckoned("已入库滞纳金", found.late_fee_paid),
        *late_fee_lines(found, view.around),
    )


def payment_order(view: CaseView, form: Demand) -> papers.PaymentOrder:
    """What the employer is ordered to pay, with the late fee reckoned to the day of the order."""
    transfer, found = view.get(ArrearsTransfer), state_of(view, view.day)
    cap = found.rules.late_fee.cap
    uncapped = max(found.uncapped - found.late_fee_paid, Decimal("0.00"))
    capped = max(found.capped - found.late_fee_paid, Decimal("0.00"))
    # The officer is told which setting is open; the employer is told the rule.
    notes = dict.fromkeys(re.sub(r"（设置项：\w+）", "", note) for note in found.notes)
    first = found.rules.default_date
    return papers.PaymentOrder(
        ground=f"经社会保险经办机构核定（缴费通知单：{transfer.notice_number}），你单位应当为"
        f"{len({line.resident_id for line in transfer.lines})}名职工补缴{INSURANCE}费，至今没有缴纳",
        items=(_open_item(found),),
        late_fee=papers.LateFee(
            until=view.day,
            amount=capped if cap is Cap.PRINCIPAL else uncapped,
            capped=capped if cap is None else None,
            rule="；".join(
                (f"自{_STARTS[first]}起，按日加收欠缴本金的万分之五，每人每月每险种四舍五入到分后相加", *notes)
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


def _open_item(found: CollectionAccount) -> papers.ArrearsItem:
    """What is still owed after the receipts."""
    still = [month for month in found.months if month.open] or list(found.months)
    return papers.ArrearsItem(
        insurance=INSURANCE,
        first_month=str(min(month.owed.month for month in still)),
        last_month=str(max(month.owed.month for month in still)),
        persons=len({month.owed.owner for month in still}),
        employer=sum((month.owed.pooled - month.pooled_paid for month in still), Decimal("0.00")),
        employee=sum((month.owed.account - month.account_paid for month in still), Decimal("0.00")),
    )


def _paid_months(found: CollectionAccount) -> tuple[papers.PaidMonth, ...]:
    """What was paid of each month of all workers together."""
    months = dict.fromkeys(sorted(month.owed.month for month in found.months))
    rows = []
    for month in months:
        own = [row for row in found.months if row.owed.month == month]
        rows.append(
            papers.PaidMonth(
                month=str(month),
                persons=len(own),
                complete=sum(row.complete for row in own),
                due=sum((row.owed.principal for row in own), Decimal("0.00")),
                paid=sum((row.paid for row in own), Decimal("0.00")),
            )
        )
    return tuple(rows)


def collection_return(view: CaseView, form: object) -> papers.CollectionReturn:
    """What came in, voucher by voucher."""
    transfer = view.get(ArrearsTransfer)
    item = _item(transfer.lines)
    found = state_of(view, view.day)
    cap = found.rules.late_fee.cap
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
        months=_paid_months(found),
        order=ORDER_LABELS[clearing_order(view.around)],
        late_fee_open=max((found.capped if cap is Cap.PRINCIPAL else found.uncapped) - found.late_fee_paid, ZERO),
        late_fee_open_capped=max(found.capped - found.late_fee_paid, ZERO) if cap is None else None,
        remark="核定的本金已全部入库。尚欠的滞纳金由本机关继续征收，由用人单位承担。",
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
