/** Keys under which a model keeps where something stands, not what it is. */
const PLACES: ReadonlySet<string> = new Set(['span', 'node', 'nameSpan', 'file']);

/** Whether two values of the model say the same, wherever they are written. */
export function isSameStructure(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && isSameList(one, other);
  return !Array.isArray(other) && isSameRecord(one as Fields, other as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => isSameStructure(item, other[index]));
}

function isSameRecord(one: Fields, other: Fields): boolean {
  let count = 0;
  for (const key of Object.keys(one)) {
    if (PLACES.has(key)) continue;
    if (!Object.hasOwn(other, key) || !isSameStructure(one[key], other[key])) return false;
    count += 1;
  }
  return count === Object.keys(other).filter((key) => !PLACES.has(key)).length;
}
