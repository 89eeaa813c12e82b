"""The complaint that a worker makes on a phone (网上投诉): plain questions, what is agreed to, what reception gets.

The term for accepting or declining runs from the day on which it was sent in (《关于实施〈劳动保障监察条例〉若干规定》
第18条), because that day becomes the day of receipt of the registered complaint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from engine.counting import Length, Unit
from engine.form import Form, Personal
from engine.proposal import Consent, Ground, Proposal
from forms.choices import Labelled
from forms.fields import TODAY, CreditCode, LongText, Month, PersonName, Phone, ResidentId, ShortText
from workflows.labour_inspection.forms.choices import Channel, Matter
from workflows.labour_inspection.intake import FIVE_DAYS
from workflows.labour_inspection.remedies import Remedied
from workflows.laws import PERSONAL_INFORMATION_LAW
from workflows.procedure import TOWNSHIP_HEAD, TOWNSHIP_OFFICER


class Trouble(Labelled):
    """What a worker complains of, in a worker's words (投诉什么)."""

    NEVER = "never", "单位一直没有给我上社保"
    LESS = "less", "单位给我上了社保，但是工资报低了或者少缴了"
    STOPPED = "stopped", "单位给我上过社保，后来停了、断了"
    WAGES = "wages", "拖欠、克扣工资"
    CONTRACT = "contract", "没有签劳动合同"
    OTHER = "other", "其他劳动权益的事"


MATTERS = {
    Trouble.NEVER: Matter.REGISTRATION,
    Trouble.LESS: Matter.UNDERDECLARED,
    Trouble.STOPPED: Matter.UNPAID,
    Trouble.WAGES: Matter.WAGES,
    Trouble.CONTRACT: Matter.CONTRACT,
    Trouble.OTHER: Matter.OTHER,
}


class OnlineComplaint(Form):
    """What a worker tells online (网上投诉)."""

    trouble: Annotated[Trouble, Field(title="是什么事", examples=["never"])]
    employer: Annotated[
        ShortText,
        Field(title="单位叫什么名字", description="写全称；不知道全称的，写招牌上的名字", examples=["禾青石斛加工厂"]),
    ]
    employer_address: Annotated[
        ShortText,
        Field(title="单位在哪里", description="乡镇、村或者街道，门牌号知道就写", examples=["龙陵县龙山镇"]),
    ]
    boss: Annotated[
        PersonName | None, Field(title="老板或者负责人叫什么", description="不知道可以不填", examples=["张建华"])
    ] = None
    credit_code: Annotated[
        CreditCode | None,
        Field(title="统一社会信用代码", description="18位，营业执照上有；不知道可以不填", examples=[None]),
    ] = None
    begins: Annotated[
        Month, Field(title="什么时候开始在这里上班", description="年和月，例如2024年3月", examples=["2024-03"])
    ]
    ends: Annotated[Month | None, Field(title="什么时候离开的", description="还在上班的不填", examples=[None])] = None
    facts: Annotated[
        LongText,
        Field(
            title="把事情写下来",
            description="做什么工作，工资多少、怎么发，向单位要过没有，单位怎么说",
            examples=["2024年3月起在加工厂当分拣工，月工资4500元，厂里说自愿不缴，没有给我办社保"],
        ),
    ]
    evidence: Annotated[
        ShortText | None,
        Field(
            title="有什么证明",
            description="工资条、转账记录、工牌、聊天记录、工友，没有可以不填",
            examples=["转账记录"],
        ),
    ] = None
    name: Annotated[PersonName, Field(title="姓名", description="和身份证上一样", examples=["杨春兰"])]
    resident_id: Annotated[ResidentId, Field(title="身份证号码", examples=["533024199203150024"])]
    phone: Annotated[Phone, Field(title="电话", description="我们要打这个电话核对", examples=["13800138000"])]
    address: Annotated[
        ShortText,
        Personal("address", sealed=False),
        Field(title="住址", description="寄文书用", examples=["龙陵县龙山镇"]),
    ]

    @model_validator(mode="after")
    def _in_order(self, info: ValidationInfo) -> Self:
        if self.ends is not None and self.ends < self.begins:
            raise PydanticCustomError("months_order", "离开的月份不能早于开始上班的月份")
        today = info.context.get(TODAY) if isinstance(info.context, dict) else None
        if isinstance(today, date) and self.begins > f"{today:%Y-%m}":
            raise PydanticCustomError("months_ahead", "开始上班的月份不能晚于本月")
        return self


def complaint(form: OnlineComplaint, received_on: date) -> Mapping[str, Any]:
    """The official complaint as far as the worker could tell it."""
    worked = f"{_month(form.begins)}至{_month(form.ends) if form.ends else '今'}在该单位工作。"
    return {
        "channel": Channel.ONLINE,
        "received_on": received_on,
        "complainant": form.name,
        "complainant_id": form.resident_id,
        "complainant_phone": form.phone,
        "complainant_address": form.address,
        "employer": form.employer,
        "credit_code": form.credit_code,
        "employer_address": form.employer_address,
        "legal_representative": form.boss,
        "facts": f"{form.trouble.label}。{worked}\n{form.facts}",
        "handed_in": "\n".join(re.split("[、，；]", form.evidence)) if form.evidence else None,
        "request": "补办参保登记并补缴社会保险费" if MATTERS[form.trouble].is_premium else "依法查处，责令单位改正",
        "matter": MATTERS[form.trouble],
    }


def _month(month: str) -> str:
    return f"{month[:4]}年{int(month[5:])}月"


CONSENT = Consent(
    "2026-11",
    (
        "姓名、身份证号码、电话、住址，用来核对是您本人、和您联系、给您寄文书、查您的参保记录，不用来做别的",
        "处理投诉要让单位知道是谁的社保没有缴，所以单位会知道您的名字；不想让单位知道的，可以改打12333举报，举报人的信息保密",
        "材料加密保存在本单位的服务器上，只给办这件事的人看，每次查看都有记录；转给社保经办机构、税务局的，只给办理需要的",
        "您可以要求查阅、复制、更正，也可以撤回投诉；不同意的不能在网上投诉，可以到窗口办",
    ),
    (PERSONAL_INFORMATION_LAW.article(13), PERSONAL_INFORMATION_LAW.article(35)),
)

ONLINE: Proposal[OnlineComplaint] = Proposal(
    "网上投诉",
    form=OnlineComplaint,
    step=Remedied.register_complaint,
    fills=complaint,
    person=lambda form: (form.name, form.resident_id),
    about=lambda form: form.employer,
    consent=CONSENT,
    decide_within=Length(5, Unit.WORKING_DAYS),
    under=FIVE_DAYS,
    waits="我们已经收到您的网上投诉，正在核对",
    next="核对以后登记，并决定是否受理",
    grounds=(
        Ground("duplicate", "同一件事已经登记过"),
        Ground("elsewhere", "不归劳动保障监察管，请到理由里写的单位办理"),
        Ground("unreachable", "打不通电话，内容核对不了，请补充以后再来"),
        Ground("asked_back", "本人要求撤回"),
        Ground("not_genuine", "不是真实的投诉"),
    ),
    helpers=(TOWNSHIP_OFFICER, TOWNSHIP_HEAD),
    sections=(
        ("出了什么事", ("trouble", "facts", "evidence")),
        ("在哪个单位", ("employer", "employer_address", "boss", "credit_code", "begins", "ends")),
        ("您是谁，怎么联系", ("name", "resident_id", "phone", "address")),
    ),
)
