"""Papers (文书) as files."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from engine.api import download
from engine.visitor import office_of
from forms.pages.frame import Who

router = APIRouter()


@router.get("/papers/{paper_id}")
def paper(request: Request, who: Who, paper_id: str) -> Response:
    """The stored bytes, through the policy and into the read log."""
    return download(office_of(request), who, paper_id)
