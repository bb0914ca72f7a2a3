/** The movements on a Leaflet map: one canvas, its tooltip, and what a pointer does to it. */

import { Backdrop } from "./basemap.js";
import { canvasLayer } from "./canvas_layer.js";
import { thingKicker, thingLine, thingTitle } from "./captions.js";
import { ContextShapes, shownContext, showsOtherContext } from "./context_layer.js";
import { element } from "./dom.js";
import { FlowLevels } from "./flows.js";
import { whenPicturesLoad } from "./force_symbols.js";
import { Geometry } from "./geometry.js";
import { groupOf, groupTip } from "./groups.js";
import { Hits } from "./hits.js";
import { paintScene } from "./paint.js";
import { Plane } from "./plane.js";
import { layScene } from "./scene.js";
import { showsOther } from "./store.js";
import { tileLayer } from "./tiles.js";
import { whatShows } from "./time.js";

const PANE = "geomoves";
const CONTEXT_PANE = "geomoves-context";
const MOUSE_TOLERANCE = 5;
const FINGER_TOLERANCE = 18;

export class MapView {
  /**
   * @param {object} options
   * @param {any} options.L Leaflet
   * @param {any} options.map
   * @param {import("./model.js").Model} options.model
   * @param {import("./store.js").Store} options.store
   * @param {import("./types.js").Basemap | null} options.basemap null on a map that has its own
   * @param {boolean} [options.waits] whether nothing is drawn before `drawNow`: what lies over the map comes first
   */
  constructor({ L, map, model, store, basemap, waits = false }) {
    this.map = map;
    this.model = model;
    this.store = store;
    this.plane = new Plane(map.options.crs);
    this.geometry = new Geometry(model.block, this.plane);
    this.levels = new FlowLevels(model, this.geometry);
    this.tiles = basemap?.tiles ? tileLayer(L, map, basemap.tiles, model.words) : null;
    this.backdrop = basemap && !basemap.tiles ? new Backdrop(basemap, this.plane) : null;
    this.shown = whatShows(model, store.state);
    /** What is drawn. @type {import("./scene.js").Scene | null} */
    this.scene = null;
    /** What is to be drawn next. @type {import("./scene.js").Scene | null} */
    this.laid = null;
    /** Called before each drawing. @type {(() => void) | null} */
    this.beforeDraw = null;
    /** Buttons over the map, which labels keep clear of. @type {() => Element[]} */
    this.overlays = () => [];
    /** How much of the map's foot lies below a sheet. @type {() => number} */
    this.coveredBelow = () => 0;
    /** @type {Hits | null} */
    this.hits = null;
    if (this.backdrop) {
      const backdrop = this.backdrop;
      this.paper = canvasLayer(L, {
        plane: this.plane,
        pane: "tilePane",
        draw: (ctx, view) => backdrop.draw(ctx, view),
        opaque: true,
        wide: true,
        waits,
      });
      this.paper.addTo(map);
    }
    this.contextShapes = model.context ? new ContextShapes(model.context, this.plane) : null;
    if (this.contextShapes) {
      const shapes = this.contextShapes;
      map.createPane(CONTEXT_PANE).style.zIndex = "420";
      map.getPane(CONTEXT_PANE).style.pointerEvents = "none";
      this.below = canvasLayer(L, {
        plane: this.plane,
        pane: CONTEXT_PANE,
        draw: (ctx, view) => shapes.draw(ctx, view, shownContext(model, store.state), store.state.selected),
        waits,
      });
      this.below.addTo(map);
    }
    if (!map.getPane(PANE)) {
      map.createPane(PANE).style.zIndex = "450";
      map.getPane(PANE).style.pointerEvents = "none";
    }
    this.tooltip = element("div", { class: "gm-tooltip", role: "presentation", hidden: true });
    this.dense = element("div", { class: "gm-dense", role: "status", hidden: true });
    map.getContainer().append(this.tooltip, this.dense, ...(this.tiles ? [this.tiles.note] : []));
    this.ink = canvasLayer(L, {
      plane: this.plane,
      pane: PANE,
      lay: (ctx, view) => this.lay(ctx, view),
      draw: (ctx) => this.draw(ctx),
      waits,
    });
    this.ink.addTo(map);
    this.stopWaiting = whenPicturesLoad(() => this.ink.redraw());
    /** @type {((event: any) => void)} */
    this.onMove = (event) => this.hover(event);
    this.onOut = () => this.hideTooltip();
    this.onClick = (/** @type {any} */ event) => this.click(event);
    map.on("mousemove", this.onMove).on("mouseout movestart", this.onOut).on("click", this.onClick);
    store.listen((state, before) => {
      if (showsOther(state, before)) this.shown = whatShows(model, state);
      this.ink.redraw();
      if (state.selected !== before.selected || showsOtherContext(state, before)) this.below?.redraw();
    });
  }

