"""Run the notebooks and keep what they show, so that they can be read where they cannot be run.

A map is half a megabyte of HTML that readers of the source cannot see: only its text is kept.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from geomoves.files import write_whole

_LARGEST_OUTPUT = 50_000


def main() -> int:
    """Run every notebook in ``notebooks/`` and write it with its outputs."""
    for path in sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        client = NotebookClient(
            notebook, timeout=120, record_timing=False, resources={"metadata": {"path": str(path.parent)}}
        )
        client.execute()
        for cell in notebook.cells:
            for output in cell.get("outputs", ()):
                data = output.get("data", {})
                if len(data.get("text/html", "")) > _LARGEST_OUTPUT:
                    del data["text/html"]
        notebook.metadata.pop("language_info", None)
        write_whole(path, (nbformat.writes(notebook) + "\n").encode("utf-8"))
        sys.stdout.write(f"{path.name}: run\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
