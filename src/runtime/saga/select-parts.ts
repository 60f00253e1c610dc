import type { Json, SelectionDefinition } from './definition.js';

/** The selected parts of a value; what is absent in it stays absent, and what is no record or list stays whole. */
export function selectParts(value: Json, selection: SelectionDefinition): Json {
  if (selection === true || typeof value !== 'object' || value === null) return value;
  if ('each' in selection) {
    return Array.isArray(value) ? value.map((item: Json) => selectParts(item, selection.each)) : value;
  }
  if (Array.isArray(value)) return value;
  const parts = Object.entries(value).flatMap(([key, part]): [string, Json][] => {
    const inner = Object.hasOwn(selection.fields, key) ? selection.fields[key] : undefined;
    return inner === undefined ? [] : [[key, selectParts(part, inner)]];
  });
  return Object.fromEntries(parts);
}
