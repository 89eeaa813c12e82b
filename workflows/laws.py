"""The instruments that several case types cite, each in the version that was read.

`dates=` marks days that the text itself does not prove: filled in by the collection's editor, seen on pages, or
not read at all.
"""

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
    date(2005, 2, 1),
    date(2005, 2, 1),
    Grade.P2,
    "劳动和社会保障部令第25号",
    dates=Grade.P2,
)
"""Rules that implement the regulation (若干规定); read only on pages that carry its text.

Of its days only the one on which it came into force was read; that stands for the version.
"""

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

CIVIL_PROCEDURE_LAW = Law("CPL", "民事诉讼法", date(2023, 9, 1), date(2024, 1, 1), Grade.L, dates=Grade.P2)
"""Civil Procedure Law (民事诉讼法), for service."""

PENALTY_LAW = Law("APL", "行政处罚法", date(2021, 1, 22), date(2021, 7, 15), Grade.L)
"""Administrative Penalty Law (行政处罚法)."""

COMPULSION_LAW = Law("AEL", "行政强制法", date(2011, 6, 30), date(2012, 1, 1), Grade.L)
"""Administrative Compulsion Law (行政强制法)."""

RECONSIDERATION_LAW = Law("ARL", "行政复议法", date(2023, 9, 1), date(2024, 1, 1), Grade.L)
"""Administrative Reconsideration Law (行政复议法)."""

RECONSIDERATION_RULES = Law("RRI", "行政复议法实施条例", date(2007, 5, 29), date(2007, 8, 1), Grade.L)
"""Regulation that implements the Administrative Reconsideration Law (行政复议法实施条例)."""

LITIGATION_LAW = Law("ALL", "行政诉讼法", date(2017, 6, 27), date(2017, 7, 1), Grade.L, dates=Grade.P2)
"""Administrative Litigation Law (行政诉讼法)."""

LITIGATION_INTERPRETATION = Law(
    "ALI",
    "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释",
    date(2018, 2, 6),
    date(2018, 2, 8),
    Grade.L,
    "法释〔2018〕1号",
)
"""The Supreme People's Court's interpretation of the Litigation Law."""

CRIME_TRANSFER_RULES = Law(
    "TRF",
    "行政执法机关移送涉嫌犯罪案件的规定",
    date(2020, 8, 7),
    date(2020, 8, 7),
    Grade.L,
    "国务院令第310号公布，2020年8月7日修订",
)
"""Regulation on handing suspected crimes to the police (移送涉嫌犯罪案件的规定)."""

INJURY_REGULATION = Law("WII", "工伤保险条例", date(2010, 12, 20), date(2011, 1, 1), Grade.L, dates=Grade.P2)
"""Regulation on work-injury insurance (工伤保险条例)."""

REGISTRATION_REGULATION = Law("MER", "市场主体登记管理条例", date(2021, 7, 27), date(2022, 3, 1), Grade.L)
"""Regulation on the registration of market entities (市场主体登记管理条例)."""

DISABLED_EMPLOYMENT_REGULATION = Law(
    "DER", "残疾人就业条例", date(2007, 2, 25), date(2007, 5, 1), Grade.L, "国务院令第488号"
)
"""Regulation on the employment of disabled persons (残疾人就业条例)."""

AUDIT_RULES = Law("AUD", "社会保险稽核办法", date(2003, 2, 27), date(2003, 4, 1), Grade.P2, "劳动和社会保障部令第16号")
"""Rules on social-insurance audits (社会保险稽核办法); its article numbers could not be read."""

DECLARATION_RULES = Law(
    "R20", "社会保险费申报缴纳管理规定", date(2013, 9, 26), date(2013, 11, 1), Grade.P2, "人力资源和社会保障部令第20号"
)
"""Rules on declaring and paying premiums (申报缴纳管理规定); its article numbers could not be read."""

# Only the day on which it came into force was read; it stands for the version.
FUND_REPORT_RULES = Law(
    "R49",
    "社会保险基金监督举报工作管理办法",
    date(2023, 5, 1),
    date(2023, 5, 1),
    Grade.P2,
    "人力资源和社会保障部令第49号",
)
"""Rules on reports about the funds (社会保险基金监督举报工作管理办法)."""

ENTERPRISE_CHECKS = Law(
    "G54",
    "国务院办公厅关于严格规范涉企行政检查的意见",
    None,
    None,
    Grade.P2,
    "国办发〔2024〕54号",
    dates=Grade.U,
)
"""Opinions on checks of enterprises (涉企行政检查): approval, notice, yearly caps; seen on pages only.

Its number tells the year; the day was on none of them.
"""

THREE_SYSTEMS = Law(
    "G118",
    "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
    None,
    None,
    Grade.P1,
    "国办发〔2018〕118号",
    dates=Grade.U,
)
"""Guidance on publicity, whole-process records and legal review (三项制度); its terms were seen on one page."""

MAJOR_VIOLATIONS = Law(
    "R29",
    "重大劳动保障违法行为社会公布办法",
    date(2017, 1, 1),
    date(2017, 1, 1),
    Grade.P2,
    "人力资源和社会保障部令第29号",
    dates=Grade.P2,
)
"""Measures on announcing major violations (重大劳动保障违法行为社会公布办法); read only in reports."""

CREDIT_MEASURES = Law(
    "CR", "企业劳动保障守法诚信等级评价办法", date(2017, 1, 1), date(2017, 1, 1), Grade.P2, dates=Grade.P2
)
"""Measures on employers' credit classes (守法诚信等级); read only in reports."""

CIVIL_CODE = Law("CC", "民法典", date(2020, 5, 28), date(2021, 1, 1), Grade.L, "主席令第45号", dates=Grade.P2)
"""Civil Code (民法典), for counting terms."""

HOLIDAY_RULES = Law(
    "HOL", "全国年节及纪念日放假办法", date(2024, 11, 10), date(2025, 1, 1), Grade.L, "国务院令第795号修订"
)
"""Rules on public holidays (全国年节及纪念日放假办法)."""

LABOUR_LAW = Law("LL", "劳动法", date(2018, 12, 29), date(1995, 1, 1), Grade.L)
"""Labour Law (劳动法)."""

CRIMINAL_LAW = Law("CL", "刑法", date(2023, 12, 29), date(2024, 3, 1), Grade.L, dates=Grade.P2)
"""Criminal Law (刑法)."""

PERSONAL_INFORMATION_LAW = Law("PIPL", "个人信息保护法", date(2021, 8, 20), date(2021, 11, 1), Grade.P2, "主席令第91号")
"""Personal Information Protection Law (个人信息保护法)."""

ARCHIVES_LAW = Law("AL", "档案法", date(2020, 6, 20), date(2021, 1, 1), Grade.L)
"""Archives Law (档案法)."""
