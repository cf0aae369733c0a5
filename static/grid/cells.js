// Makes the cells of a grid: values by their kinds, and headers with their order and the button of their menu.
import { breakable } from "./widths.js";

/** The kinds of values by their letters. */
const KINDS = { n: "null", d: "number", t: "text", e: "empty", b: "blob" };

/** Makes the cell of a column. A row is the kinds of its values, a letter each, and then their texts. */
export function cellOf(row, column) {
  const cell = document.createElement("td");
  cell.setAttribute("role", "gridcell");
  cell.dataset.kind = KINDS[row[0][column]] ?? "text";
  cell.textContent = row[column + 1];
  return cell;
}

/**
 * Makes the header of a column. `kind`: of its first value. `mark`: its order (`ascending`, `descending` or nothing), and whether
 * it is filtered. `menu`: the beginning of the name of the button of its menu; without it, there are no buttons.
 */
export function headOf(name, kind, mark, menu) {
  const head = document.createElement("th");
  head.scope = "col";
  head.setAttribute("role", "columnheader");
  if (kind) head.dataset.kind = KINDS[kind];
  if (mark?.order) head.setAttribute("aria-sort", mark.order);
  if (mark?.isFiltered) head.dataset.filtered = "1";
  const label = document.createElement("span");
  label.className = "grid-name";
  breakable(name).forEach((part) => label.append(part, document.createElement("wbr")));
  label.title = name;
  if (!menu) {
    head.append(label);
    return head;
  }
  head.append(button("order", label), button("menu", "", `${menu} ${name}`));
  return head;
}

/** A button that the keys of the grid do not stop at: Enter on the header does the same. */
function button(does, content, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.tabIndex = -1;
  made.className = `grid-${does}`;
  made.dataset.does = does;
  made.append(content);
  if (name) made.setAttribute("aria-label", name);
  return made;
}
