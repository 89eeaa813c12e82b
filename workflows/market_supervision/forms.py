"""What market supervision fills in for itself; its answers to other departments are in `forms/notices.py`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from engine.form import Form
from forms.fields import ShortText


class Archived(Form):
    """The file goes to the archive (归档)."""

    number: Annotated[ShortText, Field(title="档号", examples=["2026-通报-0003"])]
    keep: Annotated[ShortText, Field(title="保管期限", examples=["10年"])]
