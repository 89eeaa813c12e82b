"""What the papers say by which a matter goes to another organ: the agency, any department, the police; and a question."""

from datetime import date
from typing import ClassVar, Self

from pydantic import Field

from documents.context import DueDate, ReturnSlip
from workflows.labour_inspection.papers.elements import (
    WORKERS,
    ApprovalForm,
    Letter,
    Material,
    Notice,
    Person,
    PreservedItem,
    UninsuredWorker,
    in_turn,
)

CRIME = "拒不支付劳动报酬"
CRIME_FACTS = (
    "该单位自2026年3月起拖欠杨𬱖等12名职工工资共146,300元，本机关于2026年8月3日送达限期改正指令书，责令于8月14日前支付，"
    "该单位逾期没有支付；其间法定代表人将单位账户存款转往他人账户后失去联系。"
)
CRIME_BASES = (
    "《行政执法机关移送涉嫌犯罪案件的规定》第三条第一款、第五条",
    "《劳动保障监察条例》第十八条第二款",
)
CRIME_MATERIALS = (
    Material(name="涉嫌犯罪案件情况的调查报告", pages=5),
    Material(name="限期改正指令书及送达回证", pages=3, remark="复制件"),
    Material(name="工资拖欠明细表和职工证言", pages=31),
    Material(name="银行账户流水", pages=8, remark="加盖银行印章"),
)


class EnrolmentRequest(Letter):
    """参保登记函: asks the agency to register workers whose employer did not, and to assess premiums."""

    document: ClassVar[str] = "enrolment_request"
    label: ClassVar[str] = "关于商请办理职工社会保险登记|并核定社会保险费的函"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国社会保险法》第五十八条第一款",
        "《中华人民共和国社会保险法》第八十二条第二款",
    )

    order_title: str = Field(title="指令书名称", description="已送达的指令书或者决定书名称")
    order_number: str = Field(title="指令书文号", description="已送达的指令书或者决定书文号")
    order_served: date = Field(title="指令书送达日期", description="送达日期")
    outcome: str = Field(title="改正情况", description="单位改正、异议和救济的情况，成句叙述")
    wage_evidence: str = Field(title="工资依据", description="证明工资数额的材料")
    workers: tuple[UninsuredWorker, ...] = Field(min_length=1, title="职工名单", description="请求登记并核定的职工")
    slip: ReturnSlip = Field(title="回执", description="回执的选项和期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                order_title="劳动保障监察限期改正指令书",
                order_number="龙人社监令字〔2026〕3号",
                order_served=date(2026, 9, 16),
                outcome="该单位在期限内没有办理登记，书面承认用工事实和工资数额，没有提出异议",
                wage_evidence="2026年3月至8月工资发放表和银行代发记录",
                workers=WORKERS,
                slip=ReturnSlip(
                    due=DueDate(term="自收到本函之日起5个工作日内"),
                    options=(
                        "受理，受理编号",
                        "材料不全，请补充",
                        "退回，理由",
                    ),
                ),
            ),
        )


class TransferLetter(Letter):
    """案件移送函 with list and return slip: what is not ours goes to whom it belongs (条例 18(2); 社会保险法 82(2))."""

    document: ClassVar[str] = "transfer_letter"
    label: ClassVar[str] = "关于移送案件的函"
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第十八条第二款",)

    source: str = Field(title="线索来源", description="怎样发现的，如“办理劳动保障监察案件”")
    found: str = Field(title="查明的情况", description="查明的情况，成段叙述")
    reason: str = Field(title="移送理由", description="不属于本机关职责的理由，成段叙述")
    materials: tuple[Material, ...] = Field(min_length=1, title="移送材料", description="移送材料清单")
    slip: ReturnSlip = Field(title="回执", description="回执的选项和期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                source="办理劳动保障监察案件",
                found="该单位在镇安镇大坝村另设一处制茶车间，至检查之日没有办理营业执照，现有用工6人。",
                reason="该车间涉嫌无营业执照从事经营活动，属于市场监督管理部门的职责。",
                materials=(
                    Material(name="现场检查笔录", pages=3, remark="复制件，与原件核对无异"),
                    Material(name="现场照片", pages=4),
                    Material(name="询问笔录", copies=2, pages=4, remark="复制件，与原件核对无异"),
                ),
                slip=ReturnSlip(
                    due=DueDate(term="自收到本函之日起5个工作日内"),
                    options=("接收，承办机构", "材料不全，请补充", "退回，理由"),
                ),
            ),
        )


