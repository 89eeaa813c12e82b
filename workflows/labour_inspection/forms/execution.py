"""What is filled in from service of the decision to the archive."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from engine.form import Form
from forms.fields import Count, LongText, PastDay, PersonName, ShortText, Yuan
from forms.parts import ReturnReasons
from workflows.labour_inspection.forms.choices import Body, ClosingGround, CriminalResult, Procedure


class Announcement(Form):
    """Service by public notice (公告送达)."""

    published_on: Annotated[date, Field(title="公告日期", examples=["2026-11-20"])]
    medium: Annotated[ShortText, Field(title="公告载体", examples=["县人民政府门户网站"])]
    reasons: Annotated[
        LongText, Field(title="公告送达的原因和经过", examples=["到登记住所和实际经营地送达均无人，邮寄被退回"])
    ]
    gist: Annotated[LongText, Field(title="文书要旨", examples=["责令你单位为6名职工办理社会保险登记"])]
    rights: Annotated[LongText | None, Field(title="权利告知", examples=[None])] = None


class SpotFiling(Form):
    """The copy that goes to the organ (当场处罚备案)."""

    filed_on: Annotated[date, Field(title="备案日期", examples=["2026-11-20"])]
    handed_in: Annotated[
        ShortText | None, Field(title="当场收缴罚款的交付", description="没有当场收缴的不填", examples=[None])
    ] = None


class CashHandedIn(Form):
    """A fine collected on the spot goes on (当场收缴罚款的交付)."""

    handed_on: Annotated[PastDay, Field(title="交付日期", examples=["2026-11-20"])]
    voucher: Annotated[
        ShortText,
        Field(title="票据号", description="财政部门统一制发的专用票据号，或者缴款书号", examples=["云财罚0012345"]),
    ]


class Payment(Form):
    """A part of the fine that was paid (缴款), yuan."""

    voucher: Annotated[ShortText, Field(title="缴款凭证号", examples=["353050000013301"])]
    paid_on: Annotated[date, Field(title="缴款日期", examples=["2026-11-20"])]
    amount: Annotated[Yuan, Field(title="罚款（元）", examples=["12000.00"])]
    surcharge: Annotated[Yuan, Field(title="加处罚款（元）", examples=["0.00"])]


class Performance(Form):
    """The decision was performed (履行情况)."""

    performed_on: Annotated[date, Field(title="履行日期", examples=["2026-11-20"])]
    content: Annotated[LongText, Field(title="履行情况", examples=["罚款已全部缴清，已办理登记和申报"])]
    proof: Annotated[LongText, Field(title="凭证", examples=["罚款缴款书1张，社会保险登记查询结果"])]


class Instalment(Form):
    """A part of the fine and when it is due (一期), yuan."""

    due: Annotated[date, Field(title="缴纳期限", examples=["2026-12-31"])]
    amount: Annotated[Yuan, Field(title="金额（元）", examples=["12000.00"])]


class Deferral(Form):
    """More time to pay a fine (暂缓或者分期缴纳)."""

    hardship: Annotated[LongText, Field(title="经济困难的情况", examples=["停产三个月，账户余额不足"])]
    requested_on: Annotated[date, Field(title="申请日期", examples=["2026-11-20"])]
    instalments: Annotated[
        tuple[Instalment, ...],
        Field(
            title="缴纳安排",
            description="一期为延期，多期为分期；各期之和等于尚未缴纳的罚款",
            min_length=1,
            examples=[[{"due": "2026-12-31", "amount": "12000.00"}]],
        ),
    ]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [part.due for part in self.instalments]
        if days != sorted(days):
            raise PydanticCustomError("instalments", "各期的缴纳期限要先后相接")
        return self


class Demand(Form):
    """The demand before enforcement (催告), yuan."""

    pay_by: Annotated[date, Field(title="催告履行期限届满日", examples=["2026-12-31"])]
    amount: Annotated[Yuan, Field(title="应缴罚款（元）", description="没有金钱给付的填0", examples=["12000.00"])]
    surcharge: Annotated[Yuan, Field(title="加处罚款（元）", examples=["0.00"])]
    content: Annotated[LongText, Field(title="应当履行的义务和方式", examples=["到代收银行缴纳罚款"])]


class DemandDefence(Form):
    """What the party says to the demand (对催告的陈述申辩)."""

    statement: Annotated[LongText, Field(title="陈述申辩内容", examples=["请求延期一个月"])]
    review: Annotated[LongText, Field(title="复核意见", examples=["没有提供经济困难的证明，不予采纳"])]


class RemediesOver(Form):
    """That no remedy is open any more (救济期限届满)."""

    checked: Annotated[
        LongText, Field(title="核实情况", examples=["向县人民政府复议机构和县人民法院核实，没有复议申请和起诉"])
    ]


class Application(Form):
    """The application to the court (强制执行申请)."""

    court: Annotated[ShortText, Field(title="人民法院", examples=["龙陵县人民法院"])]
    claims: Annotated[
        LongText, Field(title="申请执行的内容", description="每行一项", examples=["罚款12000元\n加处罚款12000元"])
    ]
    opinion: Annotated[LongText, Field(title="当事人的意见", examples=["催告后没有陈述申辩"])]
    property_known: Annotated[LongText, Field(title="执行标的情况", examples=["登记住所有厂房租赁权，开户行见附件"])]
    signed_by: Annotated[PersonName, Field(title="签名的机关负责人", examples=["尹建军"])]
    late_reason: Annotated[
        ShortText | None, Field(title="逾期申请的正当理由", description="在三个月内申请的不填", examples=[None])
    ] = None


class Remedy(Form):
    """A reconsideration or suit was accepted (复议或者诉讼受理)."""

    received_on: Annotated[PastDay, Field(title="收到副本的日期", examples=["2026-11-20"])]
    begun_on: Annotated[date, Field(title="受理日期", examples=["2026-11-18"])]
    number: Annotated[ShortText, Field(title="对方案号", examples=["龙政复〔2026〕12号"])]
    claims: Annotated[LongText, Field(title="请求和理由", examples=["请求撤销行政处罚决定，认为涉及人数有误"])]
    applicant: Annotated[
        PersonName | None, Field(title="申请人或者原告", description="是用人单位的不填", examples=[None])
    ] = None


class ReconsiderationReceived(Remedy):
    """A reconsideration was accepted (行政复议受理)."""

    procedure: Annotated[Procedure, Field(title="审理程序", examples=["ordinary"])]


class SuitReceived(Remedy):
    """A suit was accepted (行政诉讼受理)."""

    instance: Annotated[ShortText, Field(title="审级", examples=["一审"])] = "一审"


class RemedyAnswer(Form):
    """The organ's answer (答复或者答辩)."""

    facts: Annotated[LongText, Field(title="事实", examples=["该单位没有为6名职工办理社会保险登记，责令后逾期未改正"])]
    opinion: Annotated[LongText, Field(title="答复意见", examples=["行政处罚决定认定事实清楚，证据确凿，请求予以维持"])]
    evidence: Annotated[LongText, Field(title="证据", description="每行一项", examples=["询问笔录"])]
    rules: Annotated[
        LongText, Field(title="依据", description="每行一项", examples=["《中华人民共和国社会保险法》第八十四条"])
    ]
    head: Annotated[PersonName, Field(title="法定代表人", examples=["尹建军"])]


