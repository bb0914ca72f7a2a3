"""The document that names stand in: what is known of it before its names are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from geomoves.places.place import Place

__all__ = ["DEFAULT_THRESHOLD", "Document"]

#: The score from which on an answer is called resolved, when the caller does not set another.
DEFAULT_THRESHOLD = 0.75


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of the document that the mentions stand in.

    Parameters
    ----------
    text : str
        The text, possibly empty.
    year : int or None
        When it was written.
    countries : frozenset of str or None
        The theatre: where a bare name may lie. Places in no country are in every theatre.
    threshold : float
        0–1, from which score on an answer is called resolved.
    suggest : bool
        Whether close spellings are looked for where nothing has a name.
    """

    text: str = ""
    year: int | None = None
    countries: frozenset[str] | None = None
    threshold: float = DEFAULT_THRESHOLD
    suggest: bool = True

    def in_theatre(self, place: Place) -> bool:
        """Whether a bare name may mean `place`."""
        return self.countries is None or not place.country or place.country in self.countries
