// Makes the cells of a grid: values by their kinds, and headers with their order and the button of their menu.

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

/** Makes the header of a column. `kind`: of its first value. `order`: `ascending`, `descending` or nothing. */
export function headOf(name, column, kind, order, words) {
  const head = document.createElement("th");
  head.scope = "col";
  head.setAttribute("role", "columnheader");
  if (kind) head.dataset.kind = KINDS[kind];
  const label = document.createElement("span");
  label.textContent = name;
  label.title = name;
  head.append(label);
  if (!words) return head;
  return head;
}
