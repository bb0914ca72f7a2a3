"""Making gazetteer files ready before they are asked, and telling what is in them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geomoves.places.cachefolder import cache_folder
from geomoves.places.curated import curated_file, read_gazetteers
from geomoves.places.packed.layer import PackedLayer
from geomoves.places.userdata.dumps import dump_layer, split_dumps
from geomoves.places.world import world_info

__all__ = ["facts", "ready"]

PathLike = str | os.PathLike[str]


def ready(files: Sequence[PathLike], *, anew: bool = False, progress: bool | None = None) -> dict[str, Any]:
    """Check gazetteer files and pack the dumps of GeoNames among them.

    Parameters
    ----------
    files : sequence of path
        As `Gazetteer` takes them.
    anew : bool
        Whether to pack even what is packed already.
    progress : bool, optional
        Whether packing shows a bar; by default when it takes long and a person watches.

    Returns
    -------
    dict
        ``rows``, how many places the files hold that are not packed; ``packed``, None or the packed file's
        ``path``, ``bytes`` and ``places``.

    Raises
    ------
    GazetteerError
        With everything that is wrong in the files.
    FileAccessError
        A file cannot be read, or the cache folder not be written.
    """
    others, dumps = split_dumps(files)
    own = _own_places(others)
    packed = None
    if dumps is not None:
        layer = dump_layer(dumps, anew=anew, progress=progress)
        packed = {"path": str(layer.path), "bytes": layer.path.stat().st_size, "places": len(layer)}
    return {"rows": len(own), "packed": packed}


def facts(files: Sequence[PathLike]) -> dict[str, Any]:
    """Tell what the gazetteer and some files hold, and whom to credit; every packed file is checked whole.

    Returns
    -------
    dict
        ``parts``, each with ``title``, ``places``, ``credits`` and what else is known of it: ``file``,
        ``bytes``, ``version``, ``sha256``, ``kinds``; and ``cache``, the cache folder.

    Raises
    ------
    AssetError
        A packed file is damaged.
    GazetteerError, FileAccessError
        A file is wrong, cannot be read, or the cache folder not be written.
    """
    parts: list[dict[str, Any]] = []
    world = world_info(verify=True)
    parts.append(
        {
            **{
                key: world.get(key)
                for key in ("title", "places", "names", "file", "bytes", "version", "sha256")
            },
            "kinds": dict(world.get("kinds", {})),
            "checked": "whole",
            "credits": [
                f"{source['credit']} ({source['licence']}), in {source['package']} {source['version']}"
                for source in world["sources"]
            ],
        }
    )
    curated = read_gazetteers([curated_file()])
    parts.append(
        {
            "title": "The curated gazetteer",
            "places": len(curated),
            "file": curated_file().name,
            "kinds": dict(Counter(place.kind for place in curated)),
            "credits": ["each row names its source; GeoNames (https://www.geonames.org/), CC BY 4.0"],
        }
    )
    others, dumps = split_dumps(files)
    own = _own_places(others)
    if own:
        parts.append(
            {
                "title": "Files of your own",
                "places": len(own),
                "kinds": dict(Counter(kind for kind in own.values())),
                "credits": [],
            }
        )
    if dumps is not None:
        parts.append(_told(dump_layer(dumps)))
    return {"parts": parts, "cache": str(cache_folder())}


def _own_places(files: Sequence[PathLike]) -> dict[str, str]:
    """Return the kinds of the places in files of one's own, by id."""
    if not files:
        return {}
    before = {place.id: place for place in read_gazetteers([curated_file()])}
    after = read_gazetteers([curated_file(), *files])
    return {place.id: place.kind for place in after if before.get(place.id) != place}


def _told(layer: PackedLayer) -> dict[str, Any]:
    layer.verify()
    about = layer.about
    return {
        "title": f"{about['title']} ({', '.join(map(os.path.basename, about['files']))})",
        "places": len(layer),
        **layer.file_facts(),
        "file": str(Path(layer.path)),
        "checked": "whole",
        "credits": about["credits"],
    }
