"""When a paper counts as served (送达): the ways of service, their effective day and the evidence they need.

行政处罚法 article 61 and 行政强制法 article 38 refer to 民事诉讼法 (2023) articles 87-95. Knows no case.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.calendar import Calendar, date_text
from engine.computation import Computation, Length, Unit
from engine.counting import count

PUBLIC_NOTICE = Length(30, Unit.CALENDAR_DAYS)
PUBLIC_NOTICE_SINCE = date(2022, 1, 1)  # 60 days under the texts before


class Evidence(StrEnum):
    """What the file must hold to prove service (送达证据)."""

    SIGNED_RECEIPT = "signed_receipt"
    CAPACITY = "capacity"
    REFUSAL_NOTED = "refusal_noted"
    WITNESSES = "witnesses"
    PHOTO_OR_VIDEO = "photo_or_video"
    POSTAL_RECEIPT = "postal_receipt"
    ELECTRONIC_CONSENT = "electronic_consent"
    ARRIVAL_RECORD = "arrival_record"
    REASONS_AND_ATTEMPTS = "reasons_and_attempts"
    PUBLICATION_RECORD = "publication_record"

    @property
    def label(self) -> str:
        """The evidence as users read it."""
        return _EVIDENCE_LABELS[self]


_EVIDENCE_LABELS = {
    Evidence.SIGNED_RECEIPT: "签收的送达回证",
    Evidence.CAPACITY: "签收人与受送达人的关系或职务",
    Evidence.REFUSAL_NOTED: "送达回证上记明的拒收事由和日期",
    Evidence.WITNESSES: "见证人签名或者盖章",
    Evidence.PHOTO_OR_VIDEO: "留置送达的照片或者录像",
    Evidence.POSTAL_RECEIPT: "注明收件日期的邮件回执",
    Evidence.ELECTRONIC_CONSENT: "受送达人事先签署的电子送达确认书",
    Evidence.ARRIVAL_RECORD: "信息到达受送达人特定系统的记录",
    Evidence.REASONS_AND_ATTEMPTS: "公告送达的原因和经过",
    Evidence.PUBLICATION_RECORD: "公告发布的载体和日期",
}


class ServiceMode(StrEnum):
    """A way of service (送达方式)."""

    DIRECT = "direct"
    RECEIVED_BY_OTHER = "received_by_other"
    LEFT = "left"
    POST = "post"
    ENTRUSTED = "entrusted"
    ELECTRONIC = "electronic"
    PUBLIC_NOTICE = "public_notice"

    @property
    def label(self) -> str:
        """The way as users read it."""
        return _RULES[self].label

    @property
    def basis(self) -> str:
        """The article behind it."""
        return _RULES[self].basis

    @property
    def evidence(self) -> tuple[tuple[Evidence, ...], ...]:
        """Needed evidence: every group, one item of each."""
        return _RULES[self].evidence


@dataclass(frozen=True, slots=True)
class _Rule:
    label: str
    basis: str
    happened: str
    evidence: tuple[tuple[Evidence, ...], ...]


_RULES = {
    ServiceMode.DIRECT: _Rule(
        "直接送达",
        "《民事诉讼法》第八十七条、第八十八条",
        "受送达人在送达回证上签收",
        ((Evidence.SIGNED_RECEIPT,),),
    ),
    ServiceMode.RECEIVED_BY_OTHER: _Rule(
        "他人代收",
        "《民事诉讼法》第八十八条",
        "同住成年家属、负责收件的人、代理人或者代收人签收",
        ((Evidence.SIGNED_RECEIPT,), (Evidence.CAPACITY,)),
    ),
    ServiceMode.LEFT: _Rule(
        "留置送达",
        "《民事诉讼法》第八十九条",
        "文书留在受送达人的住所",
        ((Evidence.REFUSAL_NOTED, Evidence.PHOTO_OR_VIDEO), (Evidence.WITNESSES, Evidence.PHOTO_OR_VIDEO)),
    ),
    ServiceMode.POST: _Rule(
        "邮寄送达", "《民事诉讼法》第九十一条", "回执上注明的收件日期", ((Evidence.POSTAL_RECEIPT,),)
    ),
    ServiceMode.ENTRUSTED: _Rule(
        "委托或者转交送达",
        "《民事诉讼法》第九十一条至第九十四条",
        "受送达人在送达回证上签收",
        ((Evidence.SIGNED_RECEIPT,),),
    ),
    ServiceMode.ELECTRONIC: _Rule(
        "电子送达",
        "《行政处罚法》第六十一条第二款、《民事诉讼法》第九十条",
        "送达信息到达受送达人特定系统",
        ((Evidence.ELECTRONIC_CONSENT,), (Evidence.ARRIVAL_RECORD,)),
    ),
    ServiceMode.PUBLIC_NOTICE: _Rule(
        "公告送达",
        "《民事诉讼法》第九十五条",
        "发出公告",
        ((Evidence.REASONS_AND_ATTEMPTS,), (Evidence.PUBLICATION_RECORD,)),
    ),
}


@dataclass(frozen=True, slots=True)
class Service:
    """The day on which a paper counts as served, and why."""

    mode: ServiceMode
    effective: date
    reason: str
    provisional: bool = False
    computation: Computation | None = None


def effective_date(
    mode: ServiceMode,
    happened: date,
    calendar: Calendar,
    *,
    consented: date | None = None,
    roll: bool = True,
) -> Service:
    """The effective day of service from the day of its decisive event.

    The event is the signature, the leaving at the domicile, the receipt date on the slip, the arrival in the
    recipient's system or the publication. Public notice takes effect after 30 calendar days; its last day
    rolls like that of any term unless `roll` is false. Electronic service needs the recipient's consent
    dated no later than the arrival. Raises ValueError in Chinese when a condition is not met.
    """
    if mode is ServiceMode.ELECTRONIC and (consented is None or consented > happened):
        raise ValueError("电子送达须受送达人事先签署确认书（《行政处罚法》第六十一条第二款）")
    head = f"{mode.label}：{date_text(happened)}{_RULES[mode].happened}"
    if mode is not ServiceMode.PUBLIC_NOTICE:
        return Service(mode, happened, f"{head}，当日为送达日期（{mode.basis}）")
    if happened < PUBLIC_NOTICE_SINCE:
        raise ValueError(f"{PUBLIC_NOTICE_SINCE.isoformat()}以前发出的公告适用六十日的旧规定，没有收录")
    term = count(happened, PUBLIC_NOTICE, calendar, roll=roll, event="发出公告", under=mode.basis)
    reason = f"{head}，经过三十日，于{date_text(term.due)}视为送达（{mode.basis}）"
    return Service(mode, term.due, reason, term.provisional, term)


def missing_evidence(mode: ServiceMode, held: Collection[Evidence]) -> list[str]:
    """What the file still lacks for this way of service, one Chinese reason per missing item."""
    lacking = [group for group in mode.evidence if not set(group) & set(held)]
    named = ["或者".join(item.label for item in group) for group in lacking]
    return [f"{mode.label}缺少{items}（{mode.basis}）" for items in named]
