"""What the papers of the investigation say: questions, terms, the order to correct, the findings."""

from datetime import date, time
from typing import ClassVar, Literal, Self

from pydantic import Field

from documents.context import DueDate
from workflows.labour_inspection.papers.elements import (
    CAUSE,
    WORKERS,
    ApprovalForm,
    CheckedItem,
    FileForm,
    Founded,
    Material,
    Notice,
    Person,
    Point,
    Report,
    Span,
    Transcript,
    Turn,
    UninsuredWorker,
    in_turn,
)

FACTS = (
    "你单位自2026年3月2日起先后招用杨𬱖、木热提·艾力江2名职工，安排在制茶车间工作，按月发放工资。至检查之日，"
    "你单位没有为上述职工申请办理社会保险登记，也没有申报应当缴纳的社会保险费。"
)
EVIDENCE = ("劳动合同", "2026年3月至8月工资发放表", "现场检查笔录", "社会保险登记查询结果")


class InquiryNotice(Notice):
    """调查询问通知书: asks for people and papers (劳动保障监察条例 15(1)(3))."""

    document: ClassVar[str] = "inquiry_notice"
    label: ClassVar[str] = "劳动保障监察调查询问通知书"
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第十五条第一款第（二）项、第（三）项",)

    matter: str = Field(title="调查事项", description="调查的事项，不加句号")
    persons: tuple[str, ...] = Field(min_length=1, title="接受询问的人员", description="姓名或者职务")
    materials: tuple[str, ...] = Field((), title="应当提供的材料", description="逐项写明，不加标点")
    appear: DueDate = Field(title="时间", description="到达的时间，如“于2026年9月11日9时”")
    place: str = Field(title="地点", description="接受询问的地点")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                matter="你单位为职工办理社会保险登记和申报缴纳社会保险费的情况",
                persons=("法定代表人或者其书面委托的人员", "劳资负责人"),
                materials=(
                    "营业执照副本复印件、法定代表人身份证明、委托书",
                    "2026年3月以来的职工名册、劳动合同",
                    "2026年3月至8月的工资发放表、考勤表、银行代发凭证",
                    "社会保险登记和申报缴费凭证",
                ),
                appear=DueDate(term="于2026年9月11日9时"),
                place="龙陵县劳动保障监察大队询问室（龙陵县龙山镇龙华路1号）",
            ),
        )


class InquiryRecord(Transcript):
    """询问笔录: questions and answers, read over and signed page by page (行政处罚法 55(2))."""

    document: ClassVar[str] = "inquiry_record"
    label: ClassVar[str] = "劳动保障监察询问笔录"

    cause: str = Field(title="案由", description="案由")
    nth: int = Field(1, ge=1, title="次数", description="对该人的第几次询问")
    span: Span = Field(title="询问时间", description="起止时间")
    place: str = Field(title="询问地点", description="询问的地点")
    recorder: str = Field(title="记录人", description="记录人姓名")
    person: Person = Field(title="被询问人", description="被询问人")
    rights: str = Field(title="权利义务告知后的回答", description="告知权利义务和回避权利后的回答，不加引号")
    turns: tuple[Turn, ...] = Field(min_length=1, title="问答", description="逐条记录的问答")
    refusal: str | None = Field(None, title="拒签情况", description="拒绝签名的情况和原因；没有的为空")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        said = (
            ("请说明你的身份和在单位负责的工作。", "我叫赵𬮿，是车间主任，2024年3月进厂，负责排班、考勤和核对工资。"),
            ("单位现在有多少职工？", "车间18人，其中16人以前就参了保，另外2人是今年新招的。"),
            (
                "这2人叫什么名字，什么时候开始上班？",
                "一个叫杨𬱖，3月2日来的；一个叫木热提·艾力江，5月6日来的，名单在职工名册第2页。",
            ),
            ("工资怎样发放，发到哪个月？", "每月12日由银行代发，已经发到8月份。工资发放表我带来了，每页都盖了公章。"),
            ("单位是否为这2人办理了社会保险登记？", "没有。"),
            ("为什么没有办理？", "开始说先试用三个月再定，后来事情多，就拖到现在。"),
            (
                "用人单位和职工都应当依法参加社会保险，试用期也不例外。对此你是否清楚？",
                "以前不清楚，今天清楚了。",
            ),
            ("你还有什么要补充的？", "没有了。我回去向公司汇报，尽快办理。"),
        )
        return (
            cls(
                cause=CAUSE,
                span=Span(on=date(2026, 9, 11), begins=time(9, 5), ends=time(10, 20)),
                place="龙陵县劳动保障监察大队询问室",
                recorder="段雪娇",
                person=Person(
                    name="赵𬮿",
                    sex="男",
                    resident_id="533024198605120031",
                    post="龙陵县松月茶业有限公司车间主任",
                    address="龙陵县镇安镇",
                    phone="13900000418",
                ),
                rights="听清楚了，证件也看过了，不申请回避。",
                turns=tuple(Turn(question=question, answer=answer) for question, answer in said),
            ),
        )


