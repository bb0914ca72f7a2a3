"""Opening all that a map of ours can show, noting what was there to read, to follow, and what must not be."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from tests.maps.payloads import MARK

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

    from tests.browser import Visit

__all__ = ["assert_nothing_ran", "open_everything"]

#: A page of thousands of claims, on a machine that does other things as well.
_PATIENCE_MS = 120_000

# What a text would become if it were markup: nothing of this do we make.
_NOTES = """
  const seen = new Set();
  const links = new Set();
  const odd = new Set();
  const never = "script, iframe, object, embed, link, meta, base, style, form, img, video, audio, svg image";
  // Leaflet's pictures of the ground, and symbols and sketches, which are pictures inside the page.
  const symbol = "img.gm-symbol[src^='data:image/svg+xml,']";
  const sketch = "img.gm-sketch[src^='data:image/png']";
  const ours = `img.leaflet-tile, ${symbol}, ${sketch}`;
  const note = (part) => {
    if (!part) return;
    seen.add(part.textContent);
    for (const link of part.querySelectorAll("[href]")) links.add(link.getAttribute("href"));
    for (const each of part.querySelectorAll(never))
      if (!each.matches(ours)) odd.add(each.outerHTML.slice(0, 200));
    for (const each of part.querySelectorAll("*"))
      for (const { name } of each.attributes) if (name.startsWith("on")) odd.add(`${each.tagName} ${name}`);
  };
  const noted = () => [[...seen].join("\\n"), [...links], [...odd]];
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
"""

# Our page: all cards and tooltips, lists, the whole table, a day, each button once, what a search finds.
_OPEN_PAGE = f"""async ([rows, searched]) => {{ {_NOTES}
  const root = document.querySelector("main");
  note(root);
  const app = await geomoves.app(root);
  if (!app) return noted();
  const unfold = () => {{ for (const each of root.querySelectorAll("details")) each.open = true; }};
  unfold();
  note(root);
  const {{ block }} = app.model;
  const drawn = ["places", "areas", "legs", "presences", "events"];
  const select = (kind, row) => {{
    app.store.set({{ selected: {{ kind, row }}, list: "" }});
    note(app.panel.element);
  }};
  const kinds = [...drawn, "claims", "forces", "speakers", "documents"];
  for (const kind of kinds) if (block[kind].id.length) select(kind, 0);
  // The rest unseen: thousands of cards are laid out in no time where nothing is laid out.
  root.style.display = "none";
  for (const kind of kinds)
    for (let row = 1; row < Math.min(rows, block[kind].id.length); row++) select(kind, row);
  for (const kind of drawn)
    for (let row = 0; row < Math.min(rows, block[kind].id.length); row++) {{
      app.view.showTooltip({{ kind, row }}, {{ x: 100, y: 100 }});
      note(app.view.tooltip);
    }}
  app.view.hideTooltip();
  for (const list of ["off_map", "tray", "corrections", "changes", "unsaid"]) {{
    app.store.set({{ selected: null, list }});
    unfold();
    note(app.panel.element);
  }}
  app.store.set({{ selected: null, list: "" }});
  for (let step = 0; step < (block.story?.text.length ?? 0); step++) {{
    app.story.go(step);
    note(app.story.element);
  }}
  app.store.set({{ selected: null, list: "", step: null, said: null, day: null }});
  for (const name of ["beforeprint", "afterprint"]) {{
    dispatchEvent(new Event(name));
    note(root);
  }}
  root.style.display = "";
  app.store.set({{ selected: null, list: "", day: block.days?.[0] ?? null }});
  await frame();
  note(root);
  const field = root.querySelector(".gm-search-field");
  for (const query of field ? searched : []) {{
    field.value = query;
    field.dispatchEvent(new Event("input"));
    await new Promise((done) => setTimeout(done, 400));
    note(root.querySelector(".gm-search"));
  }}
  const buttons = [...root.querySelectorAll("button, summary, select, [role=tab]")];
  for (const button of buttons.filter((each) => !app.panel.element.contains(each)).slice(0, 80)) {{
    if (!button.isConnected || button.disabled) continue;
    button.click();
    unfold();
    note(app.panel.element);
    note(button.parentElement);
  }}
  await frame();
  note(root);
  for (const key of ["Home", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "Escape"])
    root.dispatchEvent(new KeyboardEvent("keydown", {{ key, bubbles: true }}));
  note(root);
  app.store.set({{ selected: null, list: "", day: null }});
  app.table.shown = Infinity;
  app.setView("table");
  await frame();
  note(root);
  app.setView("map");
  await frame();
  return noted();
}}"""

# Layers in a map of somebody's: the strip, the list of what is not on the map, a card for each of its claims.
_OPEN_LAYERS = f"""async ([rows]) => {{ {_NOTES}
  const noteAll = () => document.querySelectorAll(".geomoves").forEach(note);
  for (const details of document.querySelectorAll(".geomoves details")) details.open = true;
  noteAll();
  const list = document.querySelector(".gm-off-map");
  if (!list) return noted();
  list.click();
  for (let nth = 0; nth < Math.min(rows, document.querySelectorAll(".gm-thing").length); nth++) {{
    noteAll();
    document.querySelectorAll(".gm-thing")[nth].click();
    noteAll();
    list.click();
  }}
  return noted();
}}"""


def open_everything(frame: Page | Frame, rows: int) -> str:
    """Open whatever opens in a map and return all the text that was there to read.

    Fails on a link that is no web address and on an element that only markup could have made. As many rows as
    there are texts hold each of them in every field.
    """
    frame.wait_for_selector("[data-ready]", state="attached", timeout=_PATIENCE_MS)
    ours = frame.query_selector("main[data-ready]") is not None
    found: list[Any] = frame.evaluate(
        _OPEN_PAGE if ours else _OPEN_LAYERS, [rows, ["a", "<", "%", "1", "{{7*191}}"]]
    )
    seen, links, odd = found
    unsafe = [address for address in links if not re.match("https?://[^/@]+(/|$)", address)]
    assert not unsafe, unsafe
    assert not odd, odd
    # What an image or a frame would run comes a moment later.
    frame.wait_for_timeout(300)
    text: str = seen
    return text


def assert_nothing_ran(visit: Visit) -> None:
    """Fail if a text ran: in any frame, in a dialog, in Python, or by leading the page away."""
    for frame in visit.page.frames:
        assert frame.evaluate(f"window.{MARK}") is None
    assert [text for text in visit.errors if text.startswith("dialog")] == []
    assert visit.page.url.startswith("file:")
    assert "GEOMOVES_PWNED" not in os.environ
