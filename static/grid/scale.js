// Maps places in the rows to places of the scrollbar. Browsers cut elements that are too high (Firefox at 17.8 million pixels,
// Chromium at 33 million), so the rows of a large result have more pixels than what scrolls.

/** The largest height of what scrolls, in pixels. */
export const MOST = 8_000_000;
/** Near both ends a pixel of the scrollbar is a pixel of the rows, so that single rows can be reached. */
const EXACT = 200_000;

/** The relation between the height of all rows, what scrolls in their place, and the part in view, in pixels. */
export class Scale {
  constructor(whole, view) {
    this.whole = whole;
    this.height = Math.min(whole, MOST);
    this.most = Math.max(0, whole - view);
    this.mostScrolled = Math.max(0, this.height - view);
    this.isExact = whole === this.height;
  }

  /** Returns the place in the rows that a place of the scrollbar shows. */
  toRows(scrolled) {
    if (this.isExact || scrolled <= EXACT) return scrolled;
    if (scrolled >= this.mostScrolled - EXACT) return this.most - Math.max(0, this.mostScrolled - scrolled);
    return EXACT + ((scrolled - EXACT) * (this.most - 2 * EXACT)) / (this.mostScrolled - 2 * EXACT);
  }

  /** Returns the place of the scrollbar for a place in the rows. */
  toScrolled(place) {
    if (this.isExact || place <= EXACT) return place;
    if (place >= this.most - EXACT) return this.mostScrolled - (this.most - place);
    return EXACT + ((place - EXACT) * (this.mostScrolled - 2 * EXACT)) / (this.most - 2 * EXACT);
  }
}