class MarketNotice(Letter):
    """通报函 with return slip: tells market supervision of an employer, and what is asked of it (条例 33; 评价办法)."""

    document: ClassVar[str] = "market_notice"
    label: ClassVar[str] = "关于通报用人单位有关情况的函"
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第三十三条",)

    matter: str = Field(title="通报事项", description="通报的是什么，如“无照用工情况”")
    told: str = Field(title="通报的情况", description="通报的事实，成段叙述")
    requests: tuple[str, ...] = Field(min_length=1, title="请求办理的事项", description="每项一句，不带句号")
    slip: ReturnSlip = Field(title="回执", description="回执的选项和期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        within = DueDate(term="自本函发出之日起30个工作日内", on=date(2026, 11, 4))
        return (
            cls(
                matter="无照用工情况",
                told="该单位在镇安镇大坝村另设一处制茶车间，至检查之日没有办理营业执照，现有用工6人。",
                requests=("依法查处", "将查处结果书面告知我局"),
                slip=ReturnSlip(due=within, options=("查处结果", "退回，理由")),
            ),
            cls(
                matter="劳动保障守法诚信等级",
                told="该单位2026年度劳动保障守法诚信等级评为B级。评价理由：本年度受到行政处罚1次。"
                "有关行政处罚决定书：龙人社监罚字〔2026〕2号。",
                requests=("将该等级归集到企业信用信息", "将归集情况书面告知我局"),
                slip=ReturnSlip(due=within, options=("归集情况", "退回，理由")),
            ),
        )


class AssistanceRequest(Letter):
    """协助函 with return slip: asks another department to find something out within its powers (行政处罚法 26)."""

    document: ClassVar[str] = "assistance_request"
    label: ClassVar[str] = "关于请求协助查明有关情况的函"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国行政处罚法》第二十六条",
        "《劳动保障监察条例》第三条第二款",
    )

    items: tuple[str, ...] = Field(min_length=1, title="协助事项", description="请对方查明的事项，每项一句，不带句号")
    reason: str = Field(title="理由", description="为什么需要，成段叙述")
    person: Person | None = Field(None, title="涉及的个人", description="只在要查某个人的情况时有；号码印出时遮盖")
    answer_by: date = Field(title="答复期限", description="请对方在这一天以前答复")
    slip: ReturnSlip = Field(title="回执", description="回执的选项和期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        by = date(2026, 9, 29)
        slip = ReturnSlip(due=DueDate(term="在来函载明的答复期限内", on=by), options=("查明的情况", "退回，理由"))
        return (
            cls(
                items=("登记的名称、住所和法定代表人", "登记证书是否有效，有没有注销"),
                reason="该单位没有提供登记证书，需要确认用人单位的主体资格",
                answer_by=by,
                slip=slip,
            ),
            cls(
                items=("本人有没有残疾人证，残疾类别和等级",),
                reason="该单位称已按比例安排残疾人就业，需要核实本人是否属于其安排的残疾人职工",
                person=Person(name="杨𬱖", resident_id="530523199203150021"),
                answer_by=by,
                slip=slip,
            ),
        )


class CrimeTransferApproval(ApprovalForm):
    """涉嫌犯罪案件移送审批表: the chief alone decides, within three days (移送规定 5)."""

    document: ClassVar[str] = "crime_transfer_approval"
    label: ClassVar[str] = "涉嫌犯罪案件移送审批表"
    bases: ClassVar[tuple[str, ...]] = CRIME_BASES

    team: tuple[str, ...] = Field(min_length=2, title="专案组", description="二名以上行政执法人员")
    crime: str = Field(title="涉嫌罪名", description="涉嫌的罪名，不加“罪”字")
    crime_basis: str = Field(title="罪名依据", description="刑法条文")
    receiver: str = Field(title="受移送机关", description="同级公安机关全称")
    reported: date = Field(title="报告日期", description="提出书面报告的日期")
    decide_by: DueDate = Field(title="审批期限", description="自接到报告之日起三日内")
    facts: str = Field(title="涉嫌犯罪的事实", description="涉嫌犯罪的事实，成段叙述")
    materials: tuple[Material, ...] = Field(min_length=1, title="移送材料", description="拟移送的材料")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause="拖欠职工工资",
                team=("赵明川", "段雪娇"),
                crime=CRIME,
                crime_basis="《中华人民共和国刑法》第二百七十六条之一",
                receiver="龙陵县公安局",
                reported=date(2026, 9, 14),
                decide_by=DueDate(term="自接到报告之日起3日内", on=date(2026, 9, 17)),
                facts=CRIME_FACTS,
                materials=CRIME_MATERIALS,
                approvals=(
                    *in_turn("经专案组核实，建议移送公安机关。", date(2026, 9, 14))[:2],
                    *in_turn("", date(2026, 9, 14))[2:],
                ),
            ),
        )


class CrimeTransfer(Notice):
    """涉嫌犯罪案件移送书 with list and receipt; a fine never takes its place (移送规定 6, 7, 11)."""

    document: ClassVar[str] = "crime_transfer"
    label: ClassVar[str] = "涉嫌犯罪案件移送书"
    bases: ClassVar[tuple[str, ...]] = (
        *CRIME_BASES,
        "《中华人民共和国行政处罚法》第二十七条第一款",
    )

    crime: str = Field(title="涉嫌罪名", description="涉嫌的罪名，不加“罪”字")
    crime_basis: str = Field(title="罪名依据", description="刑法条文")
    facts: str = Field(title="涉嫌犯罪的事实", description="涉嫌犯罪的事实，成段叙述")
    penalties: str = Field(title="行政处罚情况", description="移送前已经作出的行政处罚，成句叙述；没有的也要写明")
    approved: date = Field(title="批准日期", description="本机关正职负责人批准移送的日期")
    materials: tuple[Material, ...] = Field(min_length=1, title="移送材料", description="移送材料清单")
    goods: tuple[PreservedItem, ...] = Field((), title="涉案物品", description="涉案物品清单；没有的为空")
    slip: ReturnSlip = Field(title="回执", description="回执的选项和期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                crime=CRIME,
                crime_basis="《中华人民共和国刑法》第二百七十六条之一",
                facts=CRIME_FACTS,
                penalties="移送前没有对该单位作出行政处罚。",
                approved=date(2026, 9, 15),
                materials=CRIME_MATERIALS,
                goods=(PreservedItem(name="工资发放账册", mark="2026年1月至7月", quantity="1册", condition="完好"),),
                slip=ReturnSlip(
                    due=DueDate(term="自接受之日起3日内"),
                    options=("立案，案号", "不予立案，理由", "转送，受理机关"),
                ),
            ),
        )