class RemedyResult(Form):
    """How a reconsideration or suit ended (复议或者诉讼结果)."""

    by: Annotated[Body, Field(title="作出机关", examples=["reconsideration"])]
    number: Annotated[ShortText, Field(title="决定书或者裁判文书文号", examples=["龙政复决〔2026〕12号"])]
    received_on: Annotated[PastDay, Field(title="收到日期", examples=["2026-11-20"])]
    content: Annotated[LongText, Field(title="主要内容", examples=["维持行政处罚决定"])]
    amount: Annotated[
        Yuan | None, Field(title="变更后的罚款数额（元）", description="变更罚款数额时填写", examples=[None])
    ] = None
    rejected: Annotated[
        bool,
        Field(
            title="是否不予受理或者驳回", description="撤回申请、撤诉的填否；只在登记撤回或者驳回时填", examples=[False]
        ),
    ] = False
    effective: Annotated[
        bool, Field(title="裁判是否已经生效", description="上诉期间或者二审期间填否；复议决定填是", examples=[True])
    ] = True


class Publication(Form):
    """Publication of a result (信息公开)."""

    published_on: Annotated[date, Field(title="公开日期", examples=["2026-11-20"])]
    medium: Annotated[ShortText, Field(title="公开载体", examples=["县人民政府门户网站行政处罚专栏"])]
    summary: Annotated[LongText, Field(title="公开内容", examples=["当事人名称、处罚种类和结论"])]


