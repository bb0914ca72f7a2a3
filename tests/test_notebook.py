"""The tour runs from its first cell to its last, and what it shows can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

TOUR = Path(__file__).parents[1] / "notebooks" / "01-from-report-to-map.ipynb"


@pytest.mark.enable_socket  # the kernel speaks over loopback
def test_the_tour_runs_and_its_output_can_be_read() -> None:
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(TOUR, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(TOUR.parent)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    shown = "\n".join(
        str(output.get("text", "")) + "\n".join(str(text) for text in output.get("data", {}).values())
        for output in outputs
    )
    for text in (
        "1,500 soldiers",
        "Rostov Oblast",
        "ambiguous",
        "none contradicts another",
        "combat zones",
        "denied",
    ):
        assert text in shown
    assert "object at 0x" not in shown
