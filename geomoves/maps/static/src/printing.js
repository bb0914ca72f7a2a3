/**
 * The page on paper. What a browser prints is laid out anew and at once, so everything is made ready before: the map
 * at the paper's width, all claims in the table, and pictures in place of the canvases, which print blank where much
 * is drawn on them.
 */

import { element } from "./dom.js";

/** Claims that are printed; a book of 130,000 is nobody's wish. What is left out is counted. */
export const MOST_ON_PAPER = 2000;
/** Dots for each CSS pixel: 288 to the inch. */
const DENSITY = 3;

export class Printing {
  /**
   * @param {object} options
   * @param {HTMLElement} options.root
   * @param {any} options.map Leaflet's
   * @param {import("./table_view.js").TableView} options.table
   * @param {() => any[]} options.layers what is drawn on canvases: `canvasLayer`s
   * @param {(bounds: any) => boolean} options.fitAll shows everything, if that was in view before; false if it was not
   */
  constructor({ root, map, table, layers, fitAll }) {
    this.root = root;
    this.map = map;
    this.table = table;
    this.layers = layers;
    this.fitAll = fitAll;
    /** @type {HTMLElement[]} */
    this.pictures = [];
    const print = matchMedia("print");
    print.addEventListener("change", (event) => this.turn(event.matches));
    addEventListener("beforeprint", () => this.turn(true));
    addEventListener("afterprint", () => this.turn(false));
  }

  get isOn() {
    return this.root.classList.contains("gm-printing");
  }

  /** @param {boolean} on */
  turn(on) {
    if (this.isOn === on) return;
    if (on) {
      this.before = { bounds: this.map.getBounds(), center: this.map.getCenter(), zoom: this.map.getZoom() };
    }
    this.root.classList.toggle("gm-printing", on);
    this.table.printing = on ? MOST_ON_PAPER : 0;
    this.table.render();
    for (const picture of this.pictures) picture.remove();
    this.pictures = [];
    this.map.invalidateSize({ animate: false, pan: false });
    if (on) {
      if (!this.fitAll(this.before?.bounds)) this.map.fitBounds(this.before?.bounds, { animate: false });
    } else if (this.before) this.map.setView(this.before.center, this.before.zoom, { animate: false });
    for (const layer of this.layers()) {
      layer.density = on ? DENSITY : 0;
      layer.drawNow();
      if (on) this.takePicture(layer.canvas());
    }
  }

  /** Put a picture of a canvas over it. @param {HTMLCanvasElement | undefined} canvas */
  takePicture(canvas) {
    if (!canvas?.width || !globalThis.OffscreenCanvas) return;
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    copy.getContext("2d")?.drawImage(canvas, 0, 0);
    const picture = element("canvas", { class: `${canvas.className} gm-picture`, "aria-hidden": "true" });
    picture.width = canvas.width;
    picture.height = canvas.height;
    picture.style.cssText = canvas.style.cssText;
    picture.getContext("bitmaprenderer")?.transferFromImageBitmap(copy.transferToImageBitmap());
    canvas.after(picture);
    this.pictures.push(picture);
  }
}
