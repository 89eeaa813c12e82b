"""The proof of service (送达回证): which paper reached whom, in which way, as the service was registered."""

from __future__ import annotations

from engine.casetype import Document
from engine.service import ServiceMode as Service
from engine.view import CaseView, PaperRef
from forms.parts import ServiceReceipt
from workflows.labour_inspection import compose, papers
from workflows.labour_inspection.forms import Complaint
from workflows.labour_inspection.issued.framing import paper

TO_COMPLAINANT = frozenset(
    {"acceptance_notice", "supplement_notice", "decline_notice", "referral_notice", "result_notice"}
)
WAYS = {
    Service.DIRECT: "直接送达",
    Service.RECEIVED_BY_OTHER: "直接送达",
    Service.LEFT: "留置送达",
    Service.POST: "邮寄送达",
    Service.ENTRUSTED: "委托送达",
    Service.ELECTRONIC: "电子送达",
    Service.PUBLIC_NOTICE: "公告送达",
}
"""What is signed for by somebody else is direct service still (民事诉讼法 88)."""


def proof(*codes: str) -> Document[ServiceReceipt]:
    """The proof of service of the last served of these papers, filled in with what was registered.

    Who signed signs on paper: the registered name stands in the remarks, the signature lines stay empty.
    """

    def body(view: CaseView, form: ServiceReceipt) -> papers.ProofOfService:
        served = _served(view, codes)
        recipient, place = _recipient(view, codes)
        return papers.ProofOfService.model_validate(
            {
                "papers": (papers.ServedPaper(title=served.label, number=served.number),),
                "recipient": recipient,
                "place": form.publication if form.way is Service.PUBLIC_NOTICE and form.publication else place,
                "way": WAYS[form.way],
                "received": served.served_on,
                "relation": form.relation,
                "refusal": form.refusal,
                "witness": form.witnesses or form.recording,
                "remark": "；".join(_remarks(form)),
            }
        )

    return paper(papers.ProofOfService, body, compose.about_file)


def _served(view: CaseView, codes: tuple[str, ...]) -> PaperRef:
    found = [ref for code in codes if (ref := view.paper(code)) is not None and ref.served_on is not None]
    return max(found, key=lambda ref: ref.id)


def _recipient(view: CaseView, codes: tuple[str, ...]) -> tuple[str, str]:
    complaint = view.maybe(Complaint)
    if complaint is not None and TO_COMPLAINANT.intersection(codes):
        return complaint.complainant, complaint.complainant_address
    opening = compose.opening(view)
    return opening.employer, opening.employer_address


def _remarks(form: ServiceReceipt) -> list[str]:
    """What the form has no column for."""
    day = compose.chinese_day(form.served_on)
    told = [f"登记的签收人：{form.receiver}"] if form.receiver else []
    if form.way is Service.PUBLIC_NOTICE:
        told.append(f"{day}发出公告；{form.attempts}")
    if form.slip:
        told.append(f"邮件回执{form.slip}")
    if form.arrival:
        told.append(form.arrival)
    if form.consented_on:
        told.append(f"{compose.chinese_day(form.consented_on)}签署电子送达确认书")
    return [*told, form.proof, "以签收的纸质回证为准"]
