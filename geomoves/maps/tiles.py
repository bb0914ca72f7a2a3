"""Online tiles below the movements, for those who ask for them: which, from where, and whom they credit.

A map with tiles is no longer one file that needs nothing else: whoever opens it asks a server for pictures,
which learns who looks where. So tiles are never the default, the page's policy lets images come from their
servers and from nowhere else, and both the library and the page say so.
"""

from __future__ import annotations

import difflib
import re
import warnings
from collections.abc import Mapping
from typing import Any, TypedDict

import xyzservices

from geomoves.errors import ArgumentError, GeomovesWarning, shorten

__all__ = ["TileBasemapBlock", "TilesBlock", "image_hosts", "tile_basemap"]

_MERCATOR = frozenset({"", "EPSG:3857"})
_DEFAULT_SUBDOMAINS = ("a", "b", "c")
_NEEDED = ("{x}", "{y}", "{z}")
_URL = re.compile(
    r"https://(?P<host>(?:\{s\}[.-]?)?[A-Za-z0-9][A-Za-z0-9.-]*)(?P<port>:\d{1,5})?"
    r"/(?:[A-Za-z0-9._~!$&()*+,;=:@%/?-]|\{[sxyz]\})*"
)
_SUBDOMAIN = re.compile(r"[A-Za-z0-9-]{1,40}")
_ORIGIN = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9.-]*(?::\d{1,5})?")
_LINK = re.compile(r'href="(https://[^"\s<>]+)"')
_KEY = re.compile(r"key|token", re.IGNORECASE)
_REMEDY = 'give a name that xyzservices knows, such as "OpenStreetMap.Mapnik", "offline" or "none"'


class TilesBlock(TypedDict):
    """Where tiles are: an address with places for x, y, z and maybe s, one of `subdomains`."""

    name: str
    url: str
    subdomains: list[str]
    hosts: list[str]
    min_zoom: int
    max_zoom: int
    tile_size: int


class TileBasemapBlock(TypedDict):
    """A basemap of tiles as it goes into the page."""

    scale: int
    tiles: TilesBlock
    point_of_view: None
    credits: list[dict[str, str]]


def tile_basemap(provider: str | Mapping[str, Any]) -> TileBasemapBlock:
    """Return the basemap that consists of a provider's tiles.

    Parameters
    ----------
    provider : str or xyzservices.TileProvider
        A provider's name as xyzservices has it, or a provider of one's own: a mapping with ``url``,
        ``attribution`` and ``name``.

    Raises
    ------
    ArgumentError
        There is no such provider, it needs a key, credits nobody, is not of Web Mercator, or its address is
        not one of https with places for x, y and z and nothing else.

    Warns
    -----
    GeomovesWarning
        The map needs the network.

    Examples
    --------
    >>> import warnings
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore")
    ...     block = tile_basemap("OpenStreetMap.Mapnik")
    >>> block["tiles"]["hosts"], block["credits"][0]["text"]
    (['https://tile.openstreetmap.org'], '© OpenStreetMap contributors')
    """
    found = _provider(provider)
    name = str(found.get("name") or "tiles")
    if str(found.get("crs", "")) not in _MERCATOR:
        raise ArgumentError("basemap", f"the tiles of {shorten(name)} are not Web Mercator's", _REMEDY)
    if found.requires_token() or any("<insert" in str(value) for value in found.values()):
        raise ArgumentError(
            "basemap",
            f"{shorten(name)} needs a key, and there is none",
            f"give xyzservices.providers.{name}(…) with the key that the provider gave you; "
            "whoever gets the map can read it there",
        )
    url = _address(found, name)
    subdomains = _subdomains(found, url)
    credited = _credits(found, name)
    host = url.split("/", 3)[2]
    hosts = sorted({f"https://{host.replace('{s}', each)}" for each in subdomains})
    _warn(name, hosts, keyed=any(_KEY.search(field) for field in found if field not in {"name", "url"}))
    return {
        "scale": 1,
        "tiles": {
            "name": name,
            "url": url,
            "subdomains": subdomains,
            "hosts": hosts,
            "min_zoom": _zoom(found, "min_zoom", 0),
            "max_zoom": _zoom(found, "max_zoom", 18),
            "tile_size": 512 if found.get("tile_size") == 512 else 256,
        },
        "point_of_view": None,
        "credits": credited,
    }


