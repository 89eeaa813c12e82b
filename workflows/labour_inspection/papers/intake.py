"""What the papers say by which a clue comes in and is taken up, completed, passed on or refused."""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from documents.context import DueDate
from workflows.labour_inspection.papers.elements import (
    CAUSE,
    ApprovalForm,
    FileForm,
    Material,
    Notice,
    Person,
    in_turn,
)

RULE_18 = "《关于实施〈劳动保障监察条例〉若干规定》第十八条"


class ComplaintRegister(FileForm):
    """举报投诉登记表: what came in, when and how; who gave a tip is sealed elsewhere (劳动保障监察条例 9(3))."""

    document: ClassVar[str] = "complaint_register"
    label: ClassVar[str] = "劳动保障监察举报投诉登记表"

    kind: Literal["投诉", "举报"] = Field(title="类别", description="投诉是主张本人权益，举报是反映违法线索")
    received: date = Field(title="收到日期", description="收到投诉、举报的日期")
    channel: str = Field(title="方式", description="如“当面提交书面材料”“通过网上服务大厅”")
    complainant: Person | None = Field(None, title="投诉人", description="举报人不得填写，另行密封保存")
    representatives: tuple[str, ...] = Field((), title="推选代表", description="多人投诉推选的代表")
    facts: str = Field(title="反映的事实", description="反映的事实，成段叙述")
    request: str = Field(title="请求", description="投诉请求；举报写希望查处的事项")
    handed_in: tuple[Material, ...] = Field((), title="提交的材料", description="随投诉、举报提交的证据材料")
    reply_wanted: bool = Field(True, title="是否要求答复", description="来件人是否要求告知办理情况")
    receiver: str = Field(title="接待人", description="登记的接待人员姓名")
    opinion: str | None = Field(None, title="拟办意见", description="接待人员的初步意见")

    @model_validator(mode="after")
    def _a_tip_names_nobody(self) -> Self:
        if self.kind == "举报" and (self.complainant or self.representatives):
            raise ValueError("举报登记表不得记载举报人，举报人信息另行密封保存")
        return self

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        complaint = cls(
            kind="投诉",
            received=date(2026, 9, 7),
            channel="当面提交书面材料",
            complainant=Person(
                name="杨𬱖",
                sex="女",
                resident_id="530523199203150028",
                post="龙陵县松月茶业有限公司制茶工",
                address="龙陵县镇安镇大坝村",
                phone="13900000417",
            ),
            facts="2026年3月2日到该单位制茶车间上班，每月由银行代发工资，至今没有办理社会保险登记，也没有缴纳社会保险费。"
            "多次向单位提出，单位以试用为由拖延。",
            request="责令单位办理社会保险登记。",
            handed_in=(
                Material(name="劳动合同", pages=6, remark="复制件"),
                Material(name="银行工资流水", pages=3, remark="加盖银行印章"),
            ),
            receiver="尹碧云",
            opinion="事项明确，建议受理。",
        )
        tip = complaint.model_copy(
            update={
                "kind": "举报",
                "channel": "拨打举报电话",
                "complainant": None,
                "facts": "该单位制茶车间今年新招的职工没有参加社会保险，工资由银行代发。",
                "request": "请依法查处。",
                "handed_in": (),
                "reply_wanted": False,
            }
        )
        return complaint, tip


class AcceptanceNotice(Notice):
    """受理通知书: tells the complainant that the complaint is taken up."""

    document: ClassVar[str] = "acceptance_notice"
    label: ClassVar[str] = "劳动保障监察投诉受理通知书"
    bases: ClassVar[tuple[str, ...]] = (
        "《劳动保障监察条例》第九条第二款",
        "《劳动保障监察条例》第十条第（三）项",
    )

    received: date = Field(title="收到日期", description="收到投诉的日期")
    channel: str = Field(title="投诉方式", description="如“当面提交书面材料”“通过网上服务大厅”")
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
                channel="当面提交书面材料",
                respondent="龙陵县松月茶业有限公司",
                matter="自2026年3月起一直没有为你办理社会保险登记、没有缴纳社会保险费",
                accepted=date(2026, 9, 9),
                investigation=DueDate(term="自立案之日起60个工作日内"),
                tracking_code="7KQM-42XD-9TRA-H6PW",
            ),
        )


class Reply(Notice):
    """An answer to a complaint that is not, or not yet, taken up."""

    received: date = Field(title="收到日期", description="收到投诉的日期")
    channel: str = Field(title="投诉方式", description="如“当面提交书面材料”“通过网上服务大厅”")
    respondent: str = Field(title="被投诉单位", description="被投诉的用人单位全称或者投诉人所称的名称")
    matter: str = Field(title="投诉事项", description="反映的事项，不加句号")


class DeclineNotice(Reply):
    """不予受理决定书: refuses a complaint in writing, with reasons and remedies (若干规定 18; 条例 20).

    What concerns premiums is never refused for age alone: it is passed on to those who collect.
    """

    document: ClassVar[str] = "decline_notice"
    label: ClassVar[str] = "劳动保障监察投诉不予受理决定书"
    appealable: ClassVar[bool] = True
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第二十条", RULE_18)

    reason: str = Field(title="不予受理的理由", description="查明的情况和理由，成段叙述")
    passed_on: str | None = Field(None, title="另行处理", description="同时转交或者告知的事项，成句叙述")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                received=date(2026, 9, 7),
                channel="当面提交书面材料",
                respondent="龙陵县松月茶业有限公司",
                matter="该单位2023年4月收取你押金500元没有退还",
                reason="经审查，该行为终了于2023年5月你离职之日，至你投诉时已经超过二年，在此期间没有被劳动保障行政部门发现，"
                "也没有被举报、投诉。",
                passed_on="你同时反映的社会保险费欠缴事项不受上述期限影响，本机关已经转交龙陵县社会保险中心核查。",
            ),
        )


