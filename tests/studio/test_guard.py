"""Who is let through: hosts and origins to the letter, bodies of a size that can be meant, and headers on every answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from selectorate.studio.guard import LONGEST, MOST, hosts, refused

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
        "localhost:08765", "localhost:8765:8765", "127.0.0.1.:8765", "2130706433:8765", "0x7f.1:8765", "localhost%00:8765",
        "127.0.0.1:8765, evil.com", "http://localhost:8765", "localhost:8765/", "\u00ecocalhost:8765", "localtest.me:8765",
    ],
)  # fmt: skip
def test_other_hosts(host: str) -> None:
    assert asked(host) == 421


def test_no_host_and_two() -> None:
    one = (b"host", b"localhost:8765")
    assert refused([], KNOWN) == (421, "this studio answers under its own address only")
    assert refused([one, one], KNOWN) is not None
    assert refused([one, (b"Host", b"evil.com")], KNOWN) is not None
    assert refused([(b"x-forwarded-host", b"localhost:8765"), (b"host", b"evil.com")], KNOWN) is not None


def test_two_origins_and_two_lengths() -> None:
    host, mine = (b"host", b"localhost:8765"), (b"origin", b"http://localhost:8765")
    assert refused([host, mine], KNOWN) is None
    assert refused([host, mine, (b"origin", b"http://evil.com")], KNOWN) is not None
    assert refused([host, mine, mine], KNOWN) is not None
    assert refused([host, (b"content-length", b"1"), (b"content-length", b"2")], KNOWN) is not None


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost.evil.com:8765", "https://localhost:8765", "http://localhost:8766", "http://localhost", "null",
        "http://127.0.0.1:8765", "http://localhost:8765/", "http://[::1]:8765", "file://", "", "HTTP://localhost:8765",
        "http://localhost:8765.evil.com", "http://evil.com http://localhost:8765",
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


def test_every_answer_carries_the_same_heads(lasting: TestClient) -> None:
    for path in ("/", "/what-if", "/assets/studio.js", "/assets/none.js", "/api/scenarios", "/api/none", "/api/jobs/x"):
        answer = lasting.get(path)
        assert "default-src 'none'" in answer.headers["content-security-policy"], path
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["cache-control"] == "no-cache", path
    refused = lasting.get("/api/scenarios", headers={"host": "evil.com"})
    assert "default-src 'none'" in refused.headers["content-security-policy"]


def test_files_are_packed_and_not_sent_twice(lasting: TestClient) -> None:
    first = lasting.get("/assets/studio.js", headers={"accept-encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["etag"]
    again = lasting.get("/assets/studio.js", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../app.py", "/assets/%2e%2e/app.py", "/assets/..%2fapp.py", "/assets/%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/assets//etc/passwd", "/assets/%2fetc%2fpasswd", "/..%2f..%2fetc%2fpasswd.txt", "/assets/\\..\\app.py",
        "/api/../app.py", "/api/scenarios/..%2f..%2fsecret", "/api/scenarios/%2fetc%2fpasswd", "/api/scenarios/a%2fb",
        "/api/jobs/..%2f..%2fx", "/api/jobs/%2e%2e%2fanswers/page", "/api/jobs/x%00/page", "/api/scenarios/%00",
        "/api/scenarios/society/shipped/..%2fscenario.yaml", "/api/scenarios/society/default/run",
    ],
)  # fmt: skip
def test_no_way_out_of_the_page(lasting: TestClient, path: str) -> None:
    answer = lasting.get(path)
    assert answer.status_code in (404, 422), path
    assert answer.headers["content-type"].startswith(("application/json", "text/plain"))
    assert "root:" not in answer.text
    assert "def application" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST", "TRACE", "OPTIONS", "CONNECT"])
def test_methods(lasting: TestClient, method: str) -> None:
    for path in ("/", "/api/scenarios", "/api/scenarios/society", "/api/scenarios/society/history"):
        assert lasting.request(method, path).status_code == 405, path


def test_an_address_that_is_too_long(lasting: TestClient) -> None:
    assert lasting.get(f"/api/scenarios?x={'y' * LONGEST}").status_code == 414
    assert lasting.get(f"/{'y' * LONGEST}").status_code == 414
    word = "y" * 301
    assert lasting.get(f"/api/scenarios/{word}").status_code == 422
    assert lasting.get("/api/scenarios/society/history", params={"without": word}).status_code == 422
    assert lasting.get("/api/scenarios/society/history", params={"without": ["y"] * 25}).status_code == 422


def test_a_body_that_is_too_large_however_it_comes(lasting: TestClient) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(2 * MOST // 1024):
            yield b" " * 1024
        yield b"{}"

    json = {"content-type": "application/json"}
    assert lasting.post("/api/jobs", content=b" " * (MOST + 1), headers=json).status_code == 413
    assert lasting.post("/api/jobs", content=parts(), headers=json).status_code == 413
    assert lasting.post("/api/jobs", content=b"[" * 10_000, headers=json).status_code == 400
    assert lasting.post("/api/jobs", content=b"\xff", headers=json).status_code == 400
    assert lasting.post("/api/jobs", content=b"{}", headers={"content-type": "text/plain"}).status_code == 422
