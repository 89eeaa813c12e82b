"""What a township fills in about its own clue, beyond the clue itself (see `forms/notices.py`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from engine.form import Form
from forms.fields import LongText, ShortText


class Dropping(Form):
    """Why a clue is not handed over (不再报送)."""

    reason: Annotated[LongText, Field(title="理由", examples=["单位已经给职工办理了参保登记，核对属实"])]


class Passed(Form):
    """Who was told of the outcome (回告群众)."""

    told: Annotated[
        ShortText, Field(title="怎么告诉反映情况的群众", examples=["入户告知，请他自己也可以拨打12333查询"])
    ]
