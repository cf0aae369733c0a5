// Follows the scrollbar of a grid, and says which place in the rows it shows.
import { Scale } from "./scale.js";

/** After this time without a scroll event, scrolling has ended. */
const REST_MS = 150;

export class Scrollbar {
  #scroller;
  #view;
  #scale;
  #scrolled = 0;
  /** The place in the rows that is shown, in pixels. */
  place = 0;

  /** `view`: the height in view before the browser has said it. */
  constructor(scroller, view) {
    [this.#scroller, this.#view] = [scroller, view];
  }

  /** The height of what scrolls. */
  get height() {
    return this.#scale.height;
  }

  /** What has to be added to a place in the rows for its place in what scrolls. */
  get shift() {
    return this.#scrolled - this.place;
  }

  /** Takes the height of all rows. */
  resize(whole) {
    this.#scale = new Scale(whole, this.#scroller.clientHeight || this.#view);
  }

  /** Goes to a place in the rows. */
  go(place) {
    this.place = Math.min(this.#scale.most, Math.max(0, place));
    this.#scroller.scrollTop = this.#scale.toScrolled(this.place);
    this.#scrolled = this.#scroller.scrollTop;
  }

  /** Tells `hear` the place whenever somebody scrolls, and whether that goes on; `settled` when the scrollbar was put right. */
  observe(hear, settled) {
    let rest;
    const onScroll = () => {
      this.#follow();
      hear(this.place, true);
      clearTimeout(rest);
      rest = setTimeout(() => {
        if (this.#settle()) settled();
        hear(this.place, false);
      }, REST_MS);
    };
    this.#scroller.addEventListener("scroll", onScroll, { passive: true });
    hear(this.place, false);
    return () => {
      clearTimeout(rest);
      this.#scroller.removeEventListener("scroll", onScroll);
    };
  }

  /** A short way of the scrollbar is as long in the rows; a long one goes to the place that it shows. */
  #follow() {
    const { scrollTop, clientHeight } = this.#scroller;
    const { isExact, most, mostScrolled } = this.#scale;
    const way = scrollTop - this.#scrolled;
    const isShort = !isExact && Math.abs(way) < clientHeight && scrollTop > 0 && scrollTop < mostScrolled - 1;
    this.place = isShort ? Math.min(most, Math.max(0, this.place + way)) : this.#scale.toRows(scrollTop);
    this.#scrolled = scrollTop;
  }

  /** Puts the scrollbar where it belongs after short ways. */
  #settle() {
    const wanted = this.#scale.toScrolled(this.place);
    if (Math.abs(wanted - this.#scroller.scrollTop) < 1) return false;
    this.#scroller.scrollTop = wanted;
    this.#scrolled = this.#scroller.scrollTop;
    return true;
  }
}
