"""JSON Lines in, JSON Lines out (逐行 JSON): one answer per line, in order; knows no calculator.

A line that is JSON but wrong is answered with an error in Chinese; only a line that is no JSON changes the
exit code.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any, BinaryIO

EXIT_OK = 0
EXIT_NOT_JSON = 2

Record = dict[str, Any]
Calculator = Callable[[Record], Record]


class InputError(ValueError):
    """A record that is JSON but not a valid question; the message names field and rule, in Chinese."""


def run_json_lines(function: Calculator, stdin: Iterable[bytes], stdout: BinaryIO) -> int:
    """Answer each line of a byte stream, flushing after each; blank lines are passed over.

    `function` gets the record and returns the answer without its id, or raises InputError. Returns the exit
    code: 2 when some line was no JSON (it is answered with an error too, and the rest goes on), else 0.
    """
    code = EXIT_OK
    for number, line in enumerate(stdin, 1):
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not text.strip():
            continue
        try:
            record = _record(text)
        except _NotJson:
            code = EXIT_NOT_JSON
            answer: Record = {"id": None, "error": f"第{number}行不是 JSON"}
        except InputError as error:
            answer = {"id": None, "error": f"第{number}行：{error}"}
        else:
            answer = _answer(function, record)
        stdout.write(_encoded(answer) + b"\n")
        stdout.flush()
    return code


def refuse_unknown_keys(record: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Raise InputError when a record has a key that the calculator does not know."""
    if unknown := [key for key in record if key not in allowed]:
        known = "、".join(f"“{key}”" for key in allowed)
        raise InputError(f"不认识的字段{'、'.join(f'“{key}”' for key in unknown)}，可用的字段：{known}")


def required(record: Mapping[str, Any], key: str) -> Any:
    """The value of a key that must be there and must not be null."""
    value = record.get(key)
    if value is None:
        raise InputError(f"缺少“{key}”")
    return value


def read_date(record: Mapping[str, Any], key: str) -> date:
    """A date written strictly as 2026-09-24."""
    value = required(record, key)
    if isinstance(value, str) and re.fullmatch(r"(?a:\d{4}-\d{2}-\d{2})", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise InputError(f"“{key}”：日期不存在（{value}）") from None
    raise InputError(f"“{key}”：日期应写作“2026-09-24”的样式")


def read_count(record: Mapping[str, Any], key: str) -> int:
    """A whole number from 0; true, 1.0 and "1" are not whole numbers."""
    value = required(record, key)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InputError(f"“{key}”：应为不小于0的整数")
    return value


def read_choice(record: Mapping[str, Any], key: str, choices: Collection[str], default: str | None = None) -> str:
    """One of the given words; the default when the key is not there."""
    value = default if key not in record and default is not None else required(record, key)
    if not isinstance(value, str) or value not in choices:
        raise InputError(f"“{key}”：应为{'、'.join(f'“{choice}”' for choice in choices)}之一")
    return value


def read_flag(record: Mapping[str, Any], key: str, *, default: bool | None = None) -> bool:
    """true or false, nothing that merely looks like it; the default when the key is not there."""
    value = default if key not in record and default is not None else required(record, key)
    if not isinstance(value, bool):
        raise InputError(f"“{key}”：应为 true 或 false")
    return value


class _NotJson(Exception):
    """The line is no JSON text."""


def _record(line: bytes) -> Record:
    try:
        value = json.loads(line.decode(), object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise _NotJson from error
    except RecursionError:
        raise InputError("嵌套过深") from None
    except InputError:
        raise
    except ValueError:  # Python refuses to read integers of thousands of digits
        raise InputError("数字过长") from None
    if not isinstance(value, dict):
        raise InputError("每行应为一个 JSON 对象")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> Record:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise InputError("同一字段出现了两次")
    return record


def _refuse_constant(name: str) -> Any:
    raise json.JSONDecodeError("not JSON", name, 0)


def _answer(function: Calculator, record: Record) -> Record:
    identity = record.get("id")
    try:
        return {"id": identity, **function(record)}
    except InputError as error:
        return {"id": identity, "error": str(error)}


def _encoded(answer: Record) -> bytes:
    try:
        return json.dumps(answer, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a surrogate pair in an id
        return json.dumps(answer).encode()
