"""What is filled in from the notice of what is intended to the decision."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from engine.form import Form
from forms.fields import Choice, LongText, OfficerId, PersonName, ShortText, TimeOfDay, Usual, Yuan
from workflows.calculators.fine_candidates import RULES, BaseKind, FineRule
from workflows.labour_inspection.forms.choices import Defence, HearingEnd, NoHearing, NoPenaltyGround, Sanction, Subject
from workflows.labour_inspection.forms.order import Employment

MOST_AGENTS = 2


def _known(value: Any) -> Any:
    if value not in RULES:
        raise PydanticCustomError("violation", "没有“{code}”这种违法行为，请从列出的选项中选", {"code": str(value)})
    return value


def _group(rule: FineRule) -> str:
    """Under which heading an officer looks for a violation."""
    if not rule.code.startswith("P"):
        return "其他劳动保障事项"
    by_employer = rule.subject.startswith(("用人单位", "直接负责"))
    return (
        "社会保险登记、申报和缴费"
        if by_employer and rule.base_kind is not BaseKind.BENEFITS_OBTAINED
        else "骗取待遇和基金，服务机构违规"
    )


VIOLATIONS = tuple(
    sorted(
        (
            (code, f"{rules[0].violation}（{rules[0].citation.label}）", _group(rules[0]))
            for code, rules in RULES.items()
        ),
        key=lambda row: (row[2] != "社会保险登记、申报和缴费", row[2] != "其他劳动保障事项", row[0]),
    )
)
ViolationCode = Annotated[str, BeforeValidator(_known), Field(title="违法行为", examples=["P01"])]
"""A row of the table of fines (违法行为代码)."""


class Proposal(Form):
    """The penalty that is intended (拟处罚): an officer chooses, the machine only checks."""

    subject: Annotated[Subject, Field(title="处罚对象", examples=["organisation"])]
    violations: Annotated[
        tuple[ViolationCode, ...], Choice("many", VIOLATIONS), Field(title="违法行为", min_length=1, examples=[["P01"]])
    ]
    sanction: Annotated[Sanction, Field(title="处罚种类", examples=["fine"])]
    amount: Annotated[Yuan, Field(title="罚款数额（元）", description="没有罚款的填0", examples=["12000.00"])]
    facts: Annotated[
        LongText,
        Field(title="违法事实", examples=["你单位自2024年3月起招用职工，没有办理社会保险登记，责令后逾期未改正"]),
    ]
    basis: Annotated[
        LongText, Field(title="处罚依据", description="每行一项", examples=["《中华人民共和国社会保险法》第八十四条"])
    ]
    reasons: Annotated[LongText, Field(title="裁量理由", examples=["涉及6人，责令后逾期未改正，没有从轻、从重情节"])]
    hearing: Annotated[bool, Field(title="是否告知听证权利", examples=[True])]
    major: Annotated[
        bool, Field(title="是否重大或者情节复杂", description="是的要经过法制审核和集体讨论", examples=[False])
    ] = False

    @model_validator(mode="after")
    def _amount_fits(self) -> Self:
        if (self.sanction is Sanction.FINE) != (self.amount > 0):
            raise PydanticCustomError("amount", "罚款要填写数额，其他种类的数额填0")
        return self


class HandlingProposal(Form):
    """The handling decision that is intended (拟处理)."""

    facts: Annotated[LongText, Field(title="查明的事实", examples=["你单位没有为6名职工办理社会保险登记"])]
    orders: Annotated[
        LongText,
        Field(
            title="拟处理内容", description="每行一项", examples=["为6名职工办理社会保险登记\n申报应当缴纳的社会保险费"]
        ),
    ]
    orders_payment: Annotated[
        bool,
        Field(title="是否责令缴纳社会保险费", description="由征收机构责令缴纳的，本机关不得责令", examples=[False]),
    ] = False
    basis: Annotated[
        LongText,
        Field(title="处理依据", description="每行一项", examples=["《劳动保障监察条例》第十八条第一款第（二）项"]),
    ]


class Hearing(Form):
    """How the party was heard on the proposal (陈述申辩)."""

    way: Annotated[Defence, Field(title="陈述申辩情况", examples=["spoken"])]
    on: Annotated[date, Field(title="日期", examples=["2026-11-20"])]
    statement: Annotated[LongText, Field(title="陈述申辩内容", examples=["单位资金困难，请求减轻处罚"])]
    review: Annotated[LongText, Field(title="复核意见", examples=["所述情况不属于应当从轻、减轻处罚的情形，不予采纳"])]
    accepted: Annotated[bool, Field(title="意见是否成立并采纳", examples=[False])]
    begins: Annotated[
        TimeOfDay | None, Field(title="开始时间", description="当面陈述申辩时填写", examples=["09:30"])
    ] = None
    place: Annotated[ShortText | None, Field(title="地点", description="当面陈述申辩时填写", examples=["监察大队"])] = (
        None
    )
    speaker: Annotated[
        PersonName | None, Field(title="陈述申辩人", description="当面陈述申辩时填写", examples=["张建华"])
    ] = None
    recorder: Annotated[
        PersonName | None, Field(title="记录人", description="当面陈述申辩时填写", examples=["寸雪梅"])
    ] = None

    @model_validator(mode="after")
    def _spoken_somewhere(self) -> Self:
        told = (self.begins, self.place, self.speaker, self.recorder)
        if self.way is Defence.SPOKEN and not all(told):
            raise PydanticCustomError("spoken", "当面陈述申辩的，要填写开始时间、地点、陈述申辩人和记录人")
        return self


class HearingRequest(Form):
    """The party asks for a hearing (听证申请)."""

    requested_on: Annotated[date, Field(title="提出日期", description="邮寄的写交邮日期", examples=["2026-11-20"])]
    applicant: Annotated[PersonName, Field(title="申请人", examples=["张建华"])]
    reasons: Annotated[LongText, Field(title="要求听证的理由", examples=["对涉及人数有异议"])]


class WithoutHearing(Form):
    """No hearing is held (不举行听证)."""

    way: Annotated[NoHearing, Field(title="情形", examples=["waived"])]
    on: Annotated[date, Field(title="日期", examples=["2026-11-20"])]
    proof: Annotated[LongText, Field(title="凭证", examples=["当事人签名的放弃听证声明1页"])]


class HearingPlan(Form):
    """When, where and before whom the hearing is held (听证安排)."""

    held_on: Annotated[date, Field(title="听证日期", examples=["2026-12-11"])]
    begins: Annotated[TimeOfDay, Field(title="开始时间", examples=["09:30"])]
    place: Annotated[ShortText, Field(title="听证地点", examples=["县人力资源和社会保障局三楼会议室"])]
    presiding: Annotated[OfficerId, Field(title="听证主持人", examples=["presiding"])]
    recorder: Annotated[PersonName, Field(title="记录员", examples=["李小梅"])]
    public: Annotated[bool, Field(title="是否公开举行", examples=[True])] = True
    closed_reason: Annotated[
        ShortText | None, Field(title="不公开的理由", description="涉及国家秘密、商业秘密或者个人隐私", examples=[None])
    ] = None

    @model_validator(mode="after")
    def _closed_for_a_reason(self) -> Self:
        if not self.public and not self.closed_reason:
            raise PydanticCustomError("closed", "不公开举行的要写明理由")
        return self


class HearingRecord(Form):
    """What was said at the hearing, and what the presiding officer thinks (听证笔录和报告)."""

    end: Annotated[HearingEnd, Field(title="听证结果", examples=["held"])]
    ends: Annotated[TimeOfDay, Field(title="结束时间", examples=["11:30"])]
    attendants: Annotated[
        LongText,
        Field(title="到场的当事人和代理人", description="每行一人，代理人不超过2人", examples=["张建华，法定代表人"]),
    ]
    proposed: Annotated[LongText, Field(title="调查人员的意见", examples=["建议罚款12000元"])]
    answered: Annotated[LongText, Field(title="当事人的意见", examples=["认为涉及人数应为5人"])]
    evidence: Annotated[LongText, Field(title="质证情况", examples=["工资发放表经当事人核对无异议"])]
    opinion: Annotated[LongText, Field(title="主持人意见", examples=["事实清楚，证据确凿，建议按拟处罚意见作出决定"])]
    refusal: Annotated[ShortText | None, Field(title="拒绝签名的情况", examples=[None])] = None


class Submission(Form):
    """The case is laid before the legal reviewer (送审)."""

    ground: Annotated[ShortText, Field(title="审核情形", examples=["经过听证程序，直接关系当事人重大权益"])]
    materials: Annotated[
        LongText, Field(title="送审材料", description="每行一项", examples=["调查终结报告\n证据材料\n听证报告"])
    ]


class LegalOpinion(Form):
    """The legal reviewer's opinion (法制审核意见)."""

    authority: Annotated[ShortText, Usual("主体适格，没有超越法定权限"), Field(title="主体和权限", examples=["符合"])]
    procedure: Annotated[ShortText, Usual("程序合法"), Field(title="程序", examples=["合法"])]
    facts: Annotated[ShortText, Usual("事实清楚，证据合法充分"), Field(title="事实和证据", examples=["清楚、充分"])]
    law: Annotated[ShortText, Usual("适用法律、法规、规章准确"), Field(title="适用依据", examples=["准确"])]
    discretion: Annotated[ShortText, Usual("裁量适当"), Field(title="裁量", examples=["适当"])]
    advice: Annotated[LongText, Field(title="审核意见", examples=["同意拟作出的决定"])]
    qualification: Annotated[
        ShortText | None,
        Field(title="法律职业资格证号", description="初次从事审核的人员必须填写", examples=["A20205305230001"]),
    ] = None


