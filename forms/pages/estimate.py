"""算一算: what pension somebody may expect, for anybody, without signing in.

What is typed is answered and forgotten: it is posted, never part of an address, and written nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine.directory import Directory, places
from engine.errors import FieldError, InvalidForm, SettingMissing
from engine.hooks import hook
from engine.office import Office
from engine.problems import Http
from engine.visitor import office_of
from forms.estimate import Change, Estimate, EstimateQuestion, Estimator, Pension
from forms.estimate_drawing import bars, life, share
from forms.pages.frame import LARGE, TYPE, posted, render, text_of
from forms.pages.size import NORMAL, keep_size
from forms.render import FieldView, Typed, answers_from, fields_of, typed_from, typed_of

router = APIRouter()
GROUPS = (
    ("self", "您的情况", ("group", "birth"), ()),
    ("employee", "职工养老保险", ("wage", "paid_months", "missed_months"), ("account", "average_index")),
    ("resident", "城乡居民养老保险", ("resident_years", "grade"), ("resident_balance", "basic")),
)


@router.get("/estimate")
def ask(request: Request, type: str = "") -> Response:  # noqa: A002 - the name in the address
    """The questions. Only the size of the type may stand in the address."""
    return _page(request, typed_of(EstimateQuestion, {}), large=LARGE in {type, request.cookies.get(TYPE)})


@router.post("/estimate")
async def tell(request: Request) -> Response:
    """The estimate. Changes nothing and keeps nothing, so it needs no token."""
    data = await posted(request)
    typed = typed_from(EstimateQuestion, data)
    do = text_of(data, "do")
    switched = do in {LARGE, NORMAL}
    large = do == LARGE if switched else LARGE in {text_of(data, "type"), request.cookies.get(TYPE)}
    response = await run_in_threadpool(_answer, request, typed, large, again=text_of(data, "again") == "yes")
    if switched:
        keep_size(request, response, do)
    return response


def _answer(request: Request, typed: Typed, large: bool, *, again: bool) -> Response:
    office = office_of(request)
    if again and not any(typed.values()):
        return _page(request, typed, large=large)
    try:
        asked = EstimateQuestion.parse(answers_from(EstimateQuestion, typed), office.clocks.today())
        found = _estimator(office)(asked, _around(office))
    except InvalidForm as wrong:
        return _page(request, typed, large=large, errors=wrong.fields, status=wrong.status)
    return _page(request, typed, large=large, found=found)


def _estimator(office: Office) -> Estimator:
    found: Estimator | None = hook(office.installation, "estimate")
    if found is None:
        raise Http(404)
    return found


def _around(office: Office) -> Any:
    directory = office.current_directory()
    return office.surroundings(directory, common_place(directory))


def common_place(directory: Directory) -> str:
    """The smallest place that holds every department of the installation, whose settings the public gets.

    Raises SettingMissing where there is no department yet.
    """
    found = sorted({unit.jurisdiction for unit in directory.units.values()})
    if not found:
        raise SettingMissing("本系统还没有登记任何单位，不知道按哪里的标准计算")
    return next(place for place in places(found[0]) if all(place in places(other) for other in found))


def _page(
    request: Request,
    typed: Typed,
    *,
    large: bool,
    errors: Iterable[FieldError] = (),
    found: Estimate | None = None,
    status: int = 200,
) -> Response:
    wrong = tuple(errors)
    fields = {field.name: field for field in fields_of(EstimateQuestion, typed, errors=wrong)}
    context = {
        "groups": [_group(fields, *group) for group in GROUPS],
        "fields": list(fields.values()),
        "errors": wrong,
        "targets": {error.field: fields[error.field].id if error.field in fields else "main" for error in wrong},
        "large": large,
        "found": found,
        "cards": _cards(found) if found else (),
        "life": life(found.retirement.moments) if found else None,
        "back": _rows(found.back_payment) if found else (),
        "grades": _rows(found.grades) if found else (),
    }
    return render(request, "estimate.html", context, status=status)


def _group(
    fields: dict[str, FieldView], name: str, label: str, asked: tuple[str, ...], known: tuple[str, ...]
) -> dict[str, Any]:
    more = [fields[n] for n in known]
    return {
        "name": name,
        "label": label,
        "asked": [fields[n] for n in asked],
        "more": more,
        "open": any(f.value or f.error for f in more),
    }


def _cards(found: Estimate) -> list[tuple[str, Pension, Any]]:
    """Both pensions, their bars on one scale."""
    both = (("employee", found.employee), ("resident", found.resident))
    largest = max((p.monthly for _, p in both if p.monthly), default=Decimal(0))
    return [(name, pension, bars(pension.pieces, largest)) for name, pension in both]


def _rows(changes: tuple[Change, ...]) -> list[tuple[Change, float]]:
    largest = max((change.monthly for change in changes), default=Decimal(0))
    return [(change, share(change.monthly, largest)) for change in changes]