class ExtensionApproval(ApprovalForm):
    """延长调查期限审批表: thirty more working days for a complex case (劳动保障监察条例 17)."""

    document: ClassVar[str] = "extension_approval"
    label: ClassVar[str] = "劳动保障监察延长调查期限审批表"
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第十七条",)

    filed: date = Field(title="立案日期", description="立案日期")
    current: DueDate = Field(title="原调查期限", description="原调查期限届满日")
    done: str = Field(title="已开展的工作", description="已经开展的调查")
    reason: str = Field(title="延长的理由", description="案情复杂的情况")
    days: int = Field(30, ge=1, le=30, title="延长的工作日", description="延长的工作日数，不超过30")
    extended: DueDate = Field(title="延长后的期限", description="延长后的期限届满日")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause=CAUSE,
                filed=date(2026, 9, 9),
                current=DueDate(term="自立案之日起60个工作日", on=date(2026, 12, 8)),
                done="已检查用工场所、询问4人、调取工资发放表和考勤表。",
                reason="该单位工资由三个账户发放，需要向外地银行调取流水，涉及职工人数尚在核实。",
                extended=DueDate(term="自立案之日起90个工作日", on=date(2027, 1, 20), provisional=True),
                approvals=in_turn("情况复杂，建议延长30个工作日。", date(2026, 11, 30)),
            ),
        )


class SuspensionApproval(ApprovalForm):
    """中止（恢复）调查审批表: stops or resumes the term, only where a rule of the place allows it.

    No national rule of labour inspection knows a suspension; `basis` names the local one.
    """

    document: ClassVar[str] = "suspension_approval"
    label: ClassVar[str] = "劳动保障监察中止（恢复）调查审批表"

    kind: Literal["中止", "恢复"] = Field(title="事项", description="中止或者恢复")
    basis: str = Field(title="依据", description="地方性法规或者规章的名称和条款")
    reason: str = Field(title="理由", description="中止的情形，或者中止情形消除的情况")
    since: date = Field(title="起算日期", description="中止或者恢复的日期")
    used: int = Field(ge=0, title="已用工作日", description="至该日已经使用的调查期限，工作日")
    left: int = Field(ge=0, title="剩余工作日", description="剩余的调查期限，工作日")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        suspended = cls(
            kind="中止",
            cause=CAUSE,
            basis="（按本省、市规定填写）",
            reason="该单位法定代表人下落不明，办公场所已经腾空，主要账册无法取得。",
            since=date(2026, 10, 12),
            used=19,
            left=41,
            approvals=in_turn("建议中止调查。", date(2026, 10, 12)),
        )
        return suspended, suspended.model_copy(update={"kind": "恢复", "reason": "法定代表人已经到案，账册已经取得。"})


