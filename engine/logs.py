"""Structured logs (日志) on stderr, of our own code and of all libraries through one door, without personal data.

Whatever looks like an identity number, a telephone number, a bank card, a tracking code, a token or a password
is masked in every value, however deep, in messages and in stack traces too.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import orjson
import structlog
from structlog.contextvars import bound_contextvars, merge_contextvars
from structlog.typing import EventDict, Processor

from engine.ids import READABLE

HIDDEN = "***"
SECRET_NAME = re.compile(
    r"pass(?:word|wd)?|pwd|secret|token|csrf|cookie|authorization|api_?key|session|sealed|resident_id|id_number"
    r"|phone|mobile|tail|tracking_?code",
    re.IGNORECASE,
)
"""Names of fields whose values are never logged."""
_HARMLESS = re.compile(r"password_(?:expired|memory_kib)|session_count", re.IGNORECASE)
_SEPARATED = r"[ \t\-–—]?"
LOOKS_SECRET = re.compile(
    "|".join(
        (
            # resident identity numbers of 18 digits, also written in groups, and those of 15
            rf"(?<!\d)\d{{6}}{_SEPARATED}\d{{4}}{_SEPARATED}\d{{4}}{_SEPARATED}\d{{3}}[\dXxＸｘ](?!\d)",
            r"(?<!\d)\d{15}(?!\d)",
            # bank cards
            rf"(?<!\d)\d{{4}}(?:{_SEPARATED}\d{{4}}){{3}}(?:{_SEPARATED}\d{{1,3}})?(?!\d)",
            # mobile and fixed telephones
            rf"(?<!\d)(?:\+?86{_SEPARATED})?1[3-9]\d(?:{_SEPARATED}\d{{4}}){{2}}(?!\d)",
            r"(?<!\d)0\d{2,3}[-–— ]?[2-9]\d{6,7}(?!\d)",
            # tracking codes, session tokens, argon2 hashes, sealed values
            rf"(?<![0-9A-Za-z])[{READABLE}]{{4}}(?:-[{READABLE}]{{4}}){{2}}(?![0-9A-Za-z])",
            r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])",
            r"\$argon2\S+",
            r"sm4:[A-Za-z0-9+/=]+",
        )
    )
)
ASSIGNED = re.compile(
    rf"(?P<name>[\"']?\b\w*(?:{SECRET_NAME.pattern}|(?<=[?&])code)\w*[\"']?\s*[=:]\s*)(?P<value>\"[^\"]*\"|'[^']*'|[^\s&;,)}}\]]+)",
    re.IGNORECASE,
)
"""A secret named inside a text: a query string, a connection string, a printed dictionary."""
IN_ADDRESS = re.compile(r"(?P<before>://[^/\s:@]*:)[^/\s@]+(?=@)")
LONG_NUMBER = 10**14
MOBILE = range(13_000_000_000, 20_000_000_000)


def masked_text(text: str) -> str:
    """The text with everything hidden that looks personal or secret."""
    text = IN_ADDRESS.sub(rf"\g<before>{HIDDEN}", text)
    text = ASSIGNED.sub(rf"\g<name>{HIDDEN}", text)
    return LOOKS_SECRET.sub(HIDDEN, text)


def masked(value: Any, name: str = "") -> Any:
    """A value of any shape, masked; a field with a secret's name is hidden as a whole."""
    if name and SECRET_NAME.search(name) and not _HARMLESS.fullmatch(name):
        return HIDDEN
    if value is None or isinstance(value, int | float):
        return HIDDEN if isinstance(value, int) and _looks_personal(value) else value
    if isinstance(value, Mapping):
        return {masked_text(str(key)): masked(below, str(key)) for key, below in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [masked(below) for below in value]
    if isinstance(value, bytes):
        return f"<{len(value)} bytes>"
    return masked_text(str(value))


def _looks_personal(number: int) -> bool:
    return number in MOBILE or abs(number) >= LONG_NUMBER


def mask_event(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """The processor: masks every value of a log line but its own bookkeeping."""
    kept = {"_record", "_from_structlog", "timestamp", "level"}
    return {key: value if key in kept else masked(value, key) for key, value in event.items()}


def configure(level: str = "INFO", *, json: bool = True) -> None:
    """Send all logs of the process to stderr, one line each; calling again replaces the first call."""
    shared: list[Processor] = [
        merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
    ]
    last: list[Processor] = [
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.processors.UnicodeDecoder(),
        mask_event,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(_json) if json else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


@contextmanager
def request(request_id: str, **about: str) -> Iterator[None]:
    """Give every line logged inside the id of the request, and what else is known about it."""
    with bound_contextvars(request=request_id, **about):
        yield


def _json(event: Any, **_options: Any) -> str:
    return orjson.dumps(event, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
