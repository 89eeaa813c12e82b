"""What a tax officer fills in while collecting arrears."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from engine.form import Form
from forms.fields import ShortText, Yuan


class Demand(Form):
    """The order to pay (责令限期缴纳)."""

    pay_by: Annotated[date, Field(title="缴纳截止日期", examples=["2026-12-15"])]
    bank: Annotated[ShortText, Field(title="缴款渠道", examples=["电子税务局、办税服务厅或者商业银行"])]


class Receipt(Form):
    """A payment that reached the treasury (入库登记). Yuan."""

    voucher: Annotated[ShortText, Field(title="缴款凭证号", examples=["353050000012207"])]
    paid_on: Annotated[date, Field(title="入库日期", examples=["2026-12-01"])]
    principal: Annotated[Yuan, Field(title="入库本金（元）", description="只缴滞纳金的填0", examples=["3000.00"])]
    late_fee: Annotated[Yuan, Field(title="入库滞纳金（元）", examples=["0.00"])]

    @model_validator(mode="after")
    def _something_came_in(self) -> Self:
        if self.principal + self.late_fee <= 0:
            raise PydanticCustomError("nothing", "本金和滞纳金不能都是0")
        return self


class LateFeeReceipt(Form):
    """Late fee that reached the treasury after the principal (滞纳金入库). Yuan."""

    voucher: Annotated[ShortText, Field(title="缴款凭证号", examples=["353050000012999"])]
    paid_on: Annotated[date, Field(title="入库日期", examples=["2026-12-20"])]
    late_fee: Annotated[Yuan, Field(title="入库滞纳金（元）", gt=0, examples=["120.00"])]
