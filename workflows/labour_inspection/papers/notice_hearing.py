"""What the papers say by which a party is told what is intended, speaks, and is heard."""

from datetime import date, time
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from documents.context import DueDate, Printed
from workflows.labour_inspection.papers.elements import (
    CAUSE,
    Founded,
    Notice,
    Person,
    Point,
    Report,
    Sanction,
    Span,
    Transcript,
)

FACTS = (
    "你单位自2026年3月2日起先后招用杨𬱖、木热提·艾力江2名职工，没有为其申请办理社会保险登记。本机关于2026年9月16日送达"
    "《劳动保障监察限期改正指令书》（龙人社监令字〔2026〕3号），责令你单位限期办理，至2026年10月14日核查时，你单位仍未改正。"
    "经龙陵县社会保险中心核定，应缴社会保险费11,832.48元。"
)
EVIDENCE = (
    "劳动合同",
    "工资发放表",
    "询问笔录",
    "《劳动保障监察限期改正指令书》及送达回证",
    "整改核查记录",
    "社会保险费核定表",
)
VIOLATED = ("《中华人民共和国社会保险法》第五十八条第一款",)
FINE = Sanction(
    kind="罚款",
    basis="《中华人民共和国社会保险法》第八十四条",
    amount=Decimal("11832.48"),
    computation="应缴社会保险费数额11,832.48元的一倍",
)
ROOM = "龙陵县人力资源和社会保障局三楼会议室"


class PenaltyNotice(Founded):
    """行政处罚事先告知书: content, facts, reasons and basis of what is intended, and the party's rights.

    With the right to a hearing where 行政处罚法 63 gives one; the local amount of 较大数额 is a setting.
    """

    document: ClassVar[str] = "penalty_notice"
    label: ClassVar[str] = "行政处罚事先告知书"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国行政处罚法》第四十四条、第四十五条",
        "《劳动保障监察条例》第十九条",
    )

    sanctions: tuple[Sanction, ...] = Field(min_length=1, title="拟处罚内容", description="拟作出的行政处罚")
    reasons: str = Field(title="裁量理由", description="裁量的情节和理由，成段叙述")
    speak_by: DueDate = Field(title="陈述申辩期限", description="提出陈述、申辩的期限")
    hearing_by: DueDate | None = Field(
        None, title="听证申请期限", description="要求听证的期限，告知后五个工作日；没有听证权利的为空"
    )

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        heard = cls(
            facts=FACTS,
            evidence=EVIDENCE,
            violated=VIOLATED,
            sanctions=(FINE,),
            reasons="你单位经责令逾期不改正，没有法定从轻、减轻或者从重情节，在法定幅度内按最低倍数处罚。",
            speak_by=DueDate(term="自收到本告知书之日起5个工作日内"),
            hearing_by=DueDate(term="自收到本告知书之日起5个工作日内"),
        )
        small = FINE.model_copy(update={"amount": Decimal("1000.00"), "computation": None})
        return heard, heard.model_copy(update={"hearing_by": None, "sanctions": (small,)})


class HandlingNotice(Founded):
    """行政处理告知书: what the organ intends to order, and the right to be heard (劳动保障监察条例 19)."""

    document: ClassVar[str] = "handling_notice"
    label: ClassVar[str] = "劳动保障监察行政处理告知书"
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第十九条",)

    handling_bases: tuple[str, ...] = Field(min_length=1, title="处理依据", description="作出行政处理的法律依据")
    orders: tuple[str, ...] = Field(min_length=1, title="拟处理内容", description="逐项写明，每项成句")
    speak_by: DueDate = Field(title="陈述申辩期限", description="提出陈述、申辩的期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                facts=FACTS,
                evidence=EVIDENCE,
                violated=VIOLATED,
                handling_bases=("《劳动保障监察条例》第十八条第一款第（二）项",),
                orders=("责令你单位为杨𬱖、木热提·艾力江2名职工申请办理社会保险登记，并申报所列月份的社会保险费。",),
                speak_by=DueDate(term="自收到本告知书之日起5个工作日内"),
            ),
        )


