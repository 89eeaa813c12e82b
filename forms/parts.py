"""Parts that forms of several case types share: workers and their months, service, reasons for a return."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from engine.form import Form
from engine.sealing import TRUSTED
from engine.service import ServiceMode as Service
from forms.choices import Labelled
from forms.fields import TODAY, LongText, Month, OfficerId, PersonName, ResidentId, ShortText, Yuan


class ClaimedPeriod(Form):
    """A worker and the months that are claimed (劳动者与月份)."""

    name: PersonName
    resident_id: ResidentId
    begins: Annotated[Month, Field(title="起始月份", examples=["2024-03"])]
    ends: Annotated[Month, Field(title="终止月份", examples=["2024-08"])]

    @model_validator(mode="after")
    def _in_order(self, info: ValidationInfo) -> Self:
        if self.ends < self.begins:
            raise PydanticCustomError("months_order", "终止月份不能早于起始月份")
        context = info.context if isinstance(info.context, dict) else {}
        today = context.get(TODAY)
        if TRUSTED not in context and isinstance(today, date) and self.ends > f"{today:%Y-%m}":
            raise PydanticCustomError("months_ahead", "终止月份不能晚于本月")
        return self

    def months(self) -> tuple[str, ...]:
        """Every month of the period, first and last included."""
        return months_between(self.begins, self.ends)


class WorkerPeriod(ClaimedPeriod):
    """A worker's claimed months with the average monthly wage in yuan."""

    wage: Annotated[Yuan, Field(title="月平均工资（元）", examples=["4500.00"])]


def months_between(begins: str, ends: str) -> tuple[str, ...]:
    """Every month from one to another, both included, as YYYY-MM.

    >>> months_between("2024-11", "2025-02")
    ('2024-11', '2024-12', '2025-01', '2025-02')
    """
    year, month = int(begins[:4]), int(begins[5:])
    found = []
    while (text := f"{year:04d}-{month:02d}") <= ends:
        found.append(text)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
    return tuple(found)


class ServiceReceipt(Form):
    """What the proof of service (送达回证) says; which of its fields are needed depends on the way of service."""

    way: Annotated[Service, Field(title="送达方式", examples=["direct"])]
    served_on: Annotated[
        date,
        Field(
            title="送达日期",
            description="签收、留置、回执收件、信息到达或者发出公告的日期；公告送达的生效日期由系统推算",
            examples=["2026-11-20"],
        ),
    ]
    receiver: Annotated[
        PersonName | None, Field(title="签收人", description="留置、邮寄、电子和公告送达可以不填", examples=["张建华"])
    ] = None
    relation: Annotated[
        ShortText | None, Field(title="签收人身份", description="与受送达人的关系或者职务", examples=["法定代表人"])
    ] = None
    proof: Annotated[
        LongText, Field(title="凭证", description="回证页数、照片或录像、回执单号", examples=["送达回证1页"])
    ]
    refusal: Annotated[
        ShortText | None,
        Field(title="拒收事由", description="留置送达：回证上记明的拒收事由和日期"),
    ] = None
    witnesses: Annotated[ShortText | None, Field(title="见证人", description="留置送达：签名或者盖章的见证人")] = None
    recording: Annotated[ShortText | None, Field(title="照片或者录像", description="留置送达：照片或者录像的编号")] = (
        None
    )
    slip: Annotated[ShortText | None, Field(title="邮件回执单号", description="邮寄送达：注明收件日期的回执")] = None
    consented_on: Annotated[
        date | None,
        Field(title="电子送达确认书签署日期", description="电子送达：受送达人事先签署"),
    ] = None
    arrival: Annotated[
        ShortText | None,
        Field(title="到达记录", description="电子送达：信息到达受送达人特定系统的记录"),
    ] = None
    attempts: Annotated[
        LongText | None,
        Field(title="公告送达的原因和经过", description="公告送达：下落不明，或者其他方式都送不到"),
    ] = None
    publication: Annotated[
        ShortText | None, Field(title="公告载体", description="公告送达：发布公告的报刊、网站或者地点")
    ] = None


class Grounds(Form):
    """Why a term is extended or suspended (延长或者中止的理由)."""

    ground: Annotated[
        LongText, Field(title="理由", description="写明具体情形", examples=["涉及职工人数多，工资凭证需要逐一核对"])
    ]


class ReturnReasons(Form):
    """Why a hand-off goes back (退回理由)."""

    reasons: Annotated[LongText, Field(title="退回理由", examples=["缺少2人的劳动关系证明"])]


class Archived(Form):
    """The file goes to the archive (归档)."""

    number: Annotated[ShortText, Field(title="档号", examples=["2026-函件-0003"])]
    keep: Annotated[ShortText, Field(title="保管期限", examples=["10年"])]


class ChangeOfOfficers(Form):
    """Two other officers become responsible for a running case (改派主办、协办人员)."""

    lead: Annotated[OfficerId, Field(title="此后的主办人员", examples=["duan"])]
    second: Annotated[OfficerId, Field(title="此后的协办人员", examples=["cun"])]
    reason: Annotated[LongText, Field(title="改派的理由", examples=["原主办人员调离监察岗位"])]


