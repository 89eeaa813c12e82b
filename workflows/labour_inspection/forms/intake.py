"""What is filled in while a clue is registered, examined, accepted or sent elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from engine.form import Form, Personal, Reporter
from forms.fields import (
    Choice,
    CreditCode,
    LongText,
    OfficerId,
    PastDay,
    PersonName,
    Phone,
    Place,
    ResidentId,
    ShortText,
    TimeOfDay,
    Usual,
)
from forms.parts import ReturnReasons
from workflows.labour_inspection.forms.choices import (
    Channel,
    CheckKind,
    DeclineGround,
    Matter,
    NoFilingGround,
    ReferralGround,
    Source,
)

ReceivedOn = Annotated[PastDay, Field(title="收到日期", examples=["2026-11-16"])]
Employer = Annotated[ShortText, Field(title="用人单位名称", examples=["龙陵县禾青石斛加工厂"])]
EmployerCode = Annotated[
    CreditCode | None,
    Field(
        title="统一社会信用代码",
        description="18位，见营业执照；不知道的可以不填，立案时补上",
        examples=["91530523MA6KTAAA79"],
    ),
]
"""Nobody who complains must know it (the rules on complaints ask for name, seat and head of the employer only)."""
EmployerAddress = Annotated[ShortText, Place(), Field(title="用人单位地址", examples=["龙陵县龙山镇"])]
Representative = Annotated[
    PersonName | None,
    Field(title="法定代表人或者负责人", description="来人不知道的可以不填，立案时补上", examples=["张建华"]),
]
"""What a complaint lacks is added (补正): whoever works there often does not know, and the register tells."""
Facts = Annotated[
    LongText,
    Field(
        title="反映的事实",
        description="什么时候开始上班，单位有没有办理参保",
        examples=["2024年3月入职至今，单位一直没有为本人办理社会保险登记"],
    ),
]
SEEN = "该单位有6人上班，没有办理社会保险登记"
"""What somebody tells who is not the worker concerned."""
HandedIn = Annotated[
    LongText | None,
    Field(title="提交的证据材料", description="每行一项，没有的不填", examples=[None]),
]
Workplace = Annotated[
    ShortText | None, Field(title="实际用工地点", description="决定由谁管辖；与用人单位地址相同的不填", examples=[None])
]
RepresentativePost = Annotated[
    ShortText | None, Field(title="负责人职务", description="不是法定代表人的填写", examples=[None])
]
EmployerPhone = Annotated[Phone | None, Field(title="用人单位电话", examples=[None])]
MatterOf = Annotated[Matter, Field(title="事项", examples=["registration"])]
"""What every opening form asks about the employer, each form in the order in which people tell it."""


class Fellow(Form):
    """Another worker who complains of the same (共同投诉人)."""

    name: PersonName
    resident_id: ResidentId
    represents: Annotated[bool, Field(title="是否推选的代表", examples=[False])] = False


class Complaint(Form):
    """A worker's complaint (投诉登记)."""

    channel: Annotated[Channel, Field(title="投诉方式", examples=["window"])]
    received_on: ReceivedOn
    complainant: Annotated[PersonName, Field(title="投诉人姓名", examples=["杨春兰"])]
    complainant_id: Annotated[ResidentId, Field(title="投诉人身份证号", examples=["533024199203150024"])]
    complainant_phone: Annotated[Phone, Field(title="投诉人电话", examples=["13800138000"])]
    complainant_address: Annotated[
        ShortText, Place(), Personal("address", sealed=False), Field(title="投诉人住址", examples=["龙陵县龙山镇"])
    ]
    employer: Employer
    credit_code: EmployerCode = None
    employer_address: EmployerAddress
    legal_representative: Representative = None
    facts: Facts
    request: Annotated[
        ShortText,
        Usual("补办参保登记并补缴社会保险费", "足额补缴社会保险费", "补缴停缴月份的社会保险费", "支付拖欠的工资"),
        Field(
            title="投诉请求",
            description="可以从常见的里面选",
            examples=["补办参保登记并补缴养老保险费"],
        ),
    ]
    matter: MatterOf = Matter.REGISTRATION
    occupation: Annotated[ShortText | None, Field(title="投诉人职业", examples=[None])] = None
    handed_in: HandedIn = None
    workplace: Workplace = None
    representative_post: RepresentativePost = None
    employer_phone: EmployerPhone = None
    transcript_signed: Annotated[
        bool, Field(title="口头投诉笔录是否已由投诉人签名", description="口头投诉时填写", examples=[False])
    ] = False
    fellows: Annotated[tuple[Fellow, ...], Field(title="共同投诉人", description="集体投诉时填写", examples=[[]])] = ()

    @model_validator(mode="after")
    def _an_oral_complaint_is_signed(self) -> Self:
        if self.channel is Channel.ORAL and not self.transcript_signed:
            raise PydanticCustomError("oral", "口头投诉要由接待人员记入笔录，由投诉人签名")
        return self


