"""The pictures that are kept: what is drawn for each, and how two pictures are compared.

Pictures are kept at half their size, as PNG. They are compared in the browser itself: it draws them as it has
drawn the page, and no other library has to be there.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geomoves as gm

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["FOLDER", "PICTURES", "Difference", "Picture", "compare", "half_size", "recorded", "renderer"]

FOLDER = Path(__file__).with_name("golden")
_RECORD = FOLDER / "recorded.json"
_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
#: What text looks like here: the widths of some of it in the page's fonts, in pixels.
_SAMPLE = "Владивосток Köln 평양 Wm1lI,.;— 12,000"


@dataclass(frozen=True)
class Picture:
    """One picture.

    Parameters
    ----------
    name : str
        Of its file.
    model : callable
        Makes the model.
    width, height : int
        Of the window, CSS pixels.
    options : dict
        Of `draw_map`.
    before : str
        JavaScript that runs before the picture is taken; ``app`` is the page.
    printed : bool
        Whether it is the page as it is printed.
    """

    name: str
    model: Callable[[], gm.MovementModel]
    width: int = 1280
    height: int = 800
    options: tuple[tuple[str, Any], ...] = ()
    before: str = ""
    printed: bool = False


def _example(name: str) -> Callable[[], gm.MovementModel]:
    return lambda: gm.build(gm.read_dossier(_EXAMPLES / name))


def _many() -> gm.MovementModel:
    from benchmarks.generated import generated_model

    return generated_model(100_000)


def _across_the_antimeridian() -> gm.MovementModel:
    stops = {
        "Vladivostok": (131.9, 43.1),
        "Petropavlovsk": (158.65, 53.02),
        "Attu": (173.2, 52.9),
        "Adak": (-176.65, 51.88),
        "Dutch Harbor": (-166.54, 53.89),
        "Kodiak": (-152.4, 57.79),
        "Suva": (178.44, -18.14),
        "Apia": (-171.77, -13.83),
    }
    return _made_up(
        stops,
        [
            ("Vladivostok", "Petropavlovsk", "happened", 1500),
            ("Petropavlovsk", "Adak", "happened", 900),
            ("Kodiak", "Attu", "under way", 400),
            ("Dutch Harbor", "Vladivostok", "intended", None),
            ("Suva", "Apia", "expected", 60),
        ],
    )


def _far_south() -> gm.MovementModel:
    stops = {
        "McMurdo": (166.67, -77.85),
        "Ice shelf camp": (170.0, -80.0),
        "Depot": (-120.0, -80.02),
        "Halley": (-26.5, -75.6),
        "Berkner": (-48.0, -79.6),
        "Pole": (0.0, -90.0),
    }
    return _made_up(
        stops,
        [
            ("McMurdo", "Ice shelf camp", "happened", 40),
            ("Ice shelf camp", "Depot", "happened", 25),
            ("Halley", "Berkner", "under way", 12),
            ("Berkner", "Depot", "expected", None),
            ("Depot", "Pole", "intended", 8),
        ],
    )


def _made_up(
    stops: dict[str, tuple[float, float]], legs: list[tuple[str, str, str, int | None]]
) -> gm.MovementModel:
    claims: dict[str, dict[str, Any]] = {}
    for row, (start, end, phase, strength) in enumerate(legs):
        claim = {
            "kind": "movement",
            "in": "log",
            "said_by": "staff",
            "force": f"party-{row % 3}",
            "from": start,
            "to": end,
            "phase": phase,
            "when": f"2024-03-{row * 3 + 1:02}",
        }
        claims[f"c{row}"] = claim if strength is None else claim | {"strength": strength}
    dossier = gm.Dossier(
        title="Movements that were made up for a picture",
        documents={"log": {"citation": "A log that was made up"}},
        speakers={"staff": "The staff"},
        forces={f"party-{row}": f"Party {row + 1}" for row in range(3)},
        places={name: {"lon": lon, "lat": lat} for name, (lon, lat) in stops.items()},
        claims=claims,
    )
    return gm.build(dossier)


_PHONE = (390, 844)
_A4 = (794, 1123)  # at 96 pixels an inch
PICTURES = (
    Picture("desktop", _example("dprk-2024.yaml")),
    Picture("phone", _example("dprk-2024.yaml"), *_PHONE),
    Picture("print", _example("dprk-2024.yaml"), *_A4, printed=True),
    Picture("minard", _example("minard-1812.yaml")),
    Picture("antimeridian", _across_the_antimeridian),
    Picture("far-south", _far_south),
    Picture("100000-legs", _many),
)


@dataclass(frozen=True)
class Difference:
    """How two pictures differ.

    Parameters
    ----------
    mean : float
        Mean difference of their pixels, 0 to 255.
    share : float
        Share of pixels that differ for the eye, 0 to 1.
    same_size : bool
        Whether they are equally large.
    """

    mean: float
    share: float
    same_size: bool


# A pixel differs when none of the pixels around it in the other picture is near to it: text and lines that
# moved by a pixel are the same to the eye.
_COMPARE = """async ([first, second]) => {
  const pixels = async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const ctx = canvas.getContext("2d", { willReadFrequently: true });
    ctx.drawImage(image, 0, 0);
    return ctx.getImageData(0, 0, canvas.width, canvas.height);
  };
  const [a, b] = [await pixels(first), await pixels(second)];
  if (a.width !== b.width || a.height !== b.height) return { mean: 255, share: 1, same_size: false };
  const { width, height } = a;
  const apart = (one, i, other, j) => Math.max(
    Math.abs(one.data[i] - other.data[j]),
    Math.abs(one.data[i + 1] - other.data[j + 1]),
    Math.abs(one.data[i + 2] - other.data[j + 2]),
  );
  const lonely = (one, other, x, y) => {
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        const [u, v] = [Math.min(width - 1, Math.max(0, x + dx)), Math.min(height - 1, Math.max(0, y + dy))];
        if (apart(one, 4 * (y * width + x), other, 4 * (v * width + u)) < 40) return false;
      }
    return true;
  };
  let sum = 0;
  let differing = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = 4 * (y * width + x);
      const here = apart(a, i, b, i);
      sum += here;
      if (here >= 40 && (lonely(a, b, x, y) || lonely(b, a, x, y))) differing++;
    }
  return { mean: sum / (width * height), share: differing / (width * height), same_size: true };
}"""

_HALVE = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(image.naturalWidth / 2), Math.round(image.naturalHeight / 2)];
  const ctx = canvas.getContext("2d");
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").split(",")[1];
}"""

