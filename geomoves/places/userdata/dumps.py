"""GeoNames' dump files, packed once into a file of the user's cache folder and looked up there.

The packed file is named by what the dumps hold and by the version of its making: when a dump changes, or
geomoves packs otherwise, another file is made. One that is cut off, damaged or of another version is made
anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from geomoves.errors import AssetError, FileAccessError
from geomoves.files import write_whole
from geomoves.places.cachefolder import cache_folder
from geomoves.places.packed.layer import PackedLayer
from geomoves.places.packed.mapped import VERSION
from geomoves.places.userdata.overlays import dump_kind
from geomoves.places.world import world_layer

__all__ = ["DumpFiles", "dump_layer", "packed_dumps", "split_dumps"]

#: Counts up when the same dumps would be packed into something else.
_FORM = 1

# Files that end so are no dumps, and are not opened to see.
_NEVER = (".csv", ".json", ".geojson", ".jsonld")

_FOLDER, _KNOWN = "gazetteers", "files.json"
_DAY_S = 86_400.0
#: After so long without being asked a packed file goes when another is packed: it is made again when needed.
_KEPT_DAYS = 90
_HASHED_AT_ONCE = 1 << 20


class DumpFiles:
    """Dumps that belong together: the places, and the names that are added to them."""

    def __init__(
        self, places: Sequence[str | os.PathLike[str]], names: Sequence[str | os.PathLike[str]] = ()
    ) -> None:
        self.places = tuple(os.fspath(path) for path in places)
        self.names = tuple(os.fspath(path) for path in names)

    def key(self, folder: Path, made_with: str) -> str:
        """Return what tells these dumps from any others: a checksum of all that they hold."""
        known = _Known(folder / _KNOWN)
        parts = [f"{_FORM}.{VERSION}", made_with]
        parts += [f"places {known.checksum(path)} {Path(path).name}" for path in self.places]
        parts += [f"names {known.checksum(path)}" for path in self.names]
        known.keep()
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class _Known:
    """Checksums of files by their path, size and time, so that a gigabyte is not read at every start."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed = False
        try:
            known = json.loads(path.read_bytes())
        except (OSError, ValueError):
            known = {}
        self._known: dict[str, list[object]] = known if isinstance(known, dict) else {}

    def checksum(self, path: str) -> str:
        try:
            whole = os.path.realpath(path)
            state = Path(path).stat()
            seen: list[object] = [state.st_size, state.st_mtime_ns, state.st_ino]
            entry = self._known.get(whole)
            if isinstance(entry, list) and entry[:3] == seen and isinstance(entry[-1], str):
                return entry[-1]
            digest = hashlib.sha256()
            with open(path, "rb") as file:
                while piece := file.read(_HASHED_AT_ONCE):
                    digest.update(piece)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise FileAccessError(path, reason, "check the path and its permissions") from error
        self._known[whole] = [*seen, digest.hexdigest()]
        self._changed = True
        return digest.hexdigest()

    def keep(self) -> None:
        if self._changed:
            write_whole(self._path, json.dumps(self._known).encode("utf-8", "surrogatepass"))


def split_dumps(
    files: Sequence[str | os.PathLike[str]],
) -> tuple[list[str | os.PathLike[str]], DumpFiles | None]:
    """Part the dumps of GeoNames from the other files.

    Raises
    ------
    FileAccessError
        A file cannot be read, or there are names of GeoNames without the places that they belong to.
    """
    others: list[str | os.PathLike[str]] = []
    places: list[str | os.PathLike[str]] = []
    names: list[str | os.PathLike[str]] = []
    for file in files:
        kind = "" if os.fspath(file).lower().endswith(_NEVER) else dump_kind(file)
        {"places": places, "names": names, "": others}[kind].append(file)
    if names and not places:
        message = "these are GeoNames' other names of places, without the places"
        raise FileAccessError(os.fspath(names[0]), message, "give the dump with the places as well")
    return others, DumpFiles(places, names) if places else None


def dump_layer(files: DumpFiles, *, progress: bool | None = None, anew: bool = False) -> PackedLayer:
    """Return the layer of some dumps with the codes that the world's places have for their areas.

    Parameters and errors are those of `packed_dumps`.
    """
    world = world_layer()
    return packed_dumps(
        files,
        iso_ids=world.codes_by_number,
        made_with=world.file_facts()["sha256"],
        progress=progress,
        anew=anew,
    )


def packed_dumps(
    files: DumpFiles,
    *,
    iso_ids: Callable[[], Mapping[int, str]],
    made_with: str = "",
    progress: bool | None = None,
    anew: bool = False,
) -> PackedLayer:
    """Return the layer of some dumps, packed now when they have not been before.

    Parameters
    ----------
    files : DumpFiles
        The dumps.
    iso_ids : callable
        Gives, by GeoNames' number, the ISO 3166-2 codes of first-level areas; asked only when packing.
    made_with : str
        What tells the version of these codes; with another one the dumps are packed anew.
    progress : bool, optional
        Whether packing shows a bar, see `progress_bar`.
    anew : bool
        Whether to pack even what is packed already.

    Raises
    ------
    GazetteerError
        With everything that is wrong in the dumps; nothing is packed.
    FileAccessError
        A dump cannot be read, or the cache folder not be written.
    """
    folder = cache_folder() / _FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise FileAccessError(
            str(folder), (error.strerror or str(error)).lower(), "check its permissions"
        ) from error
    path = folder / f"{files.key(folder, made_with)}.places"
    remedy = "it is packed anew with the next question"
    if path.exists() and not anew:
        try:
            layer = PackedLayer(path, remedy)
        except AssetError:
            # Cut off, damaged, or of another version: what it was made of is still there.
            pass
        else:
            _note_use(path)
            return layer
    _clear(folder)
    # Who only looks names up does not pay for loading what packs.
    from geomoves.places.userdata.dump_packing import pack_dumps

    pack_dumps(files.places, files.names, path, iso_ids=iso_ids(), progress=progress)
    return PackedLayer(path, remedy)


def _note_use(path: Path) -> None:
    """Set a packed file's time to now, once a day at most: a folder that is only read loses nothing."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY_S:
            os.utime(path)


def _clear(folder: Path) -> None:
    """Remove what packing left behind when it was killed, and what nobody asked for a long time."""
    now = time.time()
    for left in folder.glob(".*.places.*"):
        with contextlib.suppress(OSError):
            if now - left.stat().st_mtime > _DAY_S:
                shutil.rmtree(left)
    for packed in folder.glob("*.places"):
        with contextlib.suppress(OSError):
            if now - packed.stat().st_mtime > _KEPT_DAYS * _DAY_S:
                packed.unlink()
