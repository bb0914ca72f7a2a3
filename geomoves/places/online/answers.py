"""What an online service answered, and whose turn it is to ask: one SQLite file for every process of a user.

==============  ====================================================================================
``answers``     a service's reply to one question, as it came; read again with every check
``turns``       when each service was last asked, and until when it asked to be left alone
==============  ====================================================================================

An answer is kept for 30 days, "nothing found" for 7, at most 20,000 of them. A file that is damaged, or that
another version of geomoves wrote, is started anew: a lost answer costs one question.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geomoves.errors import FileAccessError, OnlineRateLimitError, OnlineTimeoutError
from geomoves.places.cachefolder import CACHE_VARIABLE, cache_folder

__all__ = ["AnswerStore"]

_FILE = "online.sqlite"

#: Says in the file's head whose it is ("geom"), and which version of the tables it holds.
_APPLICATION, _VERSION = 0x67656F6D, 1

_DAY_S = 86_400.0
_KEPT_S, _NOTHING_KEPT_S = 30 * _DAY_S, 7 * _DAY_S
_MOST_ANSWERS = 20_000
_MOST_BYTES = 500_000

# No service is asked to be left alone for longer than this, whatever it says.
_LONGEST_BLOCK_S = _DAY_S

# How long one who asks keeps others waiting: whoever was killed while asking never says that it is done.
_LONGEST_BUSY_S, _LOOK_AGAIN_S = 10.0, 0.1

# How long another process may hold the file, seconds.
_BUSY_S = 5.0
_MOST_OPENINGS = 50

_REMEDY = f"set {CACHE_VARIABLE} to a folder that you can write to"

_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
    service TEXT NOT NULL, question TEXT NOT NULL, reply BLOB NOT NULL, empty INTEGER NOT NULL,
    answered_at REAL NOT NULL, PRIMARY KEY (service, question)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (
    service TEXT PRIMARY KEY, asked_at REAL NOT NULL, busy_until REAL NOT NULL, blocked_until REAL NOT NULL
) WITHOUT ROWID;
"""


class AnswerStore:
    """Keeps answers, and lets one question through at a time, whichever process asks it.

    Parameters
    ----------
    path : path, optional
        The SQLite file; ``online.sqlite`` in the cache folder by default.
    interval_s : float
        Seconds between an answer and the next question to the same service. The public one allows one
        question a second.
    now, sleep : callable
        The time in seconds since 1970, and waiting.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        interval_s: float = 1.0,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = None if path is None else Path(path)
        self._interval_s = interval_s
        self._now = now
        self._sleep = sleep

    @property
    def path(self) -> Path:
        """Where the file is."""
        return cache_folder() / _FILE if self._path is None else self._path

    def answer(self, service: str, question: str) -> tuple[bytes, float] | None:
        """Return the reply to a question and when it came, None when none is kept or it is too old.

        Raises
        ------
        FileAccessError
            The file cannot be opened.
        """
        with self._database() as database:
            row = database.execute(
                "SELECT reply, empty, answered_at FROM answers WHERE service = ? AND question = ?",
                (service, question),
            ).fetchone()
        if row is None or not isinstance(row[0], bytes) or not isinstance(row[2], float):
            return None
        age_s = self._now() - row[2]
        # An answer from the future was kept under a wrong clock: nobody knows how old it is.
        return (row[0], row[2]) if 0 <= age_s < (_NOTHING_KEPT_S if row[1] else _KEPT_S) else None

    def keep(self, service: str, question: str, reply: bytes, *, empty: bool) -> float:
        """Keep the reply to a question and return the time that it is kept under.

        Raises
        ------
        FileAccessError
            The file cannot be written.
        """
        now = self._now()
        if len(reply) <= _MOST_BYTES:
            with self._database() as database, _changing(database):
                database.execute(
                    "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)",
                    (service, question, reply, int(empty), now),
                )
                (held,) = database.execute("SELECT count(*) FROM answers").fetchone()
                if held > _MOST_ANSWERS:
                    # A tenth at once, so that a full file is not tidied with every answer.
                    database.execute(
                        "DELETE FROM answers WHERE answered_at <= "
                        "(SELECT answered_at FROM answers ORDER BY answered_at LIMIT 1 OFFSET ?)",
                        (held - _MOST_ANSWERS + _MOST_ANSWERS // 10,),
                    )
        return now

    def forget(self, service: str, question: str) -> None:
        """Drop the reply to a question, such as one that cannot be believed any more."""
        with self._database() as database, _changing(database):
            database.execute("DELETE FROM answers WHERE service = ? AND question = ?", (service, question))

    @contextmanager
    def turn(self, service: str, timeout_s: float) -> Iterator[None]:
        """Wait until nobody else of this user asks a service, and keep others waiting until the block ends.

        The next turn begins `interval_s` after the end of this one, so that no two questions arrive within
        that time however long they travel.

        Parameters
        ----------
        service : str
            Whom to ask.
        timeout_s : float
            How long to wait at most, seconds.

        Raises
        ------
        OnlineRateLimitError
            The service has asked to be left alone.
        OnlineTimeoutError
            Others were before us for all that time.
        FileAccessError
            The file cannot be written.
        """
        until = self._now() + timeout_s
        while wait_s := self._claim(service, timeout_s):
            if self._now() + wait_s > until:
                message = f"others asked before us for {timeout_s:.1f} s; try again later"
                raise OnlineTimeoutError(service, message, timeout_s)
            self._sleep(wait_s)
        try:
            yield
        finally:
            with self._database() as database, _changing(database):
                database.execute(
                    "UPDATE turns SET asked_at = ?, busy_until = 0 WHERE service = ?", (self._now(), service)
                )

    def _claim(self, service: str, timeout_s: float) -> float:
        """Take the turn and return 0, or return how long to wait before asking again, seconds."""
        with self._database() as database, _changing(database):
            now = self._now()
            row = database.execute(
                "SELECT asked_at, busy_until, blocked_until FROM turns WHERE service = ?", (service,)
            ).fetchone()
            asked_at, busy_until, blocked_until = row or (0.0, 0.0, 0.0)
            blocked_s = blocked_until - now
            if 0 < blocked_s <= _LONGEST_BLOCK_S:
                message = f"it has asked to be left alone; try again in {blocked_s:.0f} s"
                raise OnlineRateLimitError(service, message, round(blocked_s, 1))
            if 0 < busy_until - now <= _LONGEST_BUSY_S:
                return _LOOK_AGAIN_S
            wait_s = asked_at + self._interval_s - now
            # A longer wait than one interval comes from a clock that was set back.
            if 0 < wait_s <= self._interval_s:
                return float(wait_s)
            busy_s = min(timeout_s, _LONGEST_BUSY_S)
            database.execute("INSERT OR REPLACE INTO turns VALUES (?, ?, ?, 0)", (service, now, now + busy_s))
            return 0.0

    def leave_alone(self, service: str, seconds: float) -> None:
        """Let nobody ask a service for some time, a day at most."""
        with self._database() as database, _changing(database):
            now = self._now()
            database.execute(
                "INSERT OR REPLACE INTO turns VALUES (?, ?, 0, ?)",
                (service, now, now + min(seconds, _LONGEST_BLOCK_S)),
            )

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one piece of work; a damaged one is started anew, once."""
        path = self.path
        try:
            database = _opened_or_anew(path)
            with contextlib.closing(database):
                yield database
        except sqlite3.DatabaseError as error:
            if _damaged(error):
                # It shows only in use: the next question finds a new file.
                _start_anew(path, _inode(path))
                message = f"the online answers kept here were damaged ({error}) and are gone"
                raise FileAccessError(str(path), message, "ask again") from error
            message = f"online answers cannot be kept here ({error})"
            raise FileAccessError(str(path), message, _REMEDY) from error