_WIDTHS = """([text, families]) => {
  const ctx = document.createElement("canvas").getContext("2d");
  return families.map((family) => {
    ctx.font = `100px ${family}`;
    return Math.round(ctx.measureText(text).width);
  });
}"""


def compare(page: Page, first: bytes, second: bytes) -> Difference:
    """Return how two PNG files differ; `page` is an empty one."""
    return Difference(**page.evaluate(_COMPARE, [_address(first), _address(second)]))


def half_size(page: Page, picture: bytes) -> bytes:
    """Return a PNG file of half the width and height."""
    return base64.b64decode(page.evaluate(_HALVE, _address(picture)))


def _address(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}"


def renderer(browser: Browser, page: Page) -> dict[str, Any]:
    """Return what decides how a page looks beside itself: the browser's version, and its fonts."""
    families = ["system-ui", "sans-serif", "serif", "monospace", "bold sans-serif"]
    weights = [family.removeprefix("bold ") for family in families]
    widths = page.evaluate(_WIDTHS, [_SAMPLE, weights])
    return {
        "chromium": int(browser.version.split(".")[0]),
        "widths": dict(zip(families, widths, strict=True)),
    }


def recorded() -> dict[str, Any]:
    """Return what drew the pictures that are kept; empty when none are."""
    return json.loads(_RECORD.read_text(encoding="utf-8")) if _RECORD.is_file() else {}


def record(drawn_by: dict[str, Any]) -> None:
    """Write down what drew the pictures."""
    FOLDER.mkdir(exist_ok=True)
    _RECORD.write_text(json.dumps(drawn_by, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