class CorrectionOrder(Founded):
    """限期改正指令书: orders registration and declaration, never payment of premiums.

    Assessing and collecting belong to the agency and the tax organ (社会保险法第五十八条第一款、第六十三条).
    """

    document: ClassVar[str] = "correction_order"
    label: ClassVar[str] = "劳动保障监察限期改正指令书"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国社会保险法》第八十四条",
        "《社会保险费征缴暂行条例》第二十三条",
        "《劳动保障监察条例》第十一条第（七）项、第十八条第一款第（二）项",
    )

    inspected: date = Field(title="检查日期", description="检查或者调查的日期")
    workers: tuple[UninsuredWorker, ...] = Field(title="职工名单", min_length=1, description="责令办理登记的职工")
    register_by: DueDate = Field(title="登记期限", description="办理社会保险登记的期限")
    declare_by: DueDate = Field(title="申报期限", description="申报社会保险费的期限")
    report_by: DueDate = Field(title="报告期限", description="书面报告改正情况的期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        settled = cls(
            inspected=date(2026, 9, 10),
            facts=FACTS,
            evidence=EVIDENCE,
            violated=("《中华人民共和国社会保险法》第五十八条第一款、第六十条第一款",),
            workers=WORKERS,
            register_by=DueDate(term="自收到本指令书之日起10个工作日内"),
            declare_by=DueDate(term="自办理登记之日起5个工作日内"),
            report_by=DueDate(term="自收到本指令书之日起15个工作日内"),
        )
        provisional = DueDate(term="自收到本指令书之日起15个工作日内", on=date(2027, 1, 8), provisional=True)
        return settled, settled.model_copy(
            update={"workers": WORKERS * 6, "register_by": provisional, "report_by": provisional}
        )


class GeneralOrder(Founded):
    """限期改正指令书 on what does not concern registration: contracts, wages, hours, rules (条例 18(1)(2))."""

    document: ClassVar[str] = "general_order"
    label: ClassVar[str] = "劳动保障监察限期改正指令书"
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第十八条第一款第（二）项",)

    inspected: date = Field(title="检查日期", description="检查的日期")
    demands: tuple[str, ...] = Field(min_length=1, title="改正的内容", description="逐项写明，每项成句")
    by: DueDate = Field(title="改正期限", description="改正并书面报告的期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                inspected=date(2026, 9, 10),
                facts="你单位与3名职工建立劳动关系已满四个月，没有订立书面劳动合同。",
                evidence=("职工名册", "询问笔录", "现场检查笔录"),
                violated=("《中华人民共和国劳动法》第十六条第二款",),
                demands=("与3名职工补订书面劳动合同，合同期限自用工之日起计算。", "将合同文本交职工各一份。"),
                by=DueDate(term="自收到本指令书之日起10个工作日内"),
            ),
        )


class CorrectionCheck(FileForm):
    """整改核查记录: each demand of the order, met or not."""

    document: ClassVar[str] = "correction_check"
    label: ClassVar[str] = "劳动保障监察整改核查记录"

    order_title: str = Field(title="指令书名称", description="核查的指令书名称")
    order_number: str = Field(title="指令书文号", description="核查的指令书文号")
    order_served: date = Field(title="送达日期", description="指令书送达日期")
    expired: date | None = Field(None, title="期限届满日", description="改正期限届满的日期；提前报告的可为空")
    checked: date = Field(title="核查日期", description="核查日期")
    way: str = Field(title="核查方式", description="如“现场核查”“查询登记信息”")
    items: tuple[CheckedItem, ...] = Field(min_length=1, title="核查事项", description="指令书的逐项要求")
    conclusion: str = Field(title="核查结论", description="结论和建议")
    present: Person | None = Field(None, title="单位在场人", description="单位在场人；没有的为空")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                order_title="劳动保障监察限期改正指令书",
                order_number="龙人社监令字〔2026〕3号",
                order_served=date(2026, 9, 16),
                expired=date(2026, 10, 13),
                checked=date(2026, 10, 14),
                way="现场核查，并查询社会保险登记信息",
                items=(
                    CheckedItem(
                        demand="为杨𬱖等2名职工申请办理社会保险登记",
                        met="未改正",
                        finding="10月14日查询，2名职工仍无登记记录。",
                    ),
                    CheckedItem(demand="申报应当缴纳的社会保险费", met="未改正", finding="没有申报记录。"),
                    CheckedItem(demand="书面报告改正情况", met="未改正", finding="至核查之日没有收到报告。"),
                ),
                conclusion="期限届满，该单位没有改正，建议依法处罚。",
                present=Person(name="赵𬮿", post="车间主任"),
            ),
        )


