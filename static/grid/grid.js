// The grid of a result: a table of which only the rows in view are drawn. src/browser/grid.rs calls this.
import { Virtualizer, observeElementRect } from "@tanstack/virtual-core";
import { cellOf, headOf } from "./cells.js";
import beside from "./beside.css";
import look from "./grid.css";
import { place as placeOf } from "./keys.js";
import { Rows } from "./rows.js";
import { Scrollbar } from "./scrollbar.js";
import { Widths } from "./widths.js";

const ROW = 26;
/** The height of headers of one line and of two. */
const HEADS = [30, 44];
/** Rows that are drawn above and below those in view. */
const BEYOND = 25;
/** The most cells that are drawn beyond those in view, on each side. */
const MOST_CELLS = 2000;
/** The most rows that are in view; together with those beyond, fewer than 200. */
const MOST_IN_VIEW = 90;
/** The most items that the virtualiser keeps the places of; rows of larger results are items together. */
const MOST_ITEMS = 500_000;
/** What is in view before the browser has said it. */
const AT_FIRST = { width: 800, height: 500 };
/** After this time the mouse rests on a header. */
const HOVER_MS = 600;

const sheet = new CSSStyleSheet();
sheet.replaceSync(look + beside);

/**
 * Draws a grid in an element. `result`: `name`, `id`, `columns`, `total`, `first` rows, `canArrange`, `menu` (the beginning
 * of the name of a column's menu), `marks` of the headers. A row is a list: the kinds of its values, a letter each, and then their
 * texts. `ask(start, count)` promises rows; `hear(kind, row, column)` is told what a
 * person did.
 */
export function place(element, result, ask, hear) {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  return new Grid(element, result, ask, hear);
}

class Grid {
  #scroller;
  #table;
  #head;
  #body;
  #result;
  #hear;
  #rows;
  #widths;
  #bar;
  #virtual;
  #headHeight = HEADS[0];
  /** The number of rows that are one item for the virtualiser. */
  #together = 1;
  /** The rows that are drawn, by their index. */
  #drawn = new Map();
  /** The active cell; row -1 is the header. */
  #active = { row: 0, column: 0 };
  #wasActive = false;

