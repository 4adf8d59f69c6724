"""What is refused, with which status, and in which form it is told: always words in ``detail``."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response

from selectorate.errors import SelectorateError


class RefusedError(Exception):
    """Something that is not answered now, or not here.

    Attributes:
        status: of the answer.
    """

    status: ClassVar[int] = 404


class MissingError(RefusedError):
    """There is no such thing."""


class ConflictError(RefusedError):
    """It cannot be had as things stand: a scenario is broken on the disk, or an answer is not there yet."""

    status = 409


class BusyError(RefusedError):
    """Too much is asked for at once."""

    status = 503


FAULT = {
    "type": "object",
    "properties": {
        "loc": {"type": "array", "items": {"type": ["string", "integer"]}},
        "msg": {"type": "string"},
        "type": {"type": "string"},
    },
    "required": ["loc", "msg", "type"],
}
"""One thing that is wrong with a request, and where."""

WRONG = {
    "type": "object",
    "properties": {"detail": {"anyOf": [{"type": "string"}, {"type": "array", "items": FAULT}]}},
    "required": ["detail"],
}
"""What is wrong, in words or fault by fault."""

SAID = {
    400: "The request cannot be read.",
    403: "Another page asks.",
    404: "There is no such thing.",
    409: "It cannot be had as things stand.",
    413: "The request is too large.",
    414: "The address is too long.",
    421: "The studio was asked by a name that is not its own.",
    422: "This cannot be asked.",
    503: "Too much is asked for at once.",
}
"""Every status of a refusal."""

ALWAYS = (400, 403, 413, 414, 421)
"""Of any request."""


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Answers that refuse a request, as a route declares them."""
    content = {JSONResponse.media_type: {"schema": WRONG}}
    return {status: {"description": SAID[status], "content": content} for status in statuses}


def refusing(app: FastAPI) -> None:
    """Let an application say in words what it refuses."""
    app.add_exception_handler(SelectorateError, _question)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(RequestValidationError, _faults)


async def _question(_: Request, error: Exception) -> Response:
    """A question that cannot be asked."""
    return told(422, str(error))


async def _refused(_: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, RefusedError) else RefusedError.status
    return told(status, str(error))


async def _faults(_: Request, error: Exception) -> Response:
    """Fields that are wrong, without what was sent: it may be what no answer can hold."""
    every = error.errors() if isinstance(error, RequestValidationError) else []
    return told(422, [{"loc": list(one["loc"]), "msg": one["msg"], "type": one["type"]} for one in every])


def told(status: int, detail: Any) -> Response:
    """A refusal; what is no letter is escaped."""
    text = json.dumps({"detail": detail}, ensure_ascii=True)
    headers = {"retry-after": "2"} if status == BusyError.status else None
    return Response(text, status, headers, media_type=JSONResponse.media_type)
