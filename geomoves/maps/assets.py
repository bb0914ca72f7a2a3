"""What every page is made of besides data: Leaflet, our script, our styles.

Leaflet is not copied into this project. It comes from the package ``django-js-lib-leaflet``, whose files are
read without Django and must be the very ones that were tested: each has its SHA-256 here.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import importlib.util
import json
import re
from importlib import resources
from pathlib import Path

from geomoves.errors import AssetError

__all__ = [
    "leaflet_script",
    "leaflet_style",
    "notice_style",
    "our_script",
    "our_style",
    "plain_style",
    "start_script",
]

LEAFLET_VERSION = "1.9.4"

_LEAFLET_PACKAGE = "js_lib_leaflet"
_LEAFLET_FOLDER = "static/js_lib_leaflet"
_REINSTALL_LEAFLET = "run: python -m pip install --force-reinstall django-js-lib-leaflet==1.9.4.1"
_REINSTALL_GEOMOVES = "install geomoves again; in a checkout, build the page's script with: make bundle"
_PINNED_SHA256 = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    "images/layers.png": "1dbbe9d028e292f36fcba8f8b3a28d5e8932754fc2215b9ac69e4cdecf5107c6",
    "images/layers-2x.png": "066daca850d8ffbef007af00b06eac0015728dee279c51f3cb6c716df7c42edf",
    "images/marker-icon.png": "574c3a5cca85f4114085b6841596d62f00d7c892c7b03f28cbfa301deb1dc437",
    "images/marker-icon-2x.png": "00179c4c1ee830d3a108412ae0d294f55776cfeb085c60129a39aa6fc4ae2528",
    "images/marker-shadow.png": "264f5c640339f042dd729062cfc04c17f8ea0f29882b538e3848ed8f10edb4da",
}

# A page that has RequireJS or another module loader on it would swallow Leaflet as an anonymous module.
_SHADOW_BEFORE = "(function () {\nvar define, module, exports;\n"
_SHADOW_AFTER = "\n})();\n"
# Opened developer tools fetch the map that this comment names.
_SOURCE_MAP_COMMENT = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_URL_DECLARATION = re.compile(r"[\w-]+\s*:[^;{}]*\burl\(\s*['\"]?([^)'\"]*)['\"]?\s*\)[^;{}]*;?")


def leaflet_script(*, with_images: bool = False) -> str:
    """Return Leaflet as one script that sets the global ``L``, whatever else is on the page.

    Parameters
    ----------
    with_images : bool
        Whether Leaflet's default marker is to work: its images go in as data. Our own page has no use for it.

    Returns
    -------
    str
        JavaScript that stands alone and asks nobody for anything.

    Raises
    ------
    AssetError
        Leaflet is not installed, or is not the version that was tested.
    """
    source = _without_source_map(_leaflet_file("leaflet.js"))
    script = _SHADOW_BEFORE + source + _SHADOW_AFTER
    if with_images:
        images = {
            "iconUrl": _image_as_data("images/marker-icon.png"),
            "iconRetinaUrl": _image_as_data("images/marker-icon-2x.png"),
            "shadowUrl": _image_as_data("images/marker-shadow.png"),
        }
        # Without a path of its own Leaflet guesses one from a stylesheet's address, and fails on data.
        script += f'L.Icon.Default.imagePath = "";\nL.Icon.Default.mergeOptions({json.dumps(images)});\n'
    return script


def leaflet_style(*, with_images: bool = False) -> str:
    """Return Leaflet's style sheet without an address that a browser would load.

    Parameters
    ----------
    with_images : bool
        Whether the images of Leaflet's layer control go in as data; otherwise what names one is left out.

    Returns
    -------
    str
        CSS.

    Raises
    ------
    AssetError
        Leaflet is not installed, or is not the version that was tested.
    """
    return _without_addresses(_leaflet_file("leaflet.css"), with_images)


@functools.cache
def _without_source_map(script: bytes) -> str:
    return _SOURCE_MAP_COMMENT.sub("", script.decode("utf-8")).strip()


@functools.cache
def _without_addresses(sheet: bytes, with_images: bool) -> str:  # noqa: FBT001  # a cache's key
    def without_address(declaration: re.Match[str]) -> str:
        address = declaration[1]
        if not with_images or address not in _PINNED_SHA256:
            return ""
        return declaration[0].replace(address, _image_as_data(address))

    return _URL_DECLARATION.sub(without_address, sheet.decode("utf-8"))


def our_script() -> str:
    """Return the page's own script, which sets the global ``geomoves``.

    Raises
    ------
    AssetError
        The installation of geomoves is not whole.
    """
    return _our_file("geomoves.js")


def start_script() -> str:
    """Return the script that unpacks the others and builds the page.

    Raises
    ------
    AssetError
        The installation of geomoves is not whole.
    """
    return _our_file("start.js")


def our_style() -> str:
    """Return the page's own style sheet.

    Raises
    ------
    AssetError
        The installation of geomoves is not whole.
    """
    return _our_file("geomoves.css")


def notice_style() -> str:
    """Return the style of the line that a map with foreign elements carries.

    Raises
    ------
    AssetError
        The installation of geomoves is not whole.
    """
    return _our_file("foreign.css")


def plain_style() -> str:
    """Return the style of the map as text.

    Raises
    ------
    AssetError
        The installation of geomoves is not whole.
    """
    return _our_file("plain.css")


@functools.cache
def _leaflet_file(name: str) -> bytes:
    content = _leaflet_folder().joinpath(name)
    try:
        read = content.read_bytes()
    except OSError as error:
        raise AssetError(name, "Leaflet's package does not hold it", _REINSTALL_LEAFLET) from error
    if hashlib.sha256(read).hexdigest() != _PINNED_SHA256[name]:
        raise AssetError(name, f"this is not the file of Leaflet {LEAFLET_VERSION}", _REINSTALL_LEAFLET)
    return read


def _leaflet_folder() -> Path:
    # Found, not imported: what stands in the package's modules is for Django.
    found = importlib.util.find_spec(_LEAFLET_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise AssetError("leaflet.js", "Leaflet is not installed", _REINSTALL_LEAFLET)
    return Path(found.submodule_search_locations[0]) / _LEAFLET_FOLDER


def _image_as_data(name: str) -> str:
    return "data:image/png;base64," + base64.b64encode(_leaflet_file(name)).decode("ascii")


def _our_file(name: str) -> str:
    try:
        return (resources.files("geomoves.maps") / "static" / name).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise AssetError(name, "it is missing from geomoves", _REINSTALL_GEOMOVES) from error
