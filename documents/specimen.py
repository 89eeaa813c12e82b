"""Papers with invented contents, for previews by a county's legal officer and for tests; no real person."""

from datetime import date
from typing import TypeVar

from documents.context import (
    Body,
    ChainHead,
    Contact,
    Issuer,
    Officer,
    Organ,
    Paper,
    Party,
    Remedies,
    Verification,
)

_ORGANS: dict[Issuer, tuple[Organ, str, str]] = {
    "department": (
        Organ(name="龙陵县人力资源和社会保障局", short="县人社局"),
        "龙陵县人民政府",
        "龙陵县劳动保障监察大队",
    ),
    "agency": (
        Organ(name="龙陵县社会保险中心", short="县社保中心"),
        "龙陵县人民政府",
        "基金征缴股",
    ),
    "tax": (
        Organ(name="国家税务总局龙陵县税务局", short="县税务局"),
        "国家税务总局保山市税务局",
        "社会保险费和非税收入股",
    ),
    "market": (
        Organ(name="龙陵县市场监督管理局", short="县市场监管局"),
        "龙陵县人民政府",
        "信用监督管理股",
    ),
    "assisting": (
        Organ(name="龙陵县民政局", short="县民政局"),
        "龙陵县人民政府",
        "社会组织管理股",
    ),
}
_ISSUED: dict[Issuer, date] = {
    "department": date(2026, 9, 15),
    "agency": date(2026, 10, 13),
    "tax": date(2026, 10, 28),
    "market": date(2026, 9, 25),
    "assisting": date(2026, 9, 23),
}
_NUMBERS = {
    "acceptance_notice": "龙人社监受字〔2026〕31号",
    "correction_order": "龙人社监令字〔2026〕3号",
    "general_order": "龙人社监令字〔2026〕4号",
    "enrolment_request": "龙人社函〔2026〕17号",
    "result_notice": "龙人社监告字〔2026〕9号",
    "decline_notice": "龙人社监不受字〔2026〕2号",
    "supplement_notice": "龙人社监补字〔2026〕4号",
    "referral_notice": "龙人社监转字〔2026〕5号",
    "inspection_notice": "龙人社监检字〔2026〕21号",
    "on_the_spot_order": "龙人社监当改字〔2026〕6号",
    "on_the_spot_penalty": "龙人社监当罚字〔2026〕1号",
    "inquiry_notice": "龙人社监询字〔2026〕11号",
    "preservation_notice": "龙人社监存字〔2026〕2号",
    "preservation_disposal": "龙人社监存处字〔2026〕2号",
    "penalty_notice": "龙人社监罚告字〔2026〕2号",
    "handling_notice": "龙人社监理告字〔2026〕1号",
    "hearing_notice": "龙人社监听字〔2026〕1号",
    "hearing_announcement": "龙人社监听公字〔2026〕1号",
    "penalty_decision": "龙人社监罚字〔2026〕2号",
    "handling_decision": "龙人社监理字〔2026〕1号",
    "no_penalty_decision": "龙人社监不罚字〔2026〕1号",
    "public_service_announcement": "龙人社监公字〔2026〕3号",
    "payment_plan_approval": "龙人社监缓字〔2026〕1号",
    "demand": "龙人社监催字〔2027〕1号",
    "enforcement_application": "龙人社监强申字〔2027〕1号",
    "reconsideration_answer": "龙人社复答〔2026〕2号",
    "court_answer": "龙人社诉答〔2027〕1号",
    "transfer_letter": "龙人社函〔2026〕18号",
    "crime_transfer": "龙人社监移刑字〔2026〕1号",
    "assessment": "龙社保核〔2026〕5号",
    "payment_notice": "龙社保缴〔2026〕5号",
    "arrears_transfer": "龙社保函〔2026〕4号",
    "credit_notice": "龙社保记〔2026〕12号",
    "payment_order": "龙税社通〔2026〕8号",
    "collection_return": "龙税社回〔2026〕6号",
    "notice_reply": "龙市监函〔2026〕9号",
    "market_notice": "龙人社监通字〔2026〕4号",
    "assistance_request": "龙人社监协字〔2026〕6号",
    "assistance_reply": "龙民函〔2026〕15号",
}
_ISSUED_OF = {
    "decline_notice": date(2026, 9, 9),
    "supplement_notice": date(2026, 9, 9),
    "referral_notice": date(2026, 9, 9),
    "inspection_notice": date(2026, 9, 9),
    "inquiry_notice": date(2026, 9, 10),
    "on_the_spot_order": date(2026, 9, 10),
    "on_the_spot_penalty": date(2026, 9, 10),
    "preservation_notice": date(2026, 9, 10),
    "preservation_disposal": date(2026, 9, 17),
    "penalty_notice": date(2026, 10, 20),
    "handling_notice": date(2026, 10, 20),
    "public_service_announcement": date(2026, 10, 28),
    "hearing_notice": date(2026, 10, 28),
    "hearing_announcement": date(2026, 10, 28),
    "penalty_decision": date(2026, 11, 20),
    "handling_decision": date(2026, 11, 20),
    "no_penalty_decision": date(2026, 11, 20),
    "result_notice": date(2026, 11, 23),
    "payment_plan_approval": date(2026, 12, 4),
    "reconsideration_answer": date(2026, 12, 17),
    "court_answer": date(2027, 3, 19),
    "demand": date(2027, 5, 26),
    "enforcement_application": date(2027, 6, 15),
}
"""Days of the papers that come later in the invented case than the rest of their issuer's."""
_ADDRESSEES = {
    "acceptance_notice": "杨𬱖",
    "decline_notice": "杨𬱖",
    "supplement_notice": "杨𬱖",
    "referral_notice": "杨𬱖",
    "result_notice": "杨𬱖",
    "credit_notice": "杨𬱖",
    "enrolment_request": "龙陵县社会保险中心",
    "arrears_transfer": "国家税务总局龙陵县税务局",
    "collection_return": "龙陵县社会保险中心",
    "transfer_letter": "龙陵县市场监督管理局",
    "notice_reply": "龙陵县人力资源和社会保障局",
    "market_notice": "龙陵县市场监督管理局",
    "assistance_request": "龙陵县民政局",
    "assistance_reply": "龙陵县人力资源和社会保障局",
    "crime_transfer": "龙陵县公安局",
}
_RECONSIDERATION_FIRST = {"decline_notice", "on_the_spot_penalty"}
EMPLOYER = Party(
    name="龙陵县松月茶业有限公司",
    credit_code="91530523MA0000000X",
    address="龙陵县龙山镇白塔路18号",
    workplace="龙陵县镇安镇大坝村制茶车间",
    legal_representative="李长㛃",
    phone="0875-0000000",
)