  constructor(element, result, ask, hear) {
    const start = performance.now();
    [this.#scroller, this.#result, this.#hear] = [element, result, hear];
    this.#rows = new Rows(ask, (rows) => this.#come(rows));
    this.#rows.begin(result.first, result.total);
    this.#make();
    this.#bar = new Scrollbar(element, AT_FIRST.height);
    this.#bar.resize(this.#headHeight + result.total * ROW);
    this.#virtual = new Virtualizer({ ...this.#options(), initialRect: AT_FIRST });
    this.#draw();
    requestAnimationFrame(() => {
      // Fonts and sizes are known once it is in the page.
      this.#begin();
      performance.measure("lab:rows", { start });
    });
  }

  /** Shows the result in another order, or with other filters, as the marks of the headers say. */
  arrange(total, first, marks) {
    this.#result = { ...this.#result, total, first, marks };
    this.#rows.begin(first, total);
    this.#head.replaceChildren(...this.#headers());
    this.#table.setAttribute("aria-rowcount", `${total + 1}`);
    this.#active.row = Math.min(this.#active.row, total > 0 ? 0 : -1);
    this.#forgetDrawn();
    this.#virtual.setOptions(this.#options());
    this.#resize();
    this.#scrollTo(0);
  }

  /** Opens a popover below the header of a column, where the window has room for it. */
  open(popover, column) {
    const head = this.#head.cells[column];
    if (!head || !this.#scroller.isConnected) return;
    popover.showPopover();
    const [{ left, bottom }, { offsetWidth, offsetHeight }] = [head.getBoundingClientRect(), popover];
    const inside = (at, size, all) => Math.max(8, Math.min(at, all - size - 8));
    popover.style.left = `${inside(left, offsetWidth, innerWidth)}px`;
    popover.style.top = `${inside(bottom, offsetHeight, innerHeight)}px`;
  }

  /** Sets the place of a popover that opens from a button: below it, or above where there is more room. */
  hang(popover, button) {
    const { top, bottom, right } = button.getBoundingClientRect();
    const isBelow = bottom < innerHeight * 0.6;
    popover.style.inset = isBelow ? `${bottom + 4}px auto auto` : `auto auto ${innerHeight - top + 4}px`;
    popover.style.right = `${Math.max(8, document.documentElement.clientWidth - right)}px`;
    popover.style.maxHeight = `${(isBelow ? innerHeight - bottom : top) - 12}px`;
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
    this.#head.append(...this.#headers());
    this.#body = body;
    this.#scroller.append(this.#table);
    this.#table.addEventListener("keydown", (event) => this.#key(event));
    this.#table.addEventListener("mousedown", (event) => this.#point(event));
    this.#table.addEventListener("dblclick", (event) => this.#open(event));
    this.#table.addEventListener("click", (event) => this.#press(event));
    if (this.#result.canArrange) this.#followMouse();
  }

  #headers() {
    const { columns, first, canArrange, menu, marks } = this.#result;
    // A header is aligned like the values of its column: to the right above numbers.
    const kind = (at) => first.find(([kinds]) => kinds[at] !== "n")?.[0][at];
    return columns.map((name, at) => headOf(name, kind(at), marks[at], canArrange && menu));
  }

  /** The rows that are drawn above and below those in view: fewer where each has many cells. */
  get #beyond() {
    return Math.max(4, Math.min(BEYOND, Math.floor(MOST_CELLS / (this.#result.columns.length + 1))));
  }

  /** Tells when the mouse rests on a header. */
  #followMouse() {
    let [timer, rests] = [0, false];
    const leave = () => {
      clearTimeout(timer);
      if (rests) this.#hear("left", -1, 0);
      rests = false;
    };
    this.#table.tHead.addEventListener("pointerover", (event) => {
      leave();
      const head = event.pointerType === "mouse" && event.target.closest("th");
      if (!head) return;
      timer = setTimeout(() => {
        rests = true;
        this.#hear("rests", -1, head.cellIndex);
      }, HOVER_MS);
    });
    this.#table.tHead.addEventListener("pointerleave", leave);
    this.#table.tHead.addEventListener("pointerdown", leave);
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
    if (this.#widths.total > this.#scroller.clientWidth) this.#breakNames(first);
    this.#table.style.setProperty("--numbers", `${this.#widths.numbers(total)}px`);
    this.#setWidths();
    this.#resize();
    this.#virtual._didMount();
    this.#virtual._willUpdate();
    this.#draw();
  }

  /** Gives the names of columns two lines, so that more columns are in view. */
  #breakNames(rows) {
    this.#widths.narrow();
    this.#widths.widen(rows);
    this.#headHeight = HEADS[1];
    this.#scroller.dataset.names = "broken";
    this.#virtual.setOptions({ ...this.#virtual.options, paddingStart: this.#headHeight });
  }

  #options() {
    const { total } = this.#result;
    this.#together = Math.max(1, Math.ceil(total / MOST_ITEMS));
    return {
      count: Math.ceil(total / this.#together),
      getScrollElement: () => (this.#scroller.isConnected ? this.#scroller : null),
      estimateSize: (item) => ROW * Math.min(this.#together, total - item * this.#together),
      paddingStart: this.#headHeight,
      overscan: Math.ceil(this.#beyond / this.#together),
      observeElementRect: (instance, hear) =>
        observeElementRect(instance, ({ width, height }) => {
          // What is hidden has no height.
          if (height > 0) hear({ width, height: Math.min(height, MOST_IN_VIEW * ROW) });
          this.#resize();
        }),
      observeElementOffset: (_, hear) => this.#bar.observe(hear, () => this.#draw()),
      // The keys scroll themselves, and nothing here changes its height.
      scrollToFn: () => {},
      onChange: () => this.#draw(),
    };
  }

  /** Sets the height of what scrolls. */
  #resize() {
    this.#bar.resize(this.#headHeight + this.#result.total * ROW);
    this.#body.style.height = `${this.#bar.height - this.#headHeight}px`;
  }

  /** Scrolls to a place in the rows. */
  #scrollTo(place) {
    this.#bar.go(place);
    this.#virtual.scrollOffset = this.#bar.place;
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
    const [first, last] = [items[0]?.index ?? 0, items[items.length - 1]?.index ?? -1];
    const [from, to] = [first * this.#together, Math.min((last + 1) * this.#together, this.#result.total)];
    this.#drawn.forEach((row, index) => {
      if (index >= from && index < to) return;
      row.remove();
      this.#drawn.delete(index);
    });
    const { shift } = this.#bar;
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
      const [start, view] = [this.#headHeight + row * ROW, this.#scroller.clientHeight];
      if (row * ROW < this.#bar.place) this.#scrollTo(row * ROW);
      else if (start + ROW > this.#bar.place + view) this.#scrollTo(start + ROW - view);
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
    if ((event.ctrlKey || event.metaKey) && event.key === "c" && row >= 0 && getSelection().isCollapsed) {
      event.preventDefault();
      this.#hear("copy", row, column);
      return;
    }
    if (["Enter", "F2"].includes(event.key)) {
      event.preventDefault();
      if (row >= 0) this.#hear("detail", row, column);
      else if (canArrange) this.#hear("menu", row, column);
      return;
    }
    const page = Math.max(1, Math.floor((this.#scroller.clientHeight - this.#headHeight) / ROW) - 1);
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
    const { row, column } = this.#active;
    this.#wasActive = row === cell.row && column === cell.column;
    this.#active = cell;
    this.#mark();
    // The focus stays in the grid, whose headers are drawn anew with each order.
    if (!event.target.closest("button")) return;
    event.preventDefault();
    this.focus();
  }

  #open(event) {
    const cell = this.#cellOf(event);
    if (cell && cell.row >= 0) this.#hear("detail", cell.row, cell.column);
  }

  #press(event) {
    const [cell, button] = [this.#cellOf(event), event.target.closest("button")];
    if (cell && button) this.#hear(button.dataset.does, cell.row, cell.column);
    // A finger has no second click: it touches the active cell once more.
    else if (event.pointerType === "touch" && this.#wasActive) this.#open(event);
  }
}
