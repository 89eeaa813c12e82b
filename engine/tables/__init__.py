"""The rows in which everything is kept: every module of tables, and the schema that they make together."""

from engine.tables import (
    calendars,
    cases,
    drafts,
    effects,
    exhibits,
    lists,
    papers,
    people,
    records,
    returns,
    submissions,
)
from engine.tables.schema import metadata, order_bytewise

order_bytewise()

__all__ = [
    "calendars",
    "cases",
    "drafts",
    "effects",
    "exhibits",
    "lists",
    "metadata",
    "papers",
    "people",
    "records",
    "returns",
    "submissions",
]