class InvestigationReport(Report):
    """调查终结报告: facts, the party's view, law and proposal when the investigation ends (若干规定 33)."""

    document: ClassVar[str] = "investigation_report"
    label: ClassVar[str] = "劳动保障监察案件调查终结报告"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国社会保险法》第八十四条",)

    cause: str = Field(title="案由", description="案由")
    source: str = Field(title="案件来源", description="案件来源")
    filed: date = Field(title="立案日期", description="立案日期")
    concluded: date = Field(title="调查终结日期", description="调查终结日期")
    course: str = Field(title="调查经过", description="调查经过，成段叙述")
    facts: str = Field(title="查明的事实", description="查明的事实，成段叙述")
    evidence: tuple[Material, ...] = Field(min_length=1, title="证据", description="证据名称，备注写证明对象")
    violated: tuple[str, ...] = Field(min_length=1, title="违反的规定", description="法律名称和条款项")
    statement: str = Field(title="当事人意见", description="当事人的陈述，成段叙述")
    discretion: str = Field(title="裁量", description="适用的裁量情节和档次，成段叙述")
    proposal: str = Field(title="处理建议", description="处理建议，成段叙述")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause=CAUSE,
                source="投诉",
                filed=date(2026, 9, 9),
                concluded=date(2026, 10, 19),
                course="立案后，监察员检查了制茶车间，询问4人，调取了工资发放表和考勤表。2026年9月16日送达限期改正指令书，"
                "10月14日核查，该单位没有改正。",
                facts="该单位自2026年3月2日起先后招用杨𬱖、木热提·艾力江2名职工，没有为其申请办理社会保险登记，经责令限期改正，"
                "逾期没有改正。经龙陵县社会保险中心核定，应缴社会保险费11,832.48元。",
                evidence=(
                    Material(name="劳动合同", copies=2, pages=6, remark="证明劳动关系和用工之日"),
                    Material(name="工资发放表", copies=6, pages=2, remark="证明工资数额"),
                    Material(name="询问笔录", copies=4, remark="证明用工和没有登记的事实"),
                    Material(name="限期改正指令书及送达回证", remark="证明已经责令改正"),
                    Material(name="社会保险费核定表", remark="证明应缴数额"),
                ),
                violated=("《中华人民共和国社会保险法》第五十八条第一款",),
                statement="该单位承认没有办理登记，称生产经营困难，请求不予处罚。",
                discretion="经责令逾期不改正，没有从轻、减轻情节，也没有从重情节。",
                proposal="建议对该单位处应缴社会保险费数额一倍的罚款，即11,832.48元。",
            ),
        )


class HandlingProposal(ApprovalForm):
    """案件处理报批表: name, cause, facts, the party's view, law and proposal, for the head (若干规定 33)."""

    document: ClassVar[str] = "handling_proposal"
    label: ClassVar[str] = "劳动保障监察案件处理报批表"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国社会保险法》第八十四条",)

    filed: date = Field(title="立案日期", description="立案日期")
    concluded: date = Field(title="调查终结日期", description="调查终结日期")
    facts: str = Field(title="查明的事实", description="查明的事实和证据")
    statement: str = Field(title="当事人意见", description="当事人的陈述、申辩")
    points: tuple[Point, ...] = Field((), title="意见复核", description="对当事人意见的复核；没有的为空")
    violated: tuple[str, ...] = Field(min_length=1, title="违反的规定", description="法律名称和条款项")
    discretion: str = Field(title="裁量情节", description="裁量情节和适用的档次")
    proposal: str = Field(title="处理建议", description="处罚、处理、不予处罚、撤销立案或者移送的建议")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        [report] = InvestigationReport.examples()
        return (
            cls(
                cause=CAUSE,
                filed=report.filed,
                concluded=report.concluded,
                facts=report.facts,
                statement=report.statement,
                violated=report.violated,
                discretion=report.discretion,
                proposal=report.proposal,
                approvals=in_turn("建议按上述意见处理。", date(2026, 10, 19)),
            ),
        )
