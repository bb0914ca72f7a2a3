/** The page: header, strip, layers, map, card, slider and table, around one store. */

import { Address } from "./address.js";
import { Afterwards } from "./afterwards.js";
import { contextNote } from "./context_view.js";
import { creditsView } from "./credits.js";
import { element } from "./dom.js";
import { EdgeChips } from "./edge_chips.js";
import { boundsOfPlaces } from "./first_view.js";
import { boundsOfThings, Frame, MERCATOR_ENDS } from "./frame.js";
import { layerList } from "./layer_list.js";
import { MapView } from "./map_view.js";
import { isSpoken, Model } from "./model.js";
import { Panel } from "./panel.js";
import { Printing } from "./printing.js";
import { rehearse } from "./rehearsal.js";
import { searchBox } from "./search_box.js";
import { shownNote } from "./shown_note.js";
import { NO_FILTERS, Store } from "./store.js";
import { StoryView } from "./story.js";
import { stripView } from "./strip.js";
import { TableView } from "./table_view.js";
import { readingOfDays } from "./time.js";
import { timeBar } from "./time_bar.js";

/**
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./first_view.js").Bounds} Bounds
 */

const NARROW = "(max-width: 760px)";

/** Whether the reader asks for a page that does not move. */
function isStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * A Leaflet map without anything on it, filling an element.
 *
 * @param {any} L Leaflet
 * @param {HTMLElement} root
 */
export function emptyMap(L, root) {
  const container = element("div", { class: "gm-map" });
  root.classList.add("geomoves", "geomoves-page");
  root.replaceChildren(container);
  return L.map(container, {
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0.25,
    wheelPxPerZoomLevel: 110,
    minZoom: 1,
    maxZoom: 12,
    maxBounds: [
      [-MERCATOR_ENDS, -720],
      [MERCATOR_ENDS, 1080],
    ],
    zoomAnimation: !isStill(),
    fadeAnimation: false,
    markerZoomAnimation: !isStill(),
    inertia: !isStill(),
  });
}

export class App {
  /**
   * @param {object} options
   * @param {any} options.L Leaflet
   * @param {any} options.map made by `emptyMap`, so that others could add to it before the data were unpacked
   * @param {HTMLElement} options.root
   * @param {import("./types.js").Block} options.block
   * @param {import("./types.js").Basemap | null} options.basemap
   * @param {import("./types.js").Context | null} [options.context]
   * @param {string[] | null} options.keys the layers that are shown at all, null for every one
   */
  constructor({ L, map, root, block, basemap, context = null, keys }) {
    this.L = L;
    this.map = map;
    this.root = root;
    this.basemap = basemap;
    const afterwards = new Afterwards();
    this.model = new Model(block, keys, context);
    this.store = new Store({ on: this.model.allowed });
    this.frame = new Frame({
      L,
      map,
      block: this.model.block,
      basemap,
      // What the story covers of the map's foot is not there to fit anything into.
      covered: () => this.story?.element.offsetHeight ?? 0,
    });
    const { words } = this.model;
    this.mapElement = /** @type {HTMLElement} */ (map.getContainer());
    this.mapElement.setAttribute("role", "application");
    this.mapElement.setAttribute("aria-label", words.say("map.label"));
    this.stage = element("div", { class: "gm-stage" }, this.mapElement);
    // What stands beside the map follows it: its counts and sketches take as long as a small map.
    const layers = element("div", { class: "gm-layers" });
    afterwards.add(() => layers.replaceWith(layerList(this.model, this.store, afterwards)));
    this.side = element(
      "aside",
      { class: "gm-side", "aria-label": words.say("side.label") },
      searchBox(this.model, (thing) => this.goTo(thing)),
      layers,
    );
    this.panel = new Panel({
      model: this.model,
      store: this.store,
      showOnMap: (thing) => this.showOnMap(thing),
      zoomTo: (rows) => this.frame.zoomTo(rows, !isStill()),
      id: "gm",
    });
    this.table = new TableView({
      model: this.model,
      open: (thing) => this.store.set({ selected: thing, list: "" }),
      showOnMap: (thing) => this.showOnMap(thing),
    });
    this.viewButtons = {
      map: element("button", { type: "button", onclick: () => this.setView("map") }, words.say("view.map")),
      table: element(
        "button",
        { type: "button", onclick: () => this.setView("table") },
        words.say("view.table"),
      ),
    };
    this.sideButton = element(
      "button",
      { type: "button", class: "gm-side-button", onclick: () => this.toggleSide() },
      words.say("side.button"),
    );
    this.sideButton.title = words.say("side.label");
    this.timeBar = timeBar(this.model, this.store, afterwards);
    this.story = block.story
      ? new StoryView({
          model: this.model,
          story: block.story,
          store: this.store,
          root,
          fit: (bounds) => {
            this.setView("map");
            this.fit(bounds, true);
          },
          isNarrow: () => matchMedia(NARROW).matches,
        })
      : null;
    root.lang = block.language || "en";
    root.replaceChildren(
      element(
        "header",
        { class: "gm-header" },
        element(
          "div",
          { class: "gm-heading" },
          element("h1", { dir: "auto" }, block.title),
          block.as_of ? element("p", { class: "gm-asof" }, words.say("as_of", { when: block.as_of })) : null,
        ),
        element(
          "nav",
          { class: "gm-views", "aria-label": words.say("view.label") },
          this.story?.button,
          this.sideButton,
          element("div", { class: "gm-switch" }, this.viewButtons.map, this.viewButtons.table),
        ),
      ),
      stripView(this.model, this.store),
      element("div", { class: "gm-body" }, this.side, this.stage, this.table.element, this.panel.element),
      ...(this.timeBar ? [this.timeBar.element] : []),
      creditsView(this.model, this.basemap),
    );
    // The map's size has to be the last one before anything is drawn: one drawing is enough.
    this.toggleSide(!matchMedia(NARROW).matches);
    this.setView("map");
    this.makeMap();
    this.watch();
    this.address = new Address(this);
    this.view?.drawNow({ sparingly: true });
    // What benchmarks measure up to.
    performance.mark("geomoves-first-picture");
    afterwards.add(() => this.view?.addMargin());
    afterwards.add(() => this.view?.geometry.legs.boxes);
    for (const piece of readingOfDays(this.model)) afterwards.add(piece);
    /** Resolves once all is there that the first picture did not wait for. */
    this.finished = afterwards.run();
    const { view, store } = this;
    const isOver = () => store.state.day !== null;
    if (view) this.finished.then(() => rehearse(this.model, (day) => view.rehearse(day), isOver));
  }