BodyT = TypeVar("BodyT", bound=Body)


def specimen(body: BodyT, *, draft: bool = False, remedies: bool = True) -> Paper[BodyT]:
    """Wrap a body in invented particulars of its usual issuer, numbered, or as a draft."""
    organ, reviewer, office = _ORGANS[body.issuer]
    outward = body.family in ("letter", "notice")
    return Paper(
        organ=organ,
        title=body.label,
        number=None if draft or not body.numbered else _NUMBERS.get(body.document, "龙某字〔2026〕1号"),
        draft=draft,
        issued=_ISSUED_OF.get(body.document, _ISSUED[body.issuer]),
        case_number="龙人社监案〔2026〕31号",
        party=EMPLOYER,
        addressee=_addressee(body),
        officers=(Officer(name="赵明川", card="53052300011"), Officer(name="段雪娇", card="53052300024")),
        legal_bases=body.bases,
        remedies=Remedies(
            reconsideration_body=reviewer,
            court="龙陵县人民法院",
            reconsideration_first=body.document in _RECONSIDERATION_FIRST,
        )
        if remedies
        else None,
        contact=Contact(
            office=office,
            person="赵明川",
            address="龙陵县龙山镇龙华路1号",
            postcode="678300",
            phone="0875-0000000",
        ),
        verification=None
        if draft or not body.numbered
        else Verification(
            paper_id="P-2026-000031",
            url="https://carnation.example/verify/P-2026-000031",
            short_code="K7Q4-M2XD",
        ),
        chain=ChainHead(events=8, hash="81cd8903ce7415a1cc71e65623b7d8f2") if outward else None,
        copies=("本文书一式三份：送达当事人一份，案卷二份。",) if body.family == "notice" else (),
        body=body,
    )


def _addressee(body: Body) -> str | None:
    return _ADDRESSEES.get(body.document, EMPLOYER.name if body.family == "notice" else None)
