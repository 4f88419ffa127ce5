"""The example notebooks run from their first cell to their last, and show what they promise."""

import pathlib

import pytest

nbclient = pytest.importorskip("nbclient")
import nbformat  # noqa: E402

NOTEBOOKS = sorted((pathlib.Path(__file__).resolve().parents[1] / "examples").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_every_cell_runs(path, tmp_path):
    book = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "outputs are not kept in the repository"
    nbclient.NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [o.get("data", {}) for cell in book.cells for o in cell.get("outputs", [])]
    html = "".join(str(data.get("text/html", "")) for data in shown)
    assert "line-height" in html and "shelling" in html, "the text stands with its claims marked"
    assert html.count("<table") >= 3, "claims, incidents and findings stand as tables"
