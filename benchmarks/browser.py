"""How quickly a large map opens and answers in Chromium, beside a Leaflet canvas with a tenth of the lines.

The page is what `MovementMap.save` writes, opened from the disk at 1280×800. What a reader does is done with
the real mouse and the real slider; the work is timed from outside of the page's code. Beside what a clock
says stands what the page's main thread worked: that figure tells more while others use the machine.

Two pages that both draw every frame that a screen shows are told apart by chance alone. So dragging is
compared in a browser that draws as many frames as it can; the work of a drag is that in a usual one.

The first picture is the map with everything on it that is in sight, its header, strip and slider. What
follows it a moment later (the panel's counts, the histogram, what dragging uncovers) is no part of it, but of
the work of its thread, which is read as soon as the picture is seen from outside.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.generated import generated_model
from benchmarks.measure import Measurement, median_of
from geomoves.maps import assets

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

    import geomoves as gm

#: What the first picture may take, milliseconds.
_FIRST_PICTURE_MS = {10_000: 1_000.0, 100_000: 2_500.0}
_HOVER_MS, _STEP_MS = 16.0, 50.0
_HOVERS, _STEPS, _DRAGS = 60, 15, 4
_DRAG_S = 0.5
_REST_MS = 300
_PEER_SHARE = 10
#: Pages are opened this often; within one, each gesture is made many times.
_MOST_OPENED = 5
#: A page that takes longer to open does not open.
_PATIENCE_S = 120
_WIDTH, _HEIGHT = 1280, 800
_PLAIN = ["--disable-gpu"]
#: A frame is drawn whenever the last one is done, and not sixty times a second.
_UNLIMITED = [*_PLAIN, "--disable-frame-rate-limit", "--disable-gpu-vsync"]

# Runs before the page's own scripts. A picture is there when the frame that holds it is done; work that an
# event puts off to the next frame counts as the event's.
_WATCH = """(() => {
  const watch = (window.watch = { picture: 0, work: 0, frames: 0, hovers: [] });
  const ask = window.requestAnimationFrame.bind(window);
  const afterPaint = (act) => ask(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = act;
    port2.postMessage(0);
  });
  watch.afterPaint = afterPaint;
  window.requestAnimationFrame = (act) => ask((now) => {
    const begun = performance.now();
    act(now);
    watch.work += performance.now() - begun;
  });
  const seen = () => afterPaint(() => { watch.picture ||= performance.now(); });
  const mark = performance.mark.bind(performance);
  performance.mark = (name, ...rest) => {
    if (name === "geomoves-first-picture") seen();
    return mark(name, ...rest);
  };
  let begun = 0;
  addEventListener("mousemove", () => { watch.work = 0; begun = performance.now(); }, true);
  addEventListener("mousemove", () => {
    const spent = performance.now() - begun;
    afterPaint(() => watch.hovers.push(spent + watch.work));
  });
  const count = () => { watch.frames += 1; ask(count); };
  ask(count);
  document.addEventListener("DOMContentLoaded", () => {
    const main = document.querySelector("main");
    if (!main) return;
    // Without the page's own mark, the picture is there when the page says that it is built.
    const built = () => { if ("ready" in main.dataset) seen(); };
    new MutationObserver(built).observe(main, { attributes: true });
    built();
  });
})()"""

_STEP = """(day) => new Promise((done) => {
  const slider = document.querySelector(".gm-time input[type=range]");
  slider.value = String(day);
  const begun = performance.now();
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  watch.afterPaint(() => done(performance.now() - begun));
})"""


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield opening, hovering, stepping in time and dragging at each number of movements."""
    from tests.browser import NO_BROWSER, find_chromium

    path = find_chromium()
    if path is None:
        print(f"{NO_BROWSER}: what happens in it is left out")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=_PLAIN)
        unlimited = playwright.chromium.launch(executable_path=path, args=_UNLIMITED)
        for legs in _FIRST_PICTURE_MS:
            yield from at(chromium, unlimited, legs, Path(folder), min(runs, _MOST_OPENED))
        unlimited.close()
        chromium.close()


