"""What the law has the papers of labour inspection say, and what they must never say."""

import re
from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from documents.context import Body, DueDate, Paper, Party
from documents.render.template import compose
from documents.specimen import specimen
from workflows.labour_inspection import papers


def text(body: Body, **changes: object) -> str:
    page = compose(specimen(body).model_copy(update=changes), "labour_inspection")
    return re.sub(r"<[^>]+>|\s+", "", re.sub(r"(?s)<svg.*?</svg>", "", page))


class TestWhoGaveATipStaysSecret:
    """劳动保障监察条例第九条第三款."""

    def test_a_tip_with_a_name_is_refused(self) -> None:
        complaint, _ = papers.ComplaintRegister.examples()
        with pytest.raises(ValidationError, match="举报登记表不得记载举报人"):
            papers.ComplaintRegister.model_validate({**dict(complaint), "kind": "举报"})

    def test_the_form_says_that_it_is_kept_apart(self) -> None:
        _, tip = papers.ComplaintRegister.examples()
        assert "另行密封保存" in text(tip)
        assert "投诉人确认" not in text(tip)


class TestTheDecisionStatesTheSixItems:
    """行政处罚法第五十九条第一款."""

    @pytest.fixture
    def page(self) -> str:
        return text(papers.PenaltyDecision.examples()[0])

    @pytest.mark.parametrize(
        "item",
        [
            "当事人：龙陵县松月茶业有限公司",
            "住所：龙陵县龙山镇白塔路18号",
            "以上事实，有劳动合同",
            "依照《中华人民共和国社会保险法》第八十四条的规定，处罚款11,832.48元（大写：人民币壹万壹仟捌佰叁拾贰元肆角捌分）",
            "自收到本决定书之日起十五日内",
            "六十日内向龙陵县人民政府申请行政复议",
            "六个月内直接向龙陵县人民法院提起行政诉讼",
            "龙陵县人力资源和社会保障局2026年11月20日",
        ],
    )
    def test_each_is_there(self, page: str, item: str) -> None:
        assert item in page

    def test_the_surcharge_is_three_percent_a_day_and_never_more_than_the_fine(self, page: str) -> None:
        assert "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额" in page

    def test_who_fines_takes_no_money(self, page: str) -> None:
        assert "本机关及其执法人员不收取罚款" in page

    def test_without_remedies_there_is_no_decision(self) -> None:
        paper = specimen(papers.PenaltyDecision.examples()[0])
        with pytest.raises(ValidationError, match="必须告知行政复议、行政诉讼的途径和期限"):
            Paper[papers.PenaltyDecision].model_validate({**dict(paper), "remedies": None})

    def test_a_fine_without_a_bank_is_refused(self) -> None:
        decision = papers.PenaltyDecision.examples()[0]
        with pytest.raises(ValidationError, match="必须写明代收机构和缴款期限"):
            papers.PenaltyDecision.model_validate({**dict(decision), "payment": None})

    def test_several_penalties_are_listed_and_summed(self) -> None:
        several = papers.PenaltyDecision.examples()[1]
        assert several.total == Decimal("2000.00")
        assert "（一）依照《劳动保障监察条例》第二十五条的规定，警告；" in text(several)
        assert "逾期缴纳的，不加处罚款" in text(several)

    def test_a_person_is_not_called_a_unit(self) -> None:
        person = Party(name="李长㛃", resident_id="530523198001010014", address="龙陵县龙山镇")
        page = text(papers.PenaltyDecision.examples()[0], party=person)
        assert "公民身份号码：5305**********0014住址：龙陵县龙山镇" in page
        assert "本机关决定给予你下列行政处罚" in page


