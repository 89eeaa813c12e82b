"""What the paper of market supervision (市场监管通报办理) says beyond what all papers share."""

from datetime import date
from typing import ClassVar, Self

from pydantic import Field

from documents.context import Body, Family, Issuer


class NoticeReply(Body):
    """通报办理情况回复函: tells the department that sent a notice what was done about it."""

    document: ClassVar[str] = "notice_reply"
    label: ClassVar[str] = "关于通报事项办理情况的回复函"
    family: ClassVar[Family] = "letter"
    issuer: ClassVar[Issuer] = "market"
    bases: ClassVar[tuple[str, ...]] = ("《劳动保障监察条例》第三十三条",)

    notice: str = Field(title="通报名称", description="对方通报的事项，如“无照用工通报”")
    sender_case: str = Field(title="对方案号", description="通报机关的案号")
    result: str = Field(title="办理结果", description="办理的结果，成句，不带句号")
    finished_on: date = Field(title="办结日期", description="办结的日期")
    content: str = Field(title="办理情况", description="办理的经过和情况，成段叙述")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                notice="无照用工通报",
                sender_case="龙人社监案字〔2026〕31号",
                result="已责令改正，已经办理登记",
                finished_on=date(2026, 9, 24),
                content="接到通报后，本局两名执法人员于2026年9月17日到现场核查，当事人在镇安镇大坝村另设制茶车间，没有办理登记。"
                "经责令限期改正，当事人已于9月24日办理分支机构登记并领取营业执照",
            ),
            cls(
                notice="守法诚信等级通报",
                sender_case="龙人社监案字〔2026〕31号",
                result="已记入企业信用监管台账",
                finished_on=date(2026, 9, 24),
                content="已将该单位2026年度守法诚信等级记入企业信用档案，列入重点检查名单",
            ),
        )
