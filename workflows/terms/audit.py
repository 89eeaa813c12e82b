"""Terms of social-insurance audits and of collecting premiums (稽核和征缴的期限): E01-E10."""

from __future__ import annotations

from engine.computation import Direction
from engine.law import LocalPractice
from engine.terms import Expiry
from workflows.laws import (
    AUDIT_RULES,
    DECLARATION_RULES,
    FUND_REPORT_RULES,
    HANDLING_REGULATION,
    SOCIAL_INSURANCE_LAW,
)
from workflows.terms.statutory import statutory

E01 = statutory(
    "E01",
    "实施稽核",
    "书面通知被稽核对象",
    "3日",
    AUDIT_RULES.whole(),
    Expiry.WARN,
    "通知太晚，应当另定稽核日期；特殊情况可以不事先通知",
    direction=Direction.BEFORE,
)
E02 = statutory(
    "E02",
    "稽核结束，没有发现违规",
    "书面告知稽核结果",
    "5个工作日",
    AUDIT_RULES.whole(),
    Expiry.WARN,
    "超期告知",
)
E03 = statutory(
    "E03",
    "稽核结束，发现违规",
    "送达稽核意见书",
    "10个工作日",
    AUDIT_RULES.whole(),
    Expiry.WARN,
    "超期送达",
)
E04 = statutory(
    "E04",
    "稽核意见书送达",
    "按意见书整改",
    "",
    AUDIT_RULES.whole(),
    Expiry.OPEN_NEXT,
    "期限由意见书载明；逾期可以核定，或者提请行政处罚",
)
E05 = statutory(
    "E05",
    "开始稽核",
    "完成稽核",
    "",
    LocalPractice("稽核的办理期限没有全国性规定，由地方规定"),
    Expiry.WARN,
    "地方有规定的从其规定",
)
E06 = statutory(
    "E06",
    "经办机构征收地区查明欠缴",
    "发出限期补缴通知",
    "5个工作日",
    DECLARATION_RULES.whole(),
    Expiry.WARN,
    "超期通知",
)
E07 = statutory(
    "E07",
    "用人单位收到限期补缴通知",
    "补缴",
    "5个工作日",
    DECLARATION_RULES.whole(),
    Expiry.OPEN_NEXT,
    "可以查询存款账户，依照《社会保险法》第63条、第86条办理",
)
E08 = statutory(
    "E08",
    "税务机关责令限期缴纳的文书送达",
    "缴纳或者补足社会保险费",
    "",
    SOCIAL_INSURANCE_LAW.article(63, 1),
    Expiry.OPEN_NEXT,
    "期限由文书载明；逾期可以查询账户、申请划拨，并转入处罚",
)
E09 = statutory(
    "E09",
    "责令退回多享受的社会保险待遇",
    "退回待遇",
    "",
    HANDLING_REGULATION.article(46),
    Expiry.OPEN_NEXT,
    "期限由文书载明；难以一次性退回的可以签订还款协议分期退回",
)
E10A = statutory(
    "E10a",
    "收到社会保险基金监督举报",
    "审查是否受理",
    "5个工作日",
    FUND_REPORT_RULES.whole(),
    Expiry.WARN,
    "不属于本机关的，转送有权机关并告知署名举报人",
)
E10B = statutory(
    "E10b",
    "收到社会保险基金监督举报",
    "应要求告知受理情况",
    "10个工作日",
    FUND_REPORT_RULES.whole(),
    Expiry.WARN,
    "超期告知",
)

TERMS = (E01, E02, E03, E04, E05, E06, E07, E08, E09, E10A, E10B)