class Tip(Form):
    """A tip by anyone (举报登记): who gave it is sealed apart from the case."""

    channel: Annotated[Channel, Field(title="举报方式", examples=["phone"])]
    received_on: ReceivedOn
    employer: Employer
    credit_code: EmployerCode = None
    employer_address: EmployerAddress
    legal_representative: Representative = None
    facts: Annotated[
        LongText,
        Field(
            title="反映的事实",
            description="什么单位、什么事、涉及多少人；不要写能认出举报人的内容",
            examples=[SEEN],
        ),
    ]
    matter: MatterOf = Matter.REGISTRATION
    reward_wanted: Annotated[bool, Field(title="是否要求奖励", examples=[False])] = False
    reply_wanted: Annotated[
        bool, Field(title="是否要求答复", description="要求答复的要留联系方式", examples=[False])
    ] = False
    handed_in: HandedIn = None
    workplace: Workplace = None
    reporter: Annotated[PersonName | None, Reporter(), Field(title="举报人姓名", examples=[None])] = None
    reporter_phone: Annotated[Phone | None, Reporter(), Field(title="举报人电话", examples=[None])] = None
    reporter_address: Annotated[ShortText | None, Reporter(), Field(title="举报人地址", examples=[None])] = None


NEEDS_PAPER = frozenset({Source.CAMPAIGN, Source.ASSIGNED, Source.TRANSFERRED, Source.WRITTEN_REVIEW})


class Lead(Form):
    """A clue that is neither complaint nor tip (线索登记)."""

    source: Annotated[Source, Choice("way"), Field(title="线索来源", examples=["patrol"])]
    received_on: ReceivedOn
    employer: Employer
    credit_code: EmployerCode = None
    employer_address: EmployerAddress
    legal_representative: Representative = None
    facts: Annotated[LongText, Field(title="反映的事实", description="什么单位、什么事、涉及多少人", examples=[SEEN])]
    matter: MatterOf = Matter.REGISTRATION
    workplace: Workplace = None
    reference: Annotated[
        ShortText | None,
        Field(
            title="来文或者计划文号",
            description="专项检查写检查计划，上级交办和部门移送写来文，书面审查写通知",
            examples=["龙人社发〔2026〕5号"],
        ),
    ] = None

    @model_validator(mode="after")
    def _first_paper(self) -> Self:
        if self.source in NEEDS_PAPER and not self.reference:
            raise PydanticCustomError("reference", "“{source}”要写明来文或者计划文号", {"source": self.source.label})
        return self


class ClueReturned(ReturnReasons):
    """Why a township's clue is not taken on (线索退回理由)."""


Respondent = Complaint | Tip | Lead
"""Whichever form opened the case; all of them name the employer."""


class Filing(Form):
    """Acceptance and filing (受理立案)."""

    cause: Annotated[ShortText, Field(title="案由", examples=["不办理社会保险登记"])]
    lead: Annotated[OfficerId, Field(title="主办监察员", examples=["duan"])]
    second: Annotated[OfficerId, Field(title="协办监察员", examples=["cun"])]
    summary: Annotated[
        LongText,
        Field(title="简要案情", examples=["投诉人反映该单位没有为其办理社会保险登记，属于本机关管辖，在二年以内"]),
    ]
    suspected: Annotated[
        LongText | None,
        Field(
            title="涉嫌违反的规定",
            description="每行一项；不填的按投诉事项的通常依据",
            examples=["《中华人民共和国社会保险法》第五十八条第一款"],
        ),
    ] = None
    conduct_ended_on: Annotated[
        date | None, Field(title="违法行为终了之日", description="仍在继续的不填", examples=[None])
    ] = None
    credit_code: Annotated[
        CreditCode | None,
        Field(
            title="用人单位的统一社会信用代码",
            description="登记时不知道的，查清后填写；没有证照的不填",
            examples=["91530523MA6KTAAA79"],
        ),
    ] = None
    legal_representative: Annotated[
        PersonName | None,
        Field(
            title="用人单位的法定代表人或者负责人",
            description="登记时不知道的，查清后填写",
            examples=["张建华"],
        ),
    ] = None


