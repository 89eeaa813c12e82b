"""Masking: enough to tell cases apart, not enough to know the person."""

from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from engine.crypto import load_vault
from engine.form import Form, Personal, masked_kind
from engine.masking import mask_address, mask_id, mask_name, mask_phone
from engine.sealing import from_record, to_record
from forms.fields import PersonName, Phone, ShortText


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("欧阳娜", "欧阳*"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧*"),
        ("阿依古丽·买买提", "阿***·买**"),
        ("John Smith", "J*** S****"),
        ("张", "张*"),
        ("", ""),
    ],
)
def test_the_surname_stays(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("530523198208109980", "530523********9980"),
        ("530523770602999", "530523*****2999"),
        ("E12345678", "*****5678"),
        ("", ""),
    ],
)
def test_the_middle_of_a_number_is_hidden(number: str, masked: str) -> None:
    assert mask_id(number) == masked


def test_a_public_list_shows_less() -> None:
    assert mask_id("530523198208109980", head=0) == "*" * 14 + "9980"
    assert mask_id("530523198208109980", head=0, tail=0) == "*" * 18


@pytest.mark.parametrize(
    ("number", "masked"), [("13887512345", "138****2345"), ("0875-6121234", "0875-***1234"), ("110", "***")]
)
def test_the_middle_of_a_telephone_number_is_hidden(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@given(st.text(alphabet="0123456789X", min_size=15, max_size=18))
def test_a_masked_number_never_shows_the_birth_date(number: str) -> None:
    masked = mask_id(number)
    assert len(masked) == len(number)
    assert set(masked[6:-4]) == {"*"}


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("云南省保山市龙陵县镇安镇河头社区3号", "云南省保山市龙陵县镇安镇**"),
        ("龙陵县木城彝族傈僳族乡花椒村", "龙陵县木城彝族傈僳族乡**"),
        ("龙山镇", "龙山镇"),
    ],
)
def test_an_address_is_shown_down_to_its_township(address: str, shown: str) -> None:
    assert mask_address(address) == shown


class Caller(Form):
    """Somebody who called, perhaps without a name."""

    name: Annotated[PersonName | None, Field(title="姓名")] = None
    phone: Annotated[Phone | None, Field(title="电话")] = None
    other: Annotated[Annotated[str, Personal("phone")], Field(title="另一个电话")] = ""
    about: Annotated[ShortText | None, Field(title="事由")] = None


def test_an_optional_name_is_a_name_and_an_optional_number_is_sealed(tmp_path: Path) -> None:
    kinds = {name: masked_kind(field) for name, field in Caller.model_fields.items()}
    assert kinds == {"name": "name", "phone": "phone", "other": "phone", "about": None}
    vault = load_vault(tmp_path / "keys")
    form = Caller(name="杨春兰", phone="13800138000")
    record = to_record(form, vault)
    assert "13800138000" not in str(record)
    assert from_record(Caller, record, vault) == form
    assert from_record(Caller, to_record(Caller(), vault), vault) == Caller()
