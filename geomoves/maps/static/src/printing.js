/**
 * The page on paper. What a browser prints is laid out anew and at once, so everything is made ready before: the map
 * at the paper's width and as fine as paper shows it, and all claims in the table.
 */

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
    this.map.invalidateSize({ animate: false, pan: false });
    if (on) {
      if (!this.fitAll(this.before?.bounds)) this.map.fitBounds(this.before?.bounds, { animate: false });
    } else if (this.before) this.map.setView(this.before.center, this.before.zoom, { animate: false });
    for (const layer of this.layers()) {
      layer.density = on ? DENSITY : 0;
      layer.drawNow();
    }
  }
}