class CheckApproval(Form):
    """Approval of an enterprise check (行政检查审批)."""

    kind: Annotated[CheckKind, Field(title="检查类型", examples=["daily"])]
    items: Annotated[LongText, Field(title="检查事项", description="每行一项", examples=["社会保险登记和申报情况"])]
    planned_on: Annotated[date, Field(title="计划检查日期", examples=["2026-11-23"])]
    place: Annotated[ShortText, Field(title="检查地点", examples=["龙陵县龙山镇"])]
    lead: Annotated[OfficerId, Field(title="主办监察员", examples=["duan"])]
    second: Annotated[OfficerId, Field(title="协办监察员", examples=["cun"])]
    prepare: Annotated[
        LongText | None,
        Field(title="请对方准备的材料", description="每行一项", examples=["职工名册\n工资发放表"]),
    ] = None


class SiteCheck(Form):
    """What was seen on site or in the papers (检查情况)."""

    checked_on: Annotated[date, Field(title="检查日期", examples=["2026-11-20"])]
    place: Annotated[ShortText, Field(title="检查地点", examples=["龙陵县龙山镇该单位厂区"])]
    lead: Annotated[OfficerId, Field(title="主办监察员", examples=["duan"])]
    second: Annotated[OfficerId, Field(title="协办监察员", examples=["cun"])]
    present: Annotated[PersonName, Field(title="在场人", examples=["张建华"])]
    post: Annotated[ShortText, Field(title="在场人职务", examples=["法定代表人"])]
    recorder: Annotated[PersonName, Field(title="记录人", examples=["寸雪梅"])]
    begins: Annotated[TimeOfDay, Field(title="开始时间", examples=["09:30"])]
    ends: Annotated[TimeOfDay, Field(title="结束时间", examples=["11:00"])]
    seen: Annotated[
        LongText, Field(title="检查情况", description="每行一项", examples=["现场在岗职工6人\n能提供工资发放表"])
    ]
    taken: Annotated[
        LongText | None, Field(title="提取的材料", description="每行一项", examples=["工资发放表复印件"])
    ] = None
    refusal: Annotated[
        ShortText | None, Field(title="拒绝签名的情况", description="在场人已签名的不填", examples=[None])
    ] = None


class Supplement(Form):
    """What a complaint lacks, told all at once (补正)."""

    missing: Annotated[LongText, Field(title="需要补正的材料", description="每行一项", examples=["用人单位的准确名称"])]
    by: Annotated[date, Field(title="补正截止日期", examples=["2026-12-04"])]


class SupplementReceived(Form):
    """The supplement that came (收到补正)."""

    received_on: Annotated[PastDay, Field(title="收到日期", examples=["2026-11-20"])]
    content: Annotated[LongText, Field(title="补正的内容", examples=["补充了用人单位的准确名称和地址"])]


class Declining(Form):
    """Why a complaint is not accepted (不予受理)."""

    ground: Annotated[DeclineGround, Field(title="不予受理的情形", examples=["too_old"])]
    reason: Annotated[LongText, Field(title="理由", examples=["你反映的行为已于2023年3月终了，至投诉之日超过二年"])]


class Elsewhere(Form):
    """Which way is the right one (告知另行处理)."""

    ground: Annotated[ReferralGround, Field(title="情形", examples=["already_in_dispute"])]
    reason: Annotated[LongText, Field(title="理由", examples=["你已就同一事项申请劳动人事争议仲裁"])]
    organ: Annotated[ShortText, Field(title="办理机关", examples=["龙陵县劳动人事争议仲裁委员会"])]
    organ_address: Annotated[ShortText, Field(title="办理机关地址", examples=["龙陵县龙山镇"])]


class NoFiling(Form):
    """Why a lead is not filed (不予立案)."""

    ground: Annotated[NoFilingGround, Field(title="不予立案的情形", examples=["no_violation"])]
    reason: Annotated[LongText, Field(title="理由", examples=["经核查，该单位已为全部职工办理社会保险登记"])]


class Withdrawal(Form):
    """The complainant withdraws (撤回投诉)."""

    received_on: Annotated[PastDay, Field(title="收到撤回申请的日期", examples=["2026-11-20"])]
    reason: Annotated[LongText, Field(title="撤回的理由", examples=["单位已为本人补办登记"])]
    of_own_will: Annotated[bool, Field(title="是否确认出于自愿", examples=[True])]
