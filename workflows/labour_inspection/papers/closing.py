"""What the papers of the end say: closing, the result told to the complainant, and the cover of the file."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import Field

from documents.context import Printed, Yuan
from workflows.labour_inspection.papers.elements import CAUSE, ApprovalForm, FileForm, Notice, in_turn


class ClosingApproval(ApprovalForm):
    """结案审批表: the internal form by which a case is closed."""

    document: ClassVar[str] = "closing_approval"
    label: ClassVar[str] = "劳动保障监察结案审批表"

    filed: date = Field(title="立案日期", description="立案日期")
    handling: str = Field(title="处理情况", description="作出的处理及其文号、送达日期")
    performance: str = Field(title="履行情况", description="改正、登记、缴费、记账的情况")
    persons: int = Field(ge=0, title="涉及人数", description="纳入参保的人数")
    months: int = Field(ge=0, title="补记月数", description="补记缴费的人月数")
    collected: Yuan = Field(title="追缴金额", description="已入库的社会保险费本金，单位元")
    reason: str = Field(title="结案理由", description="结案理由")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause=CAUSE,
                filed=date(2026, 9, 9),
                handling="2026年9月16日送达《劳动保障监察限期改正指令书》（龙人社监令字〔2026〕3号）。",
                performance="县社会保险中心已为2名职工办理登记并核定补缴；税务机关已将核定的本金全部征收入库；缴费月数已记入个人账户。",
                persons=2,
                months=10,
                collected=Decimal("11832.48"),
                reason="指令要求的事项已经全部履行。",
                approvals=in_turn("建议结案。", date(2026, 11, 18)),
            ),
        )


class ResultNotice(Notice):
    """办理结果告知书: tells the complainant what came of the complaint."""

    document: ClassVar[str] = "result_notice"
    label: ClassVar[str] = "劳动保障监察投诉办理结果告知书"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国社会保险法》第八十二条第二款",)

    received: date = Field(title="收到日期", description="收到投诉的日期")
    respondent: str = Field(title="被投诉单位", description="被投诉的用人单位全称")
    matter: str = Field(title="投诉事项", description="一句话写明反映的事项，不加句号")
    findings: str = Field(title="调查结果", description="查明的与投诉人有关的事实")
    results: tuple[str, ...] = Field(min_length=1, title="办理结果", description="逐项写明登记、缴费、记账等结果")
    what_next: str | None = Field(None, title="后续事项", description="投诉人接下来可以做什么")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                received=date(2026, 9, 7),
                respondent="龙陵县松月茶业有限公司",
                matter="该单位没有为你办理社会保险登记、没有缴纳社会保险费",
                findings="该单位自2026年3月2日起与你建立劳动关系，没有为你办理社会保险登记，你反映的情况属实。",
                results=(
                    "2026年10月9日，县社会保险中心为你办理了企业职工基本养老保险登记。",
                    "2026年3月至8月的养老保险费已由税务机关分两次征收入库，共6,912.00元。",
                    "上述6个月已记入你的缴费记录，其中个人账户记入2,304.00元。",
                ),
                what_next="你可以持社会保障卡到县社会保险中心，或者在网上服务大厅查询、核对缴费记录，查询不收费",
            ),
        )


class Filed(Printed):
    """One entry of the file's table of contents (卷内文件)."""

    title: str = Field(title="文件名称", description="文书或者材料名称")
    number: str | None = Field(None, title="文号", description="文号；没有的为空")
    made: date | None = Field(None, title="日期", description="形成日期；没有的为空")
    first: int = Field(ge=1, title="起始页", description="在卷内的起始页")
    last: int = Field(ge=1, title="截止页", description="在卷内的截止页")
    remark: str | None = Field(None, title="备注", description="如“副卷”“录像编号”；没有的为空")


class ArchiveCover(FileForm):
    """卷宗封面、目录和备考表: one case, one file, its papers in order (行政处罚法 47)."""

    document: ClassVar[str] = "archive_cover"
    label: ClassVar[str] = "劳动保障监察案卷"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第四十七条",)

    archive_number: str | None = Field(None, title="档号", description="归档时编定；尚未编定的为空")
    volume: Literal["正卷", "副卷"] = Field("正卷", title="卷别", description="正卷可供查阅，副卷为内部材料")
    cause: str = Field(title="案由", description="案由")
    filed: date = Field(title="立案日期", description="立案日期")
    closed: date = Field(title="结案日期", description="结案日期")
    result: str = Field(title="处理结果", description="处理结果")
    keep: str = Field(title="保管期限", description="保管期限")
    entries: tuple[Filed, ...] = Field(min_length=1, title="卷内文件", description="按顺序排列的卷内文件")
    media: tuple[str, ...] = Field((), title="音像资料", description="音像资料的编号、时长和存放处；没有的为空")
    note: str | None = Field(None, title="情况说明", description="卷内文件缺损、补充的说明；没有的为空")
    archivist: str = Field(title="立卷人", description="立卷人姓名")
    checker: str = Field(title="检查人", description="检查人姓名")
    arranged: date = Field(title="立卷日期", description="立卷日期")

    @property
    def pages(self) -> int:
        """Last page of the file."""
        return max(entry.last for entry in self.entries)

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        titles: tuple[tuple[str, str | None, date, int], ...] = (
            ("立案审批表", None, date(2026, 9, 9), 1),
            ("劳动保障监察举报投诉登记表", None, date(2026, 9, 7), 2),
            ("劳动保障监察投诉受理通知书及送达回证", "龙人社监受字〔2026〕31号", date(2026, 9, 9), 3),
            ("劳动保障监察现场检查笔录", None, date(2026, 9, 10), 3),
            ("劳动保障监察询问笔录", None, date(2026, 9, 11), 12),
            ("工资发放表、劳动合同复制件", None, date(2026, 9, 10), 24),
            ("劳动保障监察限期改正指令书及送达回证", "龙人社监令字〔2026〕3号", date(2026, 9, 15), 4),
            ("行政处罚决定书及送达回证", "龙人社监罚字〔2026〕2号", date(2026, 11, 20), 5),
            ("结案审批表", None, date(2026, 12, 14), 1),
        )
        entries, page = [], 0
        for title, number, made, length in titles:
            entries.append(Filed(title=title, number=number, made=made, first=page + 1, last=page + length))
            page += length
        return (
            cls(
                cause=CAUSE,
                filed=date(2026, 9, 9),
                closed=date(2026, 12, 14),
                result="处罚款11,832.48元，已经缴纳；2名职工已经办理登记。",
                keep="30年",
                entries=tuple(entries),
                media=("现场检查录像1段，编号S-0031-01，时长42分钟，存于本机关案卷室",),
                archivist="尹碧云",
                checker="段雪娇",
                arranged=date(2026, 12, 21),
            ),
        )
