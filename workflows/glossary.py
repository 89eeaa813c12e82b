"""The words that everybody meets here (术语表), in the order in which a story meets them, each with its law."""

from __future__ import annotations

from engine.glossary import Word
from engine.law import Basis
from workflows.laws import (
    COLLECTION_REGULATION,
    COMPULSION_LAW,
    HANDLING_REGULATION,
    IMPLEMENTING_RULES,
    INSPECTION_REGULATION,
    LITIGATION_LAW,
    PENALTY_LAW,
    RECONSIDERATION_LAW,
    SOCIAL_INSURANCE_LAW,
    THREE_SYSTEMS,
)


def _word(term: str, words: str, *laws: Basis) -> Word:
    return Word(term, words, tuple(law.label for law in laws), f"word-{term}")


WORDS = (
    _word("线索", "可能有违法行为的消息，还没有成为案件；要核查以后决定是否立案", INSPECTION_REGULATION.article(14, 1)),
    _word("投诉", "劳动者自己的权益受到侵害，写明姓名请求处理", INSPECTION_REGULATION.article(9, 2)),
    _word("举报", "任何人反映违法行为，举报人的信息保密", INSPECTION_REGULATION.article(9, 1)),
    _word("受理", "收到投诉后5个工作日内决定由本机关办理", IMPLEMENTING_RULES.article(18)),
    _word("不予受理", "不符合条件的投诉不由本机关办理，要书面说明理由", IMPLEMENTING_RULES.article(18)),
    _word("立案", "决定作为案件调查，投诉在受理当天立案", INSPECTION_REGULATION.article(14, 2)),
    _word("撤销立案", "违法行为轻微并且已经改正的，不再继续办理", INSPECTION_REGULATION.article(18, 1)),
    _word(
        "劳动保障监察",
        "人力资源和社会保障局检查单位是否守劳动和社会保险的法律，查处违法行为",
        INSPECTION_REGULATION.whole(),
    ),
    _word("欠费", "单位应当缴而没有缴的社会保险费", SOCIAL_INSURANCE_LAW.article(63, 1)),
    _word("补缴", "把以前该缴没缴的月份补上，单位部分由单位出", SOCIAL_INSURANCE_LAW.article(63, 1)),
    _word("滞纳金", "欠缴期间按日加收的钱，由单位出", SOCIAL_INSURANCE_LAW.article(86)),
    _word("核定", "社会保险经办机构算出每个月应当缴多少", COLLECTION_REGULATION.whole()),
    _word("入库", "费款进了国库，有缴款凭证", COLLECTION_REGULATION.article(16)),
    _word("记账", "把缴费月份记到劳动者的账户上", HANDLING_REGULATION.article(11)),
    _word("责令限期改正", "书面要求单位在写明的日期以前改正违法行为", INSPECTION_REGULATION.article(18, 1)),
    _word("告知", "作出处罚决定以前，告诉单位拟怎么处理、根据什么，听它的意见", PENALTY_LAW.article(44)),
    _word("陈述申辩", "单位对告知的内容说明情况、提出不同意见，机关应当听取并复核", PENALTY_LAW.article(45)),
    _word("听证", "较大的处罚决定以前，由没有参加调查的人主持，公开听双方的意见", PENALTY_LAW.article(63)),
    _word("法制审核", "重大决定以前，由法制人员审查事实、证据、程序和依据", PENALTY_LAW.article(58)),
    _word("集体讨论", "复杂或者重大的案件，由机关负责人一起讨论决定", PENALTY_LAW.article(57)),
    _word("行政处理决定", "要求单位履行义务的决定，例如办理登记、补缴费款", INSPECTION_REGULATION.article(18, 1)),
    _word("行政处罚决定", "对违法行为给予罚款等处罚的决定", PENALTY_LAW.article(57)),
    _word("送达", "把文书依法交到当事人手里，期限从送达起算", PENALTY_LAW.article(61)),
    _word("送达回证", "证明文书送到了的凭证，写明谁在哪一天收到", PENALTY_LAW.article(61)),
    _word("催告", "申请法院强制执行以前，书面催单位自己履行", COMPULSION_LAW.article(54)),
    _word("强制执行", "单位既不履行也不申请复议、起诉的，申请人民法院强制执行", COMPULSION_LAW.article(53)),
    _word("行政复议", "对行政机关的决定不服，请上级或者本级政府重新审查，不收费", RECONSIDERATION_LAW.whole()),
    _word("行政诉讼", "对行政机关的决定不服，请人民法院审查", LITIGATION_LAW.whole()),
    _word("移交", "一个机关请另一个机关办理的事，两边各有一本账，写明时间算在谁身上"),
    _word("回执", "对方收到、接收、退回或者办完的答复"),
    _word("退回", "接收的一方说明理由，请对方补充以后再交"),
    _word("中止", "因为法定原因暂时停止，停止的时间不计入期限"),
    _word("延长", "法律允许的情形下，经批准把期限加长", INSPECTION_REGULATION.article(17)),
    _word("暂定", "期限要用到还没有公布的节假日安排，公布以后重新计算"),
    _word("工作日", "周一至周五，扣除节假日，加上调休的上班日"),
    _word("查询码", "凭它和身份证号码后四位，不用登录就能看办到哪一步"),
    _word("文号", "文书的编号，发出时才取，作废的也留着"),
    _word("案号", "案件的编号，登记时取"),
    _word("卷宗", "一件案件的全部文书、证据和记录，按顺序归在一起"),
    _word("全过程记录", "从登记到归档的每一步都有记录，可以查证", THREE_SYSTEMS.whole()),
    _word("留痕", "谁在什么时候看过、下载过、办过什么，都有记录，不能改"),
    _word("结案", "处理完毕或者依法终止，结果告诉投诉人", INSPECTION_REGULATION.article(18, 1)),
    _word("归档", "结案以后把卷宗交档案管理"),
)
