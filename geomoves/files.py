"""Files are written whole or not at all, and read with a limit."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from geomoves.errors import FileAccessError

__all__ = ["read_bytes", "read_head", "write_whole"]


def read_head(path: str | os.PathLike[str], length: int = 4096) -> bytes:
    """Read how a regular file begins: at most `length` bytes.

    Raises
    ------
    FileAccessError
        The file is missing, no regular file, or unreadable.
    """
    with _opened(path) as stream:
        return stream.read(length)


def read_bytes(path: str | os.PathLike[str], *, most_bytes: int) -> bytes:
    """Read a regular file of at most `most_bytes` bytes.

    Parameters
    ----------
    path : str or path-like
        The file.
    most_bytes : int
        A longer file is refused before it is in memory.

    Returns
    -------
    bytes
        All of the file.

    Raises
    ------
    FileAccessError
        The file is missing, no regular file, unreadable or too long.
    """
    with _opened(path) as stream:
        content = stream.read(most_bytes + 1)
    if len(content) > most_bytes:
        limit_mb = most_bytes / 1_000_000
        raise FileAccessError(os.fspath(path), f"the file is larger than {limit_mb:g} MB", "split it")
    return content


@contextlib.contextmanager
def _opened(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    shown = os.fspath(path)
    try:
        if not Path(path).exists():
            raise FileAccessError(shown, "there is no such file", "check the path and the spelling")
        if not Path(path).is_file():
            raise FileAccessError(shown, "this is not a file", "give the path of a file")
        with open(path, "rb") as stream:
            yield stream
    except (OSError, ValueError) as error:
        raise FileAccessError(shown, _reason(error), "check the path and its permissions") from error


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Write `content` to `path`: beside it first, then renamed over it.

    A reader sees the old file or the new one, never a part; when writing fails, the old file
    stays byte for byte as it was.

    Parameters
    ----------
    path : str or path-like
        Where the file goes. Its folder must exist.
    content : bytes
        The whole file.

    Raises
    ------
    FileAccessError
        The folder is missing or cannot be written, or the disk is full.
    """
    # A link keeps being a link: what it points to is replaced.
    shown = os.fspath(path)
    try:
        target = Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise FileAccessError(shown, _reason(error), "check the path") from error
    if not target.parent.is_dir():
        raise FileAccessError(shown, "its folder does not exist", "make the folder first")
    if target.is_dir():
        raise FileAccessError(shown, "this is a folder", "give the path of a file")
    beside = ""
    try:
        # An existing file keeps its permissions; a new one gets those that the umask leaves.
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        handle, beside = tempfile.mkstemp(prefix=f".{target.name[:60]}.", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(OSError):
            os.chmod(beside, mode)
        os.replace(beside, target)
    except (OSError, ValueError) as error:
        raise FileAccessError(
            shown, _reason(error), "nothing was written; check space and permissions"
        ) from error
    finally:
        if beside:
            with contextlib.suppress(OSError):
                os.unlink(beside)


def _umask() -> int:
    # Python offers no way to read the mask without setting it.
    current = os.umask(0o022)
    os.umask(current)
    return current


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
