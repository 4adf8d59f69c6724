"""What is let through: requests by this page to this address, of a size that can be meant; the rest is told why not.

A browser sends requests to a loopback address for any page that asks it to, also for one whose name was made to point
there. So the Host must be one of this studio's own names, to the letter, and an Origin its own.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST = 64 * 1024
"""Bytes of a body at most: a question takes a few hundred."""

TOO_LARGE = f"a question has {MOST:,} bytes at most"

LONGEST = 16 * 1024
"""Bytes of an address at most."""

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""On every answer."""

FRESH = (b"cache-control", b"no-cache")
"""A browser may keep what it has, and asks whether it still holds: files keep their names when they change."""


def hosts(port: int) -> frozenset[str]:
    """The names by which a studio on a port of this machine can be asked.

    >>> sorted(hosts(8765))
    ['127.0.0.1:8765', 'localhost:8765']
    """
    return frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})


def refused(headers: Iterable[tuple[bytes, bytes]], known: frozenset[str]) -> tuple[int, str] | None:
    """Why a request with these headers is not let through, with the status; None where it is."""
    names: dict[str, list[str]] = {}
    for name, value in headers:
        names.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    host = names.get("host", [])
    if len(host) != 1 or host[0] not in known:
        return 421, "this studio answers under its own address only"
    origin = names.get("origin", [])
    if origin and origin != [f"http://{host[0]}"]:
        return 403, "another page may not ask this studio"
    if set(names.get("sec-fetch-site", [])) - {"same-origin", "none"}:
        return 403, "another page may not ask this studio"
    length = names.get("content-length", ["0"])
    if len(length) != 1 or not length[0].isdigit():
        return 400, "the length of the request is no number"
    return (413, TOO_LARGE) if int(length[0]) > MOST else None


class Guard:
    """Lets requests through to an application, and puts `HEADERS` on what it answers."""

    def __init__(self, app: App, known: frozenset[str]) -> None:
        self.app, self.known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        wrong = refused(scope["headers"], self.known)
        if wrong is None and len(scope["path"]) + len(scope["query_string"]) > LONGEST:
            wrong = 414, f"an address has {LONGEST:,} bytes at most"
        if wrong is not None:
            await _answer(_dressed(send), *wrong)
            return
        body = _Body(receive, _dressed(send))
        await self.app(scope, body.receive, body.send)


class _Body:
    """A body that comes without saying how long it is: it ends at `MOST` as well, and then that is the answer."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.hear, self.say, self.seen, self.refused = receive, send, 0, False

    async def receive(self) -> Message:
        message = await self.hear()
        self.seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.seen > MOST else message

    async def send(self, message: Message) -> None:
        if self.seen <= MOST:
            await self.say(message)
        elif not self.refused:
            self.refused = True
            await _answer(self.say, 413, TOO_LARGE)


def _dressed(send: Send) -> Send:
    extra = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            told = message.get("headers", [])
            fresh = [] if any(name == b"cache-control" for name, _ in told) else [FRESH]
            message["headers"] = [*told, *extra, *fresh]
        await send(message)

    return dressed


async def _answer(send: Send, status: int, said: str) -> None:
    body = json.dumps({"detail": said}).encode()
    head = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
