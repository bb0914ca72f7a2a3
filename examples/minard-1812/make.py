"""Write ``examples/minard-1812.yaml`` from the tables beside this file.

The tables are Andrew Heiss's transcription (2017, MIT licence) of the figures of Charles Joseph Minard's map.
"""

from __future__ import annotations

from pathlib import Path

import geomoves as gm
from geomoves.formats import parse_track_table, track_claims
from geomoves.formats.tracks import name_points, parse_places_table

HERE = Path(__file__).parent
#: The tables give tenths of a degree: at this latitude six to eleven kilometres.
NAMED_WITHIN_KM = 5.0


def minard_dossier() -> gm.Dossier:
    """Return the dossier of the map: one claim for each row of the table of troops."""
    points = parse_track_table((HERE / "troops.txt").read_text(encoding="utf-8"), file="troops.txt")
    cities = parse_places_table((HERE / "cities.txt").read_text(encoding="utf-8"), file="cities.txt")
    forces = {"1": "main", "2": "left-wing", "3": "far-left"}
    claims = track_claims(
        points,
        said_by="minard",
        document="map",
        forces=forces,
        names=name_points(points, cities, distance_km=NAMED_WITHIN_KM),
        directions={"A": "on the advance", "R": "on the retreat"},
        answers_at_start="start",
    )
    return gm.Dossier(
        title="The army of Napoleon in Russia, 1812, as Minard drew it in 1869",
        description="Every figure is Minard's. The positions are those of the transcription, to a tenth of a "
        "degree; most have no name. No leg has a day: Minard dates only the cold of the retreat.",
        theatre=["LT", "BY", "RU", "LV"],
        documents={
            "map": {
                "title": "Carte figurative des pertes successives en hommes de l'Armée Française "
                "dans la campagne de Russie 1812–1813",
                "author": "Charles Joseph Minard",
                "published": "1869-11-20",
                "language": "fr",
                "citation": "Paris, 20 November 1869; transcribed by Andrew Heiss, 2017 (MIT licence): "
                "troops.txt and cities.txt in the folder minard-1812",
                "not_taken": "the temperatures of the retreat, in degrees Réaumur, and the rivers: "
                "they move no troops",
                "assumes": "that the corps of Prince Jérôme and of Marshal Davout, which had been sent to "
                "Minsk and Mohilow and came back near Orscha and Witebsk, had always marched with the army",
            }
        },
        speakers={"minard": {"name": "Charles Joseph Minard", "country": "FR"}},
        forces={
            "army": {"name": "the army of Napoleon", "country": "FR"},
            "main": {"name": "the main body", "part_of": "army", "apart_from": ["left-wing", "far-left"]},
            "left-wing": {
                "name": "the corps sent towards Polotzk",
                "part_of": "army",
                "apart_from": "far-left",
            },
            "far-left": {"name": "the corps sent towards the north", "part_of": "army"},
        },
        questions={"start": {"text": "How many set out?"}},
        claims=claims,
    )


if __name__ == "__main__":
    minard_dossier().save(HERE.with_name("minard-1812.yaml"))
