"""Articles that calculators cite; knows places in instruments, no text and no figure."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from engine.law import Citation, Grade, Law
from workflows.laws import (
    COLLECTION_REGULATION,
    COMPULSION_LAW,
    HANDLING_REGULATION,
    INJURY_REGULATION,
    INSPECTION_REGULATION,
    PENALTY_LAW,
    REGISTRATION_REGULATION,
    SOCIAL_INSURANCE_LAW,
    SOCIAL_INSURANCE_RULES,
)

LABOUR_CONTRACT_LAW: Final = Law("LCL", "劳动合同法", date(2012, 12, 28), date(2013, 7, 1), Grade.L)
UNEMPLOYMENT_REGULATION: Final = Law("UIR", "失业保险条例", date(1999, 1, 22), date(1999, 1, 22), Grade.L)
CHILD_LABOUR_RULES: Final = Law("CLR", "禁止使用童工规定", date(2002, 10, 1), date(2002, 12, 1), Grade.L)
MIGRANT_WAGES: Final = Law("MWP", "保障农民工工资支付条例", date(2019, 12, 30), date(2020, 5, 1), Grade.L)
RETIREMENT_DECISION: Final = Law(
    "RAD",
    "全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定",
    date(2024, 9, 13),
    date(2025, 1, 1),
    Grade.L,
)
# The texts of these two are not in our collection: their dates and articles could not be compared.
MEDICAL_FUND_REGULATION: Final = Law(
    "MFR", "医疗保障基金使用监督管理条例", date(2021, 1, 15), date(2021, 5, 1), Grade.P1
)
COLLECTION_INSPECTION: Final = Law("O3", "社会保险费征缴监督检查办法", date(1999, 3, 19), date(1999, 3, 19), Grade.P1)

LAWS: Final[Mapping[str, Law]] = {
    law.code: law
    for law in (
        SOCIAL_INSURANCE_LAW,
        COLLECTION_REGULATION,
        INSPECTION_REGULATION,
        HANDLING_REGULATION,
        LABOUR_CONTRACT_LAW,
        INJURY_REGULATION,
        UNEMPLOYMENT_REGULATION,
        CHILD_LABOUR_RULES,
        MIGRANT_WAGES,
        REGISTRATION_REGULATION,
        MEDICAL_FUND_REGULATION,
        COLLECTION_INSPECTION,
    )
}
"""Instruments of the table of fines by their code."""

LATE_FEE: Final = SOCIAL_INSURANCE_LAW.article(86)
LATE_FEE_BEFORE_2011: Final = COLLECTION_REGULATION.article(13)
OLD_ARREARS: Final = SOCIAL_INSURANCE_RULES.article(29)
LATE_FEE_ON_EMPLOYER: Final = SOCIAL_INSURANCE_RULES.article(20)
COMPULSION_CAP: Final = COMPULSION_LAW.article(45, 2)
UNDECLARED: Final = SOCIAL_INSURANCE_LAW.article(62)
UNDECLARED_WITHOUT_LAST_MONTH: Final = COLLECTION_REGULATION.article(10, 2)
SURCHARGE: Final = PENALTY_LAW.article(72, 1, 1)
SURCHARGE_PAUSE: Final = PENALTY_LAW.article(73, 3)
ONE_FINE_PER_ACT: Final = PENALTY_LAW.article(29)
CRIMINAL_FINE: Final = PENALTY_LAW.article(35, 2)
OLD_AND_NEW_LAW: Final = PENALTY_LAW.article(37)
DELAY: Final = RETIREMENT_DECISION.article(1)
FLEXIBLE_RETIREMENT: Final = RETIREMENT_DECISION.article(3)

CITED: Final[tuple[Citation, ...]] = (
    LATE_FEE,
    LATE_FEE_BEFORE_2011,
    OLD_ARREARS,
    LATE_FEE_ON_EMPLOYER,
    COMPULSION_CAP,
    UNDECLARED,
    UNDECLARED_WITHOUT_LAST_MONTH,
    SURCHARGE,
    SURCHARGE_PAUSE,
    ONE_FINE_PER_ACT,
    CRIMINAL_FINE,
    OLD_AND_NEW_LAW,
    DELAY,
    FLEXIBLE_RETIREMENT,
)
"""Everything that the calculators can print, beside the table of fines and the sources of the tables."""
