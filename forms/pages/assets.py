"""The style sheet and the script, addressed by their content so that browsers may keep them for ever."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import Response

from engine.problems import Http

FOLDER = Path(__file__).parent.parent / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
FILES = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix in TYPES}
router = APIRouter()


def address_of(name: str) -> str:
    """The address of a file, which changes with its content."""
    return f"/static/{name}?{sha256(FILES[name]).hexdigest()[:12]}"


STYLE_SHEET = address_of("carnation.css")
SCRIPT = address_of("carnation.js")


@router.get("/static/{name}")
async def static_file(name: str) -> Response:
    """One of our own files."""
    if name not in FILES:
        raise Http(404)
    return Response(
        FILES[name],
        media_type=TYPES[Path(name).suffix],
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


@router.get("/favicon.ico")
async def icon() -> Response:
    """The mark."""
    return Response(FILES["mark.svg"], media_type=TYPES[".svg"], headers={"Cache-Control": "public, max-age=86400"})
