"""Building the model of a dossier."""

from __future__ import annotations

from geomoves.errors import ArgumentError
from geomoves.memory import uncollected
from geomoves.movement.assembly import assemble
from geomoves.movement.model import MovementModel
from geomoves.movement.placing import place_claims
from geomoves.places import Gazetteer
from geomoves.reports import Dossier

__all__ = ["build"]


def build(dossier: Dossier, *, gazetteer: Gazetteer | None = None, infer: bool = False) -> MovementModel:
    """Build the movement model of a dossier.

    Parameters
    ----------
    dossier : Dossier
        What was said.
    gazetteer : Gazetteer or None
        Where names are looked up; by default the one that comes with geomoves, offline.
    infer : bool
        Whether presences of one force are joined by lines: grey, without a head, marked as not reported
        (`MovementModel.joins`). Nobody reports that anything moved there.

    Returns
    -------
    MovementModel
        What can be said to have moved, with every claim behind it. Names that could be two places
        wait in `MovementModel.unplaced`.

    Raises
    ------
    DossierError
        References inside the dossier lead nowhere.
    ArgumentError
        `dossier` is no dossier.

    Examples
    --------
    >>> import geomoves as gm
    >>> dossier = gm.Dossier(
    ...     documents={"page": {"citation": "A newspaper"}},
    ...     speakers={"nis": "NIS"},
    ...     forces={"body": "Soldiers"},
    ... )
    >>> _ = dossier.add(
    ...     gm.Claim(
    ...         id="landing",
    ...         kind="movement",
    ...         said_by="nis",
    ...         in_="page",
    ...         force="body",
    ...         to="Vladivostok",
    ...         phase="happened",
    ...     )
    ... )
    >>> model = gm.build(dossier)
    >>> model.legs.loc[0, "to_name"], model.legs.loc[0, "open_end"]
    ('Vladivostok', 'from')
    """
    if not isinstance(dossier, Dossier):
        raise ArgumentError(
            "dossier", f"this is a {type(dossier).__name__}", "give what read_dossier returns"
        )
    gazetteer = Gazetteer() if gazetteer is None else gazetteer
    with uncollected():
        dossier.check()
        spots = place_claims(dossier, gazetteer)
        # What the author took back stays in the dossier as a correction and says nothing here.
        claims = [claim for claim in dossier.claims.values() if claim.withdrawn is None]
        records = assemble(dossier, claims, spots, infer=infer)
        records.columns.make()
    return MovementModel(dossier, spots, records, infer=infer)