class SupplementNotice(Reply):
    """补正材料告知书: names everything that is missing at once (若干规定 18)."""

    document: ClassVar[str] = "supplement_notice"
    label: ClassVar[str] = "劳动保障监察投诉补正材料告知书"
    bases: ClassVar[tuple[str, ...]] = (RULE_18,)

    missing: tuple[str, ...] = Field(min_length=1, title="需要补正的材料", description="一次列全，每项一句，不加句号")
    by: DueDate = Field(title="补正期限", description="补正的期限")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                received=date(2026, 9, 7),
                channel="寄送书面材料",
                respondent="松月茶厂",
                matter="没有为你办理社会保险登记",
                missing=(
                    "用人单位的全称和实际用工的地点；不知道全称的，可以写明招牌名称和负责人",
                    "你在该单位上班的起止日期和岗位",
                    "能够证明你在该单位工作的材料，如劳动合同、工资条、银行流水、工作证中的任何一种",
                ),
                by=DueDate(term="自收到本告知书之日起10个工作日内"),
            ),
        )


class ReferralNotice(Reply):
    """告知（转办）书: names the right channel, or the organ to which the matter was passed (条例 21; 社会保险法 82)."""

    document: ClassVar[str] = "referral_notice"
    label: ClassVar[str] = "劳动保障监察投诉告知（转办）书"
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第二十一条第二款",)

    reason: str = Field(title="理由", description="不由本机关处理的理由，成段叙述")
    channel_name: str = Field(title="办理机关", description="应当向其提出或者已经转交的机关、机构")
    channel_address: str = Field(title="办理机关地址", description="地址")
    channel_phone: str | None = Field(None, title="办理机关电话", description="联系电话")
    passed_on: bool = Field(False, title="是否已经转办", description="已由本机关转交的为真，须由投诉人自行提出的为假")
    time_limit: str | None = Field(None, title="时效提示", description="申请的时效，成句叙述")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        told = cls(
            received=date(2026, 9, 7),
            channel="当面提交书面材料",
            respondent="龙陵县松月茶业有限公司",
            matter="该单位与你解除劳动合同，要求支付赔偿金",
            reason="你反映的事项已经由你向劳动人事争议仲裁委员会申请仲裁，依法应当按照劳动争议处理程序办理。",
            channel_name="龙陵县劳动人事争议仲裁委员会",
            channel_address="龙陵县龙山镇龙华路1号",
            channel_phone="0875-0000000",
            time_limit="劳动争议申请仲裁的时效期间为一年，从当事人知道或者应当知道其权利被侵害之日起计算。",
        )
        return told, told.model_copy(
            update={"passed_on": True, "channel_name": "国家税务总局龙陵县税务局", "time_limit": None}
        )


class FilingApproval(ApprovalForm):
    """立案审批表: the internal form by which a case is filed."""

    document: ClassVar[str] = "filing_approval"
    label: ClassVar[str] = "劳动保障监察立案审批表"

    source: str = Field(title="案件来源", description="来源种类和登记号")
    received: date = Field(title="收到日期", description="收到投诉、举报或者发现线索的日期")
    summary: str = Field(title="简要案情", description="当事人涉嫌违法的主要事实")
    suspected: tuple[str, ...] = Field(title="涉嫌违反的规定", description="法律名称和条款项")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                source="投诉（登记号：2026-0031）",
                received=date(2026, 9, 7),
                cause=CAUSE,
                summary="投诉人反映，该单位自2026年3月起没有为其办理社会保险登记。经核对登记信息，投诉人在该单位没有参保记录；"
                "同车间另有1名职工情况相同。有明确的用人单位，事项在二年以内，属于本机关管辖。",
                suspected=("《中华人民共和国社会保险法》第五十八条第一款",),
                approvals=in_turn("符合立案条件，建议立案调查。", date(2026, 9, 9)),
            ),
        )


class FilingRefusal(ApprovalForm):
    """不予立案审批表: why a clue does not become a case (行政处罚法 54(2))."""

    document: ClassVar[str] = "filing_refusal"
    label: ClassVar[str] = "劳动保障监察不予立案审批表"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第五十四条第二款",)

    source: str = Field(title="案件来源", description="来源种类和登记号")
    received: date = Field(title="收到日期", description="收到举报或者发现线索的日期")
    checked: str = Field(title="核查情况", description="立案前核查的经过和查明的情况")
    reason: str = Field(title="不予立案的理由", description="理由和依据")
    informing: str | None = Field(None, title="告知情况", description="拟怎样告知实名举报人、交办机关；无须告知的为空")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                source="日常巡视检查（任务号：2026-巡-12）",
                received=date(2026, 9, 3),
                cause="涉嫌" + CAUSE,
                checked="2026年9月3日，监察员到该单位检查，调取职工名册、工资发放表，与社会保险登记信息逐人核对，"
                "18名职工均已登记，没有发现遗漏。",
                reason="没有违法事实，不符合立案标准。",
                approvals=in_turn("建议不予立案。", date(2026, 9, 8)),
            ),
        )