class DefenceRecord(Transcript):
    """陈述申辩笔录及复核意见: each point of the party, and the answer to it (行政处罚法 45, 62)."""

    document: ClassVar[str] = "defence_record"
    label: ClassVar[str] = "陈述申辩笔录及复核意见"

    cause: str = Field(title="案由", description="案由")
    notice_title: str = Field(title="告知书名称", description="事先告知书名称")
    notice_number: str = Field(title="告知书文号", description="事先告知书文号")
    notice_served: date = Field(title="告知书送达日期", description="事先告知书送达日期")
    outcome: Literal["当面陈述申辩", "提交书面意见", "明确放弃", "逾期未提出"] = Field(
        title="陈述申辩方式", description="行使、放弃或者逾期"
    )
    span: Span | None = Field(None, title="时间", description="当面陈述的起止时间；其他方式为空")
    place: str | None = Field(None, title="地点", description="当面陈述的地点；其他方式为空")
    recorder: str | None = Field(None, title="记录人", description="当面陈述的记录人")
    person: Person | None = Field(None, title="陈述申辩人", description="到场的人")
    statement: str = Field(title="陈述申辩内容", description="陈述、申辩的记录，或者放弃、逾期的情况，成段叙述")
    points: tuple[Point, ...] = Field((), title="逐项复核", description="每一项意见及其复核")
    review: str = Field(title="复核结论", description="复核结论，成段叙述")

    @model_validator(mode="after")
    def _what_is_said_in_person_has_a_speaker(self) -> Self:
        if self.outcome == "当面陈述申辩" and not (self.person and self.span and self.place and self.recorder):
            raise ValueError("当面陈述申辩的，必须写明时间、地点、陈述申辩人和记录人")
        return self

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        spoken = cls(
            cause=CAUSE,
            notice_title="行政处罚事先告知书",
            notice_number="龙人社监罚告字〔2026〕2号",
            notice_served=date(2026, 10, 21),
            outcome="当面陈述申辩",
            span=Span(on=date(2026, 10, 23), begins=time(15, 0), ends=time(15, 40)),
            place="龙陵县劳动保障监察大队询问室",
            recorder="段雪娇",
            person=Person(name="李长㛃", sex="男", post="龙陵县松月茶业有限公司法定代表人", phone="13900000419"),
            statement="没有办理登记是事实。今年春茶减产，资金紧张；两名职工自己也说不想参保，写过条子。请求不予处罚或者少罚。",
            points=(
                Point(
                    claim="资金紧张，请求不予处罚",
                    review="经营困难不是法定的不予处罚或者减轻处罚情节，且办理登记不需要资金。",
                    accepted=False,
                ),
                Point(
                    claim="职工书面表示不愿参保",
                    review="参加社会保险是用人单位和职工的法定义务，该承诺不能免除单位的登记义务。",
                    accepted=False,
                ),
            ),
            review="陈述、申辩的理由均不成立，不改变拟处罚的内容；没有因陈述、申辩加重处罚。",
        )
        silent = spoken.model_copy(
            update={
                "outcome": "逾期未提出",
                "span": None,
                "place": None,
                "recorder": None,
                "person": None,
                "statement": "至2026年10月28日期限届满，当事人没有提出陈述、申辩，也没有要求听证。",
                "points": (),
                "review": "告知书已经依法送达，期限已经届满。拟处罚的内容不变。",
            }
        )
        return spoken, silent


class HearingNotice(Notice):
    """听证通知书: time, place and people, told at least seven working days ahead (行政处罚法 64(2))."""

    document: ClassVar[str] = "hearing_notice"
    label: ClassVar[str] = "行政处罚听证通知书"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第六十三条、第六十四条",)

    requested: date = Field(title="听证申请日期", description="当事人要求听证的日期")
    cause: str = Field(title="案由", description="案由")
    span: Span = Field(title="听证时间", description="举行听证的时间")
    place: str = Field(title="听证地点", description="举行听证的地点")
    open: bool = Field(True, title="是否公开", description="除国家秘密、商业秘密、个人隐私外公开举行")
    closed_reason: str | None = Field(None, title="不公开的理由", description="不公开举行的理由；公开的为空")
    presider: str = Field(title="听证主持人", description="非本案调查人员")
    members: tuple[str, ...] = Field((), title="听证员", description="听证员；没有的为空")
    recorder: str = Field(title="记录员", description="记录员")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        public = cls(
            requested=date(2026, 10, 26),
            cause=CAUSE,
            span=Span(on=date(2026, 11, 10), begins=time(9, 0)),
            place=ROOM,
            presider="寸永泉",
            members=("蒋丽华",),
            recorder="尹碧云",
        )
        return public, public.model_copy(update={"open": False, "closed_reason": "涉及职工个人隐私", "members": ()})


class HearingAnnouncement(Notice):
    """听证公告: tells the public of an open hearing (行政处罚法 64(3)); nothing personal in it."""

    document: ClassVar[str] = "hearing_announcement"
    label: ClassVar[str] = "行政处罚听证公告"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第六十四条",)

    cause: str = Field(title="案由", description="案由")
    span: Span = Field(title="听证时间", description="举行听证的时间")
    place: str = Field(title="听证地点", description="举行听证的地点")
    presider: str = Field(title="听证主持人", description="听证主持人")
    attend: str = Field(title="旁听办法", description="旁听的报名办法，成句叙述")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause=CAUSE,
                span=Span(on=date(2026, 11, 10), begins=time(9, 0)),
                place=ROOM,
                presider="寸永泉",
                attend="需要旁听的，请于2026年11月9日前持本人有效身份证件到本机关政策法规股登记，旁听席位为20个。",
            ),
        )


class Speech(Printed):
    """What one participant said (发言)."""

    speaker: str = Field(title="发言人", description="身份和姓名，如“调查人员赵明川”")
    words: str = Field(title="发言内容", description="发言内容")


