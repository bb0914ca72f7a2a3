/** The movements as layers of somebody else's Leaflet map: one canvas, one strip and one card panel for a block. */

import { element } from "./dom.js";
import { legendView } from "./legend.js";
import { MapView } from "./map_view.js";
import { LAYER_KEYS, layerBits, Model } from "./model.js";
import { Panel } from "./panel.js";
import { Store } from "./store.js";
import { stripView } from "./strip.js";
import { unpackBlock } from "./unpack.js";

const FAILED = "This browser could not unpack the movements of this map.";

/** What the layers of one block on one map share. */
class Shared {
  /** @param {any} L @param {any} map @param {string} blockId */
  constructor(L, map, blockId) {
    this.L = L;
    this.map = map;
    this.blockId = blockId;
    this.store = new Store({ on: 0 });
    /** Which keys each layer on the map shows. @type {Map<object, number>} */
    this.wanted = new Map();
    /** @type {HTMLElement | null} */
    this.strip = null;
    /** @type {MapView | null} */
    this.view = null;
    this.started = false;
  }

  /** @param {object} layer @param {number} bits */
  add(layer, bits) {
    this.wanted.set(layer, bits);
    this.apply();
    if (!this.started) {
      this.started = true;
      this.start();
    }
  }

  /** @param {object} layer */
  remove(layer) {
    this.wanted.delete(layer);
    this.apply();
  }

  apply() {
    let on = 0;
    for (const bits of this.wanted.values()) on |= bits;
    this.store.set(on === 0 ? { on, selected: null, list: "" } : { on });
    // A map that shows none of our layers has none of our controls.
    if (this.strip) this.strip.hidden = on === 0;
  }

  async start() {
    const script = document.getElementById(this.blockId);
    try {
      if (!script) throw new Error("the data are not on the page");
      const block = await unpackBlock(script);
      this.model = new Model(block);
      this.view = new MapView({
        L: this.L,
        map: this.map,
        model: this.model,
        store: this.store,
        basemap: null,
      });
      this.addControls();
    } catch {
      this.control("bottomleft", element("p", { class: "gm-embed gm-failed", role: "alert" }, FAILED));
    } finally {
      this.map.getContainer().dataset.ready = "";
    }
  }

  addControls() {
    const { model, store } = this;
    if (!model) return;
    const { words } = model;
    const panel = new Panel({
      model,
      store,
      showOnMap: (thing) => this.showOnMap(thing),
      zoomTo: (rows) => this.zoomTo(rows),
      id: `gm-${this.blockId}`,
    });
    panel.element.classList.add("gm-embed");
    this.control("topright", panel.element);
    const legend = element(
      "details",
      { class: "gm-embed-legend" },
      element("summary", {}, words.say("legend.heading")),
      legendView(model),
    );
    const strip = element(
      "div",
      { class: "gm-embed gm-embed-strip" },
      stripView(model, store),
      legend,
      this.creditsView(),
    );
    strip.addEventListener("keydown", (event) => this.onKey(event));
    panel.element.addEventListener("keydown", (event) => this.onKey(event));
    this.strip = strip;
    if (this.view) this.view.overlays = () => [strip, panel.element];
    this.control("bottomleft", strip);
    this.apply();
  }

  creditsView() {
    const credits = (this.model?.block.credits ?? []).map(([text]) => text);
    return element("p", { class: "gm-embed-credits" }, credits.join(" · "));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Escape") this.store.set({ selected: null, list: "" });
  }

  /** @param {string} position @param {HTMLElement} content */
  control(position, content) {
    const control = new this.L.Control({ position });
    const wrapped = element("div", { class: "geomoves" }, content);
    control.onAdd = () => wrapped;
    this.L.DomEvent.disableClickPropagation(wrapped);
    this.L.DomEvent.disableScrollPropagation(wrapped);
    control.addTo(this.map);
  }

  /** Zoom in on some places, by one step at least. @param {number[]} rows */
  zoomTo(rows) {
    const { places } = /** @type {Model} */ (this.model).block;
    const bounds = this.L.latLngBounds(rows.map((row) => [places.lat[row], places.lon[row]]));
    const zoom = Math.max(
      this.map.getBoundsZoom(bounds, false, this.L.point(80, 80)),
      this.map.getZoom() + 1,
    );
    this.map.setView(bounds.getCenter(), Math.min(this.map.getMaxZoom(), zoom));
  }

  /** @param {import("./types.js").Thing} thing */
  showOnMap(thing) {
    const { model } = this;
    if (!model) return;
    const things = model.drawnOf(thing);
    const { places, legs, presences, events } = model.block;
    const rows = things.flatMap(({ kind, row }) => {
      if (kind === "places") return [row];
      if (kind === "legs") return [legs.from[row], legs.to[row]];
      if (kind === "presences") return presences.places[row];
      return kind === "events" ? [events.place[row]] : [];
    });
    const points = rows.filter((row) => row >= 0).map((row) => [places.lat[row], places.lon[row]]);
    if (points.length > 0) this.map.fitBounds(points, { padding: [40, 40], maxZoom: 8 });
  }
}

/** @type {WeakMap<object, Map<string, Shared>>} */
const sharedOn = new WeakMap();

/** @param {any} L @param {any} map @param {string} blockId @returns {Shared} */
function sharedOf(L, map, blockId) {
  let blocks = sharedOn.get(map);
  if (!blocks) {
    blocks = new Map();
    sharedOn.set(map, blocks);
  }
  let shared = blocks.get(blockId);
  if (!shared) {
    shared = new Shared(L, map, blockId);
    blocks.set(blockId, shared);
  }
  return shared;
}

/**
 * A layer that shows some of a block's layers. It is usable at once; unpacking goes on behind it.
 *
 * @param {any} L Leaflet
 * @param {any} map the map that it is for
 * @param {string} blockId
 * @param {{keys?: string[]}} options which layers; all when not given
 * @returns {any} a Leaflet layer
 */
export function embeddedLayer(L, map, blockId, options) {
  const bits = layerBits((options.keys ?? LAYER_KEYS).filter((key) => LAYER_KEYS.includes(key)));
  // Even before it is shown: what the layers of a map share has to be in place when the first one is.
  if (map) sharedOf(L, map, blockId);
  const Layer = L.Layer.extend({
    /** @param {any} on */
    onAdd(on) {
      sharedOf(L, on, blockId).add(this, bits);
    },
    /** @param {any} on */
    onRemove(on) {
      sharedOf(L, on, blockId).remove(this);
    },
  });
  return new Layer(options);
}
