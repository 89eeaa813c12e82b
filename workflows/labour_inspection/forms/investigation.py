"""What is filled in while a case is investigated."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from engine.computation import Length, Unit
from engine.form import Form
from forms.fields import LongText, OfficerId, PastDay, PersonName, ShortText, TimeOfDay, Yuan


class Recusal(Form):
    """That the officers' interests were checked (回避核对)."""

    lead_statement: Annotated[
        ShortText, Field(title="主办监察员的声明", examples=["本人和近亲属与本案没有直接利害关系"])
    ]
    second_statement: Annotated[
        ShortText, Field(title="协办监察员的声明", examples=["本人和近亲属与本案没有直接利害关系"])
    ]
    plan: Annotated[
        LongText, Field(title="调查计划", description="每行一项", examples=["询问负责人和职工\n调取工资发放表"])
    ]


class RecusalRequest(Form):
    """A party asks that an officer withdraws (回避申请)."""

    applicant: Annotated[PersonName, Field(title="申请人", examples=["张建华"])]
    officer: Annotated[OfficerId, Field(title="申请回避的人员", examples=["duan"])]
    reason: Annotated[LongText, Field(title="理由", examples=["该监察员是投诉人的亲属"])]


class RecusalDecision(Form):
    """The head's decision on withdrawing (回避决定)."""

    granted: Annotated[bool, Field(title="是否同意回避", examples=[False])]
    reason: Annotated[LongText, Field(title="理由", examples=["经核对户籍信息，没有亲属关系"])]
    lead: Annotated[OfficerId, Field(title="此后的主办监察员", examples=["duan"])]
    second: Annotated[OfficerId, Field(title="此后的协办监察员", examples=["cun"])]


class Inquiry(Form):
    """The notice by which persons are asked to come (调查询问通知)."""

    matter: Annotated[ShortText, Field(title="调查事项", examples=["你单位办理社会保险登记的情况"])]
    persons: Annotated[LongText, Field(title="接受询问的人员", description="每行一人", examples=["法定代表人"])]
    materials: Annotated[
        LongText, Field(title="应当提供的材料", description="每行一项", examples=["劳动合同\n工资发放表"])
    ]
    appear_on: Annotated[date, Field(title="到场日期", examples=["2026-11-25"])]
    place: Annotated[ShortText, Field(title="地点", examples=["劳动保障监察大队询问室"])]


class Interview(Form):
    """An interview with somebody who knows (询问笔录)."""

    on: Annotated[date, Field(title="询问日期", examples=["2026-11-20"])]
    begins: Annotated[TimeOfDay, Field(title="开始时间", examples=["09:30"])]
    ends: Annotated[TimeOfDay, Field(title="结束时间", examples=["10:20"])]
    recorder: Annotated[PersonName, Field(title="记录人", examples=["寸雪梅"])]
    place: Annotated[ShortText, Field(title="询问地点", examples=["劳动保障监察大队询问室"])]
    person: Annotated[PersonName, Field(title="被询问人", examples=["张建华"])]
    post: Annotated[ShortText, Field(title="被询问人的单位和职务", examples=["法定代表人"])]
    questions: Annotated[
        LongText,
        Field(
            title="问答",
            description="每行一问或者一答，以“问：”“答：”开头",
            examples=["问：你单位现有多少职工？\n答：6人。\n问：有没有为他们办理社会保险登记？\n答：没有。"],
        ),
    ]
    refusal: Annotated[ShortText | None, Field(title="拒绝签名的情况", description="已签名的不填", examples=[None])] = (
        None
    )


class Dispute(Form):
    """The employer denies the employment relation (劳动关系异议)."""

    statement: Annotated[LongText, Field(title="用人单位的异议", examples=["该单位称投诉人是承揽人，不是职工"])]
    to_verify: Annotated[LongText, Field(title="需要查明的事实", examples=["工资发放记录、考勤记录、工作安排"])]


class Preservation(Form):
    """Evidence that may be lost is registered and kept (先行登记保存)."""

    reason: Annotated[LongText, Field(title="保存的理由", examples=["原始考勤记录可能被更改"])]
    items: Annotated[LongText, Field(title="保存的物品", description="每行一项", examples=["2026年考勤记录本1册"])]
    place: Annotated[ShortText, Field(title="保存地点", examples=["该单位财务室"])]
    keeper: Annotated[PersonName, Field(title="保管人", examples=["张建华"])]


class Disposal(Form):
    """What becomes of preserved evidence (登记保存处理)."""

    decision: Annotated[LongText, Field(title="处理决定", examples=["复制留存后返还原件"])]
    collect: Annotated[ShortText | None, Field(title="领取办法", examples=["凭通知书到监察大队领取"])] = None


