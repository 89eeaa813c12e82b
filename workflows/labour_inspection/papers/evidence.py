"""What the papers say by which evidence is kept that might be lost (先行登记保存)."""

from datetime import date
from typing import ClassVar, Self

from pydantic import Field

from documents.context import DueDate
from workflows.labour_inspection.papers.elements import CAUSE, ApprovalForm, Notice, PreservedItem, in_turn

PRESERVATION = ("《中华人民共和国行政处罚法》第五十六条",)
ITEMS = (
    PreservedItem(name="2026年3月至8月考勤表原件", mark="共6册", quantity="6册", condition="完好，装入证物袋封存"),
    PreservedItem(name="现金发放工资签收单原件", mark="第1至18页", quantity="1本", condition="第9页有涂改"),
)


class PreservationApproval(ApprovalForm):
    """先行登记保存审批表: the head of the organ approves that evidence be kept (行政处罚法 56)."""

    document: ClassVar[str] = "preservation_approval"
    label: ClassVar[str] = "证据先行登记保存审批表"
    bases: ClassVar[tuple[str, ...]] = PRESERVATION

    reason: str = Field(title="保存的理由", description="证据可能灭失或者以后难以取得的情况")
    items: tuple[PreservedItem, ...] = Field(min_length=1, title="保存的物品", description="拟保存的物品清单")
    keeper: str = Field(title="保存方式和地点", description="就地保存还是异地保存，地点和保管人")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause=CAUSE,
                reason="车间主任称考勤表月底统一销毁，签收单第9页有涂改痕迹，不保存可能灭失。",
                items=ITEMS,
                keeper="异地保存，保存于龙陵县劳动保障监察大队证物室，由赵明川保管",
                approvals=in_turn("建议先行登记保存。", date(2026, 9, 10)),
            ),
        )


class PreservationNotice(Notice):
    """先行登记保存通知书 with its list: what is kept, where, and until when it is decided (行政处罚法 56, 85)."""

    document: ClassVar[str] = "preservation_notice"
    label: ClassVar[str] = "证据先行登记保存通知书"
    bases: ClassVar[tuple[str, ...]] = PRESERVATION

    reason: str = Field(title="保存的理由", description="成句叙述，不加句号")
    items: tuple[PreservedItem, ...] = Field(min_length=1, title="保存的物品", description="保存的物品清单")
    place: str = Field(title="保存地点", description="就地或者异地保存的地点")
    keeper: str = Field(title="保管人", description="保管人")
    kept: date = Field(title="登记保存日期", description="登记保存的日期")
    decide_by: DueDate = Field(title="处理期限", description="七日（工作日）内作出处理决定的期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                reason="该证据可能灭失",
                items=ITEMS,
                place="龙陵县劳动保障监察大队证物室",
                keeper="赵明川",
                kept=date(2026, 9, 10),
                decide_by=DueDate(term="自登记保存之日起7个工作日内", on=date(2026, 9, 20)),
            ),
        )


class PreservationDisposal(Notice):
    """先行登记保存证据处理通知书: what becomes of the evidence kept (行政处罚法 56)."""

    document: ClassVar[str] = "preservation_disposal"
    label: ClassVar[str] = "先行登记保存证据处理通知书"
    bases: ClassVar[tuple[str, ...]] = PRESERVATION

    notice_number: str = Field(title="保存通知书文号", description="先行登记保存通知书文号")
    kept: date = Field(title="登记保存日期", description="登记保存的日期")
    items: tuple[PreservedItem, ...] = Field(min_length=1, title="物品", description="处理的物品清单")
    disposal: str = Field(title="处理决定", description="如“复制留存后退还你单位”，不加句号")
    collect: str | None = Field(None, title="领取办法", description="领取的时间、地点，成句叙述；不退还的为空")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                notice_number="龙人社监存字〔2026〕2号",
                kept=date(2026, 9, 10),
                items=ITEMS,
                disposal="复制并核对无异后，将原件退还你单位",
                collect="请于2026年9月30日前持本通知书到龙陵县劳动保障监察大队领取，并当面清点。",
            ),
        )
