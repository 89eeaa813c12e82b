"""Parts that forms of several case types share: workers and their months, service, reasons for a return."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from engine.form import Form
from forms.fields import LongText, Month, PersonName, ResidentId, ShortText, Yuan


class WorkerPeriod(Form):
    """A worker and the months that are claimed (劳动者与月份), with the average monthly wage in yuan."""

    name: PersonName
    resident_id: ResidentId
    begins: Annotated[Month, Field(title="起始月份", examples=["2024-03"])]
    ends: Annotated[Month, Field(title="终止月份", examples=["2024-08"])]
    wage: Annotated[Yuan, Field(title="月平均工资（元）", examples=["4500.00"])]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends < self.begins:
            raise PydanticCustomError("months_order", "终止月份不能早于起始月份")
        return self

    def months(self) -> tuple[str, ...]:
        """Every month of the period, first and last included."""
        return months_between(self.begins, self.ends)


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


class Service(StrEnum):
    """How a paper was served (送达方式)."""

    DIRECT = "direct"
    RECEIVED = "received"
    LEFT = "left"
    POST = "post"
    ENTRUSTED = "entrusted"
    ELECTRONIC = "electronic"
    PUBLIC_NOTICE = "public_notice"

    @property
    def label(self) -> str:
        """The way in words."""
        return SERVICE_LABELS[self]


SERVICE_LABELS = {
    Service.DIRECT: "直接送达",
    Service.RECEIVED: "代收",
    Service.LEFT: "留置送达",
    Service.POST: "邮寄送达",
    Service.ENTRUSTED: "委托送达",
    Service.ELECTRONIC: "电子送达",
    Service.PUBLIC_NOTICE: "公告送达",
}


class ServiceReceipt(Form):
    """What the proof of service (送达回证) says."""

    way: Annotated[Service, Field(title="送达方式", examples=["direct"])]
    served_on: Annotated[
        date, Field(title="送达日期", description="受送达人签收、留置或回执上的日期", examples=["2026-11-20"])
    ]
    receiver: Annotated[PersonName, Field(title="签收人", examples=["张建华"])]
    relation: Annotated[ShortText, Field(title="签收人身份", examples=["法定代表人"])]
    proof: Annotated[
        LongText, Field(title="凭证", description="回证页数、照片或录像、回执单号", examples=["送达回证1页"])
    ]


class ReturnReasons(Form):
    """Why a hand-off goes back (退回理由)."""

    reasons: Annotated[LongText, Field(title="退回理由", examples=["缺少2人的劳动关系证明"])]


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
    principal: Annotated[Yuan, Field(title="应缴本金（元）", examples=["6480.00"])]
    lines: Annotated[tuple[ArrearsLine, ...], Field(title="欠费明细", min_length=1, examples=[()])]
