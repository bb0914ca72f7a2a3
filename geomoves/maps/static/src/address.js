/** The address of the page says what the reader sees, so that a view can be linked. */

import { linkText, readLink } from "./link_text.js";

const PAUSE_MS = 400;

/** Whether this document has an address of its own: in a notebook's frame there is none to change. */
function hasAddress() {
  return ["file:", "http:", "https:"].includes(location.protocol);
}

export class Address {
  /** @param {import("./app.js").App} app built, and as it opens */
  constructor(app) {
    this.app = app;
    this.usual = app.store.state;
    this.opening = this.look();
    this.timer = 0;
    /** The fragment that stands for what is shown. */
    this.text = "";
    if (!hasAddress()) return;
    if (location.hash.length > 1) this.read();
    this.text = this.current();
    app.store.listen(() => this.soon());
    app.map.on("moveend", () => this.soon());
    addEventListener("hashchange", () => {
      if (location.hash.replace(/^#/, "") !== this.text) this.read();
    });
  }

  /** Where the map looks. */
  look() {
    const { lat, lng } = this.app.map.getCenter();
    return { zoom: this.app.map.getZoom(), lat, lon: lng };
  }

  current() {
    const { app } = this;
    const view = app.root.dataset.view === "table" ? "table" : "map";
    return linkText(app.model, { state: app.store.state, view, map: this.look() });
  }

  /** Write once the reader has come to rest: browsers refuse too many changes. */
  soon() {
    if (this.timer) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      // Writing an address takes the browser as long as a frame.
      if (this.app.map.dragging?.moving()) this.soon();
      else this.write();
    }, PAUSE_MS);
  }

  write() {
    const text = this.current();
    if (text === this.text) return;
    this.text = text;
    try {
      history.replaceState(history.state, "", `#${text}`);
    } catch {
      // A frame may forbid it; the page works the same without.
    }
  }

  /** Show what the address says. */
  read() {
    const { app } = this;
    const { state, view, map } = readLink(app.model, location.hash, this.usual);
    const { zoom, lat, lon } = map ?? this.opening;
    app.map.setView([lat, lon], zoom, { animate: false });
    app.setView(view);
    app.store.set(state);
    // A card that was opened may have moved the map.
    app.map.setView([lat, lon], zoom, { animate: false });
    this.text = location.hash.replace(/^#/, "");
  }
}
