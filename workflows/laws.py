"""The instruments that several case types cite, each in the version that was read."""

from __future__ import annotations

from datetime import date

from engine.law import Grade, Law

SOCIAL_INSURANCE_LAW = Law(
    "SIL", "社会保险法", date(2018, 12, 29), date(2011, 7, 1), Grade.L, "主席令第35号公布，主席令第25号修正"
)
"""Social Insurance Law (社会保险法)."""

INSPECTION_REGULATION = Law(
    "LSI-R", "劳动保障监察条例", date(2004, 11, 1), date(2004, 12, 1), Grade.L, "国务院令第423号"
)
"""Regulation on labour inspection (劳动保障监察条例)."""

IMPLEMENTING_RULES = Law(
    "R25",
    "关于实施〈劳动保障监察条例〉若干规定",
    date(2004, 12, 31),
    date(2005, 2, 1),
    Grade.P2,
    "劳动和社会保障部令第25号",
)
"""Rules that implement the regulation (若干规定); read only on pages that carry its text."""

HANDLING_REGULATION = Law("OPS", "社会保险经办条例", date(2023, 8, 16), date(2023, 12, 1), Grade.L, "国务院令第765号")
"""Regulation on handling social insurance (社会保险经办条例)."""

COLLECTION_REGULATION = Law(
    "COL",
    "社会保险费征缴暂行条例",
    date(2019, 3, 24),
    date(1999, 1, 22),
    Grade.L,
    "国务院令第259号公布，国务院令第710号修正",
)
"""Interim regulation on collecting premiums (社会保险费征缴暂行条例)."""

SOCIAL_INSURANCE_RULES = Law(
    "R13",
    "实施〈中华人民共和国社会保险法〉若干规定",
    date(2011, 6, 29),
    date(2011, 7, 1),
    Grade.L,
    "人力资源和社会保障部令第13号",
)
"""Rules that implement the Social Insurance Law."""

CIVIL_PROCEDURE_LAW = Law("CPL", "民事诉讼法", date(2023, 9, 1), date(2024, 1, 1), Grade.L)
"""Civil Procedure Law (民事诉讼法), for service."""

PENALTY_LAW = Law("APL", "行政处罚法", date(2021, 1, 22), date(2021, 7, 15), Grade.L)
"""Administrative Penalty Law (行政处罚法)."""
