"""The world's places, packed with geomoves: what lies under the curated gazetteer."""

from __future__ import annotations

from functools import cache

from geomoves.places.datafiles import data_path
from geomoves.places.packed.layer import PackedLayer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["world_info", "world_layer"]


@cache
def world_layer() -> PackedLayer:
    """Return the world's places, opened once.

    Raises
    ------
    AssetError
        The packaged file is missing, cut off, damaged, or of another version of geomoves.
    """
    return PackedLayer(data_path("world.places"))


def world_info(*, verify: bool = False) -> dict[str, Any]:
    """Return what the packaged places of the world are and whom to credit for them.

    Parameters
    ----------
    verify : bool
        Whether to check every byte against the checksum beside the file as well, which takes a moment.

    Returns
    -------
    dict
        ``title``; ``places``, how many; ``kinds``, how many of each kind; ``names``, how many; ``sources``,
        for each package that it was built from its ``package``, ``version``, ``licence`` and ``credit``;
        ``file`` and ``bytes``; ``version``, of the layout; ``sha256``, as it stands beside the file.

    Raises
    ------
    AssetError
        The packaged file is missing, cut off, damaged, or of another version of geomoves.

    Examples
    --------
    >>> info = world_info()
    >>> info["places"] > 300_000
    True
    >>> any("GeoNames" in source["credit"] for source in info["sources"])
    True
    """
    layer = world_layer()
    if verify:
        layer.verify()
    return {**layer.about, **layer.file_facts()}