  makeMap() {
    const { L, model } = this;
    const { words } = model;
    this.fit(this.frame.firstBounds(), false);
    this.view = new MapView({
      L,
      map: this.map,
      model,
      store: this.store,
      basemap: this.basemap,
      waits: true,
    });
    this.chips = new EdgeChips({
      map: this.map,
      model,
      view: this.view,
      goTo: (rows) => this.fit(boundsOfPlaces(model.block.places, rows, this.map.getCenter().lng), true),
    });
    const zoom = this.zoomButtons(words);
    const below = contextNote(model, this.store, !matchMedia(NARROW).matches);
    const belowNotes = below ? [below] : [];
    this.chips.keepClearOf = [zoom, this.view.dense, ...belowNotes];
    const note = shownNote(model, this.store);
    const notes = element("div", { class: "gm-notes" }, this.view.dense, note);
    this.stage.append(this.chips.element, zoom, notes, ...belowNotes);
    if (this.story) this.stage.append(this.story.element);
    this.view.beforeDraw = () => this.chips?.update();
    this.view.overlays = () => [
      zoom,
      note,
      ...belowNotes,
      ...(this.story ? [this.story.element] : []),
      ...(this.chips?.element.children ?? []),
    ];
    this.view.coveredBelow = () => this.coveredBelow();
  }

  /** The height of what lies over the map's foot: the story, and on a narrow screen a sheet. */
  coveredBelow() {
    const story = this.story?.element.offsetHeight ?? 0;
    if (!matchMedia(NARROW).matches) return story;
    return Math.max(this.panel.element.offsetHeight, this.side.offsetHeight, story);
  }

  /** @param {import("./words.js").Words} words */
  zoomButtons(words) {
    /** @param {string} key @param {string} sign @param {() => void} act */
    const button = (key, sign, act) =>
      element(
        "button",
        {
          type: "button",
          class: "gm-icon",
          "aria-label": words.say(key),
          title: words.say(key),
          onclick: act,
        },
        sign,
      );
    return element(
      "div",
      { class: "gm-zoom", role: "group", "aria-label": words.say("zoom.label") },
      button("zoom.in", "+", () => this.map.zoomIn()),
      button("zoom.out", "−", () => this.map.zoomOut()),
      button("zoom.all", "⤢", () => this.fit(/** @type {Bounds} */ (this.model.block.view), true)),
    );
  }

  /** Show some bounds. @param {Bounds} bounds @param {boolean} animate */
  fit(bounds, animate) {
    this.frame.fit(bounds, animate && !isStill());
  }

