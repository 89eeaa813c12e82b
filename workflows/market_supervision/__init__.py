"""What market supervision does with what labour inspection tells it (市场监管通报办理): take it on, check, answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from engine.casetype import START, CaseType, Document, Reply, Step
from engine.form import Form
from engine.guards import not_recorded
from engine.told import Told
from engine.view import CaseView
from engine.vocabulary import SYSTEM, Fact, Stage
from forms.notices import CreditFiled, CreditNotice, NoticeProgress, UnlicensedNotice, UnlicensedResult
from workflows.incoming import accepts, archives, sends_back
from workflows.laws import CREDIT_MEASURES, INSPECTION_REGULATION, REGISTRATION_REGULATION
from workflows.market_supervision import compose, papers
from workflows.officers import changes_officer
from workflows.procedure import MARKET, MARKET_HEAD, MARKET_OFFICER, as_written

NOTICE_RECEIVED = Fact("notice_received", "已收到通报")
UNLICENSED_TOLD = Fact("unlicensed_told", "通报的是无照用工")
CREDIT_TOLD = Fact("credit_told", "通报的是守法诚信等级")
BOTH = (MARKET_OFFICER, MARKET_HEAD)
OF_UNLICENSED = not_recorded(CREDIT_TOLD, "通报的是守法诚信等级，请答复归集情况")
OF_CREDIT = not_recorded(UNLICENSED_TOLD, "通报的是无照用工，请答复查处结果")
F = TypeVar("F", bound=Form)


class At(Stage):
    """Where a notice stands at market supervision."""

    RECEIVED = "收到通报", "市场监督管理部门已经收到通报"
    ACCEPTED = "核查办理", "市场监督管理部门正在核查"
    ANSWERED = "已答复", "市场监督管理部门已经答复"
    ARCHIVED = "归档", "市场监督管理部门已经办结", True
    RETURNED = "已退回", "通报退回补充材料", True


def _letter(body: Callable[[CaseView, F], papers.NoticeReply]) -> Document[F]:
    """The letter that answers a notice."""
    return Document(
        "notice_reply",
        "通报办理情况回复函",
        contents=papers.NoticeReply,
        body=body,
        about=compose.about_sender,
        mark="函字",
    )


class MarketSupervision(
    CaseType,
    code="market_supervision",
    label="市场监管通报办理",
    agency=MARKET,
    number_mark="通办字",
    stages=At,
):
    """What market supervision does with a notice of labour inspection (市场监管通报办理)."""

    receive_unlicensed = Step(
        "收到无照用工通报",
        at=START,
        to=At.RECEIVED,
        by=SYSTEM,
        form=UnlicensedNotice,
        receives="unlicensed_notice",
        source="劳动保障监察机构通报",
        title=compose.title_unlicensed,
        parties=compose.parties_unlicensed,
        records=(NOTICE_RECEIVED, UNLICENSED_TOLD),
        under=INSPECTION_REGULATION.article(33),
        plain="收到无照用工通报",
    )
    receive_credit = Step(
        "收到守法诚信等级通报",
        at=START,
        to=At.RECEIVED,
        by=SYSTEM,
        form=CreditNotice,
        receives="credit_notice",
        source="劳动保障监察机构通报",
        title=compose.title_credit,
        parties=compose.parties_credit,
        records=(NOTICE_RECEIVED, CREDIT_TOLD),
        under=CREDIT_MEASURES.whole(),
        plain="收到守法诚信等级通报",
    )
    accept = accepts(
        at=At.RECEIVED,
        to=At.ACCEPTED,
        by=BOTH,
        after=NOTICE_RECEIVED,
        under=INSPECTION_REGULATION.article(3, 2),
    )
    answer_unlicensed = Step(
        "答复查处结果",
        at=At.ACCEPTED,
        to=At.ANSWERED,
        by=BOTH,
        form=UnlicensedResult,
        requires=(OF_UNLICENSED,),
        replies=Reply.ANSWERED,
        reply_with=as_written,
        under=(INSPECTION_REGULATION.article(33), REGISTRATION_REGULATION.article(43)),
        issues=_letter(compose.reply_unlicensed),
        plain="答复通报单位",
    )
    answer_credit = Step(
        "答复归集情况",
        at=At.ACCEPTED,
        to=At.ANSWERED,
        by=BOTH,
        form=CreditFiled,
        requires=(OF_CREDIT,),
        replies=Reply.ANSWERED,
        reply_with=as_written,
        under=CREDIT_MEASURES.whole(),
        issues=_letter(compose.reply_credit),
        plain="答复通报单位",
    )
    report_progress = Step(
        "答复进展",
        at=At.ACCEPTED,
        by=MARKET_OFFICER,
        form=NoticeProgress,
        requires=(OF_UNLICENSED,),
        collects=True,
        replies=Reply.PROGRESS,
        reply_with=as_written,
        under=REGISTRATION_REGULATION.article(43),
        aside=True,
        plain="告诉通报单位查到哪一步",
        hint="还没有办结，先把已经做的告诉劳动保障监察机构",
    )
    send_back = sends_back(
        at=(At.RECEIVED, At.ACCEPTED), to=At.RETURNED, by=BOTH, under=INSPECTION_REGULATION.article(3, 2)
    )
    archive = archives(at=At.ANSWERED, to=At.ARCHIVED, by=BOTH)
    change_officer = changes_officer(MARKET_OFFICER, stages=At, by=MARKET_HEAD)

    # What passes between departments is not the complainant's.
    told = Told(withheld=(receive_unlicensed, receive_credit))