class Discussion(Form):
    """The heads decide together (集体讨论)."""

    held_on: Annotated[date, Field(title="讨论日期", examples=["2026-11-20"])]
    place: Annotated[ShortText, Field(title="地点", examples=["局会议室"])]
    chair: Annotated[PersonName, Field(title="主持人", examples=["尹建军"])]
    recorder: Annotated[PersonName, Field(title="记录人", examples=["李小梅"])]
    reported: Annotated[LongText, Field(title="案情汇报", examples=["该单位未办理社会保险登记，责令后逾期未改正"])]
    views: Annotated[
        LongText,
        Field(title="各人意见", description="每行一人，姓名和意见用冒号分开", examples=["尹建军：同意\n杨国庆：同意"]),
    ]
    conclusion: Annotated[LongText, Field(title="讨论结论", examples=["同意罚款12000元"])]


class Decision(Form):
    """The penalty decision (行政处罚决定)."""

    amount: Annotated[Yuan, Field(title="罚款数额（元）", description="不得高于告知的数额", examples=["12000.00"])]
    facts: Annotated[
        LongText,
        Field(title="违法事实", examples=["你单位自2024年3月起招用职工，没有办理社会保险登记，责令后逾期未改正"]),
    ]
    heard: Annotated[LongText, Field(title="陈述申辩和听证情况", examples=["你单位在期限内陈述申辩，经复核不予采纳"])]
    reasons: Annotated[LongText, Field(title="裁量理由", examples=["涉及6人，没有从轻、从重情节"])]


