"""What the papers say by which a grave violation is made public, and taken back (重大劳动保障违法行为社会公布)."""

from datetime import date
from typing import ClassVar, Self

from pydantic import Field

from documents.context import DueDate
from workflows.labour_inspection.papers.elements import CAUSE, ApprovalForm, in_turn


class PublicationApproval(ApprovalForm):
    """重大违法行为社会公布审批表: what is published of whom, and nothing private (行政处罚法 48(1))."""

    document: ClassVar[str] = "publication_approval"
    label: ClassVar[str] = "重大劳动保障违法行为社会公布审批表"
    bases: ClassVar[tuple[str, ...]] = (
        "《重大劳动保障违法行为社会公布办法》",
        "《中华人民共和国行政处罚法》第四十八条第一款",
    )

    decision_title: str = Field(title="决定书名称", description="据以公布的决定书名称")
    decision_number: str = Field(title="决定书文号", description="据以公布的决定书文号")
    decision_served: date = Field(title="决定书送达日期", description="送达日期")
    situation: str = Field(title="公布情形", description="属于应当公布的哪一种情形")
    remedies_used: str = Field(title="救济情况", description="是否申请复议、提起诉讼")
    main_facts: str = Field(title="主要违法事实", description="拟公布的文字，不得有国家秘密、商业秘密和个人隐私")
    handling: str = Field(title="处理情况", description="拟公布的处理情况")
    channels: tuple[str, ...] = Field(min_length=1, title="公布渠道", description="公布的网站、公告栏等")
    publish: str = Field(title="公布时间", description="拟公布的时间和期限")
    objection: DueDate | None = Field(None, title="异议处理期限", description="当地规定的异议处理期限；没有规定的为空")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause=CAUSE,
                decision_title="行政处罚决定书",
                decision_number="龙人社监罚字〔2026〕2号",
                decision_served=date(2026, 11, 23),
                situation="不依法参加社会保险，情节严重",
                remedies_used="没有申请行政复议，没有提起行政诉讼",
                main_facts="没有为职工办理社会保险登记，经责令限期改正，逾期没有改正。",
                handling="处罚款11,832.48元。",
                channels=("龙陵县人民政府门户网站", "本机关公告栏"),
                publish="2027年第一季度，公布期一年",
                approvals=in_turn("建议公布。", date(2027, 1, 11)),
            ),
        )


class PublicationWithdrawal(ApprovalForm):
    """公布撤回审批表: within three working days of change or annulment, with reasons (行政处罚法 48(2), 85)."""

    document: ClassVar[str] = "publication_withdrawal"
    label: ClassVar[str] = "行政处罚决定信息公布撤回审批表"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第四十八条第二款",)

    decision_title: str = Field(title="决定书名称", description="已公布的决定书名称")
    decision_number: str = Field(title="决定书文号", description="已公布的决定书文号")
    published: date = Field(title="公布日期", description="公布日期")
    channels: tuple[str, ...] = Field(min_length=1, title="公布渠道", description="已公布的网站、公告栏等")
    cause_of_withdrawal: str = Field(title="撤回的事由", description="变更、撤销、确认违法或者无效的文书和日期")
    learned: date = Field(title="得知日期", description="收到上述文书的日期")
    withdraw_by: DueDate = Field(title="撤回期限", description="三日（工作日）内")
    explanation: str = Field(title="公开说明", description="拟公开的理由说明文字")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause=CAUSE,
                decision_title="行政处罚决定书",
                decision_number="龙人社监罚字〔2026〕2号",
                published=date(2027, 1, 13),
                channels=("龙陵县人民政府门户网站", "本机关公告栏"),
                cause_of_withdrawal="龙陵县人民政府2027年2月22日作出行政复议决定书（龙政复决〔2027〕1号），撤销该处罚决定",
                learned=date(2027, 2, 23),
                withdraw_by=DueDate(term="3个工作日内", on=date(2027, 2, 26), provisional=True),
                explanation="龙人社监罚字〔2026〕2号行政处罚决定已被行政复议机关撤销，现撤回该处罚决定信息。",
                approvals=in_turn("建议撤回并公开说明理由。", date(2027, 2, 23)),
            ),
        )
