"""How data is packed: in pieces that are deflated beside each other, with the same bytes whoever does it."""

from __future__ import annotations

import base64
import gzip
import random
from typing import Any

import pytest

from geomoves.maps import packing
from geomoves.maps.packing import pack, packed_texts, unpack


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_PIECE_BYTES", 1000)


def _data() -> dict[str, Any]:
    chosen = random.Random(7)
    return {
        "days": [chosen.randrange(10**6) for _ in range(3000)],
        "words": ["".join(chosen.choices("abcdeé", k=20)) for _ in range(300)],
    }


@pytest.mark.usefixtures("small_pieces")
def test_what_is_packed_in_pieces_is_one_gzip_stream() -> None:
    packed = pack(_data())
    assert unpack(packed.text) == _data()
    stream = base64.b64decode(packed.text)
    assert stream.count(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff") == 1
    assert len(gzip.decompress(stream)) > 9000


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("most", [1, 3])
def test_the_number_of_threads_changes_no_byte(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    before = pack(_data()).text
    monkeypatch.setattr(packing, "_MOST_THREADS", most)
    assert pack(_data()).text == before


@pytest.mark.usefixtures("small_pieces")
def test_data_is_packed_where_no_thread_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(_most: int) -> None:
        raise RuntimeError("can't start new thread")

    before = pack(_data()).text
    monkeypatch.setattr(packing, "ThreadPoolExecutor", none_left)
    assert pack(_data()).text == before


def test_nothing_is_a_stream_too() -> None:
    assert gzip.decompress(base64.b64decode(packed_texts("")[0])) == b""
