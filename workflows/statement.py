"""What is owed, what came in and which months may be credited, as lines for screens and papers (款项计算).

Turns the account of a collection into the kernel's lines. Knows no single case type.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engine.casetype import Reckoned
from engine.surroundings import Surroundings
from forms.parts import ArrearsLine, ReceiptNews
from workflows.calculators.collection_account import (
    PRINCIPAL,
    CollectionAccount,
    Owed,
    Paid,
    collection_account,
)
from workflows.calculators.months import Month
from workflows.calculators.partial_payment import ORDER_LABELS, Part
from workflows.refusals import calculator_refusals
from workflows.settings import (
    LATE_FEE_SETTINGS,
    PARTIAL_PAYMENT,
    applied,
    back_payment_rules,
    clearing_order,
)


def owners(lines: Sequence[ArrearsLine]) -> dict[str, int]:
    """The place of every worker, by resident ID, in the order of their first month in the list."""
    return {number: n for n, number in enumerate(dict.fromkeys(line.resident_id for line in lines))}


def account(
    lines: Sequence[ArrearsLine], receipts: Sequence[ReceiptNews], until: date, around: Surroundings
) -> CollectionAccount:
    """The account of the arrears as of a day, by the county's rules.

    Since 2006 the personal account gets exactly the employee's part. Raises Unmet or SettingMissing.
    """
    places = owners(lines)
    items = [Owed(places[x.resident_id], Month.parse(x.month), x.employee, x.employer) for x in lines]
    paid = [Paid(r.paid_on, r.principal, r.late_fee) for r in receipts]
    with calculator_refusals():
        return collection_account(items, paid, until, back_payment_rules(around, until))


def late_fee_lines(found: CollectionAccount, around: Surroundings) -> tuple[Reckoned, ...]:
    """The late fee as of the account's day: one figure, or both while the county has not chosen."""
    until = f"计算至{found.until.year}年{found.until.month}月{found.until.day}日，由用人单位承担"
    working = tuple(line for month in found.months for line in month.working)
    rules = Reckoned("滞纳金适用的规则", working=applied(around, LATE_FEE_SETTINGS, found.until))
    if found.late_fee is not None:
        return Reckoned("滞纳金", found.late_fee, until, working), rules
    return (
        Reckoned("滞纳金（不封顶）", found.uncapped, until, working),
        Reckoned("滞纳金（每笔以本金为限）", found.capped, "本地没有选定封顶规则，两数并列"),
        rules,
    )


def worker_lines(found: CollectionAccount, names: Sequence[str]) -> tuple[Reckoned, ...]:
    """For each worker, what was paid of the principal and which months are complete."""
    lines = []
    for owner, name in enumerate(names):
        months = found.of(owner)
        complete = sum(month.complete for month in months)
        paid = sum((month.paid for month in months), start=months[0].paid * 0)
        note = f"{len(months)}个月中{complete}个月本金缴齐，可以记账"
        lines.append(Reckoned("已缴本金", paid, note, tuple(m.working[0] for m in months), name))
    return tuple(lines)


def receipt_lines(receipt: ReceiptNews, before: CollectionAccount, around: Surroundings) -> tuple[Reckoned, ...]:
    """A receipt beside what the county's order of clearing would make of it."""
    order = clearing_order(around)
    amount = receipt.principal + receipt.late_fee
    spread = before.as_ordered(amount, order)
    principal, fee = spread.paid(*PRINCIPAL), spread.paid(Part.LATE_FEE)
    said = f"登记为本金{receipt.principal:,.2f}元、滞纳金{receipt.late_fee:,.2f}元"
    ordered = f"按清偿顺序为本金{principal:,.2f}元、滞纳金{fee:,.2f}元"
    same = principal == receipt.principal and fee == receipt.late_fee
    note = said if same else f"{said}；{ordered}。两者不同，请与缴款凭证核对"
    if spread.left_over:
        note += f"；超过应缴{spread.left_over:,.2f}元"
    rule = f"{PARTIAL_PAYMENT.label}：{ORDER_LABELS[order]}（{around.resolved(PARTIAL_PAYMENT.code).origin}）"
    return (Reckoned("本笔到账", amount, note, (rule, "当月本金缴齐的月份才记账")),)
