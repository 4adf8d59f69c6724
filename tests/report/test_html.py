"""A check in a notebook."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from selectorate import report


def _page(html: str) -> ET.Element:
    return ET.fromstring(f"<div>{html}</div>")


def test_nothing_is_loaded_and_nothing_runs() -> None:
    html = report.check()._repr_html_()
    assert "http" not in html
    assert not any(f"<{tag}" in html for tag in ("script", "link", "img", "style", "iframe"))


def test_cells_have_heads() -> None:
    for table in _page(report.check("association")._repr_html_()).iter("table"):
        heads, rows = table.findall("thead/tr/th"), table.findall("tbody/tr")
        assert {head.get("scope") for head in heads} <= {"col"}
        assert {row.find("th").get("scope") for row in rows} == {"row"}
        assert len({len(row) for row in [*rows, heads] if len(row)}) == 1


def test_a_check_as_tables() -> None:
    page = _page(report.check("association")._repr_html_())
    cells = [cell.text for cell in page.iter("th")]
    assert "executive->branches branches->assembly assembly->board board->executive" in cells
    assert "guessed" in cells
