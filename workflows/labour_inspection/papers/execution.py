"""What the papers of service and execution say: receipt, public notice, payment plan, pressing, the court."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from documents.context import DueDate, Printed, Yuan
from workflows.labour_inspection.papers.elements import BANK, Collector, FileForm, Material, Notice

SERVICE_WAYS = Literal["直接送达", "留置送达", "电子送达", "邮寄送达", "委托送达", "公告送达"]
"""民事诉讼法第八十八条至第九十五条."""


class ServedPaper(Printed):
    """A paper listed on a proof of service."""

    title: str = Field(title="送达文书名称", description="送达文书的名称")
    number: str | None = Field(None, title="送达文书文号", description="送达文书的文号")
    copies: int = Field(1, ge=1, title="份数", description="送达份数")


class ProofOfService(FileForm):
    """送达回证: proves who received which papers, when and how."""

    document: ClassVar[str] = "proof_of_service"
    label: ClassVar[str] = "送达回证"

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


class PublicServiceAnnouncement(Notice):
    """送达公告: serves by publication, after everything else was tried; effective after 30 days (民事诉讼法 95)."""

    document: ClassVar[str] = "public_service_announcement"
    label: ClassVar[str] = "送达公告"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国行政处罚法》第六十一条第一款",
        "《中华人民共和国民事诉讼法》第九十五条第一款",
    )

    paper_title: str = Field(title="送达文书名称", description="公告送达的文书名称")
    paper_number: str = Field(title="送达文书文号", description="公告送达的文书文号")
    reason: str = Field(title="公告送达的原因", description="下落不明或者其他方式无法送达的情况，成段叙述")
    gist: str = Field(title="文书要旨", description="文书的主要内容，成段叙述；不写职工姓名")
    rights: str | None = Field(None, title="权利告知", description="陈述申辩、听证或者复议诉讼的告知；没有的为空")
    collect: str = Field(title="领取地点", description="领取文书的地点，不加句号")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                paper_title="行政处罚事先告知书",
                paper_number="龙人社监罚告字〔2026〕2号",
                reason="本机关于2026年10月21日到你单位住所直接送达，该场所已经无人办公；同日邮寄的邮件于2026年10月26日被退回，"
                "登记的电话无法接通",
                gist="你单位没有为职工办理社会保险登记，经责令限期改正逾期没有改正，本机关拟对你单位处罚款11,832.48元。",
                rights="你单位可以自公告期满之日起五个工作日内陈述、申辩，也可以在该期限内要求听证；逾期视为没有提出。",
                collect="龙陵县劳动保障监察大队（龙陵县龙山镇龙华路1号）",
            ),
        )


class Instalment(Printed):
    """One part of a fine and its day (分期)."""

    due: date = Field(title="缴纳期限", description="该期的截止日期")
    amount: Yuan = Field(title="金额", description="该期的金额，单位元")


class PaymentPlanApproval(Notice):
    """延期（分期）缴纳罚款批准书: only on request and for real hardship (行政处罚法 66(2), 72(2))."""

    document: ClassVar[str] = "payment_plan_approval"
    label: ClassVar[str] = "延期（分期）缴纳罚款批准书"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政处罚法》第六十六条第二款",)

    decision_number: str = Field(title="处罚决定书文号", description="行政处罚决定书文号")
    decision_served: date = Field(title="送达日期", description="行政处罚决定书送达日期")
    fine: Yuan = Field(title="罚款数额", description="尚未缴纳的罚款数额，单位元")
    requested: date = Field(title="申请日期", description="当事人申请的日期")
    hardship: str = Field(title="申请理由", description="经济困难的情况，不加句号")
    instalments: tuple[Instalment, ...] = Field(min_length=1, title="缴纳安排", description="一期为延期，多期为分期")
    payment: Collector = Field(title="代收机构", description="罚款的代收机构")

    @property
    def kind(self) -> str:
        """Deferred if paid once, in instalments otherwise."""
        return "延期" if len(self.instalments) == 1 else "分期"

    @model_validator(mode="after")
    def _instalments_make_up_the_fine(self) -> Self:
        if sum((part.amount for part in self.instalments), Decimal(0)) != self.fine:
            raise ValueError("各期金额之和必须等于尚未缴纳的罚款数额")
        if [part.due for part in self.instalments] != sorted(part.due for part in self.instalments):
            raise ValueError("各期的缴纳期限必须先后相接")
        return self

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        parts = (
            Instalment(due=date(2027, 1, 8), amount=Decimal("4000.00")),
            Instalment(due=date(2027, 2, 5), amount=Decimal("4000.00")),
            Instalment(due=date(2027, 3, 5), amount=Decimal("3832.48")),
        )
        split = cls(
            decision_number="龙人社监罚字〔2026〕2号",
            decision_served=date(2026, 11, 23),
            fine=Decimal("11832.48"),
            requested=date(2026, 12, 1),
            hardship="春茶减产，流动资金不足，春节前须先支付职工工资",
            instalments=parts,
            payment=BANK,
        )
        return split, split.model_copy(
            update={"instalments": (Instalment(due=date(2027, 3, 5), amount=Decimal("11832.48")),)}
        )


class Owed(Printed):
    """One sum still owed under a decision (未履行的款项)."""

    item: str = Field(title="项目", description="如“罚款”“加处罚款”")
    amount: Yuan = Field(title="金额", description="金额，单位元")
    computation: str | None = Field(None, title="计算过程", description="算法，不加句号；没有的为空")


class Demand(Notice):
    """履行催告书: term, way, exact amount, and the right to be heard (行政强制法 35, 54)."""

    document: ClassVar[str] = "demand"
    label: ClassVar[str] = "履行催告书"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政强制法》第三十五条、第五十四条",)

    decision_title: str = Field(title="决定书名称", description="未履行的决定书名称")
    decision_number: str = Field(title="决定书文号", description="未履行的决定书文号")
    decision_served: date = Field(title="决定书送达日期", description="决定书送达日期")
    remedies_used: str = Field(title="救济情况", description="是否申请复议、提起诉讼，成句叙述")
    owed: tuple[Owed, ...] = Field((), title="应缴款项", description="涉及金钱给付的款项；不涉及的为空")
    duties: tuple[str, ...] = Field((), title="其他义务", description="金钱以外的义务，每项成句；没有的为空")
    perform_by: DueDate = Field(title="履行期限", description="自收到催告书之日起十日（工作日）内")
    payment: Collector | None = Field(None, title="给付方式", description="缴款的银行和账户；不涉及金钱的为空")

    @property
    def total(self) -> Decimal:
        """Sum of what is owed, in yuan."""
        return sum((owed.amount for owed in self.owed), Decimal(0))

    @model_validator(mode="after")
    def _something_is_owed(self) -> Self:
        if not self.owed and not self.duties:
            raise ValueError("催告书必须写明应当履行的义务")
        if bool(self.owed) != (self.payment is not None):
            raise ValueError("涉及金钱给付的，必须写明给付方式")
        return self

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        money = cls(
            decision_title="行政处罚决定书",
            decision_number="龙人社监罚字〔2026〕2号",
            decision_served=date(2026, 11, 23),
            remedies_used="你单位在法定期限内没有申请行政复议，也没有提起行政诉讼。",
            owed=(
                Owed(item="罚款", amount=Decimal("11832.48")),
                Owed(
                    item="加处罚款",
                    amount=Decimal("11832.48"),
                    computation="自2026年12月9日起每日按罚款数额的百分之三加处，以罚款数额为限",
                ),
            ),
            perform_by=DueDate(term="自收到本催告书之日起10个工作日内"),
            payment=BANK,
        )
        deeds = money.model_copy(
            update={
                "decision_title": "劳动保障监察行政处理决定书",
                "owed": (),
                "duties": ("为杨𬱖、木热提·艾力江2名职工申请办理社会保险登记。",),
                "payment": None,
            }
        )
        return money, deeds


class EnforcementApplication(Notice):
    """强制执行申请书 to the court, signed by the head of the organ (行政强制法 53 to 55; 行政诉讼法 97)."""

    document: ClassVar[str] = "enforcement_application"
    label: ClassVar[str] = "强制执行申请书"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国行政强制法》第五十三条、第五十四条",
        "《中华人民共和国行政诉讼法》第九十七条",
    )

    court: str = Field(title="受理法院", description="有管辖权的人民法院全称")
    head: str = Field(title="机关负责人", description="签名的行政机关负责人姓名和职务")
    decision_title: str = Field(title="决定书名称", description="申请执行的决定书名称")
    decision_number: str = Field(title="决定书文号", description="申请执行的决定书文号")
    decision_made: date = Field(title="决定日期", description="决定作出的日期")
    decision_served: date = Field(title="送达日期", description="决定书送达日期")
    content: str = Field(title="决定内容", description="决定的事实、依据和内容，成段叙述")
    remedies_used: str = Field(title="当事人意见和救济情况", description="当事人的意见和救济情况，成段叙述")
    demand_number: str = Field(title="催告书文号", description="履行催告书文号")
    demand_served: date = Field(title="催告书送达日期", description="履行催告书送达日期")
    after_demand: str = Field(title="催告后的情况", description="催告后的陈述申辩和履行情况，成段叙述")
    claims: tuple[str, ...] = Field((), title="申请执行的行为", description="金钱以外的执行事项，每项成句")
    owed: tuple[Owed, ...] = Field((), title="申请执行的款项", description="申请执行的款项；不涉及的为空")
    subject: str = Field(title="执行标的情况", description="被申请人财产和执行标的的情况，成段叙述")
    materials: tuple[Material, ...] = Field(min_length=1, title="附送材料", description="行政强制法第五十五条的材料")

    @property
    def total(self) -> Decimal:
        """Sum to be enforced, in yuan."""
        return sum((owed.amount for owed in self.owed), Decimal(0))

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        [money, _] = Demand.examples()
        return (
            cls(
                court="龙陵县人民法院",
                head="局长杨国才",
                decision_title=money.decision_title,
                decision_number=money.decision_number,
                decision_made=date(2026, 11, 20),
                decision_served=money.decision_served,
                content="被申请人没有为2名职工申请办理社会保险登记，经责令限期改正逾期不改正。申请人依照《中华人民共和国社会保险法》"
                "第八十四条，决定对被申请人处罚款11,832.48元。",
                remedies_used="听证中被申请人对事实没有异议。决定送达后，被申请人在法定期限内没有申请行政复议，也没有提起行政诉讼。",
                demand_number="龙人社监催字〔2027〕1号",
                demand_served=date(2027, 5, 27),
                after_demand="催告书送达后，被申请人没有陈述、申辩，至今没有履行。",
                owed=money.owed,
                subject="被申请人在龙陵县农村信用合作联社开有基本存款账户，在龙陵县镇安镇大坝村有制茶车间及设备。",
                materials=(
                    Material(name="行政处罚决定书及其事实、理由和依据的材料", pages=86),
                    Material(name="当事人的意见（听证笔录、陈述申辩笔录）", pages=9),
                    Material(name="履行催告书及送达回证", pages=3),
                    Material(name="申请强制执行标的情况说明", pages=2),
                    Material(name="申请人的主体资格和委托材料", pages=4),
                ),
            ),
        )
