"""What the papers of labour inspection (劳动保障监察) say beyond what all papers share."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import Field

from documents.context import Approval, Body, DueDate, Family, Issuer, Month, Printed, ReturnSlip, Yuan

SERVICE_WAYS = Literal["直接送达", "留置送达", "电子送达", "邮寄送达", "委托送达", "公告送达"]
"""民事诉讼法第八十八条至第九十五条."""


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


class AcceptanceNotice(Body):
    """受理通知书: tells the complainant that the complaint is taken up."""

    document: ClassVar[str] = "acceptance_notice"
    label: ClassVar[str] = "劳动保障监察投诉受理通知书"
    family: ClassVar[Family] = "notice"
    issuer: ClassVar[Issuer] = "department"
    bases: ClassVar[tuple[str, ...]] = (
        "《劳动保障监察条例》第九条第二款",
        "《劳动保障监察条例》第十条第（三）项",
    )

    received: date = Field(title="收到日期", description="收到投诉的日期")
    channel: str = Field(title="投诉方式", description="如“到窗口当面”“通过网上服务大厅”")
    respondent: str = Field(title="被投诉单位", description="被投诉的用人单位全称")
    matter: str = Field(title="投诉事项", description="一句话写明反映的事项，不加句号")
    accepted: date = Field(title="受理日期", description="决定受理的日期")
    investigation: DueDate = Field(title="调查期限", description="劳动保障监察条例第十七条的期限")
    tracking_code: str | None = Field(None, title="查询码", description="投诉人查询办理进度的查询码，须由本人保管")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                received=date(2026, 9, 7),
                channel="到窗口当面",
                respondent="龙陵县松月茶业有限公司",
                matter="自2026年3月起一直没有为你办理社会保险登记、没有缴纳社会保险费",
                accepted=date(2026, 9, 9),
                investigation=DueDate(term="自立案之日起60个工作日内"),
                tracking_code="7KQM-42XD-9TRA-H6PW",
            ),
        )


class FilingApproval(Body):
    """立案审批表: the internal form by which a case is filed."""

    document: ClassVar[str] = "filing_approval"
    label: ClassVar[str] = "劳动保障监察立案审批表"
    family: ClassVar[Family] = "form"
    issuer: ClassVar[Issuer] = "department"
    numbered: ClassVar[bool] = False

    source: str = Field(title="案件来源", description="来源种类和登记号")
    received: date = Field(title="收到日期", description="收到投诉、举报或者发现线索的日期")
    cause: str = Field(title="案由", description="案由")
    summary: str = Field(title="简要案情", description="当事人涉嫌违法的主要事实")
    suspected: tuple[str, ...] = Field(title="涉嫌违反的规定", description="法律名称和条款项")
    approvals: tuple[Approval, ...] = Field(title="审批意见", description="按顺序排列的审批环节")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                source="投诉（登记号：2026-0031）",
                received=date(2026, 9, 7),
                cause="不按规定办理社会保险登记",
                summary="投诉人反映，该单位自2026年3月起没有为其办理社会保险登记。经核对登记信息，投诉人在该单位没有参保记录；"
                "同车间另有1名职工情况相同。有明确的用人单位，事项在二年以内，属于本机关管辖。",
                suspected=("《中华人民共和国社会保险法》第五十八条第一款",),
                approvals=(
                    Approval(
                        label="承办人意见",
                        opinion="符合立案条件，建议立案调查。",
                        names=("赵明川", "段雪娇"),
                        on=date(2026, 9, 9),
                    ),
                    Approval(label="监察大队意见"),
                    Approval(label="机关负责人意见"),
                ),
            ),
        )


class CorrectionOrder(Body):
    """限期改正指令书: orders registration and declaration, never payment of premiums.

    Assessing and collecting belong to the agency and the tax organ (社会保险法第五十八条第一款、第六十三条).
    """

    document: ClassVar[str] = "correction_order"
    label: ClassVar[str] = "劳动保障监察限期改正指令书"
    family: ClassVar[Family] = "notice"
    issuer: ClassVar[Issuer] = "department"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国社会保险法》第八十四条",
        "《社会保险费征缴暂行条例》第二十三条",
        "《劳动保障监察条例》第十一条第（七）项、第十八条第一款第（二）项",
    )

    inspected: date = Field(title="检查日期", description="检查或者调查的日期")
    facts: str = Field(title="查明的事实", description="查明的违法事实，成段叙述")
    evidence: tuple[str, ...] = Field(title="证据", description="证明上述事实的证据名称")
    violated: tuple[str, ...] = Field(title="违反的规定", description="法律名称和条款项")
    workers: tuple[UninsuredWorker, ...] = Field(title="职工名单", min_length=1, description="责令办理登记的职工")
    register_by: DueDate = Field(title="登记期限", description="办理社会保险登记的期限")
    declare_by: DueDate = Field(title="申报期限", description="申报社会保险费的期限")
    report_by: DueDate = Field(title="报告期限", description="书面报告改正情况的期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        settled = cls(
            inspected=date(2026, 9, 10),
            facts="你单位自2026年3月2日起先后招用杨𬱖、木热提·艾力江2名职工，安排在制茶车间工作，按月发放工资。至检查之日，"
            "你单位没有为上述职工申请办理社会保险登记，也没有申报应当缴纳的社会保险费。",
            evidence=("劳动合同", "2026年3月至8月工资发放表", "现场检查笔录", "社会保险登记查询结果"),
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


class ServedPaper(Printed):
    """A paper listed on a proof of service."""

    title: str = Field(title="送达文书名称", description="送达文书的名称")
    number: str | None = Field(None, title="送达文书文号", description="送达文书的文号")
    copies: int = Field(1, ge=1, title="份数", description="送达份数")


class ProofOfService(Body):
    """送达回证: proves who received which papers, when and how."""

    document: ClassVar[str] = "proof_of_service"
    label: ClassVar[str] = "送达回证"
    family: ClassVar[Family] = "form"
    issuer: ClassVar[Issuer] = "department"
    numbered: ClassVar[bool] = False

    papers: tuple[ServedPaper, ...] = Field(min_length=1, title="送达文书", description="同时送达的文书")
    recipient: str = Field(title="受送达人", description="受送达的单位或者个人")
    place: str = Field(title="送达地点", description="送达地点")
    way: SERVICE_WAYS = Field(title="送达方式", description="六种送达方式之一")
    received: date | None = Field(None, title="收到日期", description="送达日期；尚未送达时留空由收件人填写")
    signer: str | None = Field(None, title="收件人", description="签收人姓名")
    relation: str | None = Field(None, title="与受送达人关系", description="如“法定代表人”“负责收件的人”")
    refusal: str | None = Field(None, title="拒收事由", description="留置送达时的拒收事由和日期")
    witness: str | None = Field(None, title="见证人", description="留置送达的见证人及其单位，或者拍照、录像情况")
    remark: str | None = Field(None, title="备注", description="邮件编号、电子送达信息等")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        blank = cls(
            papers=(
                ServedPaper(title="劳动保障监察限期改正指令书", number="龙人社监令字〔2026〕3号"),
                ServedPaper(title="劳动保障监察调查询问通知书", number="龙人社监询字〔2026〕11号", copies=2),
            ),
            recipient="龙陵县松月茶业有限公司",
            place="龙陵县龙山镇白塔路18号",
            way="直接送达",
        )
        filled = {
            "way": "留置送达",
            "received": date(2026, 9, 16),
            "signer": "",
            "relation": "负责收件的人",
            "refusal": "该单位办公室主任称须等法定代表人回来再说，于2026年9月16日拒绝签收。",
            "witness": "龙山镇白塔社区居民委员会杨永清；送达过程已录像。",
            "remark": "录像存于案卷，编号S-0031-04。",
        }
        return blank, blank.model_copy(update=filled)


class EnrolmentRequest(Body):
    """参保登记函: asks the agency to register workers whose employer did not, and to assess premiums."""

    document: ClassVar[str] = "enrolment_request"
    label: ClassVar[str] = "关于商请办理职工社会保险登记|并核定社会保险费的函"
    family: ClassVar[Family] = "letter"
    issuer: ClassVar[Issuer] = "department"
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


class ClosingApproval(Body):
    """结案审批表: the internal form by which a case is closed."""

    document: ClassVar[str] = "closing_approval"
    label: ClassVar[str] = "劳动保障监察结案审批表"
    family: ClassVar[Family] = "form"
    issuer: ClassVar[Issuer] = "department"
    numbered: ClassVar[bool] = False

    cause: str = Field(title="案由", description="案由")
    filed: date = Field(title="立案日期", description="立案日期")
    handling: str = Field(title="处理情况", description="作出的处理及其文号、送达日期")
    performance: str = Field(title="履行情况", description="改正、登记、缴费、记账的情况")
    persons: int = Field(ge=0, title="涉及人数", description="纳入参保的人数")
    months: int = Field(ge=0, title="补记月数", description="补记缴费的人月数")
    collected: Yuan = Field(title="追缴金额", description="已入库的社会保险费本金，单位元")
    reason: str = Field(title="结案理由", description="结案理由")
    approvals: tuple[Approval, ...] = Field(title="审批意见", description="按顺序排列的审批环节")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                cause="不按规定办理社会保险登记",
                filed=date(2026, 9, 9),
                handling="2026年9月16日送达《劳动保障监察限期改正指令书》（龙人社监令字〔2026〕3号）。",
                performance="县社会保险中心已为2名职工办理登记并核定补缴；税务机关已将核定的本金全部征收入库；缴费月数已记入个人账户。",
                persons=2,
                months=10,
                collected=Decimal("11832.48"),
                reason="指令要求的事项已经全部履行。",
                approvals=(
                    Approval(
                        label="承办人意见",
                        opinion="建议结案。",
                        names=("赵明川", "段雪娇"),
                        on=date(2026, 11, 18),
                    ),
                    Approval(label="监察大队意见"),
                    Approval(label="机关负责人意见"),
                ),
            ),
        )


class ResultNotice(Body):
    """办理结果告知书: tells the complainant what came of the complaint."""

    document: ClassVar[str] = "result_notice"
    label: ClassVar[str] = "劳动保障监察投诉办理结果告知书"
    family: ClassVar[Family] = "notice"
    issuer: ClassVar[Issuer] = "department"
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
