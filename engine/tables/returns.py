"""Return files: what another system told about many cases at once, line by line, until each line is settled."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from engine.tables.schema import Row


class ReturnFile(Row, table=True):
    """A return file (回盘文件) that somebody uploaded; the same bytes are kept once for a department and a step."""

    __tablename__: ClassVar[str] = "return_files"
    __table_args__ = (UniqueConstraint("unit_id", "case_type", "step", "sha256"),)
    id: str = Field(primary_key=True)
    unit_id: str = Field(foreign_key="units.id")
    case_type: str
    step: str
    name: str
    sha256: str
    uploaded_by: str = Field(foreign_key="accounts.id")
    uploaded_at: str


class ReturnLine(Row, table=True):
    """One line of a return file (回盘明细), sealed, with the case it belongs to and what became of it."""

    __tablename__: ClassVar[str] = "return_lines"
    __table_args__ = (Index("ix_return_lines_print", "print"), Index("ix_return_lines_state", "state", "file_id"))
    file_id: str = Field(foreign_key="return_files.id", primary_key=True)
    line: int = Field(primary_key=True)
    state: str
    case_id: str | None = Field(default=None, foreign_key="cases.id")
    sealed: str
    print: str
    why: str = Field(default="", sa_column_kwargs={"server_default": ""})
    settled_by: str = Field(default="", sa_column_kwargs={"server_default": ""})
