"""What the papers of checks on the spot say: approval, notice, record, and what is ordered or fined at once."""

from datetime import date, time
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from documents.context import DueDate
from workflows.labour_inspection.papers.elements import (
    BANK,
    ApprovalForm,
    Collector,
    Notice,
    Person,
    Sanction,
    Span,
    Transcript,
    in_turn,
)

KINDS = Literal["日常检查", "专项检查", "个案检查"]
CHECK = (
    "《劳动保障监察条例》第十四条第一款、第十五条第一款",
    "《中华人民共和国社会保险法》第七十七条",
)
LIMIT = Decimal(3000)  # 行政处罚法第五十一条, organisations; the guard of the step knows whether it is a person's 200
PLACE = "龙陵县镇安镇大坝村制茶车间"


class InspectionApproval(ApprovalForm):
    """行政检查审批表: a check of an enterprise is approved and counted beforehand (2025 set of forms)."""

    document: ClassVar[str] = "inspection_approval"
    label: ClassVar[str] = "劳动保障监察行政检查审批表"
    bases: ClassVar[tuple[str, ...]] = CHECK

    kind: KINDS = Field(title="检查类型", description="日常、专项或者个案检查")
    source: str = Field(title="任务来源", description="检查计划、举报、交办等及其编号")
    done: int = Field(ge=0, title="本年度已检查次数", description="本机关本年度对该单位已经检查的次数")
    cap: int | None = Field(None, ge=0, title="年度频次上限", description="公布的年度频次上限；个案检查不受限的为空")
    items: tuple[str, ...] = Field(min_length=1, title="检查事项", description="逐项写明")
    way: str = Field(title="检查方式", description="如“现场检查”“书面检查”")
    planned: str = Field(title="检查时间", description="拟检查的日期或者起止日期")
    place: str = Field(title="检查地点", description="检查的地点")
    helpers: tuple[str, ...] = Field((), title="协助人员", description="事先确定的协助人员和单位；没有的为空")

    @model_validator(mode="after")
    def _within_the_published_cap(self) -> Self:
        if self.kind != "个案检查" and self.cap is not None and self.done >= self.cap:
            raise ValueError("本年度对该单位的检查已经达到公布的频次上限，不能再安排日常检查和专项检查")
        return self

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause="社会保险登记和缴费情况检查",
                kind="个案检查",
                source="投诉（登记号：2026-0031）",
                done=0,
                items=("职工名册和用工情况", "工资发放情况", "办理社会保险登记和申报缴费情况"),
                way="现场检查",
                planned="2026年9月10日",
                place=PLACE,
                approvals=in_turn("拟按上述事项检查。", date(2026, 9, 9)),
            ),
        )


class InspectionNotice(Notice):
    """行政检查通知书: tells who checks what, when, and what the officers may not do."""

    document: ClassVar[str] = "inspection_notice"
    label: ClassVar[str] = "劳动保障监察行政检查通知书"
    bases: ClassVar[tuple[str, ...]] = CHECK

    kind: KINDS = Field(title="检查类型", description="日常、专项或者个案检查")
    items: tuple[str, ...] = Field(min_length=1, title="检查事项", description="逐项写明，不加标点")
    when: str = Field(title="检查时间", description="检查的日期或者起止日期")
    place: str = Field(title="检查地点", description="检查的地点")
    prepare: tuple[str, ...] = Field((), title="准备的材料", description="请被检查单位准备的材料")
    supervision_phone: str = Field(title="监督电话", description="反映检查人员违纪行为的电话")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                kind="个案检查",
                items=("职工名册和用工情况", "工资发放情况", "办理社会保险登记和申报缴费情况"),
                when="2026年9月10日上午",
                place=PLACE,
                prepare=("职工名册", "劳动合同", "2026年3月至8月的工资发放表和考勤表"),
                supervision_phone="0875-0000001",
            ),
        )


class SiteRecord(Transcript):
    """现场检查笔录: what two officers saw on the spot (行政处罚法 55(2); 劳动保障监察条例 16(1))."""

    document: ClassVar[str] = "site_record"
    label: ClassVar[str] = "劳动保障监察现场检查笔录"

    span: Span = Field(title="检查时间", description="起止时间")
    place: str = Field(title="检查地点", description="检查的地点")
    recorder: str = Field(title="记录人", description="记录人姓名")
    present: Person = Field(title="在场人", description="被检查单位的现场负责人")
    notice_number: str | None = Field(None, title="检查通知书文号", description="行政检查通知书文号")
    recusal: str = Field(title="回避告知", description="告知回避权利后在场人的回答，成句叙述")
    seen: tuple[str, ...] = Field(min_length=1, title="检查情况", description="逐段客观记录看到的情况")
    taken: tuple[str, ...] = Field((), title="提取的材料", description="提取、复制的材料和拍摄的照片、录像")
    objection: str | None = Field(None, title="在场人意见", description="在场人的意见；没有的为空")
    refusal: str | None = Field(None, title="拒签情况", description="拒绝签名的情况和原因；没有的为空")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                span=Span(on=date(2026, 9, 10), begins=time(9, 10), ends=time(11, 25)),
                place=PLACE,
                recorder="段雪娇",
                present=Person(name="赵𬮿", sex="男", post="龙陵县松月茶业有限公司车间主任", phone="13900000418"),
                notice_number="龙人社监检字〔2026〕21号",
                recusal="在场人表示听清楚了，不申请回避。",
                seen=(
                    "车间在岗人员逐人登记，共18人，其中制茶工段9人、包装工段9人。",
                    (
                        "杨𬱖在制茶工段杀青岗位，自述2026年3月2日进厂；木热提·艾力江在揉捻岗位，自述2026年5月6日进厂。"
                        "两人均出示了身份证和盖有该单位印章的工作证。"
                    ),
                    (
                        "车间办公室墙上贴有2026年9月排班表，列有上述两人。赵𬮿当场从档案柜取出职工名册和3月至8月的工资发放表，"
                        "名册第2页、各月工资发放表均有上述两人。"
                    ),
                    "赵𬮿称，上述两人没有办理社会保险登记，其余16人已经办理。",
                ),
                taken=(
                    "职工名册复制件1份、工资发放表复制件6份，均由赵𬮿写明“与原件核对无异”并签名",
                    "照片12张、录像1段，存于案卷，编号S-0031-01",
                ),
            ),
        )


