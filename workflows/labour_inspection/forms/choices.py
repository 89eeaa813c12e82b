"""The closed choices of the forms of a labour inspection."""

from __future__ import annotations

from forms.choices import Labelled


class Channel(Labelled):
    """How a complaint or tip came in (投诉或者举报方式)."""

    WINDOW = "window", "当面提交书面材料"
    LETTER = "letter", "寄送书面材料"
    PHONE = "phone", "打电话"
    ONLINE = "online", "通过网上平台"
    ORAL = "oral", "当面口头提出"


class Matter(Labelled):
    """What a complaint or lead is about (事项)."""

    REGISTRATION = "registration", "未办理社会保险登记"
    UNDERDECLARED = "underdeclared", "少报社会保险缴费人数或者工资"
    UNPAID = "unpaid", "未按时足额缴纳社会保险费"
    WAGES = "wages", "拖欠或者克扣工资"
    HOURS = "hours", "违反工作时间和休息休假规定"
    CONTRACT = "contract", "未订立劳动合同"
    OTHER = "other", "其他劳动保障事项"

    @property
    def is_premium(self) -> bool:
        """Whether it concerns social insurance, so that collection has no two-year bar."""
        return self in {Matter.REGISTRATION, Matter.UNDERDECLARED, Matter.UNPAID}


class Source(Labelled):
    """Where a lead that is neither complaint nor tip comes from (线索来源)."""

    PATROL = "patrol", "日常巡视检查"
    CAMPAIGN = "campaign", "专项检查"
    WRITTEN_REVIEW = "written_review", "书面材料审查"
    ASSIGNED = "assigned", "上级交办"
    TRANSFERRED = "transferred", "其他部门移送"
    TOWNSHIP = "township", "乡镇移送"
    DATA_MATCH = "data_match", "数据比对"


class CheckKind(Labelled):
    """What kind of enterprise check (行政检查类型)."""

    DAILY = "daily", "日常检查"
    CAMPAIGN = "campaign", "专项检查"
    SINGLE = "single", "个案检查"


class DeclineGround(Labelled):
    """Why a complaint is not accepted (不予受理的理由)."""

    TOO_OLD = "too_old", "违法行为终了已超过二年，此前没有被发现，也没有被举报、投诉"
    NO_EMPLOYER = "no_employer", "没有明确的被投诉单位，补正后仍不明确"
    NO_HARM = "no_harm", "反映的事项没有侵害投诉人的劳动保障权益"


class ReferralGround(Labelled):
    """Why another way is the right one (告知另行处理的理由)."""

    OUT_OF_SCOPE = "out_of_scope", "不属于劳动保障监察事项"
    OTHER_HRSS = "other_hrss", "由其他人力资源社会保障行政部门管辖"
    ALREADY_IN_DISPUTE = "already_in_dispute", "已经申请调解、仲裁或者提起诉讼"
    WORKER_CHOSE_DISPUTE = "worker_chose_dispute", "投诉人自己选择申请仲裁或者提起诉讼"
    BELONGS_IN_DISPUTE = "belongs_in_dispute", "应当通过劳动争议处理程序解决"


class NoFilingGround(Labelled):
    """Why a lead is not filed (不予立案的理由)."""

    NO_VIOLATION = "no_violation", "没有发现违法行为"
    TOO_OLD = "too_old", "超过二年，不再查处"
    NOT_COMPETENT = "not_competent", "不属于本机关管辖"


class Subject(Labelled):
    """Whether the liable party counts as a person or an organisation (处罚对象)."""

    ORGANISATION = "organisation", "法人或者其他组织"
    PERSON = "person", "公民（含按公民对待的个体工商户）"


class Sanction(Labelled):
    """A kind of penalty (处罚种类)."""

    WARNING = "warning", "警告"
    FINE = "fine", "罚款"
    CONFISCATION = "confiscation", "没收违法所得"
    LICENCE = "licence", "吊销许可证件"
    STOP = "stop", "责令停产停业"
    CRITICISM = "criticism", "通报批评"


HEARD_ALWAYS = frozenset({Sanction.LICENCE, Sanction.STOP, Sanction.CONFISCATION})
"""Penalties for which the right to a hearing is told without asking the amount: telling more harms nobody."""


class Defence(Labelled):
    """How the party was heard (陈述申辩情况)."""

    SPOKEN = "spoken", "当面陈述申辩"
    WRITTEN = "written", "提交书面意见"
    WAIVED = "waived", "明确放弃"
    LAPSED = "lapsed", "逾期未提出"


class HearingEnd(Labelled):
    """How a hearing ended (听证结果)."""

    HELD = "held", "按期举行完毕"
    ABANDONED = "abandoned", "视为放弃，终止听证"


class NoHearing(Labelled):
    """Why no hearing is held (不举行听证的情形)."""

    WAIVED = "waived", "当事人明确放弃听证"
    OUT_OF_TIME = "out_of_time", "逾期提出听证申请"


class NoPenaltyGround(Labelled):
    """Why no penalty is imposed (不予处罚的理由)."""

    MINOR = "minor", "违法行为轻微并及时改正，没有造成危害后果"
    FIRST = "first", "初次违法且危害后果轻微并及时改正"
    NO_FAULT = "no_fault", "当事人有证据足以证明没有主观过错"
    NOT_PROVEN = "not_proven", "违法事实不能成立"
    BARRED = "barred", "超过追究时效"


class Body(Labelled):
    """Who reviewed the decision (救济机关)."""

    RECONSIDERATION = "reconsideration", "行政复议机关"
    COURT = "court", "人民法院"


class Procedure(Labelled):
    """Which procedure a reconsideration follows (复议程序)."""

    ORDINARY = "ordinary", "普通程序"
    SIMPLE = "simple", "简易程序"


class CriminalResult(Labelled):
    """How the criminal file ended (刑事程序结果)."""

    NO_CRIME = "no_crime", "没有犯罪事实或者不需要追究刑事责任，移回处理"
    FINED = "fined", "人民法院作出判决，并处罚金"
    CONVICTED = "convicted", "人民法院作出判决，没有判处罚金"


class ClosingGround(Labelled):
    """Why a case is closed (结案事由)."""

    PERFORMED = "performed", "已经履行或者改正"
    COURT_EXECUTED = "court_executed", "人民法院已经执行"
    COURT_REFUSED = "court_refused", "人民法院不准予执行且裁定终局"
    NOT_PENALISED = "not_penalised", "不予行政处罚"
    FILING_REVOKED = "filing_revoked", "撤销立案"
    TRANSFERRED = "transferred", "已经移送其他机关"
    PARTY_GONE = "party_gone", "当事人死亡或者终止，无财产可供执行，又无义务承受人"
    ANNULLED = "annulled", "决定被撤销，不再处理"
    CHANGED = "changed", "决定被复议机关变更，由复议机关执行"
    NOT_ENFORCED = "not_enforced", "中止执行满三年未恢复，不再执行"
