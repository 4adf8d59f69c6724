"""Built pages load nothing from elsewhere."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError


@pytest.fixture(scope="module")
def offline(root: Path) -> ModuleType:
    """The hook that the build of the pages runs."""
    spec = importlib.util.spec_from_file_location("offline", root / "docs" / "offline.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://example.org/x.js"></script>',
        '<link rel="stylesheet"\n  href="//example.org/x.css">',
        "<img alt=x src=http://example.org/x.png>",
        "<style>@import url('https://example.org/x.css');</style>",
        "<style>@import 'https://example.org/x.css';</style>",
        '<p style="background: url(//example.org/x.png)">',
    ],
)
def test_what_would_be_loaded_is_found(offline: ModuleType, page: str) -> None:
    assert offline.loads(page)


def test_a_link_loads_nothing(offline: ModuleType) -> None:
    assert offline.loads('<a href="https://example.org">x</a><img src="x.png"><script src="x.js"></script>') == []


def test_the_build_stops(offline: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>nothing</p>", encoding="utf-8")
    offline.on_post_build(SimpleNamespace(site_dir=str(tmp_path)))
    (tmp_path / "style.css").write_text("p { background: url(https://example.org/x.png) }", encoding="utf-8")
    with pytest.raises(PluginError, match=r"style\.css: .*example\.org"):
        offline.on_post_build(SimpleNamespace(site_dir=str(tmp_path)))
