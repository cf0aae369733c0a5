// The grid of a result: a table of which only the rows in view are drawn. src/browser/grid.rs calls this.
import { Virtualizer, observeElementRect } from "@tanstack/virtual-core";
import { cellOf, headOf } from "./cells.js";
import look from "./grid.css";
import { place as placeOf } from "./keys.js";
import { Rows } from "./rows.js";
import { Scale } from "./scale.js";
import { Widths } from "./widths.js";

const ROW = 26;
const HEAD = 30;
/** Rows that are drawn above and below those in view. */
const BEYOND = 25;
/** The most rows that are in view; together with those beyond, fewer than 200. */
const MOST_IN_VIEW = 130;
/** What is in view before the browser has said it. */
const AT_FIRST = { width: 800, height: 500 };
/** After this time without a scroll event, scrolling has ended. */
const REST_MS = 150;

const sheet = new CSSStyleSheet();
sheet.replaceSync(look);

/**
 * Draws a grid in an element. `result`: `name`, `id`, `columns`, `total`, `first` rows, `canArrange`. A row is a list: the kinds
 * of its values, a letter each, and then their texts. `ask(start, count)` promises rows; `hear(kind, row, column)` is told what a
 * person did.
 */
export function place(element, result, words, ask, hear) {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  return new Grid(element, result, words, ask, hear);
}

class Grid {
  #scroller;
  #table;
  #head;
  #body;
  #result;
  #words;
  #hear;
  #rows;
  #widths;
  #scale;
  #virtual;
  /** The rows that are drawn, by their index. */
  #drawn = new Map();
  /** The active cell; row -1 is the header. */
  #active = { row: 0, column: 0 };
  /** The place in the rows that is shown, and that of the scrollbar. */
  #place = 0;
  #scrolled = 0;

