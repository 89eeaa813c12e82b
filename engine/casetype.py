"""What a case type is made of: steps, papers and hand-offs, declared as attributes of a class.

Knows no case type. A declaration is checked when its class is made (see `engine/lint.py`) and compiled
when it is first used (see `engine/machine.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel

from engine.errors import DeclarationError
from engine.form import Form
from engine.guards import Frequency, Guard, Tally
from engine.law import Basis
from engine.proposal import Proposal
from engine.terms import Clock, Extends, Pauses, Suspension, Term
from engine.told import Told
from engine.vocabulary import SYSTEM, Agency, Fact, Role, Stage

if TYPE_CHECKING:
    from engine.view import CaseView

F = TypeVar("F", bound=Form)
G = TypeVar("G", bound=Form)


class _Start(Stage):
    """The pseudo-stage at which opening steps begin."""

    START = "立案前"


START = _Start.START


class Reply(StrEnum):
    """What the receiver of a hand-off says to its sender (回复)."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    PROGRESS = "progress"
    ANSWERED = "answered"

    @property
    def label(self) -> str:
        """The reply in words."""
        return REPLY_LABELS[self]

    @property
    def is_last(self) -> bool:
        """Whether the receiver is done with the hand-off."""
        return self in (Reply.RETURNED, Reply.ANSWERED)


REPLY_LABELS = {
    Reply.RECEIVED: "已收到",
    Reply.ACCEPTED: "已接收",
    Reply.RETURNED: "已退回",
    Reply.PROGRESS: "已部分答复",
    Reply.ANSWERED: "已答复",
}


@dataclass(frozen=True, slots=True)
class Record(Generic[F]):
    """A fact that a step begins, the day it began and which answers prove it."""

    fact: Fact
    on: Callable[[F, CaseView], date] | None = None
    evidence: tuple[str, ...] = ()
    when: Callable[[F, CaseView], bool] | None = None
    """Only where the answers say so; the model checker then expects both."""


@dataclass(frozen=True, slots=True)
class Count(Generic[F]):
    """Adds the step's lines to a tally; yuan with two places."""

    tally: Tally
    amounts: Callable[[F, CaseView], tuple[Decimal, ...]]


@dataclass(frozen=True, slots=True)
class Measure:
    """What leaders add up over cases (统计指标): the changes of a tally, in yuan or in what the tally counts.

    The cases of one agency hear of the same money once, so that a sum over them counts nothing twice.
    """

    code: str
    label: str
    tally: Tally

    @property
    def unit(self) -> str:
        """In what it is given: 元, or what the tally counts."""
        return self.tally.counts or "元"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An amount that follows from a step's answers (计算结果), in yuan, with its working line by line.

    `person` is whom it is about and is masked where names are; the other texts name nobody. Without an
    amount the line is a remark.
    """

    label: str
    amount: Decimal | None = None
    note: str = ""
    working: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Document(Generic[F]):
    """A paper that a step issues (文书), whose template is the folder of its code.

    `mark` is the kind's part of the document number (代字); an internal paper has none and no number.
    `contents` is the type of what it says; `body` composes that from the case as it stands after the step,
    and `about` the parts that all papers have: party, addressee, remedies, contact. `each` instead composes
    several papers of the kind, one for each worker for example. A paper is `served` when a later step registers
    its service (送达), and `handed_over` when it reaches its receiver as it is issued (当场交付).
    """

    code: str
    label: str
    contents: type[BaseModel]
    about: Callable[[CaseView], Mapping[str, Any]]
    body: Callable[[CaseView, F], BaseModel] | None = None
    each: Callable[[CaseView, F], tuple[tuple[Mapping[str, Any], BaseModel], ...]] | None = None
    mark: str = ""
    served: bool = False
    handed_over: bool = False


@dataclass(frozen=True, slots=True)
class HandOff(Generic[F]):
    """A case's request to another organisation (移交), whose case stays open until it is answered.

    `opens` is the code of the case type that the receiver opens; `payload` composes what is sent, and its
    type is the form of the receiver's opening step.
    """

    code: str
    label: str
    to: Agency
    opens: str
    carries: type[Form]
    payload: Callable[[CaseView, F], Form]
    answer_within: Term | None = None
    """Within which the receiver answers; it runs from the sending, as a deadline of the sender's case."""
    answer_by: Callable[[CaseView], date] | None = None
    """The day that the letter itself names, where its form sets one; `answer_within` is then what is proposed."""
    checklist: tuple[str, ...] = ()
    paper: str = ""
    exhibits: bool = False
    """The evidence files of the sender's case go with it, and become the receiver's too."""
    external: bool = False
    """People may bring the paper and type in what is answered: always where it opens nothing, and else where no
    department of `to` in the jurisdiction handles such cases. Which of the two is found as it is sent."""