class HandlingDecision(Form):
    """The handling decision (行政处理决定)."""

    facts: Annotated[LongText, Field(title="查明的事实", examples=["你单位没有为6名职工办理社会保险登记"])]
    heard: Annotated[LongText, Field(title="陈述申辩情况", examples=["你单位在期限内没有陈述申辩"])]
    orders: Annotated[LongText, Field(title="处理内容", description="每行一项", examples=["为6名职工办理社会保险登记"])]
    perform_by: Annotated[date, Field(title="履行截止日期", examples=["2026-12-31"])]
    workers: Annotated[
        tuple[Employment, ...],
        Field(title="未参保职工", description="涉及参保登记的逐人填写，据此请求办理参保", examples=[[]]),
    ] = ()


class NoPenalty(Form):
    """The decision not to penalise (不予行政处罚)."""

    ground: Annotated[NoPenaltyGround, Field(title="不予处罚的情形", examples=["minor"])]
    reason: Annotated[LongText, Field(title="理由", examples=["已在责令期限内为全部职工办理登记，没有造成危害后果"])]
    education: Annotated[LongText, Field(title="教育情况", examples=["已对负责人讲解社会保险法的规定"])]


class SpotPenalty(Form):
    """A penalty decided on the spot (当场处罚)."""

    subject: Annotated[Subject, Field(title="处罚对象", examples=["organisation"])]
    violations: Annotated[
        tuple[ViolationCode, ...], Choice("many", VIOLATIONS), Field(title="违法行为", min_length=1, examples=[["Q07"]])
    ]
    sanction: Annotated[Sanction, Field(title="处罚种类", examples=["warning"])]
    amount: Annotated[Yuan, Field(title="罚款数额（元）", description="没有罚款的填0", examples=["0.00"])] = Decimal(
        "0.00"
    )
    lead: Annotated[OfficerId, Field(title="主办监察员", examples=["duan"])]
    second: Annotated[OfficerId, Field(title="协办监察员", examples=["cun"])]
    place: Annotated[ShortText, Field(title="地点", examples=["龙陵县龙山镇该单位"])]
    facts: Annotated[LongText, Field(title="违法行为的事实", examples=["规章制度规定职工一律不得请假"])]
    evidence: Annotated[
        LongText, Field(title="证据", description="每行一项", examples=["规章制度复印件\n现场检查笔录"])
    ]
    heard: Annotated[
        LongText,
        Field(title="口头告知和当事人的意见", examples=["已当场告知事实、理由、依据和陈述申辩权，当事人没有异议"]),
    ]
    receiver: Annotated[
        PersonName, Field(title="当场签收人", description="拒绝签收的在意见中注明", examples=["张建华"])
    ]
    collected: Annotated[
        bool, Field(title="是否当场收缴罚款", description="仅限100元以下或者事后难以执行的", examples=[False])
    ] = False

    @model_validator(mode="after")
    def _amount_fits(self) -> Self:
        if (self.sanction is Sanction.FINE) != (self.amount > 0):
            raise PydanticCustomError("amount", "罚款要填写数额，其他种类的数额填0")
        return self


