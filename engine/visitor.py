"""Who is asking: the session behind a cookie or a bearer token, and the actor behind the session."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from engine import accounts, sessions
from engine.actors import Actor
from engine.crypto import same
from engine.errors import NotAllowed, NotSignedIn, PageExpired
from engine.office import Office

COOKIE = "carnation_session"
CSRF_HEADER = "x-csrf-token"
EXPIRED = "这个页面放得太久，或者不是从本系统打开的；请刷新页面以后再提交"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person; `csrf` must come with every change that a cookie vouches for."""

    actor: Actor
    token: str
    csrf: str
    by_cookie: bool

    def check(self, given: str) -> None:
        """Refuse a change that did not come from one of our own pages."""
        if self.by_cookie and not same(given, self.csrf):
            raise PageExpired(EXPIRED)


class PasswordExpired(NotAllowed):
    """The password must be changed before anything else (密码须修改)."""

    title = "请先修改密码"


def office_of(request: Request) -> Office:
    """The office that this application serves."""
    office: Office = request.app.state.office
    return office


def visitor_of(request: Request) -> Visitor:
    """The signed-in person; raises NotSignedIn, or PasswordExpired. A bearer token wins over a cookie."""
    visitor = anybody_of(request)
    if accounts.password_expired(office_of(request), visitor.actor.id):
        raise PasswordExpired("密码由管理员设置或者已经过期，请先修改密码再办理业务")
    return visitor


def anybody_of(request: Request) -> Visitor:
    """The signed-in person, also one who has still to change the password; raises NotSignedIn."""
    office = office_of(request)
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    by_cookie = scheme.lower() != "bearer"
    token = request.cookies.get(COOKIE, "") if by_cookie else bearer.strip()
    session = sessions.find(office, token) if token.isascii() and token else None
    if session is None:
        raise NotSignedIn("没有登录，或者登录已经过期，请重新登录")
    return Visitor(office.actor(session.account_id), token, session.csrf, by_cookie)


def set_cookie(request: Request, response: Response, token: str) -> None:
    """Keep the session in a cookie that no script can read and no other site can send."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=request.url.scheme == "https", path="/")


def drop_cookie(request: Request, response: Response) -> None:
    """Forget the session's cookie."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=request.url.scheme == "https", path="/")


def same_site(request: Request) -> None:
    """Refuse a post that the browser itself says came from another site."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "same-site", "none"}:
        raise PageExpired(EXPIRED)
