"""A page that describes the API, without anybody else's script."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

router = APIRouter(include_in_schema=False)
HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口说明 · 康乃馨</title><link rel="stylesheet" href="/static/carnation.css"></head>
<body><main class="page" id="main"><h1>接口说明</h1>
<p class="lede">机器可读的说明在<a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI）。</p>
<section class="sheet"><h2>约定</h2><ul>
<li>先登录，取得令牌，以后每次请求带上 <code>Authorization: Bearer 令牌</code>。</li>
<li>每次改动带上 <code>Idempotency-Key</code>；同一编号重发，得到第一次的结果，不会办两次。</li>
<li>办理步骤要带上案件的版本：放在 <code>If-Match</code>，或者正文的 <code>version</code>。</li>
<li>出错时返回问题文档（<code>application/problem+json</code>），<code>reasons</code>列出每一项不满足的条件、依据和谁能解除，
<code>fields</code>列出每一个填错的栏目。</li></ul></section>"""


HEADERS = {"if-match": "If-Match", "idempotency-key": "Idempotency-Key"}
"""Headers as they are usually written; the description writes them small."""


@router.get("/api", response_class=HTMLResponse)
async def describe_api(request: Request) -> str:
    """Every verb with what it takes."""
    schema: dict[str, Any] = request.app.openapi()
    groups: dict[str, list[str]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["其他"])[0]
            groups.setdefault(tag, []).append(_row(method, path, operation, schema))
    sheets = "".join(
        f'<section class="sheet"><h2>{escape(tag)}</h2><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{escape(tag)}"><table class="stack"><thead><tr><th scope="col">请求</th><th scope="col">作用</th>'
        f'<th scope="col">带什么</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div></section>'
        for tag, rows in groups.items()
    )
    return f"{HEAD}{sheets}</main></body></html>"


def _row(method: str, path: str, operation: dict[str, Any], schema: dict[str, Any]) -> str:
    taken = [
        f"{HEADERS.get(p['name'], p['name'])}（{'必填' if p.get('required') else '选填'}）"
        for p in operation.get("parameters", ())
    ]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    model = schema["components"]["schemas"].get(body.get("$ref", "").rsplit("/", 1)[-1], {})
    required = model.get("required", ())
    taken += [
        f"{name}：{field.get('title', '')}（{'必填' if name in required else '选填'}）"
        for name, field in model.get("properties", {}).items()
    ]
    return (
        f"<tr><th scope='row'><code>{method.upper()} {escape(path)}</code></th>"
        f"<td data-label='作用'>{escape(operation.get('summary', ''))}</td>"
        f"<td data-label='带什么'>{escape('，'.join(taken)) or '无'}</td></tr>"
    )