@dataclass(frozen=True, slots=True)
class ReturnColumn:
    """A column of a return file (回盘文件的列): the step's field that it fills, and the headings it may stand under."""

    field: str
    heads: tuple[str, ...]
    kind: Literal["text", "day", "yuan"] = "text"
    required: bool = True


class Step(Generic[F]):
    """One act of one actor (步骤) that the law allows at certain stages."""

    name: str

    def __init__(
        self,
        label: str,
        *,
        at: Stage | tuple[Stage, ...],
        by: Role | tuple[Role, ...],
        form: type[F],
        under: Basis | tuple[Basis, ...],
        to: Stage | None = None,
        requires: tuple[Guard[F], ...] = (),
        within: Term | None = None,
        issues: Document[F] | tuple[Document[F], ...] = (),
        serves: str | tuple[str, ...] = (),
        records: tuple[Record[F] | Fact, ...] = (),
        ends: tuple[Fact, ...] = (),
        closes: tuple[Clock | Step[Any], ...] = (),
        extends: Extends[F] | None = None,
        pauses: Pauses[F] | None = None,
        resumes: Suspension | None = None,
        counts: tuple[Count[F], ...] = (),
        clears: tuple[Tally, ...] = (),
        hands_off: HandOff[F] | None = None,
        replies: Reply | None = None,
        reply_with: Callable[[CaseView, F], Form] | None = None,
        on: tuple[str, Reply] | None = None,
        receives: str = "",
        apart_from: Step[Any] | tuple[Step[Any], ...] | None = None,
        sends_back: Step[Any] | tuple[Step[Any], ...] = (),
        collects: bool = False,
        frequency: Frequency | None = None,
        returns: tuple[ReturnColumn, ...] = (),
        source: str | Callable[[F], str] = "",
        assigns: Callable[[F], tuple[str, ...]] | None = None,
        prefill: Callable[[CaseView], Mapping[str, Any]] | None = None,
        reckons: Callable[[CaseView, F], tuple[Reckoned, ...]] | None = None,
        reckoned_as: str = "",
        title: Callable[[F], str] | None = None,
        parties: Callable[[F], tuple[Party, ...]] | None = None,
        identifies: Callable[[CaseView, F], tuple[Party, ...]] | None = None,
        aside: bool = False,
        plain: str = "",
        hint: str = "",
        codes: tuple[str, ...] = (),
    ) -> None:
        self.label = label
        self.at = at if isinstance(at, tuple) else (at,)
        self.to = to
        self.by = by if isinstance(by, tuple) else (by,)
        self.form = form
        self.under = under if isinstance(under, tuple) else (under,)
        self.requires = requires
        self.within = within
        self.issues = issues if isinstance(issues, tuple) else (issues,)
        self.serves = (serves,) if isinstance(serves, str) else serves
        self.records: tuple[Record[F], ...] = tuple(r if isinstance(r, Record) else Record(r) for r in records)
        self.ends = ends
        self.closes = closes
        self.extends = extends
        self.pauses = pauses
        self.resumes = resumes
        if pauses is not None:
            self.records = (*self.records, Record(pauses.suspension.fact))
        if resumes is not None:
            self.ends = (*self.ends, resumes.fact)
        self.counts = counts
        self.clears = clears
        self.hands_off = hands_off
        self.replies = replies
        self.reply_with = reply_with
        self.on = on
        self.receives = receives
        self.sends_back: tuple[Step[Any], ...] = sends_back if isinstance(sends_back, tuple) else (sends_back,)
        """The work that it sends back to be done anew (退回重办), for the reasons that its form gives."""
        apart = self.sends_back if apart_from is None else apart_from
        self.apart_from: tuple[Step[Any], ...] = apart if isinstance(apart, tuple) else (apart,)
        """Whose takers may not take it (四眼原则); a checker who sends work back is apart from it like one who approves."""
        self.collects = collects
        self.frequency = frequency
        self.returns = returns
        """How lines of a return file fill its form; empty where the step is taken by hand only."""
        self.source = source
        """For an opening step: how such cases come (案件来源), in a few words; its label where nothing is said."""
        self.assigns = assigns
        self.prefill = prefill
        # What a step reckons, and what the lines are called where they are not amounts.
        self.reckons, self.reckoned_as = reckons, reckoned_as
        self.title = title
        # Whom an opening step's case is about; and parties of whom a later form tells the number (查明的当事人).
        self.parties, self.identifies = parties, identifies
        self.aside = aside
        """May be noted when it happens, but is nothing that the case waits for: no work list shows it."""
        self.plain = plain
        self.hint = hint
        """When this is the right step, in a sentence for the officer who chooses between several."""
        self.codes = codes
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        # A step may be shared with a subclass; it keeps the name under which it was first declared.
        self.name = self.name or name

    def __repr__(self) -> str:
        return f"Step({self.name})"

    @property
    def opens_case(self) -> bool:
        """Tell whether the step opens a case instead of moving one."""
        return START in self.at

    def source_of(self, form: F) -> str:
        """How the case came that the step opens."""
        return (self.source(form) if callable(self.source) else self.source) or self.label

    @property
    def only_assigns(self) -> bool:
        """Tell whether it changes who is responsible for a case, and nothing else (改派)."""
        quiet = self.to is None and not (self.records or self.ends or self.issues)
        return self.assigns is not None and quiet

    @property
    def automatic(self) -> bool:
        """Tell whether no person takes it: an answer from outside arrives, or a hand-off opens the case."""
        return self.by == (SYSTEM,)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody a case is about (当事人): searched by name, by the sealed number and by its last four characters.

    The township of the first address, an organisation's before a person's, becomes the case's; the address
    itself is kept only where the form keeps it.
    """

    role: str
    name: str
    number: str = ""
    is_person: bool = True
    address: str = ""


class CaseType:
    """A kind of case (案件类型). Subclass it, with steps and clocks as attributes.

    A county's variant or a reform is a subclass with a `version` of its own that redeclares steps: `in_force`
    is the first day on which cases are opened under it, `jurisdiction` where. Running cases keep theirs.
    """

    code: ClassVar[str] = ""
    label: ClassVar[str] = ""
    version: ClassVar[str] = "1"
    in_force: ClassVar[date] = date.min
    jurisdiction: ClassVar[str] = "000000"
    agency: ClassVar[Agency]
    number_mark: ClassVar[str] = ""
    stages: ClassVar[type[Stage]]
    steps: ClassVar[Mapping[str, Step[Any]]] = {}
    clocks: ClassVar[Mapping[str, Clock]] = {}
    told: ClassVar[Told] = Told()
    proposal: ClassVar[Proposal[Any] | None] = None
    measures: ClassVar[tuple[Measure, ...]] = ()

    def __init_subclass__(
        cls,
        *,
        code: str = "",
        label: str = "",
        agency: Agency | None = None,
        number_mark: str = "",
        stages: type[Stage] | None = None,
        version: str = "1",
        in_force: date = date.min,
        jurisdiction: str = "",
        measures: tuple[Measure, ...] = (),
        **rest: Any,
    ) -> None:
        super().__init_subclass__(**rest)
        if not cls.__doc__:
            raise DeclarationError(f"{cls.__name__} needs a docstring with its Chinese term")
        cls.code = code or cls.code
        cls.label = label or cls.label
        cls.version = version
        cls.in_force = in_force
        cls.jurisdiction = jurisdiction or cls.jurisdiction
        cls.number_mark = number_mark or cls.number_mark
        cls.measures = measures or cls.measures
        if agency is not None:
            cls.agency = agency
        if stages is not None:
            cls.stages = stages
        cls.steps = _attributes(cls, Step)
        cls.clocks = _attributes(cls, Clock)
        from engine.lint import check

        check(cls)


def _attributes(owner: type, kind: type[Any]) -> dict[str, Any]:
    """The attributes of a kind in the order of declaration, a subclass's own replacing its parent's."""
    found: dict[str, Any] = {}
    for ancestor in reversed(owner.__mro__):
        for name, value in vars(ancestor).items():
            if isinstance(value, kind):
                if value.__class__ is Step and value.name != name:
                    raise DeclarationError(f"{owner.__name__}.{name} is the step {value.name} under a second name")
                found[name] = value
    return found
