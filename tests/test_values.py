"""Value classes act as frozen dataclasses with slots do."""

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys

import pytest

from geomoves.places import Candidate, Mention, Name, Place
from geomoves.values import value_class


@value_class(frozen=True, slots=True)
class Span:
    """A stretch."""

    start: int
    end: int = 0

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclasses.dataclass(frozen=True, slots=True)
class Twin:
    start: int
    end: int = 0


@value_class(frozen=True, slots=True)
class Alone:
    only: int


def test_it_compares_hashes_and_shows_as_a_dataclass():
    assert Span(1, 2) == Span(1, end=2) != Span(1)
    assert Span(1, 2) != Twin(1, 2)
    assert Span(1, 2) != (1, 2)
    assert hash(Span(1, 2)) == hash(Twin(1, 2))
    assert repr(Span(1, 2)) == repr(Twin(1, 2)).replace("Twin", "Span")
    assert Alone(1) == Alone(1) != Alone(2)
    assert hash(Alone(1)) == hash(Alone(1))
    assert Span(1, 5).length == 4
    assert not hasattr(Span(1), "__dict__")


@pytest.mark.parametrize("given", [(), (1, 2, 3)])
def test_it_takes_its_fields_and_no_others(given):
    with pytest.raises(TypeError, match=r"Span\.__init__"):
        Span(*given)
    with pytest.raises(TypeError, match="middle"):
        Span(1, middle=2)


@pytest.mark.parametrize("name", ["start", "middle", "length"])
def test_it_is_frozen(name):
    span = Span(1, 2)
    with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot assign to field '{name}'"):
        setattr(span, name, 3)
    with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot delete field '{name}'"):
        delattr(span, name)
    assert span == Span(1, 2)


def test_it_is_copied_and_pickled():
    for made in (copy.copy(Span(1, 2)), copy.deepcopy(Span(1, 2)), pickle.loads(pickle.dumps(Span(1, 2)))):
        assert made == Span(1, 2)
        assert type(made) is Span


def test_it_answers_as_a_dataclass():
    assert dataclasses.is_dataclass(Span)
    assert [field.name for field in dataclasses.fields(Span)] == ["start", "end"]
    assert [field.default for field in dataclasses.fields(Span)] == [dataclasses.MISSING, 0]
    assert dataclasses.replace(Span(1, 2), end=3) == Span(1, 3)
    assert Span(1, 2).__replace__(end=3) == Span(1, 3)
    assert dataclasses.asdict(Span(1, 2)) == {"start": 1, "end": 2}
    assert str(inspect.signature(Span)) == str(inspect.signature(Twin))
    match Span(1, 2):
        case Span(start, end):
            assert (start, end) == (1, 2)


def test_a_subclass_may_keep_more():
    class Wider(Span):
        pass

    wide = Wider(1, 2)
    wide.note = "own"
    assert wide.note == "own"
    assert wide != Span(1, 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        wide.start = 3
    del wide.note

    @dataclasses.dataclass(frozen=True)
    class Longer(Span):
        unit: str = "m"

    assert Longer(1, 2) == Longer(1, 2, "m") != Longer(1, 2, "km")


@pytest.mark.parametrize("kind", [Candidate, Mention, Name, Place])
def test_the_public_ones_are_value_classes_with_their_words(kind):
    assert dataclasses.is_dataclass(kind)
    assert inspect.getdoc(kind)
    assert list(inspect.signature(kind).parameters) == [field.name for field in dataclasses.fields(kind)]


def test_defining_one_imports_no_dataclasses():
    code = (
        "import sys, geomoves.places.place; sys.exit(bool({'dataclasses', 'inspect'} & sys.modules.keys()))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