  constructor(element, result, words, ask, hear) {
    [this.#scroller, this.#result, this.#words, this.#hear] = [element, result, words, hear];
    this.#rows = new Rows(ask, (rows) => this.#come(rows));
    this.#rows.begin(result.first, result.total);
    this.#make();
    this.#scale = new Scale(HEAD + result.total * ROW, AT_FIRST.height);
    this.#virtual = new Virtualizer({ ...this.#options(), initialRect: AT_FIRST });
    this.#draw();
    // Fonts and sizes are known once it is in the page.
    requestAnimationFrame(() => this.#begin());
  }

  /** Shows the result in another order, or with other filters. `orders`: what each column's header says. */
  arrange(total, first, orders) {
    this.#result = { ...this.#result, total, first };
    this.#rows.begin(first, total);
    this.#head.replaceChildren(...this.#headers(orders));
    this.#table.setAttribute("aria-rowcount", `${total + 1}`);
    this.#active = { ...this.#active, row: Math.min(this.#active.row, total - 1) };
    this.#forgetDrawn();
    this.#virtual.setOptions(this.#options());
    this.#resize();
    this.#scroller.scrollTop = 0;
    this.#follow();
    this.#draw();
  }

  /** Gives the focus to the grid. */
  focus() {
    this.#table.focus({ preventScroll: true });
  }

  #make() {
    const { name, columns, total } = this.#result;
    this.#table = document.createElement("table");
    const attributes = { role: "grid", tabindex: "0", "aria-label": name, "aria-rowcount": total + 1, "aria-colcount": columns.length };
    Object.entries(attributes).forEach(([key, value]) => this.#table.setAttribute(key, `${value}`));
    const [head, body] = [this.#table.createTHead(), this.#table.createTBody()];
    [head, body].forEach((part) => part.setAttribute("role", "rowgroup"));
    this.#head = head.insertRow();
    this.#head.setAttribute("role", "row");
    this.#head.setAttribute("aria-rowindex", "1");
    this.#head.append(...this.#headers([]));
    this.#body = body;
    this.#scroller.append(this.#table);
    this.#table.addEventListener("keydown", (event) => this.#key(event));
    this.#table.addEventListener("mousedown", (event) => this.#point(event));
    this.#table.addEventListener("dblclick", (event) => this.#open(event));
    this.#table.addEventListener("click", (event) => this.#press(event));
  }

  #headers(orders) {
    const { columns, first, canArrange } = this.#result;
    return columns.map((name, at) => headOf(name, at, first[0]?.[0][at], orders[at], canArrange && this.#words));
  }

  #begin() {
    if (!this.#scroller.isConnected) return;
    const font = (element) => {
      const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
      return `${fontWeight} ${fontSize} ${fontFamily}`;
    };
    const header = this.#head.cells[0] ?? this.#table;
    const { columns, first, canArrange, total } = this.#result;
    this.#widths = new Widths(columns, { cell: font(this.#table), header: font(header) }, canArrange);
    this.#widths.widen(first);
    this.#table.style.setProperty("--numbers", `${this.#widths.numbers(total)}px`);
    this.#setWidths();
    this.#resize();
    this.#virtual._didMount();
    this.#virtual._willUpdate();
    this.#draw();
  }

  #options() {
    return {
      count: this.#result.total,
      getScrollElement: () => (this.#scroller.isConnected ? this.#scroller : null),
      estimateSize: () => ROW,
      paddingStart: HEAD,
      overscan: BEYOND,
      observeElementRect: (instance, hear) =>
        observeElementRect(instance, ({ width, height }) => {
          // What is hidden has no height.
          if (height > 0) hear({ width, height: Math.min(height, MOST_IN_VIEW * ROW) });
          this.#resize();
        }),
      observeElementOffset: (_, hear) => this.#observe(hear),
      // The keys scroll themselves, and nothing here changes its height.
      scrollToFn: () => {},
      onChange: () => this.#draw(),
    };
  }

  /** Sets the height of what scrolls. */
  #resize() {
    const view = this.#scroller.clientHeight || AT_FIRST.height;
    this.#scale = new Scale(HEAD + this.#result.total * ROW, view);
    this.#body.style.height = `${this.#scale.height - HEAD}px`;
  }

  #observe(hear) {
    let rest;
    const onScroll = () => {
      this.#follow();
      hear(this.#place, true);
      clearTimeout(rest);
      rest = setTimeout(() => {
        this.#settle();
        hear(this.#place, false);
      }, REST_MS);
    };
    this.#scroller.addEventListener("scroll", onScroll, { passive: true });
    hear(this.#place, false);
    return () => {
      clearTimeout(rest);
      this.#scroller.removeEventListener("scroll", onScroll);
    };
  }

  /** Follows the scrollbar. A short way is as long in the rows; a long one goes to the place that the scrollbar shows. */
  #follow() {
    const { scrollTop, clientHeight } = this.#scroller;
    const { isExact, most, mostScrolled } = this.#scale;
    const way = scrollTop - this.#scrolled;
    const isShort = !isExact && Math.abs(way) < clientHeight && scrollTop > 0 && scrollTop < mostScrolled - 1;
    if (!isShort) this.#place = this.#scale.toRows(scrollTop);
    else this.#place = Math.min(most, Math.max(0, this.#place + way));
    this.#scrolled = scrollTop;
  }

  /** Puts the scrollbar where it belongs after short ways. */
  #settle() {
    const wanted = this.#scale.toScrolled(this.#place);
    if (Math.abs(wanted - this.#scroller.scrollTop) < 1) return;
    this.#scroller.scrollTop = wanted;
    this.#scrolled = this.#scroller.scrollTop;
    this.#draw();
  }

  /** Scrolls to a place in the rows. */
  #scrollTo(place) {
    this.#place = Math.min(this.#scale.most, Math.max(0, place));
    this.#scroller.scrollTop = this.#scale.toScrolled(this.#place);
    this.#scrolled = this.#scroller.scrollTop;
    this.#virtual.scrollOffset = this.#place;
    this.#draw();
  }

  #come(rows) {
    if (this.#widths?.widen(rows)) this.#setWidths();
    this.#drawn.forEach((row, index) => {
      if (row.dataset.waits && this.#rows.at(index)) {
        row.remove();
        this.#drawn.delete(index);
      }
    });
    this.#draw();
  }

  #setWidths() {
    this.#table.style.setProperty("--columns", this.#widths.all.map((width) => `${width}px`).join(" "));
  }

  #forgetDrawn() {
    this.#drawn.forEach((row) => row.remove());
    this.#drawn.clear();
  }

