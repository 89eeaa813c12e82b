"""What is filled in about correction: the order, whether it was obeyed, and what the agency is asked."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from engine.form import Form
from forms.fields import CreditCode, LongText, PastDay, ShortText
from forms.parts import WorkerPeriod


class Employment(WorkerPeriod):
    """A worker whom the employer did not register (未参保职工)."""

    hired_on: Annotated[PastDay, Field(title="用工之日", examples=["2024-03-01"])]


class Order(Form):
    """The correction order (限期改正): what was found, and by when to register and declare."""

    inspected_on: Annotated[PastDay, Field(title="检查日期", examples=["2026-11-18"])]
    found: Annotated[
        LongText,
        Field(title="查明的事实", examples=["你单位自2024年3月起招用职工，没有申请办理社会保险登记"]),
    ]
    evidence: Annotated[
        LongText, Field(title="证据", description="每行一项", examples=["劳动合同\n工资发放表\n现场检查笔录"])
    ]
    workers: Annotated[
        tuple[Employment, ...],
        Field(
            title="未参保职工",
            min_length=1,
            examples=[
                [
                    {
                        "name": "杨春兰",
                        "resident_id": "533024199203150024",
                        "begins": "2024-03",
                        "ends": "2024-08",
                        "wage": "4500.00",
                        "hired_on": "2024-03-01",
                    }
                ]
            ],
        ),
    ]
    correct_by: Annotated[
        date, Field(title="改正截止日期", description="在这一天以前办理登记和申报并书面报告", examples=["2026-12-11"])
    ]


class OtherOrder(Form):
    """The order to correct what does not concern registration (责令改正其他事项)."""

    inspected_on: Annotated[PastDay, Field(title="检查日期", examples=["2026-11-18"])]
    found: Annotated[LongText, Field(title="查明的事实", examples=["你单位没有与3名职工订立书面劳动合同"])]
    evidence: Annotated[LongText, Field(title="证据", description="每行一项", examples=["询问笔录\n现场检查笔录"])]
    violated: Annotated[
        LongText,
        Field(title="违反的规定", description="每行一项", examples=["《中华人民共和国劳动法》第十六条第二款"]),
    ]
    demands: Annotated[
        LongText, Field(title="改正的内容", description="每行一项", examples=["与3名职工补订书面劳动合同"])
    ]
    correct_by: Annotated[
        date, Field(title="改正截止日期", description="在这一天以前改正并书面报告", examples=["2026-12-11"])
    ]


class CorrectionCheck(Form):
    """What became of the order (整改核查)."""

    checked_on: Annotated[date, Field(title="核查日期", examples=["2026-12-14"])]
    way: Annotated[ShortText, Field(title="核查方式", examples=["到单位现场核查，查询社会保险登记信息"])]
    corrected: Annotated[
        bool, Field(title="是否已经改正", description="没有改正的，要等改正期限届满", examples=[False])
    ]
    finding: Annotated[LongText, Field(title="核查情况", examples=["至核查之日，该单位没有办理登记和申报"])]


class CollectorsOrder(Form):
    """The collector's payment order that expired unpaid (征收机构责令缴纳)."""

    organ: Annotated[ShortText, Field(title="征收机构", examples=["国家税务总局龙陵县税务局"])]
    number: Annotated[ShortText, Field(title="责令缴纳文书文号", examples=["龙税社缴〔2026〕9号"])]
    served_on: Annotated[date, Field(title="送达日期", examples=["2026-11-02"])]
    pay_by: Annotated[date, Field(title="缴纳期限届满日", examples=["2026-11-17"])]
    proof: Annotated[LongText, Field(title="移送函和送达证明", examples=["龙税函〔2026〕12号，附送达回证"])]


class Referral(Form):
    """What became of the order, before the agency is asked (改正核查)."""

    corrected: Annotated[
        bool, Field(title="用人单位是否已按要求改正", description="没有改正的，要等改正期限届满", examples=[False])
    ]
    outcome: Annotated[
        LongText,
        Field(title="改正情况", examples=["该单位在期限内没有办理登记，承认用工事实和工资数额，没有提出异议"]),
    ]
    wage_evidence: Annotated[ShortText, Field(title="工资依据", examples=["工资发放表和银行代发记录"])]
    credit_code: Annotated[
        CreditCode,
        Field(
            title="用人单位的统一社会信用代码",
            description="参保登记要用；没有证照的，要先办理证照",
            examples=["91530523MA6KTAAA79"],
        ),
    ]