  /** Draw everything as the map stands. @param {{sparingly?: boolean}} [how] whether what lies around it may wait */
  drawNow(how) {
    this.paper?.drawNow(how);
    this.below?.drawNow(how);
    this.ink.drawNow(how);
  }

  /** Draw what lies around the map where that was left to wait. */
  addMargin() {
    for (const layer of [this.paper, this.below, this.ink]) layer?.addMargin();
  }

  remove() {
    this.map.off("mousemove", this.onMove).off("mouseout movestart", this.onOut).off("click", this.onClick);
    this.ink.remove();
    this.stopWaiting();
    this.paper?.remove();
    this.below?.remove();
    this.tiles?.layer.remove();
    this.tiles?.note.remove();
    this.tooltip.remove();
    this.dense.remove();
  }

  /**
   * Lay out what is to be drawn, in pieces.
   *
   * @param {CanvasRenderingContext2D} ctx @param {import("./plane.js").Viewport} view
   */
  *lay(ctx, view) {
    view.window.h = Math.max(0, view.window.h - this.coveredBelow());
    this.beforeDraw?.();
    this.laid = yield* this.sceneOf(this.shown, {
      ctx,
      view,
      selected: this.store.state.selected,
      obstacles: (crowded) => this.obstacles(view, crowded),
    });
  }

  /**
   * Lay out what shows.
   *
   * @param {import("./time.js").Shown} shown
   * @param {Pick<import("./scene.js").SceneOptions, "ctx" | "view" | "selected" | "obstacles">} how
   */
  sceneOf(shown, how) {
    const { geometry, levels, backdrop } = this;
    return layScene({ ...how, model: shown.model, geometry, levels, shown, cities: backdrop?.cities ?? [] });
  }

  /**
   * Lay out and paint a day where nobody sees it, in pieces.
   *
   * @param {number} day
   */
  *rehearse(day) {
    /** @type {import("./plane.js").Viewport | undefined} */
    const view = this.ink.view;
    const ctx = document.createElement("canvas").getContext("2d");
    if (!view || !ctx) return;
    const ratio = globalThis.devicePixelRatio || 1;
    ctx.scale(ratio, ratio);
    const shown = whatShows(this.model, { ...this.store.state, day });
    yield;
    const scene = yield* this.sceneOf(shown, { ctx, view, selected: null, obstacles: () => [] });
    yield;
    paintScene(ctx, scene, shown.model, this.geometry, null);
  }

  /** Draw what was laid out. @param {CanvasRenderingContext2D} ctx */
  draw(ctx) {
    const scene = /** @type {import("./scene.js").Scene} */ (this.laid);
    this.scene = scene;
    this.hits = null;
    const { selected, list, group = null } = this.store.state;
    const open = list === "group" && group?.zoom === scene.level?.zoom ? group : null;
    paintScene(ctx, scene, this.shown.model, this.geometry, selected, open);
    this.dense.hidden = scene.level === null;
    if (!this.dense.hidden) this.dense.textContent = this.denseText(scene.left);
  }

  /** @param {number} left what is not drawn */
  denseText(left) {
    return this.model.words.say(left > 0 ? "dense" : "dense.all", { n: left });
  }

  /** @param {import("./plane.js").Viewport} view @param {boolean} crowded whether there will be a note on what is drawn as one */
  obstacles(view, crowded) {
    if (crowded && this.dense.hidden) {
      this.dense.textContent = this.denseText(this.shown.count);
      this.dense.hidden = false;
    }
    const map = this.map.getContainer().getBoundingClientRect();
    return [...this.overlays(), ...(crowded ? [this.dense] : [])].map((overlay) => {
      const box = overlay.getBoundingClientRect();
      return {
        x: box.x - map.x + view.window.x,
        y: box.y - map.y + view.window.y,
        w: box.width,
        h: box.height,
      };
    });
  }

