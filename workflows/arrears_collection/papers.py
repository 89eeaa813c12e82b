"""What the papers of arrears collection (社会保险费欠费追缴) say beyond what all papers share."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from pydantic import Field

from documents.context import Body, DueDate, Family, Issuer, Month, Printed, Yuan


class ArrearsItem(Printed):
    """Arrears of one kind of insurance and period, in yuan."""

    insurance: str = Field(title="险种", description="险种名称")
    first_month: Month = Field(title="费款所属期起", description="最早的费款所属月")
    last_month: Month = Field(title="费款所属期止", description="最晚的费款所属月")
    persons: int = Field(ge=1, title="人数", description="涉及职工人数")
    employer: Yuan = Field(title="单位应缴", description="单位元")
    employee: Yuan = Field(title="个人应缴", description="由单位代扣代缴的部分，单位元")

    @property
    def total(self) -> Decimal:
        """Principal of the item."""
        return self.employer + self.employee


class LateFee(Printed):
    """The late fee reckoned to a day, and by which rule (滞纳金); more accrues until the day of payment."""

    until: date = Field(title="滞纳金计算至", description="试算的截止日期")
    amount: Yuan = Field(title="滞纳金", description="按所列规则算到该日的数额，单位元")
    capped: Yuan | None = Field(
        None,
        title="不超过本金的滞纳金",
        description="按行政强制法第四十五条第二款封顶的数额；规则未定时两数并列",
    )
    rule: str = Field(title="滞纳金规则", description="起算日、止算日、封顶等适用规则，成句叙述")


class PaymentOrder(Body):
    """责令限期缴纳社会保险费通知书: the tax organ orders payment (社会保险法第六十三条、第八十六条)."""

    document: ClassVar[str] = "payment_order"
    label: ClassVar[str] = "责令限期缴纳社会保险费通知书"
    family: ClassVar[Family] = "notice"
    issuer: ClassVar[Issuer] = "tax"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国社会保险法》第六十三条第一款",
        "《中华人民共和国社会保险法》第八十六条",
    )

    ground: str = Field(title="欠费事实", description="欠费的来源和核定文书，成句叙述")
    items: tuple[ArrearsItem, ...] = Field(min_length=1, title="欠费明细", description="按险种和所属期列示")
    late_fee: LateFee = Field(title="滞纳金", description="滞纳金的试算和规则")
    pay_by: DueDate = Field(title="缴纳期限", description="责令缴纳的期限")
    pay_how: str = Field(title="缴纳方式", description="缴费渠道")

    @property
    def principal(self) -> Decimal:
        """Principal of all items in yuan."""
        return sum((item.total for item in self.items), Decimal(0))

    @property
    def employer(self) -> Decimal:
        return sum((item.employer for item in self.items), Decimal(0))

    @property
    def employee(self) -> Decimal:
        return sum((item.employee for item in self.items), Decimal(0))

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        order = cls(
            ground="经龙陵县社会保险中心核定（核定表编号：龙社保核〔2026〕5号），你单位应当为2名职工缴纳2026年3月至8月的"
            "企业职工基本养老保险费。该中心于2026年10月14日送达缴费通知单，你单位没有在期限内缴纳",
            items=(
                ArrearsItem(
                    insurance="企业职工基本养老保险",
                    first_month="2026-03",
                    last_month="2026-08",
                    persons=2,
                    employer=Decimal("7888.32"),
                    employee=Decimal("3944.16"),
                ),
            ),
            late_fee=LateFee(
                until=date(2026, 10, 28),
                amount=Decimal("817.45"),
                rule="自费款所属月次月1日起，按日加收欠缴本金的万分之五，计算到缴清之日；每人每月每险种四舍五入到分后相加",
            ),
            pay_by=DueDate(term="自收到本通知书之日起5个工作日内"),
            pay_how="电子税务局、办税服务厅或者开户银行",
        )
        disputed = order.late_fee.model_copy(update={"amount": Decimal("13150.02"), "capped": Decimal("11832.48")})
        return order, order.model_copy(update={"late_fee": disputed})


class TreasuryReceipt(Printed):
    """Money that reached the treasury (入库), in yuan."""

    voucher: str = Field(title="凭证号", description="缴款凭证或者完税证明号码")
    received: date = Field(title="入库日期", description="费款入库日期")
    insurance: str = Field(title="险种", description="险种名称")
    period: str = Field(title="费款所属期", description="如“2026-03 至 2026-05”")
    principal: Yuan = Field(title="本金", description="单位元")
    late_fee: Yuan = Field(title="滞纳金", description="单位元")

    @property
    def total(self) -> Decimal:
        """Principal and late fee."""
        return self.principal + self.late_fee


class PaidMonth(Printed):
    """What was paid of one month of all workers together, in yuan."""

    month: Month = Field(title="费款所属月", description="如2026-03")
    persons: int = Field(ge=1, title="人数", description="该月涉及的职工人数")
    complete: int = Field(ge=0, title="缴齐人数", description="该月本金缴齐、可以记账的人数")
    due: Yuan = Field(title="应缴本金", description="单位元")
    paid: Yuan = Field(title="已缴本金", description="单位元")

    @property
    def state(self) -> str:
        """Whether the month may be credited; only a month whose own principal is complete."""
        if self.complete == self.persons:
            return "已缴齐，可以记账"
        return f"{self.complete}人缴齐，可以记账" if self.complete else "没有缴齐，暂不记账"


class CollectionReturn(Body):
    """入库回单: tells the organ that handed the arrears over what came in and what is still owed."""

    document: ClassVar[str] = "collection_return"
    label: ClassVar[str] = "社会保险费入库回单"
    family: ClassVar[Family] = "form"
    issuer: ClassVar[Issuer] = "tax"

    transfer_number: str = Field(title="缴费通知单文号", description="移交时所附缴费通知单的文号")
    due: Yuan = Field(title="移交本金", description="移交函所列本金，单位元")
    receipts: tuple[TreasuryReceipt, ...] = Field(min_length=1, title="入库明细", description="逐笔入库情况")
    months: tuple[PaidMonth, ...] = Field((), title="清偿明细", description="入库本金清偿到哪些月份")
    late_fee_open: Yuan = Field(Decimal("0.00"), title="尚欠滞纳金", description="本金缴清时仍未入库的滞纳金，单位元")
    late_fee_open_capped: Yuan | None = Field(
        None, title="尚欠滞纳金（以本金为限）", description="规则未定时并列的另一数额；已定的为空"
    )
    order: str = Field("", title="清偿顺序", description="部分缴款的清偿顺序，成句叙述")
    remark: str = Field("", title="情况说明", description="部分入库、缴费计划等情况")
    handler: str = Field(title="经办人", description="经办人姓名")
    checker: str = Field(title="复核人", description="复核人姓名")

    @property
    def principal(self) -> Decimal:
        return sum((receipt.principal for receipt in self.receipts), Decimal(0))

    @property
    def late_fee(self) -> Decimal:
        return sum((receipt.late_fee for receipt in self.receipts), Decimal(0))

    @property
    def received(self) -> Decimal:
        """Everything that came in, late fee included."""
        return self.principal + self.late_fee

    @property
    def remaining(self) -> Decimal:
        """Principal still owed."""
        return self.due - self.principal

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        first = TreasuryReceipt(
            voucher="353058261100000417",
            received=date(2026, 11, 3),
            insurance="企业职工基本养老保险",
            period="2026-03 至 2026-06",
            principal=Decimal("7068.24"),
            late_fee=Decimal("586.61"),
        )
        second = TreasuryReceipt(
            voucher="353058261100000982",
            received=date(2026, 11, 10),
            insurance="企业职工基本养老保险",
            period="2026-07 至 2026-08",
            principal=Decimal("4764.24"),
            late_fee=Decimal("205.23"),
        )

        def month(number: int, persons: int, due: str, paid: str, complete: int) -> PaidMonth:
            name = f"2026-{number:02d}"
            return PaidMonth(month=name, persons=persons, due=Decimal(due), paid=Decimal(paid), complete=complete)

        months = (
            month(3, 1, "1152.00", "1152.00", 1),
            month(4, 1, "1152.00", "1152.00", 1),
            month(5, 2, "2382.12", "2382.12", 2),
            month(6, 2, "2382.12", "2382.12", 2),
            month(7, 2, "2382.12", "0.00", 0),
            month(8, 2, "2382.12", "0.00", 0),
        )
        part = cls(
            months=months,
            order="先欠先清，逐月先个人账户部分、后统筹部分、再滞纳金",
            transfer_number="龙社保函〔2026〕4号",
            due=Decimal("11832.48"),
            receipts=(first,),
            remark="该单位承诺于2026年11月10日前缴清余款。",
            handler="寸金凤",
            checker="李国栋",
        )
        return part, part.model_copy(
            update={
                "receipts": (first, second),
                "months": tuple(m.model_copy(update={"paid": m.due, "complete": m.persons}) for m in months),
                "late_fee_open": Decimal("31.20"),
                "remark": "尚欠的滞纳金由本机关继续征收，由用人单位承担。",
            }
        )
