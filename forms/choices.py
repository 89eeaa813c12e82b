"""Choices of a form that carry their own words: one place for the value that is kept and the label that is seen."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A closed choice (选项): each member is its value and its label.

    >>> class Colour(Labelled):
    ...     RED = "red", "红"
    >>> Colour("red").label
    '红'
    """

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Keep the label beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
