/**
 * The most rows that can have a column each, none of them twice; `allowed` says which may meet. Gives the column of each
 * row, or -1. Earlier rows and columns are preferred, so the answer is always the same.
 */
export function matchRows(
  rows: number,
  columns: number,
  allowed: (row: number, column: number) => boolean,
): Int32Array {
  const columnOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(columns).fill(-1);
  for (let row = 0; row < rows; row++) augment(row, columnOf, rowOf, allowed);
  return columnOf;
}

/** Finds a way from a free row to a free column that swaps what is matched on the way, breadth first. */
function augment(
  start: number,
  columnOf: Int32Array,
  rowOf: Int32Array,
  allowed: (row: number, column: number) => boolean,
): void {
  const cameFrom = new Int32Array(rowOf.length).fill(-1);
  const queue = [start];
  for (const row of queue) {
    for (let column = 0; column < rowOf.length; column++) {
      if (cameFrom[column] !== -1 || !allowed(row, column)) continue;
      cameFrom[column] = row;
      const holder = rowOf[column] as number;
      if (holder === -1) {
        swapAlong(column, cameFrom, columnOf, rowOf);
        return;
      }
      queue.push(holder);
    }
  }
}

function swapAlong(end: number, cameFrom: Int32Array, columnOf: Int32Array, rowOf: Int32Array): void {
  for (let column = end; column !== -1; ) {
    const row = cameFrom[column] as number;
    const before = columnOf[row] as number;
    columnOf[row] = column;
    rowOf[column] = row;
    column = before;
  }
}
