"""Who is let through: hosts and origins to the letter, bodies of a size that can be meant, and headers on every answer."""

from __future__ import annotations

import pytest

from selectorate.studio.guard import MOST, hosts, refused

KNOWN = hosts(8765)


def asked(host: str, **headers: str) -> int | None:
    """The status with which a request is refused, None where it is let through."""
    pairs = [("host", host), *((name.replace("_", "-"), value) for name, value in headers.items())]
    wrong = refused([(name.encode(), value.encode("latin-1")) for name, value in pairs], KNOWN)
    return None if wrong is None else wrong[0]


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765"])
def test_its_own_names(host: str) -> None:
    assert asked(host) is None
    assert asked(host, origin=f"http://{host}", sec_fetch_site="same-origin") is None
    assert asked(host, sec_fetch_site="none") is None


@pytest.mark.parametrize(
    "host",
    [
        "localhost.evil.com", "localhost.evil.com:8765", "localhost:8765.", "localhost.:8765", "localhost", "127.0.0.1",
        "127.0.0.1:80", "127.0.0.1:8766", "127.0.0.1:8765.evil.com", "127.1:8765", "0.0.0.0:8765", "[::1]:8765", "[::1]",
        "[::ffff:127.0.0.1]:8765", "::ffff:127.0.0.1", "LOCALHOST:8765", " localhost:8765", "evil.com@localhost:8765", "",
    ],
)  # fmt: skip
def test_other_hosts(host: str) -> None:
    assert asked(host) == 421


def test_no_host_and_two() -> None:
    one = (b"host", b"localhost:8765")
    assert refused([], KNOWN) is not None
    assert refused([one, one], KNOWN) is not None


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost.evil.com:8765", "https://localhost:8765", "http://localhost:8766", "http://localhost", "null",
        "http://127.0.0.1:8765", "http://localhost:8765/", "http://[::1]:8765", "file://",
    ],
)  # fmt: skip
def test_other_origins(origin: str) -> None:
    assert asked("localhost:8765", origin=origin) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_other_sites(site: str) -> None:
    assert asked("localhost:8765", sec_fetch_site=site) == 403


@pytest.mark.parametrize(
    ("length", "status"), [("0", None), (f"{MOST}", None), (f"{MOST + 1}", 413), ("-1", 400), ("x", 400)]
)
def test_bodies(length: str, status: int | None) -> None:
    assert asked("localhost:8765", content_length=length) == status
