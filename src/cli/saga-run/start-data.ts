import { createHash } from 'node:crypto';
import type { JsonObject } from '../../runtime/index.js';

/**
 * Data of the n-th journey from a sample of the start message: a run is named by its correlation value, so each
 * journey gets its own. The first keeps the sample's; later ones derive theirs from it, always in the same way.
 */
export function startDataOf(sample: JsonObject, correlation: string, journey: number): JsonObject {
  const value = sample[correlation];
  if (journey === 1 || value === undefined) return sample;
  return { ...sample, [correlation]: derivedValue(value, journey) };
}

function derivedValue(value: unknown, journey: number): string | number {
  if (typeof value === 'number') return value + journey - 1;
  const text = String(value);
  return UUID.test(text) ? derivedUuid(`${text}/${journey}`) : `${text}-${journey}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A version 8 UUID (RFC 9562): the bits are the hash of `seed`. */
function derivedUuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