class SpotOrder(Form):
    """An order to correct given on the spot (当场限期整改)."""

    lead: Annotated[OfficerId, Field(title="主办监察员", examples=["duan"])]
    second: Annotated[OfficerId, Field(title="协办监察员", examples=["cun"])]
    place: Annotated[ShortText, Field(title="地点", examples=["龙陵县龙山镇该单位"])]
    facts: Annotated[LongText, Field(title="查明的事实", examples=["没有书面记录职工工资支付情况"])]
    violated: Annotated[
        LongText,
        Field(title="违反的规定", description="每行一项", examples=["《中华人民共和国社会保险法》第五十八条第一款"]),
    ]
    demands: Annotated[
        LongText, Field(title="整改要求", description="每行一项", examples=["为2名职工办理社会保险登记"])
    ]
    correct_by: Annotated[date, Field(title="整改截止日期", examples=["2026-12-11"])]
    heard: Annotated[LongText, Field(title="当事人的意见", examples=["没有异议"])]
    receiver: Annotated[PersonName, Field(title="当场签收人", examples=["张建华"])]
    workers: Annotated[
        tuple[Employment, ...],
        Field(title="未参保职工", description="涉及参保登记的逐人填写，据此请求办理参保", examples=[[]]),
    ] = ()


class Revocation(Form):
    """The filing is revoked (撤销立案)."""

    corrected: Annotated[LongText, Field(title="改正情况", examples=["已在责令期限内办理登记和申报"])]
    reason: Annotated[LongText, Field(title="撤销立案的理由", examples=["违法行为情节轻微，并且已经改正"])]
