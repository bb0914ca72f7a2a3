/** What the first picture does not wait for: done once it is on the screen, a piece at a time. */

/** A page that is not looked at gets no frames: it waits no longer than this for one. */
const PATIENCE_MS = 250;

/** When what was drawn now is on the screen. @returns {Promise<void>} */
function painted() {
  return new Promise((done) => {
    const timer = setTimeout(done, PATIENCE_MS);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        clearTimeout(timer);
        port1.close();
        done();
      };
      port2.postMessage(0);
    });
  });
}

export class Afterwards {
  constructor() {
    /** @type {(() => void)[]} */
    this.pieces = [];
  }

  /** @param {() => void} piece what is to be done then */
  add(piece) {
    this.pieces.push(piece);
  }

  /** Do it all. */
  async run() {
    await painted();
    for (let piece = this.pieces.shift(); piece; piece = this.pieces.shift()) {
      piece();
      // What the reader does goes first.
      await new Promise((done) => setTimeout(done, 0));
    }
  }
}
