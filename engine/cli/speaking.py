"""How the command line says no: in Chinese, on stderr, with an exit code and without a stack trace."""

from __future__ import annotations

import errno
import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

REFUSED = 1
MISUSED = 2
INTERRUPTED = 130
TRACE = "CARNATION_TRACE"
MISUSES = (
    ("No such command '(.+?)'", "没有“{}”这个命令"),
    (r"unexpected extra arguments? \((.+)\)", "多出了“{}”"),
    ("Option '(.+?)' requires an argument", "“{}”后面要写值"),
)
log = logging.getLogger("carnation")


@dataclass
class Outcome:
    """With which exit code the command ends."""

    code: int = 0


def complain(text: str) -> None:
    """Say something on stderr."""
    sys.stderr.write(text.rstrip() + "\n")
    sys.stderr.flush()


@contextmanager
def speaking_chinese() -> Iterator[Outcome]:
    """Turn whatever ends the block into words and an exit code."""
    from engine.errors import DeclarationError, Refusal

    outcome = Outcome()
    try:
        yield outcome
    except Refusal as refusal:
        complain(refusal.detail)
        for reason in refusal.reasons:
            complain(f"  · {reason.text}" + (f"（{reason.basis}）" if reason.basis else ""))
        outcome.code = REFUSED
    except KeyboardInterrupt:
        outcome.code = INTERRUPTED
    except DeclarationError as error:
        complain(f"案件类型的声明有误：{error}")
        outcome.code = REFUSED
    except BrokenPipeError:
        # Whoever read our output has enough; nothing is left to say and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        outcome.code = REFUSED
    except OSError as error:
        complain(_system_error(error))
        _trace()
        outcome.code = REFUSED
    except Exception as error:  # noqa: BLE001 - a stack trace helps nobody at the command line
        complain(_other_error(error))
        _trace()
        outcome.code = REFUSED


def _trace() -> None:
    if os.environ.get(TRACE):
        log.exception("trace")


def _system_error(error: OSError) -> str:
    where = f"“{error.filename}”" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"磁盘空间已满，{where or '数据'}写不进去。请清理磁盘后重试"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"当前用户无权使用{where or '所需的文件'}。请检查权限后重试"
    if error.errno == errno.ENOENT:
        return f"没有找到{where or '所需的文件'}"
    return f"系统错误：{where}{error.strerror or error}"


def _other_error(error: Exception) -> str:
    name = type(error).__name__
    if getattr(error, "title", "") == "Installation":  # pydantic's, for our own settings
        fields = re.findall(r"^([a-z_]+)$", str(error), re.MULTILINE)
        return "环境变量的值不对：" + "、".join(f"CARNATION_{field.upper()}" for field in fields)
    return f"程序内部错误（{name}），没有完成。设环境变量{TRACE}=1再执行一次，可以看到详情"


def usage_error(error: Exception) -> str:
    """What was wrong with the words of the command, from typer's own exception."""
    kind = type(error).__name__
    label = getattr(getattr(error, "param", None), "opts", None) or ["?"]
    message = str(getattr(error, "message", error))
    if kind == "NoSuchOption":
        return f"没有“{getattr(error, 'option_name', '')}”这个选项"
    if kind == "MissingParameter":
        return f"缺少“{label[0]}”"
    if kind == "BadParameter":
        return f"“{label[0]}”的值不对：{message}"
    for pattern, words in MISUSES:
        if found := re.search(pattern, message):
            return words.format(found[1])
    return message
