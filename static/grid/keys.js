// The keys that move about in a grid.

/**
 * Returns the cell to which a key goes from another; null if it is no such key. Row -1 is the header. `size`: the numbers of
 * rows and columns, and of the rows on a page.
 */
export function place({ key, ctrlKey, metaKey, altKey, shiftKey }, { row, column }, { total, columns, page }) {
  if (altKey || shiftKey) return null;
  const [isFar, last, end] = [ctrlKey || metaKey, total - 1, columns - 1];
  const inRows = (wanted) => Math.min(last, Math.max(Math.min(0, last), wanted));
  const places = {
    ArrowDown: () => ({ row: isFar ? last : Math.min(last, row + 1), column }),
    ArrowUp: () => ({ row: isFar ? inRows(0) : Math.max(-1, row - 1), column }),
    ArrowRight: () => ({ row, column: isFar ? end : Math.min(end, column + 1) }),
    ArrowLeft: () => ({ row, column: isFar ? 0 : Math.max(0, column - 1) }),
    PageDown: () => ({ row: inRows(row + page), column }),
    PageUp: () => ({ row: inRows(row - page), column }),
    Home: () => ({ row: inRows(0), column: isFar ? 0 : column }),
    End: () => ({ row: last, column: isFar ? end : column }),
  };
  return places[key]?.() ?? null;
}