class Ground(Form):
    """The ground for an approval (审批理由)."""

    reason: Annotated[LongText, Field(title="理由", examples=["涉及职工人数多，需要到外地调取银行流水"])]


class Extending(Form):
    """Why the investigation takes longer (延长调查)."""

    done: Annotated[LongText, Field(title="已开展的工作", examples=["已询问职工20人，调取工资发放表"])]
    reason: Annotated[LongText, Field(title="延长的理由", examples=["涉及职工人数多，需要到外地调取银行流水"])]


class ExtendedDays(Form):
    """More days to decide, as many as the head approves (延长决定期限)."""

    reason: Annotated[LongText, Field(title="延长的理由", examples=["等待鉴定结论"])]
    days: Annotated[int, Field(title="延长的工作日", ge=1, le=60, examples=[15])]

    def length(self) -> Length:
        """The days as a term."""
        return Length(self.days, Unit.WORKING_DAYS)


class Transfer(Form):
    """The case belongs to another organ (移送)."""

    organ: Annotated[ShortText, Field(title="接收机关", examples=["龙陵县医疗保障局"])]
    reason: Annotated[
        LongText, Field(title="移送的理由", examples=["经查，涉及的是医疗保险基金使用，由医疗保障部门管辖"])
    ]
    basis: Annotated[ShortText, Field(title="移送依据", examples=["《劳动保障监察条例》第十八条第二款"])]
    materials: Annotated[LongText, Field(title="移送材料", description="每行一项", examples=["询问笔录\n工资发放表"])]


class Receipt(Form):
    """What another organ answered, as an officer typed it in (回执)."""

    received_on: Annotated[PastDay, Field(title="回执日期", examples=["2026-11-20"])]
    number: Annotated[ShortText, Field(title="对方文号或者受理编号", examples=["龙医保函〔2026〕3号"])]
    content: Annotated[LongText, Field(title="答复内容", examples=["已经接收，正在办理"])]


class Findings(Form):
    """The investigation is over (调查终结): facts, evidence, the party's view and what is proposed."""

    facts: Annotated[
        LongText, Field(title="查明的事实", examples=["该单位自2024年3月起招用职工，没有申请办理社会保险登记"])
    ]
    evidence: Annotated[
        LongText, Field(title="证据", description="每行一项", examples=["劳动合同\n工资发放表\n询问笔录"])
    ]
    verified: Annotated[
        LongText, Field(title="证据查证情况", examples=["书证与银行流水核对一致，笔录由被询问人签名，取得方式合法"])
    ]
    violated: Annotated[
        LongText,
        Field(title="违反的规定", description="每行一项", examples=["《中华人民共和国社会保险法》第五十八条第一款"]),
    ]
    statement: Annotated[LongText, Field(title="当事人的意见", examples=["承认没有办理登记，称资金困难"])]
    discretion: Annotated[LongText, Field(title="裁量情节", examples=["初次违法，涉及6人，责令后仍未改正"])]
    proposal: Annotated[LongText, Field(title="处理建议", examples=["建议给予罚款的行政处罚"])]
    premiums_due: Annotated[
        Yuan | None, Field(title="应缴社会保险费数额（元）", description="没有查明的不填", examples=["12000.00"])
    ] = None
    arrears: Annotated[Yuan | None, Field(title="欠缴数额（元）", examples=[None])] = None
    concealed_wages: Annotated[
        Yuan | None, Field(title="瞒报工资数额（元）", description="瞒报的是工资，不是社会保险费", examples=[None])
    ] = None
    benefits: Annotated[Yuan | None, Field(title="骗取的待遇数额（元）", examples=[None])] = None


class CrimeReport(Form):
    """What suggests a crime (涉嫌犯罪情况报告)."""

    facts: Annotated[LongText, Field(title="涉嫌犯罪的事实", examples=["以虚构劳动关系骗取社会保险待遇，数额较大"])]
    offence: Annotated[ShortText, Field(title="涉嫌的罪名", examples=["诈骗罪"])]
    basis: Annotated[ShortText, Field(title="罪名依据", examples=["《中华人民共和国刑法》第二百六十六条"])]
    lead: Annotated[OfficerId, Field(title="专案组成员一", examples=["duan"])]
    second: Annotated[OfficerId, Field(title="专案组成员二", examples=["cun"])]


class HandOver(Form):
    """What is handed to the police (移送公安机关)."""

    materials: Annotated[
        LongText, Field(title="移送材料", description="每行一项", examples=["调查报告\n涉案物品清单\n询问笔录"])
    ]
    items: Annotated[LongText | None, Field(title="涉案物品", description="每行一项，没有的不填", examples=[None])] = (
        None
    )
    to_procuratorate: Annotated[bool, Field(title="是否抄送人民检察院", examples=[True])]