class ChangeOfOfficer(Form):
    """Another officer becomes responsible for a running case (改派承办人)."""

    officer: Annotated[
        OfficerId, Field(title="此后的承办人", description="本单位的经办人员，以后只由这个人办理", examples=["clerk"])
    ]
    reason: Annotated[LongText, Field(title="改派的理由", examples=["原承办人休产假"])]


class Subject(Labelled):
    """What a point of a return is about (退回事项)."""

    FACTS = "facts", "事实"
    EVIDENCE = "evidence", "证据"
    AMOUNT = "amount", "金额"
    LAW = "law", "法律依据"
    PROCEDURE = "procedure", "程序"
    PAPERS = "papers", "文书"
    OTHER = "other", "其他"


class Flaw(Form):
    """One point of a return (退回的一点): what it is about, and what has to be mended."""

    about: Annotated[Subject, Field(title="关于哪一项", examples=["amount"])]
    reason: Annotated[
        LongText,
        Field(title="退回的理由", description="写明错在哪里、要改成什么", examples=["5月的缴费基数与银行流水不一致"]),
    ]


class SentBack(Form):
    """Why a checker sends work back to whoever did it (退回重办)."""

    points: Annotated[
        tuple[Flaw, ...],
        Field(
            title="退回的各点理由",
            description="一点一行，办理人按各点修改以后重新提交",
            min_length=1,
            max_length=20,
            examples=[[{"about": "amount", "reason": "5月的缴费基数与银行流水不一致"}]],
        ),
    ]


class ReceiptNews(Form):
    """A payment that reached the treasury (入库信息), as tax tells it. Yuan."""

    voucher: Annotated[ShortText, Field(title="缴款凭证号", examples=["353050000012207"])]
    paid_on: Annotated[date, Field(title="入库日期", examples=["2026-11-20"])]
    principal: Annotated[Yuan, Field(title="本金（元）", examples=["3000.00"])]
    late_fee: Annotated[Yuan, Field(title="滞纳金（元）", examples=["0.00"])]


class CollectionDone(Form):
    """Arrears were collected in full (追缴完毕). Yuan."""

    principal: Annotated[Yuan, Field(title="入库本金合计（元）", examples=["6480.00"])]
    late_fee: Annotated[Yuan, Field(title="入库滞纳金合计（元）", examples=["0.00"])]
    completed_on: Annotated[date, Field(title="缴清日期", examples=["2026-11-20"])]


class CreditedPeriod(Form):
    """Months that were credited to a worker's account (已记账月份)."""

    name: PersonName
    resident_id: ResidentId
    begins: Annotated[Month, Field(title="起始月份", examples=["2024-03"])]
    ends: Annotated[Month, Field(title="终止月份", examples=["2024-08"])]
    credited_on: Annotated[date, Field(title="记账日期", examples=["2026-11-20"])]


class EnrolmentConfirmed(Form):
    """The agency's answer: these workers are enrolled for these months (参保确认)."""

    periods: Annotated[tuple[CreditedPeriod, ...], Field(title="已记账月份", min_length=1, examples=[()])]


class EnrolmentRequest(Form):
    """What labour inspection asks of the agency (参保登记与核定请求)."""

    employer: Annotated[ShortText, Field(title="用人单位名称", examples=["龙陵县禾青石斛加工厂"])]
    credit_code: Annotated[str, Field(title="统一社会信用代码", examples=["91530523MA6KTAAA79"])]
    order_number: Annotated[ShortText, Field(title="责令改正文书文号", examples=["龙人社监令字〔2026〕21号"])]
    order_served_on: Annotated[date, Field(title="责令改正文书送达日期", examples=["2026-11-20"])]
    corrected: Annotated[bool, Field(title="用人单位是否已按要求改正", examples=[False])]
    workers: Annotated[tuple[WorkerPeriod, ...], Field(title="劳动者", min_length=1, examples=[()])]


class ArrearsLine(Form):
    """One worker's month (欠费明细): base and both parts in yuan."""

    name: PersonName
    resident_id: ResidentId
    month: Month
    base: Annotated[Yuan, Field(title="缴费基数（元）", examples=["4500.00"])]
    employer: Annotated[Yuan, Field(title="单位缴纳（元）", examples=["720.00"])]
    employee: Annotated[Yuan, Field(title="个人缴纳（元）", examples=["360.00"])]

    @property
    def principal(self) -> Decimal:
        """Both parts together, in yuan."""
        return self.employer + self.employee


class ArrearsTransfer(Form):
    """What the agency hands to tax (欠费移交)."""

    employer: Annotated[ShortText, Field(title="用人单位名称", examples=["龙陵县禾青石斛加工厂"])]
    credit_code: Annotated[str, Field(title="统一社会信用代码", examples=["91530523MA6KTAAA79"])]
    notice_number: Annotated[ShortText, Field(title="缴费通知单文号", examples=["龙社保缴字〔2026〕3号"])]
    pay_by: Annotated[date, Field(title="缴费通知单载明的截止日期", examples=["2026-12-18"])]
    principal: Annotated[Yuan, Field(title="应缴本金（元）", examples=["6480.00"])]
    lines: Annotated[tuple[ArrearsLine, ...], Field(title="欠费明细", min_length=1, examples=[()])]