class OnTheSpotOrder(Notice):
    """当场限期整改指令书: what is plain is corrected at once (劳动保障监察条例 15(2))."""

    document: ClassVar[str] = "on_the_spot_order"
    label: ClassVar[str] = "劳动保障监察当场限期整改指令书"
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第十五条第二款、第十八条第一款第（二）项",)

    found: date = Field(title="检查日期", description="检查的日期")
    place: str = Field(title="检查地点", description="检查的地点")
    facts: str = Field(title="查明的事实", description="当场查明的事实，成段叙述")
    violated: tuple[str, ...] = Field(min_length=1, title="违反的规定", description="法律名称和条款项")
    demands: tuple[str, ...] = Field(min_length=1, title="整改要求", description="逐项写明，每项成句")
    by: DueDate = Field(title="整改期限", description="整改并书面报告的期限")
    heard: str = Field(title="当事人意见", description="当场听取的陈述、申辩，成句叙述")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                found=date(2026, 9, 10),
                place=PLACE,
                facts="你单位与职工木热提·艾力江建立劳动关系已满四个月，没有订立书面劳动合同。",
                violated=("《中华人民共和国劳动合同法》第十条第一款、第二款",),
                demands=("与木热提·艾力江补订书面劳动合同，合同期限自用工之日起计算。", "将合同文本交该职工一份。"),
                by=DueDate(term="自收到本指令书之日起5个工作日内"),
                heard="你单位车间主任赵𬮿当场表示没有异议，将按期补订。",
            ),
        )


class OnTheSpotPenalty(Notice):
    """当场行政处罚决定书: a warning, or a fine of at most 200 yuan on a person and 3,000 on an organisation.

    Carries everything that 行政处罚法 52(2) asks for; reconsideration comes before suit (行政复议法 23(1)(1)).
    """

    document: ClassVar[str] = "on_the_spot_penalty"
    label: ClassVar[str] = "当场行政处罚决定书"
    appealable: ClassVar[bool] = True
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第五十一条、第五十二条",)

    found: Span = Field(title="查明时间", description="当场查明和处罚的时间")
    place: str = Field(title="地点", description="作出处罚的地点")
    facts: str = Field(title="违法行为", description="违法行为，成段叙述")
    evidence: tuple[str, ...] = Field(min_length=1, title="证据", description="证据名称")
    violated: tuple[str, ...] = Field(min_length=1, title="违反的规定", description="法律名称和条款项")
    sanction: Sanction = Field(title="行政处罚", description="警告，或者限额以内的罚款")
    heard: str = Field(title="当事人意见", description="口头告知后听取的陈述、申辩及复核，成句叙述")
    payment: Collector | Literal["当场收缴"] | None = Field(
        None, title="缴款方式", description="代收机构，或者依法当场收缴；警告为空"
    )
    correction: str | None = Field(None, title="责令改正", description="同时责令改正的内容，成句叙述")

    @model_validator(mode="after")
    def _a_fine_can_be_paid(self) -> Self:
        if self.sanction.kind not in ("警告", "罚款"):
            raise ValueError("当场处罚只能是警告或者罚款")
        if (self.sanction.amount is None) != (self.sanction.kind == "警告"):
            raise ValueError("罚款必须写明数额，警告没有数额")
        if self.sanction.amount is not None and self.sanction.amount > LIMIT:
            raise ValueError("当场处以的罚款，对单位不得超过3000元，对个人不得超过200元")
        if (self.payment is None) != (self.sanction.kind == "警告"):
            raise ValueError("罚款必须写明缴款方式，警告没有缴款方式")
        return self

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        warned = cls(
            found=Span(on=date(2026, 9, 10), begins=time(11, 30)),
            place=PLACE,
            facts="你单位2026年8月安排制茶工段9名职工加班，每人每月累计42至50小时，超过法律规定的每月三十六小时。",
            evidence=("2026年8月考勤表", "工资发放表", "现场检查笔录"),
            violated=("《中华人民共和国劳动法》第四十一条",),
            sanction=Sanction(kind="警告", basis="《劳动保障监察条例》第二十五条"),
            heard="作出决定前，已经当场口头告知你单位拟作出的处罚内容及事实、理由、依据和陈述、申辩的权利，"
            "你单位车间主任赵𬮿表示没有陈述、申辩意见。",
            correction="责令你单位自收到本决定书之日起10日内调整排班，职工每月延长工作时间不得超过三十六小时。",
        )
        return warned, warned.model_copy(
            update={
                "facts": "本机关于2026年9月3日书面要求你单位报送职工名册和工资发放表，你单位没有报送。",
                "evidence": ("调查询问通知书及送达回证", "现场检查笔录"),
                "violated": ("《劳动保障监察条例》第三十条第一款第（二）项",),
                "sanction": Sanction(
                    kind="罚款", basis="《劳动保障监察条例》第三十条第一款", amount=Decimal("2000.00")
                ),
                "payment": BANK,
                "correction": None,
            }
        )
