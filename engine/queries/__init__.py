"""What may be read (查询): lists, one case, the inbox, the public story. Each asks the policy in its SQL.

Personal data leaves here masked, unless the caller says that it was revealed with a reason. Lists page by
key, never by offset.
"""

from engine.queries.answers import Section, Shown, Words, answers_of, person_names
from engine.queries.changes import Changes, changes_since
from engine.queries.detail import CasePage, Reckoning, case_page, find_case
from engine.queries.earlier import KnownEmployer, Near, answers_named, known_employers, near_cases, was_sent
from engine.queries.exhibits import ExhibitView, exhibits_of, open_exhibit
from engine.queries.filters import NOBODY, NOWHERE, Filter, Window, check_search, is_identity_number, units_seen
from engine.queries.handoffs import Inbox, InboxItem, Transfer, inbox, mark_after, transfers_of, waiting_count
from engine.queries.history import Act, Happened, folded
from engine.queries.listing import CaseLine, Count, Page, count_cases, list_cases, persons_of, townships
from engine.queries.marks import Light, Mark, mark_of
from engine.queries.outbox import Outbox, Owed, Unanswered, outbox
from engine.queries.overview import Overview, Period, measures_of, overview
from engine.queries.papers import Paper, open_paper
from engine.queries.people import Department, Person, department_of, people
from engine.queries.preview import Preview, preview
from engine.queries.returned import Point, SentBack, answered_before, sent_back_of
from engine.queries.settings import SettingLine, ValueSet, place_label, setting_in, settings_in
from engine.queries.steps import StepView, steps_of
from engine.queries.story import PublicStory, public_story
from engine.queries.submitted import SubmissionView, mark_of_submission, public_submission, submission_view
from engine.queries.work import (
    BADGE,
    Counts,
    Deed,
    Deeds,
    Task,
    WorkList,
    after_task,
    count_deeds,
    count_running,
    count_sent,
    count_tasks,
    deeds,
    running_cases,
    waiting_for_others,
    work_counts,
    work_list,
)

__all__ = [
    "BADGE",
    "NOBODY",
    "NOWHERE",
    "Act",
    "CaseLine",
    "CasePage",
    "Changes",
    "Count",
    "Counts",
    "Deed",
    "Deeds",
    "Department",
    "ExhibitView",
    "Filter",
    "Happened",
    "Inbox",
    "InboxItem",
    "KnownEmployer",
    "Light",
    "Mark",
    "Near",
    "Outbox",
    "Overview",
    "Owed",
    "Page",
    "Paper",
    "Period",
    "Person",
    "Point",
    "Preview",
    "PublicStory",
    "Reckoning",
    "Section",
    "SentBack",
    "SettingLine",
    "Shown",
    "StepView",
    "SubmissionView",
    "Task",
    "Transfer",
    "Unanswered",
    "ValueSet",
    "Window",
    "Words",
    "WorkList",
    "after_task",
    "answered_before",
    "answers_named",
    "answers_of",
    "case_page",
    "changes_since",
    "check_search",
    "count_cases",
    "count_deeds",
    "count_running",
    "count_sent",
    "count_tasks",
    "deeds",
    "department_of",
    "exhibits_of",
    "find_case",
    "folded",
    "inbox",
    "is_identity_number",
    "known_employers",
    "list_cases",
    "mark_after",
    "mark_of",
    "mark_of_submission",
    "measures_of",
    "near_cases",
    "open_exhibit",
    "open_paper",
    "outbox",
    "overview",
    "people",
    "person_names",
    "persons_of",
    "place_label",
    "preview",
    "public_story",
    "public_submission",
    "running_cases",
    "sent_back_of",
    "setting_in",
    "settings_in",
    "steps_of",
    "submission_view",
    "townships",
    "transfers_of",
    "units_seen",
    "waiting_count",
    "waiting_for_others",
    "was_sent",
    "work_counts",
    "work_list",
]
