"""Terms of handing a suspected crime to the police (移送涉嫌犯罪案件的期限): D32-D36."""

from __future__ import annotations

from engine.terms import Expiry
from workflows.laws import CRIME_TRANSFER_RULES
from workflows.terms.statutory import statutory

D32 = statutory(
    "D32",
    "正职负责人接到移送涉嫌犯罪案件的书面报告",
    "决定是否批准移送",
    "3日",
    CRIME_TRANSFER_RULES.article(5, 2),
    Expiry.WARN,
    "超期；不移送可能承担责任",
)
D33 = statutory(
    "D33",
    "批准移送",
    "向同级公安机关移送",
    "24小时",
    CRIME_TRANSFER_RULES.article(5, 2),
    Expiry.WARN,
    "超期；不移送可能承担责任",
)
D34 = statutory(
    "D34",
    "公安机关接受移送",
    "决定是否立案",
    "3日",
    CRIME_TRANSFER_RULES.article(8),
    Expiry.WARN,
    "可以询问公安机关，或者建议人民检察院立案监督",
)
D35A = statutory(
    "D35a",
    "接到不予立案通知书",
    "提请复议，或者建议立案监督",
    "3日",
    CRIME_TRANSFER_RULES.article(9, 1),
    Expiry.RIGHT_LOST,
    "不再提请复议，依法继续行政处理",
)
D35B = statutory(
    "D35b",
    "公安机关收到提请复议的文件",
    "决定是否立案",
    "3日",
    CRIME_TRANSFER_RULES.article(9, 2),
    Expiry.WARN,
    "可以建议人民检察院立案监督",
)
D35C = statutory(
    "D35c",
    "收到维持不予立案的复议决定",
    "建议人民检察院立案监督",
    "3日",
    CRIME_TRANSFER_RULES.article(9, 2),
    Expiry.RIGHT_LOST,
    "依法继续行政处理",
)
D36 = statutory(
    "D36",
    "接到立案通知书",
    "移交涉案物品和其他材料",
    "3日",
    CRIME_TRANSFER_RULES.article(12),
    Expiry.WARN,
    "超期移交",
)

TERMS = (D32, D33, D34, D35A, D35B, D35C, D36)
