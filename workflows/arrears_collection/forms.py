"""What a tax officer fills in while collecting arrears."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

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
    principal: Annotated[Yuan, Field(title="入库本金（元）", gt=0, examples=["3000.00"])]
    late_fee: Annotated[Yuan, Field(title="入库滞纳金（元）", examples=["0.00"])]
