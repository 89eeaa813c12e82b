"""What a template may use: the typed context of every paper, each field with its Chinese name."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

Family = Literal["letter", "notice", "report", "form", "transcript", "roster"]
"""The layouts: 信函式公文, 叙述式文书, 内部报告, 表格式文书, 笔录, 清册."""
Issuer = Literal["department", "agency", "tax", "market", "assisting"]
"""人力资源社会保障行政部门, 社会保险经办机构, 税务机关, 市场监督管理部门, 被请求协助的单位（民政、财政、残联）."""

Yuan = Annotated[Decimal, Field(max_digits=16, decimal_places=2)]
"""An amount of money in yuan, to the fen."""
Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A fee month (费款所属期) as 2026-05."""


class Printed(BaseModel):
    """Whatever is printed: frozen, and refusing fields that no paper knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Organ(Printed):
    """The organ in whose name the paper is issued (发文机关)."""

    name: str = Field(title="机关全称", description="落款和标题上的发文机关全称")
    short: str = Field(title="机关简称", description="正文中指称本机关的规范化简称")


class Party(Printed):
    """The employer or person the paper is about (当事人)."""

    name: str = Field(title="当事人名称", description="单位全称或者个人姓名")
    credit_code: str | None = Field(None, title="统一社会信用代码", description="单位的18位统一社会信用代码")
    resident_id: str | None = Field(None, title="公民身份号码", description="个人的公民身份号码；模板印出时遮盖")
    address: str | None = Field(None, title="住所", description="登记的住所或者个人的住址")
    workplace: str | None = Field(None, title="实际用工地", description="决定管辖的实际用工地点")
    legal_representative: str | None = Field(None, title="法定代表人", description="法定代表人或者主要负责人姓名")
    phone: str | None = Field(None, title="联系电话", description="当事人的联系电话")


class Officer(Printed):
    """An officer who acts, with the card shown to the party (执法人员)."""

    name: str = Field(title="执法人员姓名", description="执法人员姓名")
    card: str = Field(title="执法证号", description="行政执法证件号码")


class Remedies(Printed):
    """Where and until when the party may object (救济途径); terms come from settings, in words."""

    reconsideration_body: str = Field(title="复议机关", description="受理行政复议申请的机关全称")
    reconsideration_term: str = Field("六十日", title="复议期限", description="行政复议法第二十条的期限")
    court: str = Field(title="管辖法院", description="有管辖权的人民法院全称")
    suit_term: str = Field("六个月", title="起诉期限", description="行政诉讼法第四十六条的期限")
    reconsideration_first: bool = Field(
        False, title="复议前置", description="须先申请行政复议才能起诉的情形（行政复议法第二十三条）"
    )


class DueDate(Printed):
    """A term the paper sets, and the date it was computed to (期限).

    A provisional date ends in a year whose holidays are not yet published: the term binds, the date informs.
    """

    term: str = Field(title="期限", description="按期间表述的期限，如“自收到本文书之日起15个工作日内”")
    on: date | None = Field(None, title="截止日期", description="按上述期限算出的截止日期；不能预先算出的为空")
    provisional: bool = Field(False, title="暂定", description="截止日期所在年度的节假日安排尚未公布")

    @property
    def calendar_year(self) -> int | None:
        """Year whose holiday calendar is waited for; none unless the date is provisional."""
        return self.on.year if self.provisional and self.on else None

    @model_validator(mode="after")
    def _a_provisional_date_is_a_date(self) -> Self:
        if self.provisional and self.on is None:
            raise ValueError("暂定的期限必须带有暂定的截止日期")
        return self


class Contact(Printed):
    """Whom to ask (联系方式)."""

    office: str = Field(title="承办机构", description="承办本案的机构")
    person: str | None = Field(None, title="联系人", description="联系人姓名")
    address: str = Field(title="联系地址", description="办公地址")
    postcode: str | None = Field(None, title="邮政编码", description="邮政编码")
    phone: str = Field(title="联系电话", description="办公电话")


class Verification(Printed):
    """How a holder checks that the paper is ours (验真); nothing here may tell who the paper is about."""

    paper_id: str = Field(pattern=r"^[A-Za-z0-9-]+$", title="文书编码", description="文书在台账中的编码")
    url: str = Field(pattern=r"^[!-~]+$", title="核验地址", description="二维码中的核验网址，不得含个人信息")
    short_code: str = Field(title="核验码", description="人工核对用的短码")


class ChainHead(Printed):
    """The state of the case's record when the paper was issued (案件记录校验值)."""

    events: int = Field(ge=1, title="记录条数", description="截至签发时案件记录的条数")
    hash: str = Field(pattern=r"^[0-9a-f]{8,64}$", title="末条校验值", description="末条记录的SM3校验值，可截短")