class PublicationWithdrawn(Form):
    """Publication is withdrawn (撤回公开信息)."""

    withdrawn_on: Annotated[date, Field(title="撤回日期", examples=["2026-11-20"])]
    explanation: Annotated[LongText, Field(title="公开说明的理由", examples=["行政处罚决定已被行政复议决定撤销"])]


class PublicAnnouncement(Form):
    """A major violation is announced to the public (重大违法行为社会公布)."""

    quarter: Annotated[ShortText, Field(title="公布批次", examples=["2026年第四季度"])]
    kind: Annotated[ShortText, Field(title="符合的情形", examples=["不依法参加社会保险，情节严重"])]
    content: Annotated[
        LongText, Field(title="公布内容", examples=["单位全称、统一社会信用代码、主要违法事实、处理情况"])
    ]


class Credit(Form):
    """What is told about the employer's credit class (守法诚信等级)."""

    year: Annotated[Count, Field(title="评价年度", examples=[2026])]
    grade: Annotated[ShortText, Field(title="等级", description="A、B或者C，由人评定", examples=["B"])]
    reason: Annotated[LongText, Field(title="理由", examples=["本年度受到行政处罚1次"])]


class MarketNotice(Form):
    """An employer without a licence is reported (无照用工通报)."""

    content: Annotated[LongText, Field(title="通报内容", examples=["该单位没有营业执照，现有用工6人"])]


class NoticeReturned(ReturnReasons):
    """Why market supervision sends the notice of an employer without a licence back (无照用工通报退回理由)."""


class CreditReturned(ReturnReasons):
    """Why market supervision sends the notice of a credit class back (诚信等级通报退回理由)."""


class CriminalOutcome(Form):
    """How the criminal file ended (刑事程序结果)."""

    result: Annotated[CriminalResult, Field(title="结果", examples=["no_crime"])]
    received_on: Annotated[PastDay, Field(title="收到通知的日期", examples=["2026-11-20"])]
    number: Annotated[ShortText, Field(title="文书文号", examples=["龙公（经）撤案字〔2026〕3号"])]
    content: Annotated[LongText, Field(title="主要内容", examples=["情节显著轻微，不认为是犯罪，移回行政机关处理"])]


class ProcessRecord(Form):
    """The record of the whole process (全过程记录)."""

    text_pages: Annotated[Count, Field(title="文字记录页数", examples=[48])]
    recordings: Annotated[Count, Field(title="音像记录件数", examples=[2])]
    index: Annotated[
        LongText,
        Field(
            title="记录清单",
            description="启动、调查取证、审核、决定、送达、执行各一行",
            examples=["立案审批表\n询问笔录和录像\n送达回证"],
        ),
    ]


class Closing(Form):
    """Closing the case (结案)."""

    findings: Annotated[
        LongText, Field(title="调查结果", examples=["该单位没有为投诉人办理社会保险登记，投诉人反映的情况属实"])
    ]
    reason: Annotated[ShortText, Field(title="结案理由", examples=["指令书要求的事项已经全部履行"])]
    ground: Annotated[ClosingGround, Field(title="结案事由", examples=["performed"])] = ClosingGround.PERFORMED


class Archiving(Form):
    """The file goes to the archive (归档)."""

    number: Annotated[ShortText, Field(title="档号", examples=["20260012"])]
    keep: Annotated[ShortText, Field(title="保管期限", examples=["长期"])]
    checker: Annotated[PersonName, Field(title="检查人", examples=["杨国庆"])]
    pages: Annotated[Count, Field(title="正卷页数", examples=[56])]
    secondary_pages: Annotated[Count, Field(title="副卷页数", examples=[8])]
    remark: Annotated[ShortText | None, Field(title="备考", examples=[None])] = None
