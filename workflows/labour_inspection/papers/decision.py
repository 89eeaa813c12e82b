"""What the papers of deciding say: legal review, collective discussion, and the five kinds of decision."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from documents.context import DueDate, Printed, Yuan
from workflows.labour_inspection.papers.elements import (
    BANK,
    CAUSE,
    WORKERS,
    ApprovalForm,
    Collector,
    FileForm,
    Founded,
    Material,
    Sanction,
    Transcript,
    UninsuredWorker,
    in_turn,
)
from workflows.labour_inspection.papers.notice_hearing import EVIDENCE, FACTS, FINE, VIOLATED

REVIEWED = ("执法主体和执法人员资格", "程序", "案件事实和证据", "法律依据", "裁量", "职权范围", "文书", "是否涉嫌犯罪")


class ReviewedItem(Printed):
    """One thing that legal review looks at (审核事项)."""

    item: str = Field(title="审核事项", description="审核事项")
    opinion: str = Field(title="审核意见", description="该事项的审核意见")


class LegalReviewOpinion(FileForm):
    """法制审核意见书: without it, or against it, no decision where 行政处罚法 58 asks for it."""

    document: ClassVar[str] = "legal_review_opinion"
    label: ClassVar[str] = "重大行政执法决定法制审核意见书"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第五十八条",)

    cause: str = Field(title="案由", description="案由")
    submitted: date = Field(title="送审日期", description="送审日期")
    materials: tuple[Material, ...] = Field((), title="送审材料", description="送审的材料")
    intended: str = Field(title="拟作出的决定", description="拟作出的决定")
    ground: str = Field(title="审核情形", description="属于行政处罚法第五十八条第一款的哪一种情形")
    items: tuple[ReviewedItem, ...] = Field(min_length=1, title="审核事项", description="逐项审核意见")
    conclusion: Literal["同意", "建议修改后作出", "退回补充"] = Field(title="审核结论", description="审核结论")
    advice: str | None = Field(None, title="具体建议", description="修改、补充的建议；同意的可为空")
    reviewer: str = Field(title="审核人", description="审核人姓名")
    qualification: str | None = Field(None, title="法律职业资格证号", description="初次从事审核的人员必须具备")
    reviewed: date = Field(title="审核日期", description="审核日期")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        opinions = (
            "具有执法主体资格，执法人员2人，证件有效",
            "立案、调查、告知、听证程序合法",
            "事实清楚，证据确实、充分",
            "适用法律准确",
            "在法定幅度内，理由充分",
            "没有超越职权",
            "文书完备、规范",
            "不涉嫌犯罪",
        )
        return (
            cls(
                cause=CAUSE,
                submitted=date(2026, 11, 12),
                materials=(Material(name="案卷", pages=86), Material(name="处罚决定书（送审稿）", pages=3)),
                intended="处应缴社会保险费数额一倍的罚款，即11,832.48元",
                ground="直接关系当事人重大权益，经过听证程序",
                items=tuple(
                    ReviewedItem(item=item, opinion=said) for item, said in zip(REVIEWED, opinions, strict=True)
                ),
                conclusion="同意",
                reviewer="蒋文昌",
                qualification="A20185305230001",
                reviewed=date(2026, 11, 16),
            ),
        )


class View(Printed):
    """What one member said in the discussion (讨论意见)."""

    member: str = Field(title="参加人", description="职务和姓名")
    opinion: str = Field(title="意见", description="发表的意见")


class CollectiveDiscussion(Transcript):
    """集体讨论笔录: the heads decide together on what is complex or weighty (行政处罚法 57(2))."""

    document: ClassVar[str] = "collective_discussion"
    label: ClassVar[str] = "案件集体讨论笔录"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第五十七条第二款",)

    cause: str = Field(title="案由", description="案由")
    held: date = Field(title="讨论日期", description="讨论日期")
    place: str = Field(title="讨论地点", description="讨论地点")
    chair: str = Field(title="主持人", description="职务和姓名")
    recorder: str = Field(title="记录人", description="记录人")
    attending: tuple[str, ...] = Field((), title="列席人员", description="列席人员；没有的为空")
    reporter: str = Field(title="汇报人", description="汇报人")
    reported: str = Field(title="案情汇报", description="事实、证据、当事人意见、法制审核意见和处理建议，成段叙述")
    views: tuple[View, ...] = Field(min_length=1, title="讨论意见", description="每名参加人的意见")
    decision: str = Field(title="讨论结论", description="讨论决定，成段叙述；有不同意见的写明")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause=CAUSE,
                held=date(2026, 11, 18),
                place="龙陵县人力资源和社会保障局二楼会议室",
                chair="局长杨国才",
                recorder="尹碧云",
                attending=("政策法规股蒋文昌", "劳动保障监察大队赵明川"),
                reporter="赵明川",
                reported="该单位没有为2名职工办理社会保险登记，经责令限期改正逾期不改正。听证中当事人对事实没有异议，请求不予罚款。"
                "法制审核意见为同意。建议处应缴数额一倍的罚款11,832.48元。",
                views=(
                    View(member="副局长番金兰", opinion="事实清楚，按最低倍数处罚适当，同意。"),
                    View(member="副局长段永康", opinion="同意。决定送达后要跟进登记办理。"),
                    View(member="局长杨国才", opinion="同意按一倍处罚。"),
                ),
                decision="一致同意对该单位处罚款11,832.48元。",
            ),
        )


class PenaltyDecision(Founded):
    """行政处罚决定书: the six items of 行政处罚法 59(1); the seal is a duty (59(2))."""

    document: ClassVar[str] = "penalty_decision"
    label: ClassVar[str] = "行政处罚决定书"
    appealable: ClassVar[bool] = True
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第五十七条第一款第（一）项",)

    heard: str = Field(title="陈述申辩和听证", description="告知、陈述申辩、听证的情况和采纳与否的理由，成段叙述")
    reasons: str = Field(title="裁量理由", description="裁量的情节和理由，成段叙述")
    sanctions: tuple[Sanction, ...] = Field(min_length=1, title="处罚内容", description="行政处罚")
    payment: Collector | None = Field(None, title="代收机构", description="罚款的代收机构；没有罚没款的为空")
    pay_by: DueDate | None = Field(None, title="缴款期限", description="自收到决定书之日起十五日内")
    surcharge: bool = Field(True, title="是否加处罚款", description="逾期是否每日按百分之三加处")
    publish: bool = Field(True, title="是否公开", description="是否依法公开")

    @property
    def total(self) -> Decimal | None:
        """Sum of the amounts to be paid, in yuan; none if nothing is to be paid."""
        amounts = [sanction.amount for sanction in self.sanctions if sanction.amount is not None]
        return sum(amounts, Decimal(0)) if amounts else None

    @model_validator(mode="after")
    def _an_amount_can_be_paid(self) -> Self:
        if (self.total is not None) != (self.payment is not None and self.pay_by is not None):
            raise ValueError("有罚没款的，必须写明代收机构和缴款期限；没有的不写")
        return self

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        fined = cls(
            facts=FACTS,
            evidence=(*EVIDENCE, "听证笔录"),
            violated=VIOLATED,
            heard="本机关于2026年10月21日向你单位送达《行政处罚事先告知书》（龙人社监罚告字〔2026〕2号）。你单位要求听证，"
            "本机关于2026年11月10日举行了听证。你单位提出经营困难、职工自愿不参保，请求不予处罚。经复核，上述理由不是法定的"
            "不予处罚或者从轻、减轻情节，职工的承诺不能免除你单位的登记义务，本机关不予采纳。",
            reasons="你单位经责令逾期不改正，没有法定从轻、减轻或者从重情节，在法定幅度内按最低倍数处罚。",
            sanctions=(FINE,),
            payment=BANK,
            pay_by=DueDate(term="自收到本决定书之日起十五日内"),
        )
        warned = Sanction(kind="警告", basis="《劳动保障监察条例》第二十五条")
        return fined, fined.model_copy(
            update={
                "sanctions": (warned, FINE.model_copy(update={"amount": Decimal("2000.00"), "computation": None})),
                "surcharge": False,
            }
        )


class OwedToWorker(Printed):
    """What a handling decision orders the employer to pay to one worker, in yuan."""

    name: str = Field(title="职工姓名", description="职工姓名")
    item: str = Field(title="项目", description="如“工资报酬”“赔偿金”")
    months: str = Field(title="所属期", description="所属的月份")
    amount: Yuan = Field(title="金额", description="应付金额，单位元")


class HandlingDecision(Founded):
    """行政处理决定书: orders what the law requires; premiums are assessed and collected by others."""

    document: ClassVar[str] = "handling_decision"
    label: ClassVar[str] = "劳动保障监察行政处理决定书"
    appealable: ClassVar[bool] = True
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第十八条第一款第（二）项",)

    heard: str = Field(title="陈述申辩", description="告知、陈述申辩的情况和采纳与否的理由，成段叙述")
    orders: tuple[str, ...] = Field(min_length=1, title="处理内容", description="逐项写明，每项成句")
    perform_by: DueDate = Field(title="履行期限", description="履行的期限")
    workers: tuple[UninsuredWorker, ...] = Field((), title="职工名单", description="责令登记的职工；不涉及的为空")
    owed: tuple[OwedToWorker, ...] = Field((), title="应付明细", description="责令支付给职工的款项；不涉及的为空")
    consequence: str = Field(title="不履行的后果", description="不履行的后果和依据，成段叙述")

    @property
    def total(self) -> Decimal:
        """Sum ordered to be paid to workers, in yuan."""
        return sum((owed.amount for owed in self.owed), Decimal(0))

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        heard = (
            "本机关于2026年10月21日向你单位送达《劳动保障监察行政处理告知书》（龙人社监理告字〔2026〕1号）。"
            "你单位在期限内没有提出陈述、申辩。"
        )
        enrol = cls(
            facts=FACTS,
            evidence=EVIDENCE,
            violated=VIOLATED,
            heard=heard,
            orders=("为杨𬱖、木热提·艾力江2名职工申请办理社会保险登记。", "申报上述职工所列月份应当缴纳的社会保险费。"),
            perform_by=DueDate(term="自收到本决定书之日起15日内"),
            workers=WORKERS,
            consequence="拒不履行的，本机关将依照《劳动保障监察条例》第三十条第一款第（三）项，处二千元以上二万元以下的罚款；"
            "逾期不申请行政复议、不提起行政诉讼又不履行的，本机关将依法申请人民法院强制执行。",
        )
        owed = tuple(
            OwedToWorker(name=worker.name, item="工资报酬", months="2026年8月", amount=worker.wage)
            for worker in WORKERS
        )
        wages = enrol.model_copy(
            update={
                "facts": "你单位没有按时支付杨𬱖、木热提·艾力江2名职工2026年8月的工资，本机关责令限期支付，你单位逾期没有支付。",
                "evidence": ("工资发放表", "询问笔录", "《劳动保障监察限期改正指令书》及送达回证"),
                "violated": ("《中华人民共和国劳动法》第五十条",),
                "orders": ("支付下表所列职工的工资报酬。",),
                "workers": (),
                "owed": owed,
                "consequence": "逾期不支付的，本机关将依照《劳动保障监察条例》第二十六条，责令你单位按照应付金额百分之五十以上一倍以下的"
                "标准，向职工加付赔偿金；不申请行政复议、不提起行政诉讼又不履行的，本机关将依法申请人民法院强制执行。",
            }
        )
        return enrol, wages


class NoPenaltyDecision(Founded):
    """不予行政处罚决定书: why an act goes unpunished, and that the party was taught (行政处罚法 33, 57)."""

    document: ClassVar[str] = "no_penalty_decision"
    label: ClassVar[str] = "不予行政处罚决定书"
    appealable: ClassVar[bool] = True
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第三十三条第一款、第五十七条第一款第（二）项",)

    ground: str = Field(title="不予处罚的理由", description="不予处罚的事实和理由，成段叙述")
    education: str = Field(title="教育情况", description="教育的情况和要求，成段叙述")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                facts="你单位自2026年3月2日起招用杨𬱖，没有在三十日内为其申请办理社会保险登记。",
                evidence=("劳动合同", "工资发放表", "社会保险登记回执"),
                violated=VIOLATED,
                ground="你单位系初次违法，在本机关检查后三日内即办理了登记并申报了费款，没有造成危害后果。",
                education="本机关已经向你单位讲解有关法律规定。你单位今后应当自用工之日起三十日内为职工办理社会保险登记。",
            ),
        )


class FilingRevocation(ApprovalForm):
    """撤销立案审批表: a case that is slight and corrected is closed without a decision (条例 18(1)(3))."""

    document: ClassVar[str] = "filing_revocation"
    label: ClassVar[str] = "劳动保障监察撤销立案审批表"
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第十八条第一款第（三）项",)

    filed: date = Field(title="立案日期", description="立案日期")
    facts: str = Field(title="查明的事实", description="查明的事实")
    corrected: str = Field(title="改正情况", description="改正的情况和证明")
    reason: str = Field(title="撤销立案的理由", description="情节轻微且已改正的理由")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause=CAUSE,
                filed=date(2026, 9, 9),
                facts="该单位有2名职工没有在三十日内办理社会保险登记。",
                corrected="该单位于2026年9月24日办理登记并申报费款，提交了登记回执和申报凭证。",
                reason="情节轻微，已经改正，没有造成职工损失。",
                approvals=in_turn("建议撤销立案。", date(2026, 9, 28)),
            ),
        )
