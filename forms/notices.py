"""What departments tell one another in a notice (通报) and in answer to it: typed, so that both sides read the same."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from engine.form import Form
from forms.choices import Labelled
from forms.fields import Count, LongText, PastDay, PersonName, ShortText

Employer = Annotated[ShortText, Field(title="用人单位名称", examples=["龙陵县禾青石斛加工厂"])]
CaseNumber = Annotated[ShortText, Field(title="通报机关的案号", examples=["龙人社监案字〔2026〕12号"])]


class UnlicensedNotice(Form):
    """An employer without a licence, or whose licence was revoked (无照用工通报，劳动保障监察条例 33)."""

    employer: Annotated[ShortText, Field(title="经营者或者招牌名称", examples=["龙陵县禾青石斛加工厂"])]
    address: Annotated[ShortText, Field(title="经营地点", examples=["龙陵县龙山镇"])]
    operator: Annotated[PersonName, Field(title="负责人", examples=["张建华"])]
    case_number: CaseNumber
    content: Annotated[LongText, Field(title="通报内容", examples=["该单位没有营业执照，现有用工6人"])]


class CreditNotice(Form):
    """The credit class of an employer (守法诚信等级通报)."""

    employer: Employer
    credit_code: Annotated[str, Field(title="统一社会信用代码", examples=["91530523MA6KTAAA79"])]
    year: Annotated[Count, Field(title="评价年度", examples=[2026])]
    grade: Annotated[ShortText, Field(title="等级", examples=["B"])]
    reason: Annotated[LongText, Field(title="理由", examples=["本年度受到行政处罚1次"])]
    case_number: CaseNumber
    decision: Annotated[ShortText | None, Field(title="行政处罚决定书文号", examples=["龙人社监罚字〔2026〕2号"])] = (
        None
    )


class Measure(Labelled):
    """What was done so far about an unlicensed business (查处进展)."""

    VISITED = "visited", "已到现场核查"
    ORDERED = "ordered", "已责令改正"
    FILED = "filed", "已立案"
    OTHER = "other", "其他进展"


class NoticeProgress(Form):
    """Part of an answer: what was done so far (办理进展)."""

    on: Annotated[PastDay, Field(title="日期", examples=["2026-11-20"])]
    measure: Annotated[Measure, Field(title="进展", examples=["visited"])]
    content: Annotated[LongText, Field(title="情况", examples=["到现场核查，属实，已告知当事人办理登记"])]


class Result(Labelled):
    """How the check of an unlicensed business ended (查处结果)."""

    REGISTERED = "registered", "已责令改正，已经办理登记"
    PENALISED = "penalised", "已依法处罚"
    CLOSED = "closed", "已依法责令关闭停业"
    LICENSED = "licensed", "经查有营业执照"
    NOTHING = "nothing", "经查没有经营活动"


class UnlicensedResult(Form):
    """The answer to an unlicensed employer's notice (无照用工查处结果)."""

    result: Annotated[Result, Field(title="查处结果", examples=["registered"])]
    finished_on: Annotated[PastDay, Field(title="办结日期", examples=["2026-11-20"])]
    reference: Annotated[
        ShortText | None, Field(title="文书文号", description="没有制作文书的不填", examples=[None])
    ] = None
    content: Annotated[
        LongText, Field(title="处理情况", examples=["责令限期改正以后，当事人已经办理个体工商户登记并领取营业执照"])
    ]


class CreditFiled(Form):
    """The answer to a credit notice: where it was entered (诚信等级归集)."""

    filed_on: Annotated[PastDay, Field(title="归集日期", examples=["2026-11-20"])]
    place: Annotated[ShortText, Field(title="记入什么系统或者台账", examples=["企业信用监管台账"])]
    content: Annotated[LongText, Field(title="采取的措施", examples=["记入企业信用档案，列入重点检查名单"])]
