"""What the law leaves to the county in a labour inspection; what nobody has published is refused until set."""

from engine.casetype import Measure
from engine.directory import Setting
from engine.guards import Frequency, Option, Tally, Threshold
from engine.setting_checks import phone, whole_number

HEARING_ORGANISATION = Threshold("hearing.organisation", "对单位罚款的听证起点（元）")
HEARING_PERSON = Threshold("hearing.person", "对个人罚款的听证起点（元）")
MAJOR_ORGANISATION = Threshold("major.organisation", "对单位重大处罚的起点（元）")
MAJOR_PERSON = Threshold("major.person", "对个人重大处罚的起点（元）")
YEARLY_CHECKS = Threshold("inspection.yearly_checks", "对同一企业每年行政检查的次数上限")
REPRESENTATIVES = Threshold("complaint.representatives", "集体投诉推选代表的人数上限")
PAYMENT_ORDERED_BY = Option("order.payment", "由谁责令缴纳社会保险费")
ARREARS_FINED_BY = Option("sil86_fining_organ", "逾期不缴社会保险费由谁罚款")

CHECKS = Frequency("enterprise_checks", "本年度对该企业的行政检查次数")
NOTIFIED_FINE = Tally("notified_fine", "告知的罚款数额")
FINE = Tally("fine", "罚款数额")
FINE_PAID = Tally("fine_paid", "已缴罚款")
MONEY_FINED = Measure("fined", "决定的罚款", FINE)
FINES_PAID = Measure("fines_paid", "收缴的罚款", FINE_PAID)

UNKNOWN = "全国没有统一标准，软件没有预置本省的标准，请按省的规定填写"
HEARING_ORGANISATION_SETTING = Setting(
    HEARING_ORGANISATION.code, HEARING_ORGANISATION.label, None, UNKNOWN, demo="20000.00", kind="yuan"
)
HEARING_PERSON_SETTING = Setting(HEARING_PERSON.code, HEARING_PERSON.label, None, UNKNOWN, demo="1000.00", kind="yuan")
MAJOR_ORGANISATION_SETTING = Setting(
    MAJOR_ORGANISATION.code, MAJOR_ORGANISATION.label, None, UNKNOWN, demo="50000.00", kind="yuan"
)
MAJOR_PERSON_SETTING = Setting(
    MAJOR_PERSON.code,
    MAJOR_PERSON.label,
    None,
    "软件没有预置这个标准；有转载称云南省人社系统的规定为对公民罚款5000元以上，请核对文件以后填写",
    demo="5000.00",
    kind="yuan",
)
YEARLY_CHECKS_SETTING = Setting(
    YEARLY_CHECKS.code,
    YEARLY_CHECKS.label,
    None,
    "国办发〔2024〕54号要求公布年度检查频次上限，具体次数由行政执法主体公布；举报投诉引起的检查不计入",
    demo="2",
    check=whole_number(0, 365),
)
REPRESENTATIVES_SETTING = Setting(
    REPRESENTATIVES.code,
    REPRESENTATIVES.label,
    "5",
    "各地规定3至5人，默认按较宽的5人，不缩减当事人的权利",
    check=whole_number(1, 100),
)
PAYMENT_ORDERED_BY_SETTING = Setting(
    PAYMENT_ORDERED_BY.code,
    "由谁责令缴纳社会保险费",
    "tax",
    "《社会保险法》第63条、第86条规定由征收机构责令缴纳；劳动保障监察只责令登记和申报",
    choices=(("tax", "征收机构即税务机关"), ("hrss", "人力资源社会保障行政部门")),
)
ARREARS_FINED_BY_SETTING = Setting(
    ARREARS_FINED_BY.code,
    "逾期不缴社会保险费由谁罚款",
    None,
    "《社会保险法》第86条写“有关行政部门”，税务征收的地区由哪个部门罚款没有明文；由本县与税务机关商定后填写",
    demo="hrss",
    choices=(("hrss", "人力资源社会保障行政部门"), ("other", "其他部门")),
)
DEFENCE_DAYS = Setting(
    "defence.days",
    "陈述申辩期限（工作日）",
    "5",
    "法律没有规定天数；默认与听证申请期限一致，给足时间不损害当事人的权利",
    check=whole_number(1, 60),
)
FINE_BANK = Setting(
    "fine.bank", "罚款代收银行", None, "罚款决定与罚款收缴分离，代收银行由本县填写", demo="龙陵县农村商业银行（演示）"
)
FINE_ACCOUNT = Setting("fine.account", "罚款收款账号", None, "由本县填写", demo="0000 0000 0000 0000（演示）")
FINE_ACCOUNT_NAME = Setting("fine.account_name", "罚款收款户名", None, "由本县填写", demo="龙陵县财政局（演示）")
SUPERVISION_PHONE = Setting(
    "inspection.supervision_phone",
    "行政检查监督电话",
    None,
    "检查通知书要写明，由本县填写",
    demo="0875-6120000",
    check=phone,
)
