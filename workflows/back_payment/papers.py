"""What the papers of back payment (社会保险费补缴) say beyond what all papers share."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import Field

from documents.context import Body, DueDate, Family, Issuer, Month, Printed, ReturnSlip, Yuan

INSURANCE = "企业职工基本养老保险"


class AssessedMonth(Printed):
    """One person and month of an assessment, in yuan; the calculator's amounts, never recomputed here."""

    name: str = Field(title="姓名", description="职工姓名")
    resident_id: str = Field(title="公民身份号码", description="印出时遮盖")
    month: Month = Field(title="费款所属月", description="如2026-03")
    base: Yuan = Field(title="缴费基数", description="当月缴费基数，单位元")
    employer: Yuan = Field(title="单位应缴", description="单位应缴本金，单位元")
    employee: Yuan = Field(title="个人应缴", description="个人应缴本金，由单位代扣代缴，单位元")

    @property
    def total(self) -> Decimal:
        """Principal of the month: employer's and employee's part."""
        return self.employer + self.employee


class Assessed(Printed):
    """Several assessed months with their sums; sums are of rounded items."""

    lines: tuple[AssessedMonth, ...] = Field(min_length=1, title="核定明细", description="逐人逐月的核定结果")

    @property
    def employer(self) -> Decimal:
        return sum((line.employer for line in self.lines), Decimal(0))

    @property
    def employee(self) -> Decimal:
        return sum((line.employee for line in self.lines), Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.employer + self.employee

    @property
    def persons(self) -> int:
        """How many people; two of one name are told apart by their resident IDs."""
        return len({line.resident_id for line in self.lines})

    def by_person(self) -> Iterator["PersonTotal"]:
        """One line per person, in the order of their first month."""
        for number in dict.fromkeys(line.resident_id for line in self.lines):
            own = tuple(line for line in self.lines if line.resident_id == number)
            yield PersonTotal(
                name=own[0].name,
                first_month=min(line.month for line in own),
                last_month=max(line.month for line in own),
                months=len(own),
                employer=sum((line.employer for line in own), Decimal(0)),
                employee=sum((line.employee for line in own), Decimal(0)),
            )


class PersonTotal(Printed):
    """A person's share of an assessment, in yuan."""

    name: str = Field(title="姓名", description="职工姓名")
    first_month: Month = Field(title="起始月份", description="最早的费款所属月")
    last_month: Month = Field(title="截止月份", description="最晚的费款所属月")
    months: int = Field(title="月数", description="核定的月数")
    employer: Yuan = Field(title="单位应缴", description="单位元")
    employee: Yuan = Field(title="个人应缴", description="单位元")

    @property
    def total(self) -> Decimal:
        return self.employer + self.employee


def _months(name: str, number: str, first: int, last: int, base: str) -> tuple[AssessedMonth, ...]:
    amount = Decimal(base)
    cent = Decimal("0.01")
    return tuple(
        AssessedMonth(
            name=name,
            resident_id=number,
            month=f"2026-{month:02d}",
            base=amount,
            employer=(amount * Decimal("0.16")).quantize(cent),
            employee=(amount * Decimal("0.08")).quantize(cent),
        )
        for month in range(first, last + 1)
    )


LINES = (
    *_months("杨𬱖", "530523199203150028", 3, 8, "4800.00"),
    *_months("木热提·艾力江", "530523198811070017", 5, 8, "5125.50"),
)
MANY = tuple(
    line
    for person in range(8)
    for line in _months(f"示例职工{'甲乙丙丁戊己庚辛'[person]}", f"53052319900101{person:03d}0", 3, 8, "4800.00")
)


class Assessment(Assessed, Body):
    """社会保险费补缴核定表: what is owed, per person and month."""

    document: ClassVar[str] = "assessment"
    label: ClassVar[str] = "社会保险费补缴核定表"
    family: ClassVar[Family] = "roster"
    issuer: ClassVar[Issuer] = "agency"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国社会保险法》第五十八条第一款",)

    insurance: str = Field(INSURANCE, title="险种", description="险种名称")
    employer_rate: Decimal = Field(title="单位费率", description="单位缴费比例，小数")
    employee_rate: Decimal = Field(title="个人费率", description="个人缴费比例，小数")
    rules: tuple[str, ...] = Field(title="核定规则", description="适用的基数、费率、利息等规则，逐条印出")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        short = cls(
            lines=LINES,
            employer_rate=Decimal("0.16"),
            employee_rate=Decimal("0.08"),
            rules=(
                "缴费基数为职工当月工资，在公布的上下限以内的按实计算；2026年度上下限尚未公布，暂按2025年度执行，公布后结算。",
                "单位应缴＝缴费基数×单位费率，个人应缴＝缴费基数×个人费率，每格四舍五入到分后相加。",
                "滞纳金由税务机关按缴清之日核算，不列入本表。",
            ),
        )
        return short, short.model_copy(update={"lines": MANY})


class PaymentNotice(Assessed, Body):
    """社会保险费缴费通知单: tells the employer what was assessed, where and by when to pay."""

    document: ClassVar[str] = "payment_notice"
    label: ClassVar[str] = "社会保险费缴费通知单"
    family: ClassVar[Family] = "notice"
    issuer: ClassVar[Issuer] = "agency"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国社会保险法》第五十八条第一款",
        "《中华人民共和国社会保险法》第六十条第一款",
    )

    ground: str = Field(title="核定缘由", description="核定所依据的文书和事实，成句叙述")
    insurance: str = Field(INSURANCE, title="险种", description="险种名称")
    assessment_number: str = Field(title="核定表编号", description="所附核定表的编号")
    pay_to: str = Field(title="缴费机关", description="征收的税务机关全称")
    pay_how: str = Field(title="缴费渠道", description="可以缴费的渠道")
    pay_by: DueDate = Field(title="缴费期限", description="缴费期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                lines=LINES,
                ground="根据龙陵县人力资源和社会保障局《劳动保障监察限期改正指令书》（龙人社监令字〔2026〕3号）查明的用工事实，"
                "本中心已于2026年10月9日为杨𬱖等2名职工办理社会保险登记",
                assessment_number="龙社保核〔2026〕5号",
                pay_to="国家税务总局龙陵县税务局",
                pay_how="电子税务局或者办税服务厅",
                pay_by=DueDate(term="自收到本通知单之日起5个工作日内"),
            ),
        )


