"""The small forms of administrators' pages: several on one page, each keeps what was typed and what was wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from starlette.datastructures import FormData

from engine.errors import FieldError, InvalidForm
from forms.render import FieldView, Kind, Option, iso_date

LONGEST = 500
DAY_HINT = "年-月-日，例如2026-11-20"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into one form of a page, and what is wrong with it; the page's other forms are fresh."""

    form: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[FieldError, ...] = ()

    @property
    def targets(self) -> dict[str, str]:
        """For each wrong field the element that an error summary leads to."""
        return {error.field: f"f-{self.form}-{error.field}" for error in self.errors}

    def view(
        self,
        form: str,
        name: str,
        label: str,
        kind: Kind = Kind.TEXT,
        *,
        hint: str = "",
        required: bool = True,
        options: tuple[Option, ...] = (),
        value: str = "",
    ) -> FieldView:
        """A field of one of the page's forms; `value` stands in it until something was typed."""
        mine = form == self.form
        return FieldView(
            name=f"{form}.{name}",
            label=label,
            hint=hint,
            kind=kind,
            required=required,
            value=self.typed.get(name, "") if mine else value,
            error=next((e.message for e in self.errors if mine and e.field == name), ""),
            options=options,
        )

    def refused(self, refusal: InvalidForm, names: Mapping[str, str] | None = None) -> Draft:
        """The same with what was wrong; `names` are the fields that the engine calls otherwise.

        A password that was typed is the one thing that has to be typed again.
        """
        errors = tuple(FieldError((names or {}).get(e.field, e.field), e.label, e.message) for e in refusal.fields)
        if self.typed.get("password") and all(error.field != "password" for error in errors):
            errors += (FieldError("password", "密码", "请重新输入，或者留空由系统生成"),)
        return Draft(self.form, {n: v for n, v in self.typed.items() if n != "password"}, errors)

    def in_order(self, fields: Sequence[FieldView]) -> Draft:
        """The same with what is wrong in the order of the fields on the page."""
        order = {field.name: n for n, field in enumerate(fields)}
        placed = sorted(self.errors, key=lambda error: order.get(f"{self.form}.{error.field}", len(order)))
        return replace(self, errors=tuple(placed))

    def day(self, name: str, label: str) -> date | None:
        """A day that was typed, None where nothing was; raises InvalidForm."""
        text = self.typed.get(name, "").strip()
        if not text:
            return None
        try:
            return date.fromisoformat(iso_date(text))
        except ValueError:
            raise InvalidForm((FieldError(name, label, "应当是日期，写成2026-11-20"),)) from None

    def needed(self, **labels: str) -> None:
        """Raise InvalidForm naming every field that was left empty or is too long."""
        wrong = [FieldError(n, label, "必须填写") for n, label in labels.items() if not self.typed.get(n, "").strip()]
        wrong += [
            FieldError(n, labels.get(n, n), f"不超过{LONGEST}字") for n, v in self.typed.items() if len(v) > LONGEST
        ]
        if wrong:
            raise InvalidForm(tuple(wrong))


def draft_of(data: FormData, form: str) -> Draft:
    """What was posted of one form."""
    prefix = f"{form}."
    return Draft(
        form,
        {
            key.removeprefix(prefix): value
            for key, value in data.items()
            if isinstance(value, str) and key.startswith(prefix)
        },
    )