def at(chromium: Browser, unlimited: Browser, legs: int, folder: Path, runs: int) -> Iterator[Measurement]:
    """Yield the measurements of a map of `legs` movements; only dragging uses the unlimited browser, too."""
    model = generated_model(legs)
    ours, theirs = folder / f"map-{legs}.html", folder / f"leaflet-{legs}.html"
    model.map().save(ours)
    theirs.write_text(_plain_leaflet(model, legs // _PEER_SHARE), encoding="utf-8")
    subject = f"at {legs:,} movements"
    found = _Found()
    # The first round warms the caches of files and does not count.
    for counts in [False, *[True] * runs]:
        counted = found if counts else _Found()
        _open_and_use(chromium, ours, theirs, counted)
        _drag_unlimited(unlimited, ours, theirs, counted)
    yield median_of(f"first picture {subject}", found.pictures, "ms", target=_FIRST_PICTURE_MS[legs])
    yield median_of(f"first picture {subject}, work of its thread", found.picture_work, "ms")
    yield median_of(f"hovering {subject}, an event", found.hovers, "ms", target=_HOVER_MS)
    yield median_of(
        f"the slowest twentieth of these {subject}", _slowest(found.hovers), "ms", target=_HOVER_MS
    )
    yield median_of(
        f"a step of the slider {subject}, until it is painted", found.steps, "ms", target=_STEP_MS
    )
    yield median_of(f"a step of the slider {subject}, work of its thread", found.step_work, "ms")
    peer = f"Leaflet {assets.LEAFLET_VERSION} canvas, {legs // _PEER_SHARE:,} lines"
    yield median_of(
        f"dragging {subject}, as many frames as can be",
        found.frames,
        "frames/s",
        target=statistics.median(found.peer_frames),
        peer=peer,
        peer_value=statistics.median(found.peer_frames),
        at_least=True,
    )
    yield median_of(
        f"dragging {subject}, frames that a screen shows",
        found.shown_frames,
        "frames/s",
        peer=peer,
        peer_value=statistics.median(found.peer_shown_frames),
    )
    yield median_of(
        f"dragging {subject}, work of its thread a drag",
        found.drag_work,
        "ms",
        peer=peer,
        peer_value=statistics.median(found.peer_drag_work),
    )


@dataclass(slots=True)
class _Found:
    """What was measured, a figure a round or a gesture."""

    pictures: list[float] = field(default_factory=list)
    picture_work: list[float] = field(default_factory=list)
    hovers: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    step_work: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    drag_work: list[float] = field(default_factory=list)
    peer_frames: list[float] = field(default_factory=list)
    shown_frames: list[float] = field(default_factory=list)
    peer_shown_frames: list[float] = field(default_factory=list)
    peer_drag_work: list[float] = field(default_factory=list)


def _open_and_use(chromium: Browser, ours: Path, theirs: Path, found: _Found) -> None:
    """Open both pages one after the other, so that both meet the same load of the machine."""
    with _opened(chromium, ours) as visit:
        found.pictures.append(visit.page.evaluate("watch.picture"))
        found.picture_work.append(visit.opening_ms)
        found.hovers += _hovered(visit.page)
        begun = visit.worked_ms()
        found.steps += _stepped(visit.page)
        found.step_work.append((visit.worked_ms() - begun) / _STEPS)
        begun = visit.worked_ms()
        found.shown_frames.append(_dragged(visit.page))
        found.drag_work.append((visit.worked_ms() - begun) / _DRAGS)
    with _opened(chromium, theirs) as visit:
        begun = visit.worked_ms()
        found.peer_shown_frames.append(_dragged(visit.page))
        found.peer_drag_work.append((visit.worked_ms() - begun) / _DRAGS)


def _drag_unlimited(unlimited: Browser, ours: Path, theirs: Path, found: _Found) -> None:
    """Drag both maps where no screen holds the frames back."""
    for path, frames in ((ours, found.frames), (theirs, found.peer_frames)):
        with _opened(unlimited, path) as visit:
            frames.append(_dragged(visit.page))


@dataclass(slots=True)
class _Visit:
    """An open page, and how long its main thread works."""

    page: Page
    session: CDPSession
    #: How long it had worked by the first picture.
    opening_ms: float = 0.0

    def worked_ms(self) -> float:
        """Return how long the page's main thread has worked since the page was made."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(each["value"] for each in metrics if each["name"] == "ThreadTime"))


@contextmanager
def _opened(chromium: Browser, path: Path) -> Iterator[_Visit]:
    """Open a page and wait for its picture."""
    context = chromium.new_context(offline=True, viewport={"width": _WIDTH, "height": _HEIGHT})
    try:
        context.set_default_timeout(_PATIENCE_S * 1000)
        page = context.new_page()
        visit = _Visit(page, context.new_cdp_session(page))
        visit.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.add_init_script(_WATCH)
        page.goto(path.as_uri())
        patience = time.monotonic() + _PATIENCE_S
        while not page.evaluate("watch.picture"):
            if time.monotonic() > patience:
                raise TimeoutError(f"{path.name} shows no picture after {_PATIENCE_S} s")
            page.wait_for_timeout(20)
        visit.opening_ms = visit.worked_ms()
        # What the page does after its first picture is no part of a gesture.
        page.wait_for_timeout(500)
        yield visit
    finally:
        context.close()


def _map_box(page: Page) -> dict[str, float]:
    box: dict[str, float] = page.evaluate(
        """(() => {
          const map = document.querySelector(".leaflet-container");
          const { x, y, width, height } = map.getBoundingClientRect();
          return { x, y, width, height };
        })()"""
    )
    return box


def _hovered(page: Page) -> list[float]:
    """Move the mouse across the map and return what each event cost, milliseconds."""
    box = _map_box(page)
    for row in range(_HOVERS):
        x = box["x"] + box["width"] * (0.3 + 0.6 * row / _HOVERS)
        y = box["y"] + box["height"] * (0.2 + 0.6 * (row * 7 % _HOVERS) / _HOVERS)
        page.mouse.move(x, y)
    page.wait_for_timeout(100)
    hovers: list[float] = page.evaluate("watch.hovers.splice(0)")
    return hovers


def _stepped(page: Page) -> list[float]:
    """Move the slider and return how long each step took until its picture was there, milliseconds."""
    first, last = page.evaluate(
        """(() => {
          const { min, max } = document.querySelector(".gm-time input[type=range]");
          return [Number(min), Number(max)];
        })()"""
    )
    days = [first + (last - first) * (row + 1) // (_STEPS + 1) for row in range(_STEPS)]
    steps = [page.evaluate(_STEP, day) for day in days]
    page.evaluate("document.querySelector('.gm-all-dates')?.click()")
    page.wait_for_timeout(200)
    return steps


def _dragged(page: Page) -> float:
    """Drag the map to and fro and return the frames a second, the redrawing after each drag included."""
    box = _map_box(page)
    middle, height = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(middle, height)
    begun, frames = time.perf_counter(), page.evaluate("watch.frames")
    for drag in range(_DRAGS):
        way = 150 if drag % 2 else -150
        page.mouse.down()
        dragging = time.perf_counter()
        while (share := (time.perf_counter() - dragging) / _DRAG_S) < 1:
            page.mouse.move(middle + way * share, height + way * share / 2)
        page.mouse.up()
        page.mouse.move(middle, height)
        # What a map puts off until it has come to rest is a part of the drag.
        page.wait_for_timeout(_REST_MS)
    page.evaluate("new Promise((done) => watch.afterPaint(done))")
    counted: int = page.evaluate("watch.frames") - frames
    return counted / (time.perf_counter() - begun)


def _slowest(values: list[float]) -> list[float]:
    return sorted(values)[-max(1, len(values) // 20) :]


def _plain_leaflet(model: gm.MovementModel, count: int) -> str:
    """Return a page of plain Leaflet with some of the lines on one canvas, each with a tooltip."""
    lines: list[Any] = [
        [[lat, lon] for lon, lat in leg.waypoints] for leg in model.records.legs[:count] if leg.waypoints
    ]
    return f"""<!doctype html><meta charset="utf-8"><style>{assets.leaflet_style(with_images=True)}
body {{ margin: 0 }} #map {{ height: 100vh }}</style><main><div id="map"></div></main>
<script>{assets.leaflet_script(with_images=True)}</script><script>
const lines = {json.dumps(lines)};
const map = L.map("map", {{ preferCanvas: true, inertia: false }});
map.fitBounds(lines.flat());
for (const line of lines) L.polyline(line, {{ weight: 1.5 }}).bindTooltip("a movement").addTo(map);
document.querySelector("main").dataset.ready = "";
</script>"""