class TestAPenaltyOnTheSpot:
    """行政处罚法第五十一条、第五十二条；行政复议法第二十三条第一款第（一）项."""

    def test_reconsideration_comes_first_and_the_paper_says_so(self) -> None:
        paper = specimen(papers.OnTheSpotPenalty.examples()[0])
        assert paper.remedies
        told = paper.remedies.model_copy(update={"reconsideration_first": False})
        page = text(paper.body, remedies=told)
        assert "六十日内先向龙陵县人民政府申请行政复议" in page
        assert "十五日内向龙陵县人民法院提起行政诉讼" in page
        assert "直接向" not in page

    @pytest.mark.parametrize(
        ("kind", "amount", "said"),
        [
            ("罚款", "3000.01", "不得超过3000元"),
            ("罚款", None, "罚款必须写明数额"),
            ("警告", "100.00", "警告没有数额"),
            ("没收违法所得", "100.00", "只能是警告或者罚款"),
        ],
    )
    def test_only_a_warning_or_a_small_fine_can_be_given(self, kind: str, amount: str | None, said: str) -> None:
        fined = papers.OnTheSpotPenalty.examples()[1]
        sanction = {"kind": kind, "basis": "《劳动保障监察条例》第三十条第一款", "amount": amount}
        with pytest.raises(ValidationError, match=said):
            papers.OnTheSpotPenalty.model_validate({**dict(fined), "sanction": sanction})


class TestTheNoticeBeforeAPenalty:
    """行政处罚法第四十四条、第四十五条、第六十三条、第六十四条."""

    def test_the_right_to_a_hearing_is_told_where_there_is_one(self) -> None:
        heard, plain = (text(body) for body in papers.PenaltyNotice.examples())
        assert "有权要求听证。要求听证的，应当自收到本告知书之日起5个工作日内向本机关提出" in heard
        assert "听证" not in plain

    def test_speaking_up_never_makes_it_worse(self) -> None:
        for body in papers.PenaltyNotice.examples():
            assert "不会因陈述、申辩而给予更重的处罚" in text(body)


class TestWhatHappensInTime:
    def test_a_check_beyond_the_published_number_is_refused(self) -> None:
        approval = papers.InspectionApproval.examples()[0]
        daily = {**dict(approval), "kind": "日常检查", "done": 1, "cap": 1}
        with pytest.raises(ValidationError, match="已经达到公布的频次上限"):
            papers.InspectionApproval.model_validate(daily)

    def test_instalments_make_up_the_fine(self) -> None:
        plan = papers.PaymentPlanApproval.examples()[0]
        with pytest.raises(ValidationError, match="各期金额之和必须等于"):
            papers.PaymentPlanApproval.model_validate({**dict(plan), "fine": Decimal("11832.49")})

    def test_pressing_names_a_term_a_way_an_amount_and_the_right_to_be_heard(self) -> None:
        page = text(papers.Demand.examples()[0])
        for item in ("10个工作日内", "账号：0000", "合计23,664.96元（大写：", "有权向本机关陈述和申辩"):
            assert item in page

    def test_an_investigation_is_extended_by_thirty_working_days_at_most(self) -> None:
        form = papers.ExtensionApproval.examples()[0]
        with pytest.raises(ValidationError, match="less than or equal to 30"):
            papers.ExtensionApproval.model_validate({**dict(form), "days": 31})

    def test_preserved_evidence_is_decided_on_in_seven_working_days(self) -> None:
        assert "7个工作日内（即2026年9月20日前，含当日）作出处理决定" in text(papers.PreservationNotice.examples()[0])

    def test_public_notice_serves_after_thirty_days(self) -> None:
        assert "经过三十日，即视为送达" in text(papers.PublicServiceAnnouncement.examples()[0])

    def test_a_completion_names_everything_at_once(self) -> None:
        assert "现一次告知" in text(papers.SupplementNotice.examples()[0])


def test_neither_order_nor_handling_decision_orders_payment_of_premiums() -> None:
    assert "本决定不责令缴纳费款" in text(papers.HandlingDecision.examples()[0])


def test_wages_ordered_to_be_paid_are_summed_in_words() -> None:
    assert "合计（大写）：人民币玖仟玖佰贰拾伍元伍角" in text(papers.HandlingDecision.examples()[1])


def test_a_refused_signature_is_noted() -> None:
    body = papers.InquiryRecord.examples()[0].model_copy(
        update={"refusal": "被询问人看过笔录，没有说明理由，拒绝签名。"}
    )
    assert "拒绝签名" in text(body)
    assert "与我说的相符" not in text(body)


def test_a_deadline_without_a_date_is_told_as_a_term() -> None:
    body = papers.SupplementNotice.examples()[0].model_copy(
        update={"by": DueDate(term="自收到本告知书之日起10个工作日内", on=date(2026, 9, 24))}
    )
    assert "10个工作日内（即2026年9月24日前，含当日）补正" in text(body)