class ArrearsTransfer(Assessed, Body):
    """欠费移交税务函: hands assessed, unpaid premiums to the tax organ, which collects them."""

    document: ClassVar[str] = "arrears_transfer"
    label: ClassVar[str] = "关于移交社会保险费欠费情况的函"
    family: ClassVar[Family] = "letter"
    issuer: ClassVar[Issuer] = "agency"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国社会保险法》第六十三条第一款",
        "《中华人民共和国社会保险法》第八十二条第二款",
    )

    insurance: str = Field(INSURANCE, title="险种", description="险种名称")
    assessment_number: str = Field(title="核定表编号", description="核定表的编号")
    notice_number: str = Field(title="通知单文号", description="缴费通知单文号")
    notice_served: date = Field(title="通知单送达日期", description="缴费通知单送达日期")
    objections: str = Field(title="异议和救济", description="单位的异议、复议、诉讼情况，成句叙述")
    slip: ReturnSlip = Field(title="回执", description="回执的选项和期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                lines=LINES,
                assessment_number="龙社保核〔2026〕5号",
                notice_number="龙社保缴〔2026〕5号",
                notice_served=date(2026, 9, 25),
                objections="该单位在期限内没有缴费，也没有提出异议、申请行政复议或者提起行政诉讼",
                slip=ReturnSlip(
                    due=DueDate(term="自收到本函之日起5个工作日内"),
                    options=(
                        "接收，受理编号",
                        "材料不全，请补充",
                        "退回，理由",
                    ),
                ),
            ),
        )


class MonthCell(Printed):
    """One month of the worker's record."""

    month: Month = Field(title="费款所属月", description="如2026-03")
    state: Literal["已记账", "未到账"] = Field(title="状态", description="该月的记账状态")


class CreditNotice(Body):
    """补缴记账告知书: tells the worker, in plain words, which months now count."""

    document: ClassVar[str] = "credit_notice"
    label: ClassVar[str] = "社会保险费补缴记账告知书"
    family: ClassVar[Family] = "notice"
    issuer: ClassVar[Issuer] = "agency"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国社会保险法》第七十四条第三款",
        "《社会保险经办条例》第十一条",
    )

    insurance: str = Field(INSURANCE, title="险种", description="险种名称")
    employer_name: str = Field(title="缴费单位", description="为其缴费的用人单位")
    credited_on: date = Field(title="记账日期", description="记入缴费记录的日期")
    cells: tuple[MonthCell, ...] = Field(
        min_length=1, title="月份", description="本案补缴的各月状态；其他月份本案不知道，不写"
    )
    paid: Yuan = Field(title="到账本金", description="单位和个人应缴部分合计，单位元")
    to_account: Yuan = Field(title="个人账户记入额", description="记入个人账户的数额，单位元")
    ways_to_check: str = Field(title="查询方式", description="查询、核对缴费记录的途径")

    @property
    def credited(self) -> int:
        """Number of months credited."""
        return sum(cell.state == "已记账" for cell in self.cells)

    @property
    def open(self) -> tuple[MonthCell, ...]:
        """Months owed but not yet received."""
        return tuple(cell for cell in self.cells if cell.state == "未到账")

    def years(self) -> Iterator[tuple[str, dict[int, MonthCell]]]:
        """Each year with its cells by month, for a table of twelve columns."""
        for year in dict.fromkeys(cell.month[:4] for cell in self.cells):
            yield year, {int(c.month[5:]): c for c in self.cells if c.month.startswith(year)}

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        def cell(month: int, state: Literal["已记账", "未到账"]) -> MonthCell:
            return MonthCell(month=f"2026-{month:02d}", state=state)

        whole = cls(
            employer_name="龙陵县松月茶业有限公司",
            credited_on=date(2026, 10, 12),
            cells=(*(cell(month, "已记账") for month in range(3, 9)),),
            paid=Decimal("6912.00"),
            to_account=Decimal("2304.00"),
            ways_to_check="持社会保障卡或者身份证到本中心窗口查询，也可以在网上服务大厅查询",
        )
        partly = {
            "cells": (*whole.cells[:4], cell(7, "未到账"), cell(8, "未到账")),
            "paid": Decimal("4608.00"),
            "to_account": Decimal("1536.00"),
        }
        return whole, whole.model_copy(update=partly)