def _opened_or_anew(path: Path) -> sqlite3.Connection:
    inode = _inode(path)
    for _ in range(_MOST_OPENINGS):
        try:
            return _opened(path)
        except sqlite3.DatabaseError as error:
            if _damaged(error):
                _start_anew(path, inode)
                inode = _inode(path)
            elif "locked" not in str(error):
                raise
            else:
                # Who makes the file first does not make the others wait, it makes them fail.
                time.sleep(_BUSY_S / _MOST_OPENINGS)
    return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    # What was searched for is nobody else's business.
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
    database.execute("PRAGMA synchronous = NORMAL")
    try:
        (application,) = database.execute("PRAGMA application_id").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if (application, version) != (_APPLICATION, _VERSION):
            _make_tables(database, path)
    except BaseException:
        database.close()
        raise
    return database


def _make_tables(database: sqlite3.Connection, path: Path) -> None:
    """Make the tables in a new file, or anew in one of another version."""
    database.execute("PRAGMA journal_mode = WAL")
    with _changing(database):
        # Another process may have made them in the meantime.
        (application,) = database.execute("PRAGMA application_id").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if (application, version) == (_APPLICATION, _VERSION):
            return
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and application != _APPLICATION:
            raise FileAccessError(
                str(path), "this is another program's database", f"set {CACHE_VARIABLE} to another folder"
            )
        for name in ("answers", "turns"):
            database.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in _TABLES.split(";\n"):
            database.execute(statement)
        database.execute(f"PRAGMA application_id = {_APPLICATION}")
        database.execute(f"PRAGMA user_version = {_VERSION}")


@contextmanager
def _changing(database: sqlite3.Connection) -> Iterator[None]:
    """One transaction that holds the file from its start on."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _damaged(error: sqlite3.DatabaseError) -> bool:
    # The error itself says so; its kinds stand for a locked file, a full disk, a wrong statement.
    return type(error) is sqlite3.DatabaseError


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _start_anew(path: Path, inode: int) -> None:
    """Remove a damaged file, unless another process has put a new one in its place already."""
    if _inode(path) != inode:
        return
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            Path(f"{path}{ending}").unlink()