class HearingRecord(Transcript):
    """听证笔录: the decision must rest on it (行政处罚法 64(8), 65)."""

    document: ClassVar[str] = "hearing_record"
    label: ClassVar[str] = "行政处罚听证笔录"

    cause: str = Field(title="案由", description="案由")
    span: Span = Field(title="听证时间", description="起止时间")
    place: str = Field(title="听证地点", description="听证的地点")
    open: bool = Field(True, title="是否公开", description="是否公开举行")
    presider: str = Field(title="听证主持人", description="听证主持人")
    members: tuple[str, ...] = Field((), title="听证员", description="听证员；没有的为空")
    recorder: str = Field(title="记录员", description="记录员")
    investigators: tuple[str, ...] = Field(min_length=1, title="调查人员", description="到场的调查人员")
    attendants: tuple[Person, ...] = Field(min_length=1, title="当事人及代理人", description="到场的当事人、代理人")
    rights: str = Field(title="权利告知", description="告知权利义务、询问回避后的回答，成句叙述")
    speeches: tuple[Speech, ...] = Field(min_length=1, title="听证过程", description="按顺序记录的发言")
    refusal: str | None = Field(None, title="拒签情况", description="拒绝签名盖章的情况，由主持人注明；没有的为空")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        said = (
            ("主持人寸永泉", "现在开始听证。请调查人员提出当事人违法的事实、证据和行政处罚建议。"),
            (
                "调查人员赵明川",
                (
                    "该单位自2026年3月2日起招用2名职工没有办理社会保险登记，经责令限期改正，逾期没有改正。证据有劳动合同、"
                    "工资发放表、询问笔录、限期改正指令书及送达回证、整改核查记录和核定表。建议处应缴数额一倍的罚款11,832.48元。"
                ),
            ),
            ("当事人李长㛃", "事实没有意见。两名职工写过自愿不参保的条子，请考虑经营困难，不要罚款。"),
            ("主持人寸永泉", "请双方对证据逐项质证。"),
            ("当事人李长㛃", "劳动合同、工资表、笔录都是真的，没有异议。核定表的月工资没有异议。"),
            ("调查人员赵明川", "自愿不参保的承诺不能免除单位的登记义务，经营困难不是法定的从轻情节。"),
            ("主持人寸永泉", "请当事人作最后陈述。"),
            ("当事人李长㛃", "我们已经在办登记，请求从轻。"),
        )
        return (
            cls(
                cause=CAUSE,
                span=Span(on=date(2026, 11, 10), begins=time(9, 0), ends=time(10, 45)),
                place=ROOM,
                presider="寸永泉",
                members=("蒋丽华",),
                recorder="尹碧云",
                investigators=("赵明川", "段雪娇"),
                attendants=(Person(name="李长㛃", post="龙陵县松月茶业有限公司法定代表人"),),
                rights="主持人核对了到场人员身份，宣布了听证纪律，告知了权利和义务；当事人表示清楚，不申请回避。",
                speeches=tuple(Speech(speaker=speaker, words=words) for speaker, words in said),
            ),
        )


class HearingReport(Report):
    """听证报告: what was disputed at the hearing, and the presiding officer's opinion."""

    document: ClassVar[str] = "hearing_report"
    label: ClassVar[str] = "行政处罚听证报告"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第六十四条、第六十五条",)

    cause: str = Field(title="案由", description="案由")
    span: Span = Field(title="听证时间", description="起止时间")
    place: str = Field(title="听证地点", description="听证的地点")
    presider: str = Field(title="听证主持人", description="听证主持人")
    members: tuple[str, ...] = Field((), title="听证员", description="听证员；没有的为空")
    end: Literal["按期举行完毕", "视为放弃，终止听证", "当事人撤回申请，终止听证"] = Field(
        title="听证结果", description="举行完毕或者终止"
    )
    proposed: str = Field(title="调查人员意见", description="调查人员提出的事实、证据和建议，成段叙述")
    answered: str = Field(title="当事人意见", description="当事人的申辩和质证意见，成段叙述")
    opinion: str = Field(title="主持人意见", description="对事实、证据、依据、裁量和程序的意见，成段叙述")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause=CAUSE,
                span=Span(on=date(2026, 11, 10), begins=time(9, 0), ends=time(10, 45)),
                place=ROOM,
                presider="寸永泉",
                members=("蒋丽华",),
                end="按期举行完毕",
                proposed="调查人员认为，该单位没有为2名职工办理社会保险登记，经责令逾期不改正，建议处应缴数额一倍的罚款11,832.48元。",
                answered="当事人对事实和证据没有异议，以经营困难、职工自愿不参保为由请求不予罚款。",
                opinion="事实清楚，证据经质证属实；当事人的理由不是法定的不予处罚或者从轻、减轻情节；处罚建议在法定幅度以内，"
                "程序合法。建议按原拟意见作出处罚决定。",
            ),
        )
