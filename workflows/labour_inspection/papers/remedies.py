"""What the organ says when its act is reviewed: the answer in reconsideration and the defence in court."""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import Field

from documents.context import Printed
from workflows.labour_inspection.papers.elements import Notice


class Proof(Printed):
    """A piece of evidence with what it proves (证据)."""

    name: str = Field(title="证据名称", description="证据名称")
    pages: int | None = Field(None, ge=1, title="页数", description="页数")
    proves: str = Field(title="证明对象", description="证明的事实")


class Answer(Notice):
    """What both answers say: whose claim, against which act, and why the act stands."""

    act_title: str = Field(title="行政行为名称", description="被申请复议或者被诉的决定书名称")
    act_number: str = Field(title="行政行为文号", description="决定书文号")
    claimant: str = Field(title="申请人或者原告", description="姓名或者名称")
    body_name: str = Field(title="受理机关", description="行政复议机关或者人民法院全称")
    docket: str | None = Field(None, title="受理案号", description="复议机关或者法院的案号；没有的为空")
    received: date = Field(title="收到副本日期", description="收到申请书副本或者起诉状副本的日期")
    request: str = Field(title="答复请求", description="如“维持本机关作出的行政处罚决定”，不加句号")
    facts: str = Field(title="事实", description="认定的事实，成段叙述")
    arguments: tuple[str, ...] = Field(min_length=1, title="理由", description="逐项回应，每项成段")
    proofs: tuple[Proof, ...] = Field(min_length=1, title="证据目录", description="提交的证据")
    rules: tuple[str, ...] = Field(min_length=1, title="依据目录", description="所依据的法律、法规和规范性文件")
    agents: tuple[str, ...] = Field((), title="委托代理人", description="委托的工作人员或者律师；没有的为空")
    head: str = Field(title="法定代表人", description="行政机关负责人姓名和职务")


FACTS = (
    "申请人自2026年3月2日起先后招用2名职工，没有为其申请办理社会保险登记。本机关于2026年9月16日送达限期改正指令书，"
    "申请人逾期没有改正。"
)
ARGUMENTS = (
    "程序合法。本机关立案、调查、事先告知、举行听证、法制审核、集体讨论后作出决定，并依法送达。",
    (
        "适用法律正确。依照《中华人民共和国社会保险法》第八十四条，逾期不改正的，处应缴社会保险费数额一倍以上三倍以下的罚款；"
        "本机关按最低倍数处罚，裁量适当。"
    ),
    "申请人所称职工自愿不参保，不能免除用人单位依照《中华人民共和国社会保险法》第五十八条第一款办理登记的义务。",
)
PROOFS = (
    Proof(name="劳动合同、工资发放表", pages=24, proves="劳动关系和用工之日"),
    Proof(name="询问笔录、听证笔录", pages=22, proves="没有办理登记，当事人对事实没有异议"),
    Proof(name="限期改正指令书及送达回证", pages=3, proves="已经责令限期改正"),
    Proof(name="整改核查记录", pages=2, proves="逾期没有改正"),
)
RULES = (
    "《中华人民共和国社会保险法》第五十八条、第八十四条",
    "《中华人民共和国行政处罚法》第四十四条、第四十五条、第五十七条、第六十三条、第六十四条",
    "《劳动保障监察条例》第十一条、第十八条",
)


class ReconsiderationAnswer(Answer):
    """行政复议答复书, within ten working days, five in simple procedure (行政复议法 48, 54)."""

    document: ClassVar[str] = "reconsideration_answer"
    label: ClassVar[str] = "行政复议答复书"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政复议法》第四十八条",)

    procedure: Literal["普通程序", "简易程序"] = Field("普通程序", title="审理程序", description="审理程序")

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                act_title="行政处罚决定书",
                act_number="龙人社监罚字〔2026〕2号",
                claimant="龙陵县松月茶业有限公司",
                body_name="龙陵县人民政府",
                docket="龙政复〔2026〕7号",
                received=date(2026, 12, 7),
                request="维持本机关作出的行政处罚决定",
                facts=FACTS,
                arguments=ARGUMENTS,
                proofs=PROOFS,
                rules=RULES,
                agents=("蒋文昌，政策法规股股长",),
                head="杨国才，局长",
            ),
        )


class CourtAnswer(Answer):
    """行政诉讼答辩状, within fifteen days, with all evidence (行政诉讼法 34, 67)."""

    document: ClassVar[str] = "court_answer"
    label: ClassVar[str] = "行政诉讼答辩状"
    bases: ClassVar[tuple[str, ...]] = ("《中华人民共和国行政诉讼法》第六十七条第一款",)

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        return (
            cls(
                act_title="行政处罚决定书",
                act_number="龙人社监罚字〔2026〕2号",
                claimant="龙陵县松月茶业有限公司",
                body_name="龙陵县人民法院",
                docket="（2027）云0523行初3号",
                received=date(2027, 3, 9),
                request="判决驳回原告的诉讼请求",
                facts=FACTS.replace("申请人", "原告"),
                arguments=tuple(argument.replace("申请人", "原告") for argument in ARGUMENTS),
                proofs=PROOFS,
                rules=RULES,
                agents=("蒋文昌，政策法规股股长", "杨丽梅，云南某某律师事务所律师"),
                head="杨国才，局长",
            ),
        )