  /** @param {Thing[]} things @returns {Bounds | null} */
  boundsOf(things) {
    const context = things.find(({ kind }) => kind === "context");
    if (context) return this.view?.contextShapes?.boundsOf(context.row) ?? null;
    return boundsOfThings(this.model.block, things, this.map.getCenter().lng);
  }

  /** Show a thing, or what rests on a claim or a force, on the map: all dates, its layers, no filter. @param {Thing} thing */
  showOnMap(thing) {
    const { model } = this;
    const things = model.drawnOf(thing);
    this.setView("map");
    const stronger = things.filter((other) => other.kind !== "areas" && other.kind !== "places");
    if (thing.kind === "context") {
      const series = model.contextSeries.findIndex(({ states }) => states.flat().includes(thing.row));
      const { hiddenContext } = this.store.state;
      this.store.set({ hiddenContext: hiddenContext.filter((each) => each !== series), list: "" });
      const bounds = this.boundsOf([thing]);
      if (bounds) this.fit(bounds, true);
      return;
    }
    const selected = isSpoken(thing) ? (stronger[0] ?? things[0] ?? thing) : thing;
    this.store.set({
      day: null,
      // What was superseded or taken back since is on the map of a day on which it stood.
      said: model.stoodUntil(selected),
      filters: NO_FILTERS,
      cut: false,
      on: this.store.state.on | model.layersNeeded(things),
      selected,
      list: "",
    });
    const bounds = this.boundsOf(things);
    if (bounds) this.fit(bounds, true);
  }

  /** Show what was found: on the map what is drawn there, else its card. @param {Thing} thing */
  goTo(thing) {
    if (isSpoken(thing)) this.store.set({ selected: thing, list: "" });
    else this.showOnMap(thing);
  }

  /** Move the map, if what is selected would be off it or below the card. @param {Thing} thing */
  keepInView(thing) {
    const { L, map } = this;
    const bounds =
      isSpoken(thing) || thing.kind === "areas" || thing.kind === "context" ? null : this.boundsOf([thing]);
    if (!bounds || this.root.dataset.view !== "map") return;
    const size = map.getSize();
    const covered = this.coveredBelow();
    const middle = map.latLngToContainerPoint([(bounds[1] + bounds[3]) / 2, (bounds[0] + bounds[2]) / 2]);
    const room = { x: size.x / 6, y: (size.y - covered) / 5 };
    const free = L.bounds([room.x, room.y], [size.x - room.x, size.y - covered - room.y]);
    if (free.contains(middle)) return;
    map.panBy(middle.subtract(free.getCenter()), { animate: !isStill() });
  }

  /** @param {"map" | "table"} view */
  setView(view) {
    this.root.dataset.view = view;
    for (const [name, button] of Object.entries(this.viewButtons))
      button.setAttribute("aria-pressed", String(name === view));
    if (view === "table") this.table.render();
    else this.map.invalidateSize({ animate: false });
    this.address?.soon();
  }

  /** @param {boolean} [open] */
  toggleSide(open = Boolean(this.side.hidden)) {
    this.side.hidden = !open;
    this.root.classList.toggle("gm-has-side", open);
    this.sideButton.setAttribute("aria-expanded", String(open));
    if (open && matchMedia(NARROW).matches) this.store.set({ selected: null, list: "" });
    this.map.invalidateSize({ animate: false });
    this.view?.ink.redraw();
  }

  watch() {
    this.store.listen((state, before) => {
      const open = state.selected !== null || state.list !== "";
      const wasOpen = before.selected !== null || before.list !== "";
      if (open !== wasOpen) this.root.classList.toggle("gm-has-card", open);
      if (open && matchMedia(NARROW).matches) this.toggleSide(false);
      // A day or a layer changes no size, and asking for one lays out the page.
      if (open !== wasOpen) this.map.invalidateSize({ animate: false });
      if (state.selected && state.selected !== before.selected) this.keepInView(state.selected);
    });
    new ResizeObserver(() => this.map.invalidateSize({ animate: false, pan: true })).observe(this.mapElement);
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (this.store.state.selected || this.store.state.list) this.panel.close();
      else if (matchMedia(NARROW).matches && !this.side.hidden) this.toggleSide(false);
    });
    this.printing = new Printing({
      root: this.root,
      map: this.map,
      table: this.table,
      layers: () => [this.view?.paper, this.view?.below, this.view?.ink].filter(Boolean),
      fitAll: (bounds) => {
        const [west, south, east, north] = /** @type {Bounds} */ (this.model.block.view);
        const all = this.L.latLngBounds([south, west], [north, east]);
        if (bounds.contains(all)) this.fit([west, south, east, north], false);
        return bounds.contains(all);
      },
    });
  }
}