class Approval(Printed):
    """One row of an approval form (审批意见): what the system recorded; everybody signs by hand."""

    label: str = Field(title="审批环节", description="如“承办人意见”，最多两行")
    opinion: str = Field("", title="审批意见", description="意见内容；为空则留出手写位置")
    names: tuple[str, ...] = Field((), title="办理人", description="系统登记的办理人；签名栏一律留空")
    on: date | None = Field(None, title="办理日期", description="系统登记的办理日期")


class ReturnSlip(Printed):
    """The part of a letter that the receiver fills in and sends back (回执)."""

    due: DueDate = Field(title="退回期限", description="收文单位退回回执的期限")
    options: tuple[str, ...] = Field(title="办理结果选项", description="由收文单位勾选的办理结果")


class Body(Printed):
    """What one kind of paper says beyond what all papers share; one subclass per template.

    Class attributes: `document` (folder of the template), `label` (its Chinese name, also the default
    title), `family` (layout), `issuer` (which kind of organ issues it), `numbered` (whether it gets a number
    at issue), `appealable` (whether the law has it tell the remedies), `bases` (citations it normally rests on;
    the case may print others).
    """

    document: ClassVar[str]
    label: ClassVar[str]
    family: ClassVar[Family]
    issuer: ClassVar[Issuer]
    numbered: ClassVar[bool] = True
    appealable: ClassVar[bool] = False
    bases: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def examples(cls) -> tuple[Self, ...]:
        """Invented contents with which tests and previews print the template."""
        raise NotImplementedError(cls.__name__)


BodyT_co = TypeVar("BodyT_co", bound=Body, covariant=True)


class Paper(Printed, Generic[BodyT_co]):
    """The whole context of one paper; its template sees this as `paper` and nothing else.

    Raises pydantic's ValidationError when a draft has a number, an issued numbered paper has none, or a decision
    does not tell the remedies.
    """

    organ: Organ = Field(title="发文机关", description="以其名义制发文书的机关")
    title: str = Field(title="文书标题", description="文书名称；换行处以“|”表示")
    number: str | None = Field(None, title="文号", description="签发时取得的文号；草稿没有")
    draft: bool = Field(False, title="草稿", description="草稿加印水印，不得外送")
    issued: date = Field(title="签发日期", description="落款日期；草稿为起草日期，不印出")
    case_number: str = Field(title="案号", description="本案的案号")
    party: Party = Field(title="当事人", description="文书所针对的单位或者个人")
    addressee: str | None = Field(None, title="主送", description="抬头称呼的单位或者个人；表格没有")
    officers: tuple[Officer, ...] = Field((), title="执法人员", description="承办本案的执法人员")
    legal_bases: tuple[str, ...] = Field((), title="法律依据", description="逐条写明的法律名称和条款项")
    remedies: Remedies | None = Field(None, title="救济途径", description="复议和诉讼的告知；不告知的文书为空")
    contact: Contact | None = Field(None, title="联系方式", description="联系地址和电话")
    verification: Verification | None = Field(None, title="验真", description="二维码和核验码；草稿没有")
    chain: ChainHead | None = Field(None, title="案件记录", description="签发时案件记录的末条校验值")
    copies: tuple[str, ...] = Field((), title="抄送或份数", description="抄送单位，或者份数和去向，每项一行")
    body: BodyT_co = Field(title="正文", description="本种文书特有的内容")

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title broken where `|` says, so that a long one wraps at its sense."""
        return tuple(self.title.split("|"))

    @property
    def plain_title(self) -> str:
        """The title in one line, for references and file properties."""
        return self.title.replace("|", "")

    @model_validator(mode="after")
    def _numbered_at_issue(self) -> Self:
        if self.draft and (self.number or self.verification):
            raise ValueError("草稿不得有文号和核验码，文号在签发时取得")
        if not self.draft and self.body.numbered and not self.number:
            raise ValueError("签发的文书必须有文号")
        return self

    @model_validator(mode="after")
    def _remedies_are_told(self) -> Self:
        if self.body.appealable and self.remedies is None:
            raise ValueError(f"“{self.body.label}”必须告知行政复议、行政诉讼的途径和期限")
        return self
