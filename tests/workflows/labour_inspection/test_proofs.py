"""Sentences about the procedure, proven over every state that a labour inspection can reach."""

from __future__ import annotations

import pytest

from engine.model import Excluded, Model, Precedence, Sentence, TermFirst
from workflows.labour_inspection import LabourInspection, clocks, facts

MODEL = Model(LabourInspection)
NOTIFY = ("notify_penalty", "notify_handling")
DECIDE = ("decide_penalty", "decide_handling")
FILE = ("accept_and_file", "accept_for_collection", "file_case")
SENT_BACK = tuple(
    step.name
    for step in LabourInspection.steps.values()
    if {work.name for work in step.sends_back} & {"conclude", *NOTIFY}
)

SENTENCES: tuple[Sentence, ...] = (
    Precedence("没有送达告知书，不作决定", DECIDE, ("serve_notice",), NOTIFY),
    Precedence("没有听取陈述申辩，不作决定", DECIDE, ("close_defence", "hold_hearing"), NOTIFY),
    Precedence("退回以后不重新告知，不作决定", DECIDE, NOTIFY, SENT_BACK),
    Precedence("没有调查终结，不告知拟处罚", NOTIFY, ("conclude",)),
    Precedence("没有立案，不作一般程序的处罚", ("decide_penalty",), FILE),
    Precedence("没有核对回避，不责令改正", ("order_correction",), ("start_investigation",)),
    Precedence(
        "没有送达指令书，不核查整改", ("check_correction",), ("serve_order", "order_on_the_spot"), ("order_correction",)
    ),
    Precedence("没有告知听证通知，不举行听证", ("hold_hearing",), ("serve_hearing_notice",), ("arrange_hearing_anew",)),
    Excluded(
        "超过追究时效的，不作处罚",
        ("decide_penalty", "notify_penalty", "penalise_on_the_spot"),
        (facts.PENALTY_BARRED,),
    ),
    Precedence(
        "没有送达决定书，不催告", ("demand_performance",), ("serve_penalty", "serve_handling", "penalise_on_the_spot")
    ),
    Precedence("没有送达催告书，不申请法院强制执行", ("apply_to_court",), ("serve_demand",), ("approve_plan",)),
    TermFirst("催告未满十个工作日，不申请法院强制执行", ("apply_to_court",), clocks.DEMAND),
    Precedence(
        "没有核实救济期限届满或者裁判生效，不申请法院强制执行",
        ("apply_to_court",),
        ("confirm_remedies_over", "decision_upheld", "decision_changed"),
    ),
    Excluded("复议、诉讼期间不申请法院强制执行", ("apply_to_court",), (facts.RECONSIDERATION, facts.SUIT)),
    Excluded("决定被撤销的，不催告、不申请执行", ("demand_performance", "apply_to_court"), (facts.DECISION_ANNULLED,)),
    Excluded("决定被复议机关变更的，不由本机关申请执行", ("apply_to_court",), (facts.DECISION_CHANGED,)),
    Excluded("分期缴纳期间不催告", ("demand_performance", "apply_to_court"), (facts.PAYMENT_PLAN,)),
    Excluded(
        "刑事程序没有结束，不结案",
        ("close",),
        (facts.CRIMINAL_FILE, facts.CRIME_REPORTED, facts.CRIME_TRANSFER_APPROVED),
    ),
    Excluded("复议、诉讼期间不结案", ("close",), (facts.RECONSIDERATION, facts.SUIT)),
    Excluded("登记保存的证据没有处理，不结案", ("close",), (facts.EVIDENCE_PRESERVED,)),
    Excluded("经办机构没有答复，不结案", ("close",), (facts.ENROLMENT_PENDING,)),
    Excluded("回避申请没有决定，不作决定", DECIDE, (facts.RECUSAL_PENDING,)),
    Excluded("调查中止期间不终结、不告知、不决定", ("conclude", *NOTIFY, *DECIDE), (facts.INVESTIGATION_SUSPENDED,)),
    Excluded("复议和诉讼不同时进行", ("receive_suit",), (facts.RECONSIDERATION,)),
    Excluded("诉讼期间不受理复议", ("receive_reconsideration",), (facts.SUIT,)),
    Precedence("没有批准，不移送公安机关", ("hand_to_police",), ("approve_transfer",), ("report_crime",)),
    Precedence("没有批准的检查，不进入现场", ("check_on_site",), ("approve_check",)),
    Precedence("没有整理全过程记录，不结案、不归档", ("close", "archive"), ("compile_record",)),
    Precedence("退回整理以后不重新整理，不结案", ("close",), ("compile_record",), ("return_record",)),
    Precedence("退回补充调查以后不重新终结，不告知", NOTIFY, ("conclude",), ("return_findings",)),
    Precedence("没有改正，不撤销立案", ("revoke_filing",), ("check_correction",), ("order_correction",)),
    TermFirst("补正期限没有届满，不告知另行处理", ("end_supplement",), LabourInspection.supplement_term),
)


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: s.text)
def test_it_holds_in_every_reachable_state(sentence: Sentence) -> None:
    assert MODEL.counterexample(sentence) is None


def test_a_false_sentence_is_refuted_by_a_way_that_breaks_it() -> None:
    wrong = Precedence("没有听证，不作处罚", ("decide_penalty",), ("hold_hearing",))
    way = MODEL.counterexample(wrong)
    assert way is not None
    assert way[-1] == "decide_penalty"
    assert "serve_notice" in way
    assert "hold_hearing" not in way


def test_a_sentence_about_unknown_steps_is_an_error() -> None:
    with pytest.raises(LookupError, match="decide_nothing"):
        MODEL.counterexample(Precedence("x", ("decide_nothing",), ()))
