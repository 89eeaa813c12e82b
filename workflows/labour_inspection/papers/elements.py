"""The pieces of which several papers of labour inspection are made, and the four kinds of paper of the department."""

from datetime import date, time
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import Field

from documents.context import Approval, Body, Family, Issuer, Month, Printed, Yuan

SANCTIONS = Literal[
    "警告", "通报批评", "罚款", "没收违法所得", "没收非法财物", "暂扣许可证件", "吊销许可证件", "责令停产停业"
]
"""行政处罚法第九条."""


class Notice(Body):
    """An outward paper in running text (叙述式文书), numbered and sealed by the department."""

    family: ClassVar[Family] = "notice"
    issuer: ClassVar[Issuer] = "department"


class Letter(Body):
    """A letter to another organ (函)."""

    family: ClassVar[Family] = "letter"
    issuer: ClassVar[Issuer] = "department"


class FileForm(Body):
    """A form of the file (内部表格): not numbered, signed by hand."""

    family: ClassVar[Family] = "form"
    issuer: ClassVar[Issuer] = "department"
    numbered: ClassVar[bool] = False


class Report(Body):
    """A report of the file in running text (内部报告): not numbered, signed by those who made it."""

    family: ClassVar[Family] = "report"
    issuer: ClassVar[Issuer] = "department"
    numbered: ClassVar[bool] = False


class ApprovalForm(FileForm):
    """A form by which somebody is asked to approve (审批表)."""

    cause: str = Field(title="案由", description="案由")
    approvals: tuple[Approval, ...] = Field(min_length=1, title="审批意见", description="按顺序排列的审批环节")


class Transcript(Body):
    """A record of what was said or seen (笔录), signed on every page."""

    family: ClassVar[Family] = "transcript"
    issuer: ClassVar[Issuer] = "department"
    numbered: ClassVar[bool] = False


class Span(Printed):
    """When something was done, by the clock of the place (起止时间)."""

    on: date = Field(title="日期", description="日期")
    begins: time = Field(title="开始时间", description="开始的时间，到分")
    ends: time | None = Field(None, title="结束时间", description="结束的时间，到分；事先通知的文书为空")


class Person(Printed):
    """A natural person who was asked, heard or present (自然人)."""

    name: str = Field(title="姓名", description="姓名")
    sex: Literal["男", "女"] | None = Field(None, title="性别", description="性别")
    resident_id: str | None = Field(None, title="公民身份号码", description="印出时遮盖")
    post: str | None = Field(None, title="工作单位和职务", description="工作单位和职务")
    address: str | None = Field(None, title="住址", description="住址")
    phone: str | None = Field(None, title="联系电话", description="印出时遮盖")


class Turn(Printed):
    """A question with its answer (问答)."""

    question: str = Field(title="问", description="询问人的提问")
    answer: str = Field(title="答", description="被询问人的回答")


class Material(Printed):
    """A paper or thing handed over or kept in the file (材料)."""

    name: str = Field(title="材料名称", description="材料名称")
    copies: int = Field(1, ge=1, title="份数", description="份数")
    pages: int | None = Field(None, ge=1, title="页数", description="每份页数")
    remark: str | None = Field(None, title="备注", description="如“原件”“复制件，与原件核对无异”")


class PreservedItem(Printed):
    """A thing kept as evidence where it is (先行登记保存的物品)."""

    name: str = Field(title="物品名称", description="物品或者资料的名称")
    mark: str | None = Field(None, title="规格型号", description="规格、型号、编号或者册数页码")
    quantity: str = Field(title="数量", description="数量和单位")
    condition: str | None = Field(None, title="状况", description="新旧、封存等状况")


class Sanction(Printed):
    """One penalty of a notice or a decision, with its own basis and its computation (行政处罚)."""

    kind: SANCTIONS = Field(title="处罚种类", description="行政处罚法第九条的种类")
    basis: str = Field(title="处罚依据", description="设定该处罚的法律名称和条款项")
    amount: Yuan | None = Field(None, title="金额", description="罚款或者没收的数额，单位元")
    computation: str | None = Field(None, title="计算过程", description="数额的算法，成句叙述，不加句号")


