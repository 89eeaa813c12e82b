"""What departments tell one another in a notice (通报) and in answer to it: typed, so that both sides read the same."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from engine.form import Form, Personal
from forms.choices import Labelled
from forms.fields import Count, CreditCode, Day, LongText, PastDay, PersonName, Phone, ResidentId, ShortText
from forms.parts import ReturnReasons

Employer = Annotated[ShortText, Field(title="用人单位名称", examples=["龙陵县禾青石斛加工厂"])]
CaseNumber = Annotated[ShortText, Field(title="通报机关的案号", examples=["龙人社监案字〔2026〕12号"])]


class UnlicensedNotice(Form):
    """An employer without a licence, or whose licence was revoked (无照用工通报，劳动保障监察条例 33)."""

    employer: Annotated[ShortText, Field(title="经营者或者招牌名称", examples=["龙陵县禾青石斛加工厂"])]
    address: Annotated[ShortText, Field(title="经营地点", examples=["龙陵县龙山镇"])]
    operator: Annotated[PersonName | None, Field(title="负责人", description="不知道的不填", examples=["张建华"])] = (
        None
    )
    case_number: CaseNumber
    content: Annotated[LongText, Field(title="通报内容", examples=["该单位没有营业执照，现有用工6人"])]


class CreditNotice(Form):
    """The credit class of an employer (守法诚信等级通报)."""

    employer: Employer
    credit_code: Annotated[str | None, Field(title="统一社会信用代码", examples=["91530523MA6KTAAA79"])]
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


class AssistanceAsked(Form):
    """What one department asks another to find out (协助事项): no more about a person than is necessary."""

    items: Annotated[
        LongText,
        Field(
            title="请求查明的事项",
            description="每行一项，写具体；只问办理本案需要的",
            examples=["登记的名称、住所和法定代表人\n登记证书是否有效，有没有注销"],
        ),
    ]
    reason: Annotated[
        LongText,
        Field(
            title="为什么需要",
            description="和本案要查的事实有什么关系",
            examples=["该单位没有提供登记证书，需要确认用人单位的主体资格"],
        ),
    ]
    person: Annotated[
        PersonName | None,
        Field(title="涉及的个人", description="只在要查某个人的情况时填写", examples=[None]),
    ] = None
    resident_id: Annotated[
        ResidentId | None,
        Field(
            title="这个人的公民身份号码",
            description="没有号码查不清时才填；函上只印头尾",
            examples=[None],
        ),
    ] = None
    answer_by: Annotated[
        Day,
        Field(title="请在哪天以前答复", description="已按10个工作日填好，可以改", examples=["2026-12-04"]),
    ]

    @model_validator(mode="after")
    def _a_number_has_a_name(self) -> Self:
        if self.resident_id and not self.person:
            raise PydanticCustomError("person", "填了公民身份号码的，也要填姓名")
        return self


class AssistanceRequest(AssistanceAsked):
    """The same as it reaches the department that is asked (协助请求，行政处罚法 26)."""

    employer: Employer
    credit_code: Annotated[
        str | None, Field(title="统一社会信用代码", description="不知道的为空", examples=["91530523MA6KTAAA79"])
    ] = None
    employer_address: Annotated[ShortText, Field(title="用人单位地址", examples=["龙陵县龙山镇"])]
    case_number: Annotated[ShortText, Field(title="请求机关的案号", examples=["龙人社监案字〔2026〕12号"])]


class AssistanceNews(Form):
    """Part of an answer: what was found so far (协助进展)."""

    on: Annotated[PastDay, Field(title="日期", examples=["2026-11-20"])]
    content: Annotated[
        LongText,
        Field(
            title="已经查明的情况",
            description="先答复查明的几项，写明还有哪几项在查",
            examples=["登记证书有效，法定代表人与来函所述一致；年度检查情况还在调档"],
        ),
    ]


class Found(Labelled):
    """How far a request for assistance could be met (查询结果)."""

    ALL = "all", "全部查明"
    PART = "part", "部分查明"
    NOTHING = "nothing", "没有查到有关记录"


class AssistanceAnswer(Form):
    """The answer to a request for assistance (协助答复)."""

    on: Annotated[PastDay, Field(title="查询、核实的日期", examples=["2026-11-20"])]
    result: Annotated[Found, Field(title="查询结果", examples=["all"])]
    content: Annotated[
        LongText,
        Field(
            title="查明的情况",
            description="按来函的事项逐项答复，每行一项；来函没有问的个人情况不写",
            examples=["登记名称、住所和法定代表人与来函所述一致\n登记证书有效，没有注销"],
        ),
    ]
    source: Annotated[
        ShortText | None,
        Field(
            title="依据的登记、台账或者凭证",
            description="没有的不填",
            examples=["民办非企业单位登记档案"],
        ),
    ] = None


class AssistanceRefused(ReturnReasons):
    """Why a request for assistance goes back (协助请求退回理由)."""

    reasons: Annotated[
        LongText,
        Field(
            title="退回理由",
            description="事项不属于本单位职权范围的，写明应当向哪个单位提出；说不清要查什么、为什么查的，写明缺什么",
            examples=["来函所询事项不属于本单位职权范围，请向该单位的登记机关提出"],
        ),
    ]


class Occasion(Labelled):
    """On what occasion a township came upon a clue (发现途径)."""

    VISIT = "visit", "入户走访"
    AREA = "area", "挂钩包保责任区巡查"
    TOLD = "told", "群众反映"
    OTHER = "other", "其他工作中发现"


class Suspected(Labelled):
    """What seems to be wrong, in plain words (反映什么)."""

    NEVER = "never", "单位一直没有给职工上社保"
    LESS = "less", "上了社保，但是人数或者工资报少了"
    STOPPED = "stopped", "上过社保，后来停了、断了"
    WAGES = "wages", "拖欠、克扣工资"
    OTHER = "other", "其他劳动保障的事"


class ClueWorker(Form):
    """Somebody who works there, as far as the visit could tell (涉及的劳动者)."""

    name: PersonName
    phone: Annotated[
        Phone | None, Personal("phone"), Field(title="电话", description="不知道的不填", examples=[None])
    ] = None
    since: Annotated[
        ShortText | None, Field(title="什么时候开始在那里上班", description="不知道的不填", examples=["2025年3月"])
    ] = None


class VisitClue(Form):
    """What a township saw of an employer on a visit (走访发现的线索)."""

    occasion: Annotated[Occasion, Field(title="怎么发现的", examples=["visit"])]
    seen_on: Annotated[PastDay, Field(title="哪天发现的", examples=["2026-11-20"])]
    village: Annotated[ShortText, Field(title="村（社区）", examples=["平安村"])]
    employer: Annotated[
        ShortText, Field(title="单位名称", description="写全称；不知道的写招牌", examples=["禾青石斛加工厂"])
    ]
    employer_address: Annotated[ShortText, Field(title="单位在哪里", examples=["龙陵县平达乡平安村"])]
    boss: Annotated[
        PersonName | None,
        Personal("name", sealed=False),
        Field(title="老板或者负责人", description="不知道的不填", examples=["张建华"]),
    ] = None
    credit_code: Annotated[
        CreditCode | None,
        Field(title="统一社会信用代码", description="营业执照上有；不知道的不填", examples=[None]),
    ] = None
    suspected: Annotated[Suspected, Field(title="反映什么", examples=["never"])]
    head_count: Annotated[Count, Field(title="大约有多少人上班", examples=[6])]
    workers: Annotated[
        tuple[ClueWorker, ...], Field(title="涉及的劳动者", description="问到的才填", examples=[[]])
    ] = ()
    seen: Annotated[
        LongText,
        Field(title="看到、听到的情况", examples=["走访时有6人在分拣石斛，都说做了一年以上，单位没有给他们上社保"]),
    ]


class ClueReport(VisitClue):
    """The same as it reaches labour inspection (乡镇移送的线索)."""

    township: Annotated[ShortText, Field(title="报送单位", examples=["龙陵县平达乡人民政府"])]
    case_number: Annotated[ShortText, Field(title="报送编号", examples=["平达线字〔2026〕1号"])]


class ClueNews(Form):
    """What a township is told on the way (线索办理进展): no more than that a case was filed."""

    on: Annotated[PastDay, Field(title="日期", examples=["2026-11-20"])]
    words: Annotated[ShortText, Field(title="进展", examples=["已经立案调查"])]


class ClueOutcome(Form):
    """What became of a clue, in plain words and without the file's contents (线索办理结果)."""

    on: Annotated[PastDay, Field(title="日期", examples=["2026-11-20"])]
    words: Annotated[ShortText, Field(title="结果", examples=["经核查没有立案：没有发现违法行为"])]