  /** Draws the rows in view and some beyond. */
  #draw() {
    const items = this.#virtual.getVirtualItems();
    const [from, to] = items.length > 0 ? [items[0].index, items[items.length - 1].index + 1] : [0, 0];
    this.#drawn.forEach((row, index) => {
      if (index >= from && index < to) return;
      row.remove();
      this.#drawn.delete(index);
    });
    const shift = this.#scrolled - this.#place;
    let next = null;
    // From the last, so that the one below is known and rows are in their order for who reads them.
    for (let index = to - 1; index >= from; index--) {
      let row = this.#drawn.get(index);
      if (!row) {
        row = this.#row(index);
        this.#body.insertBefore(row, next);
        this.#drawn.set(index, row);
      }
      const transform = `translateY(${index * ROW + shift}px)`;
      if (row.style.transform !== transform) row.style.transform = transform;
      next = row;
    }
    this.#mark();
    if (to > from) this.#rows.want(from, to);
  }

  #row(index) {
    const values = this.#rows.at(index);
    const row = document.createElement("tr");
    row.setAttribute("role", "row");
    row.setAttribute("aria-rowindex", `${index + 2}`);
    row.dataset.row = (index + 1).toLocaleString("en");
    if (values) row.append(...this.#result.columns.map((_, at) => cellOf(values, at)));
    else row.dataset.waits = "1";
    return row;
  }

  /** The element of the active cell, if it is drawn. */
  #activeCell() {
    const { row, column } = this.#active;
    return (row < 0 ? this.#head : this.#drawn.get(row))?.cells[column];
  }

  #mark() {
    const cell = this.#activeCell();
    const before = this.#table.querySelector("[data-active]");
    if (before !== cell) {
      before?.removeAttribute("data-active");
      before?.removeAttribute("id");
    }
    const id = `${this.#result.id}-active`;
    if (cell) [cell.id, cell.dataset.active] = [id, "1"];
    if (cell) this.#table.setAttribute("aria-activedescendant", id);
    else this.#table.removeAttribute("aria-activedescendant");
  }

  /** Makes a cell the active one, and scrolls it into view. */
  #go({ row, column }) {
    this.#active = { row, column };
    if (row >= 0) {
      const [start, view] = [HEAD + row * ROW, this.#scroller.clientHeight];
      if (start - HEAD < this.#place) this.#scrollTo(start - HEAD);
      else if (start + ROW > this.#place + view) this.#scrollTo(start + ROW - view);
    }
    this.#mark();
    this.#showColumn(column);
  }

  #showColumn(column) {
    const head = this.#head.cells[column];
    const numbers = this.#widths?.numbers(this.#result.total) ?? 0;
    const [start, end] = [head.offsetLeft, head.offsetLeft + head.offsetWidth];
    const { scrollLeft, clientWidth } = this.#scroller;
    if (start - numbers < scrollLeft) this.#scroller.scrollLeft = start - numbers;
    else if (end > scrollLeft + clientWidth) this.#scroller.scrollLeft = Math.min(end - clientWidth, start - numbers);
  }

  #key(event) {
    const { row, column } = this.#active;
    const { total, columns, canArrange } = this.#result;
    if (["Enter", "F2"].includes(event.key)) {
      event.preventDefault();
      if (row >= 0) this.#hear("detail", row, column);
      else if (canArrange) this.#hear("menu", row, column);
      return;
    }
    const page = Math.max(1, Math.floor((this.#scroller.clientHeight - HEAD) / ROW) - 1);
    const wanted = placeOf(event, { row, column }, { total, columns: columns.length, page });
    if (!wanted) return;
    event.preventDefault();
    this.#go(wanted);
  }

  /** The cell that an event is about, as row and column. */
  #cellOf({ target }) {
    const cell = target.closest("td, th");
    if (!cell) return null;
    const row = cell.parentElement;
    return { row: row === this.#head ? -1 : Number(row.getAttribute("aria-rowindex")) - 2, column: cell.cellIndex };
  }

  #point(event) {
    const cell = this.#cellOf(event);
    if (!cell) return;
    this.#active = cell;
    this.#mark();
  }

  #open(event) {
    const cell = this.#cellOf(event);
    if (cell && cell.row >= 0) this.#hear("detail", cell.row, cell.column);
  }

  #press(event) {
    const [cell, button] = [this.#cellOf(event), event.target.closest("button")];
    if (cell && button) this.#hear(button.dataset.does, cell.row, cell.column);
  }
}