class Collector(Printed):
    """Where a fine is paid: never to the organ that imposed it (罚款代收机构, 罚款决定与罚款收缴分离实施办法 7)."""

    bank: str = Field(title="代收银行", description="代收机构全称")
    address: str = Field(title="代收地址", description="代收机构地址")
    account_name: str = Field(title="收款户名", description="收款账户名称")
    account: str = Field(title="收款账号", description="收款账号")
    electronic: str | None = Field(None, title="电子支付", description="可用的电子支付方式；没有的为空")


class CheckedItem(Printed):
    """One demand and whether it was met (核查事项)."""

    demand: str = Field(title="要求事项", description="指令书要求的一项")
    met: Literal["已改正", "部分改正", "未改正"] = Field(title="核查结果", description="核查结果")
    finding: str = Field(title="核查情况", description="核查到的情况和依据")


class Point(Printed):
    """One point of a party and what was made of it (意见及复核)."""

    claim: str = Field(title="意见", description="当事人提出的事实、理由或者证据")
    review: str = Field(title="复核情况", description="复核查明的情况和理由")
    accepted: bool = Field(title="是否采纳", description="是否采纳")


class UninsuredWorker(Printed):
    """A worker the employer did not register, and the months this concerns."""

    name: str = Field(title="职工姓名", description="职工姓名")
    resident_id: str = Field(title="公民身份号码", description="印出时遮盖")
    hired: date = Field(title="用工之日", description="建立劳动关系的日期")
    first_month: Month = Field(title="起始月份", description="应当参保缴费的起始月份")
    last_month: Month = Field(title="截止月份", description="应当参保缴费的截止月份")
    wage: Yuan = Field(title="月工资", description="所列月份的月平均工资，单位元")

    @property
    def months(self) -> int:
        """Number of months from first to last, both counted."""
        (first, start), (last, end) = (m.split("-") for m in (self.first_month, self.last_month))
        return (int(last) - int(first)) * 12 + int(end) - int(start) + 1


class Founded(Notice):
    """A notice or decision that rests on facts and law: what was found, how it is proven, what it breaks."""

    facts: str = Field(title="查明的事实", description="查明的违法事实，成段叙述")
    evidence: tuple[str, ...] = Field(min_length=1, title="证据", description="证明上述事实的证据名称")
    violated: tuple[str, ...] = Field(min_length=1, title="违反的规定", description="法律名称和条款项")


WORKERS = (
    UninsuredWorker(
        name="杨𬱖",
        resident_id="530523199203150028",
        hired=date(2026, 3, 2),
        first_month="2026-03",
        last_month="2026-08",
        wage=Decimal("4800.00"),
    ),
    UninsuredWorker(
        name="木热提·艾力江",
        resident_id="530523198811070017",
        hired=date(2026, 5, 6),
        first_month="2026-05",
        last_month="2026-08",
        wage=Decimal("5125.50"),
    ),
)
"""Invented workers of the examples."""

BANK = Collector(
    bank="龙陵县农村信用合作联社营业部",
    address="龙陵县龙山镇龙华路20号",
    account_name="龙陵县财政局非税收入汇缴户",
    account="0000 0000 0000 0000",
    electronic="云南省非税收入电子缴款平台（凭缴款码）",
)
"""Invented bank of the examples."""

CAUSE = "不按规定办理社会保险登记"
"""Cause of the examples."""


def in_turn(opinion: str, on: date) -> tuple[Approval, ...]:
    """The usual order of approval of the examples: the handlers have signed, the heads have yet to."""
    return (
        Approval(label="承办人意见", opinion=opinion, names=("赵明川", "段雪娇"), on=on),
        Approval(label="监察大队意见"),
        Approval(label="机关负责人意见"),
    )
