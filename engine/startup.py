"""What must hold before anything is started, each with the sentence that says what to do about it."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import ipaddress
import logging
import os
import socket
import sys
from pathlib import Path
from typing import TextIO

from engine.errors import NotReady

LOCK = "serve.lock"
PROBE_BYTES = 1_000_000
TRIED_PORTS = 50
SUBSETTER = "libharfbuzz-subset.so.0"
TALKATIVE = ("alembic", "transitions", "httpx", "uvicorn.error", "fontTools", "weasyprint")


def explain(error: OSError, folder: Path) -> NotReady:
    """The refusal for a folder that the system does not let us write."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return NotReady(f"磁盘空间已满：“{folder}”写不进数据。请清理磁盘，或者用CARNATION_DATA指定别的数据目录")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return NotReady(f"数据目录“{folder}”不能写入。请检查目录权限，或者用CARNATION_DATA指定别的数据目录")
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return NotReady(f"数据目录“{folder}”不是目录。请用CARNATION_DATA指定数据目录")
    return NotReady(f"数据目录“{folder}”不能使用：{error.strerror}")


def check_folder(folder: Path) -> None:
    """Make the data folder for this user alone; raises NotReady where it cannot be written or the disk is full."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with probe.open("wb") as file:
                file.write(b"\0" * PROBE_BYTES)
                file.flush()
                os.fsync(file.fileno())
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise explain(error, folder) from error


def lock(folder: Path) -> TextIO:
    """Hold the data folder until the file is closed; raises NotReady where another instance holds it."""
    try:
        file = (folder / LOCK).open("a+")
    except OSError as error:
        raise explain(error, folder) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip()
        file.close()
        process = f"（进程{holder}）" if holder else ""
        raise NotReady(
            f"已有一个康乃馨{process}在使用数据目录“{folder}”。请先停止它，或者用CARNATION_DATA指定别的数据目录"
        ) from None
    file.seek(0)
    file.truncate()
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_address(host: str, *, behind_proxy: bool) -> None:
    """Refuse plain HTTP to other machines unless a proxy that speaks HTTPS stands before us."""
    if not is_loopback(host) and not behind_proxy:
        raise NotReady(
            f"地址“{host}”会让其他机器以明文HTTP访问，个人信息可能泄露。"
            "请在前面架设HTTPS反向代理并设CARNATION_BEHIND_PROXY=true，或者把CARNATION_HOST改回127.0.0.1"
        )


def listen(host: str, port: int, *, search: bool = False) -> socket.socket:
    """Take the port, or with `search` the next free one; raises NotReady.

    The parent takes it and hands it down, so that requests wait instead of failing while the web restarts.
    """
    for candidate in range(port, port + (TRIED_PORTS if search and port else 1)):
        try:
            family, kind, _, _, address = socket.getaddrinfo(host, candidate, type=socket.SOCK_STREAM)[0]
            listener = socket.socket(family, kind)
        except OSError as error:
            raise NotReady(f"地址“{host}”不能使用，请检查CARNATION_HOST：{error.strerror}") from error
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(512)
        except OSError as error:
            listener.close()
            if error.errno == errno.EADDRINUSE:
                continue
            if error.errno in {errno.EACCES, errno.EPERM}:
                raise NotReady(f"当前用户不能使用{port}端口，请用CARNATION_PORT指定1024以上的端口") from error
            raise NotReady(f"地址“{host}”不能使用，请检查CARNATION_HOST：{error.strerror}") from error
        return listener
    raise NotReady(f"端口{port}已被其他程序占用。请先停止那个程序，或者用CARNATION_PORT指定别的端口")


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def check_libraries() -> None:
    """Without this library a paper takes a quarter of a minute instead of a quarter of a second."""
    if sys.platform != "linux":
        return
    try:
        ctypes.CDLL(SUBSETTER)
    except OSError:
        raise NotReady(
            "缺少系统库libharfbuzz-subset，文书排版不能正常进行。请管理员执行：apt-get install libharfbuzz-subset0"
        ) from None


def configure_logs(level: str) -> None:
    """Log to stderr: lines for people on a terminal, JSON for whatever collects them elsewhere."""
    from engine.logs import configure

    configure(level, json=not sys.stderr.isatty())
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
