"""What people fill in during a labour inspection."""

from workflows.labour_inspection.forms.choices import Channel, Matter, Source
from workflows.labour_inspection.forms.execution import Closing
from workflows.labour_inspection.forms.intake import Complaint, Filing, Lead, Respondent, Tip
from workflows.labour_inspection.forms.order import CorrectionCheck, Employment, Order, Referral

__all__ = [
    "Channel",
    "Closing",
    "Complaint",
    "CorrectionCheck",
    "Employment",
    "Filing",
    "Lead",
    "Matter",
    "Order",
    "Referral",
    "Respondent",
    "Source",
    "Tip",
]