  /**
   * The thing at a point of the map's container.
   *
   * @param {{x: number, y: number}} point
   * @param {number} tolerance
   */
  thingAt(point, tolerance) {
    if (!this.scene) return null;
    this.hits ??= new Hits(this.scene, this.geometry, this.shown.model, this.shown);
    const { x, y } = this.ink.toCanvas(point);
    return this.hits.at(x, y, tolerance) ?? this.contextAt(point, tolerance);
  }

  /** @param {{x: number, y: number}} point @param {number} tolerance */
  contextAt(point, tolerance) {
    if (!this.contextShapes || !this.below?.view) return null;
    const { x, y } = this.below.toCanvas(point);
    const shown = shownContext(this.model, this.store.state);
    return this.contextShapes.at(x, y, tolerance, this.below.view, shown);
  }

  /** @param {any} event */
  hover(event) {
    // While the map is dragged, what passes under the pointer is not looked at.
    if (event.originalEvent?.pointerType === "touch" || this.map.dragging?.moving()) return;
    const thing = this.thingAt(event.containerPoint, MOUSE_TOLERANCE);
    this.map.getContainer().classList.toggle("gm-over", thing !== null);
    if (thing) this.showTooltip(thing, event.containerPoint);
    else this.hideTooltip();
  }

  /** @param {any} event */
  click(event) {
    const finger =
      event.originalEvent?.pointerType === "touch" || globalThis.matchMedia?.("(pointer: coarse)").matches;
    const thing = this.thingAt(event.containerPoint, finger ? FINGER_TOLERANCE : MOUSE_TOLERANCE);
    this.hideTooltip();
    if (thing && isAggregate(thing)) this.openGroup(thing);
    else this.store.set({ selected: thing, list: "" });
  }

  /** @param {import("./types.js").Aggregate} aggregate */
  openGroup(aggregate) {
    const level = this.scene?.level;
    if (!level) return;
    const { model } = this.shown;
    const counts = this.levels.counts(level, this.shown, model);
    const group = groupOf(model, level, aggregate, this.shown, counts);
    this.store.set({ selected: null, list: "group", group });
  }

  /**
   * @param {import("./types.js").Thing | import("./types.js").Aggregate} thing
   * @returns {{kicker: string, title: string, line: string}}
   */
  tipOf(thing) {
    const { model } = this.shown;
    if (!isAggregate(thing))
      return {
        kicker: thingKicker(model, thing),
        title: thingTitle(model, thing),
        line: thingLine(model, thing),
      };
    const level = /** @type {import("./flows.js").Flows} */ (this.scene?.level);
    return groupTip(model, level, thing, this.shown, this.levels.counts(level, this.shown, model));
  }

  /** @param {import("./types.js").Thing | import("./types.js").Aggregate} thing @param {{x: number, y: number}} point */
  showTooltip(thing, point) {
    const part = "part" in thing ? thing.part : this.scene?.level?.zoom;
    const key = `${thing.kind}${thing.row}.${part ?? ""}`;
    if (this.tooltip.dataset.thing !== key) {
      this.tooltip.dataset.thing = key;
      const { kicker, title, line } = this.tipOf(thing);
      this.tooltip.replaceChildren(
        element("span", { class: "gm-kicker" }, kicker),
        element("strong", {}, title),
        ...(line ? [element("span", {}, line)] : []),
      );
    }
    this.tooltip.hidden = false;
    const size = this.map.getSize();
    const { offsetWidth, offsetHeight } = this.tooltip;
    const left = point.x + 16 + offsetWidth > size.x ? point.x - offsetWidth - 12 : point.x + 16;
    const top = Math.max(4, Math.min(point.y + 14, size.y - offsetHeight - 4));
    this.tooltip.style.transform = `translate(${Math.round(Math.max(4, left))}px, ${Math.round(top)}px)`;
  }

  hideTooltip() {
    this.tooltip.hidden = true;
  }
}

/**
 * @param {import("./types.js").Thing | import("./types.js").Aggregate} thing
 * @returns {thing is import("./types.js").Aggregate}
 */
function isAggregate(thing) {
  return thing.kind === "flows" || thing.kind === "clusters";
}