def image_hosts(basemap: Mapping[str, Any]) -> list[str]:
    """Return the hosts that a basemap's images come from, fit for a page's policy; none for an offline one.

    Raises
    ------
    ArgumentError
        One of them is no host's address.
    """
    tiles = basemap.get("tiles")
    if not tiles:
        return []
    hosts = [str(host) for host in tiles["hosts"]]
    for host in hosts:
        if not _ORIGIN.fullmatch(host):
            raise ArgumentError("basemap", f"{shorten(host)} is no address of a server", _REMEDY)
    return hosts


def _provider(provider: str | Mapping[str, Any]) -> xyzservices.TileProvider:
    if isinstance(provider, xyzservices.TileProvider):
        return provider
    if isinstance(provider, Mapping):
        try:
            return xyzservices.TileProvider(
                {"name": "tiles", "attribution": "", **{str(key): value for key, value in provider.items()}}
            )
        except (AttributeError, TypeError, ValueError) as error:
            raise ArgumentError("basemap", f"this is no provider of tiles: {error}", _REMEDY) from error
    try:
        return xyzservices.providers.query_name(str(provider))
    except ValueError:
        known = list(xyzservices.providers.flatten())
        close = difflib.get_close_matches(str(provider), ["offline", "none", *known], n=1)
        meant = f'did you mean "{close[0]}"? ' if close else ""
        raise ArgumentError(
            "basemap", f"there is no basemap {shorten(provider)}", f"{meant}{_REMEDY}"
        ) from None


def _address(provider: xyzservices.TileProvider, name: str) -> str:
    try:
        url = str(provider.build_url(fill_subdomain=False))
    except (AttributeError, KeyError, ValueError, TypeError) as error:
        raise ArgumentError(
            "basemap", f"the address of {shorten(name)} has a place that is not filled: {error}", _REMEDY
        ) from error
    # Anything else could end the policy's line, or ask for more than a picture.
    if not _URL.fullmatch(url) or not all(place in url for place in _NEEDED):
        raise ArgumentError(
            "basemap",
            f"the tiles of {shorten(name)} have the address {shorten(url)}",
            "an address begins with https:// and has places for {x}, {y} and {z}",
        )
    return url


def _subdomains(provider: xyzservices.TileProvider, url: str) -> list[str]:
    given = list(provider.get("subdomains") or _DEFAULT_SUBDOMAINS) if "{s}" in url else [""]
    for each in given:
        if each and not _SUBDOMAIN.fullmatch(str(each)):
            raise ArgumentError("basemap", f"{shorten(each)} is no name of a server", _REMEDY)
    return [str(each) for each in given]


def _credits(provider: xyzservices.TileProvider, name: str) -> list[dict[str, str]]:
    text = str(provider.get("attribution") or "").replace("(C)", "©").strip()
    if not text:
        raise ArgumentError(
            "basemap",
            f"{shorten(name)} does not say whom to credit",
            "give it an attribution: who made the map and under what licence",
        )
    link = _LINK.search(str(provider.get("html_attribution") or ""))
    return [{"text": text, "url": link[1] if link else ""}]


def _zoom(provider: xyzservices.TileProvider, field: str, otherwise: int) -> int:
    value = provider.get(field, otherwise)
    return min(24, max(0, int(value))) if isinstance(value, int | float) else otherwise


def _warn(name: str, hosts: list[str], *, keyed: bool) -> None:
    there = ", ".join(hosts)
    parts = [
        (
            f"the tiles of {shorten(name)} come from {there} each time somebody opens the map: "
            "it needs the network, and their server learns who looks where"
        )
    ]
    if any(host.endswith("openstreetmap.org") for host in hosts):
        parts.append(
            "OpenStreetMap's server refuses pages that are opened as a file: put the map on a web server"
        )
    if keyed:
        parts.append("the key stands in the file, for everybody who gets it to read")
    warnings.warn("; ".join(parts), GeomovesWarning, stacklevel=4)
