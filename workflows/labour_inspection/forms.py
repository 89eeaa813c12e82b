"""What people fill in during a labour inspection."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from engine.form import Form, Personal
from forms.fields import CreditCode, LongText, OfficerId, PastDay, PersonName, Phone, ResidentId, ShortText
from forms.parts import Grounds, WorkerPeriod


class Channel(StrEnum):
    """How a complaint came in (投诉方式)."""

    WINDOW = "window"
    LETTER = "letter"
    PHONE = "phone"
    ONLINE = "online"

    @property
    def label(self) -> str:
        """The channel in words."""
        return CHANNEL_LABELS[self]


CHANNEL_LABELS = {
    Channel.WINDOW: "到窗口当面",
    Channel.LETTER: "寄送书面材料",
    Channel.PHONE: "拨打投诉电话",
    Channel.ONLINE: "通过网上平台",
}


class Complaint(Form):
    """A worker's complaint (投诉登记)."""

    channel: Annotated[Channel, Field(title="投诉方式", examples=["window"])]
    received_on: Annotated[PastDay, Field(title="收到日期", examples=["2026-01-05"])]
    complainant: Annotated[PersonName, Field(title="投诉人姓名", examples=["杨春兰"])]
    complainant_id: Annotated[ResidentId, Field(title="投诉人身份证号", examples=["533024199203150024"])]
    complainant_phone: Annotated[Phone, Field(title="投诉人电话", examples=["13800138000"])]
    complainant_address: Annotated[
        ShortText, Personal("address", sealed=False), Field(title="投诉人住址", examples=["龙陵县龙山镇"])
    ]
    employer: Annotated[ShortText, Field(title="用人单位名称", examples=["龙陵县禾青石斛加工厂"])]
    credit_code: Annotated[CreditCode, Field(title="统一社会信用代码", examples=["91530523MA6KTAAA79"])]
    employer_address: Annotated[ShortText, Field(title="用人单位地址", examples=["龙陵县龙山镇"])]
    legal_representative: Annotated[PersonName, Field(title="法定代表人或者负责人", examples=["张建华"])]
    facts: Annotated[
        LongText,
        Field(
            title="反映的事实",
            description="什么时候开始上班，单位有没有办理参保",
            examples=["2024年3月入职至今，单位一直没有为本人办理社会保险登记"],
        ),
    ]
    request: Annotated[ShortText, Field(title="投诉请求", examples=["补办参保登记并补缴养老保险费"])]


class Filing(Form):
    """Acceptance and filing (受理立案)."""

    cause: Annotated[ShortText, Field(title="案由", examples=["不办理社会保险登记"])]
    lead: Annotated[OfficerId, Field(title="主办监察员", examples=["duan"])]
    second: Annotated[OfficerId, Field(title="协办监察员", examples=["cun"])]
    summary: Annotated[
        LongText,
        Field(title="简要案情", examples=["投诉人反映该单位没有为其办理社会保险登记，属于本机关管辖，在二年以内"]),
    ]


class Employment(WorkerPeriod):
    """A worker whom the employer did not register (未参保职工)."""

    hired_on: Annotated[PastDay, Field(title="用工之日", examples=["2024-03-01"])]


class Order(Form):
    """The correction order (限期改正): what was found, and by when to register and declare."""

    inspected_on: Annotated[date, Field(title="检查日期", examples=["2026-11-18"])]
    found: Annotated[
        LongText,
        Field(title="查明的事实", examples=["你单位自2024年3月起招用职工，没有申请办理社会保险登记"]),
    ]
    evidence: Annotated[
        LongText, Field(title="证据", description="每行一项", examples=["劳动合同\n工资发放表\n现场检查笔录"])
    ]
    workers: Annotated[
        tuple[Employment, ...],
        Field(
            title="未参保职工",
            min_length=1,
            examples=[
                [
                    {
                        "name": "杨春兰",
                        "resident_id": "533024199203150024",
                        "begins": "2024-03",
                        "ends": "2024-08",
                        "wage": "4500.00",
                        "hired_on": "2024-03-01",
                    }
                ]
            ],
        ),
    ]
    correct_by: Annotated[
        date, Field(title="改正截止日期", description="在这一天以前办理登记和申报并书面报告", examples=["2026-12-11"])
    ]


class Referral(Form):
    """What became of the order, before the agency is asked (改正核查)."""

    corrected: Annotated[
        bool, Field(title="用人单位是否已按要求改正", description="没有改正的，要等改正期限届满", examples=[False])
    ]
    outcome: Annotated[
        LongText,
        Field(title="改正情况", examples=["该单位在期限内没有办理登记，承认用工事实和工资数额，没有提出异议"]),
    ]
    wage_evidence: Annotated[ShortText, Field(title="工资依据", examples=["工资发放表和银行代发记录"])]


class Closing(Form):
    """Closing the case (结案)."""

    findings: Annotated[
        LongText, Field(title="调查结果", examples=["该单位没有为投诉人办理社会保险登记，投诉人反映的情况属实"])
    ]
    reason: Annotated[ShortText, Field(title="结案理由", examples=["指令书要求的事项已经全部履行"])]


class ExtensionGrounds(Grounds):
    """Why the investigation is extended (延长调查的理由)."""


class SuspensionGrounds(Grounds):
    """Why the investigation is suspended (中止调查的理由)."""
