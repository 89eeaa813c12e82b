"""What the paper of a department that was asked for assistance (协助办理) says beyond what all papers share."""

from datetime import date
from typing import ClassVar, Self

from pydantic import Field

from documents.context import Body, Family, Issuer


class AssistanceReply(Body):
    """协助事项复函: tells the department that asked what was found, point by point."""

    document: ClassVar[str] = "assistance_reply"
    label: ClassVar[str] = "关于协助查明有关情况的复函"
    family: ClassVar[Family] = "letter"
    issuer: ClassVar[Issuer] = "assisting"
    bases: ClassVar[tuple[str, ...]] = (
        "《中华人民共和国行政处罚法》第二十六条",
        "《劳动保障监察条例》第三条第二款",
    )

    sender_case: str = Field(title="对方案号", description="请求机关的案号")
    result: str = Field(title="查询结果", description="全部查明、部分查明或者没有查到有关记录")
    checked_on: date = Field(title="查询日期", description="查询、核实的日期")
    findings: tuple[str, ...] = Field(min_length=1, title="查明的情况", description="逐项答复，每项一句，不带句号")
    source: str | None = Field(None, title="依据", description="依据的登记、台账或者凭证；没有的为空")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                sender_case="龙人社监案字〔2026〕31号",
                result="全部查明",
                checked_on=date(2026, 9, 22),
                findings=(
                    "登记的名称、住所和法定代表人与来函所述一致",
                    "登记证书在有效期内，没有注销或者撤销登记的记录",
                ),
                source="民办非企业单位登记档案",
            ),
            cls(
                sender_case="龙人社监案字〔2026〕31号",
                result="没有查到有关记录",
                checked_on=date(2026, 9, 22),
                findings=("经查，没有向该单位支付政府购买服务款项的记录",),
            ),
        )
