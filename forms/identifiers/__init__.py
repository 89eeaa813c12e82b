"""Identifiers and plain values as people write them: pure checks with errors and hints, no database."""

from forms.identifiers.credit_code import check_credit_code
from forms.identifiers.divisions import Division, division
from forms.identifiers.findings import Checked, Finding, Severity
from forms.identifiers.person_name import check_person_name
from forms.identifiers.plain import check_day, check_month, check_phone, check_yuan
from forms.identifiers.resident_id import Identity, check_resident_id, read_identity

__all__ = [
    "Checked",
    "Division",
    "Finding",
    "Identity",
    "Severity",
    "check_credit_code",
    "check_day",
    "check_month",
    "check_person_name",
    "check_phone",
    "check_resident_id",
    "check_yuan",
    "division",
    "read_identity",
]
