import { compact } from '../../model/build/compact.js';
import type { JsonType, JsonValue } from '../../model/index.js';
import { note, type Place } from './place.js';

/** `json`, which lets everything pass. */
const ANYTHING: JsonType = { kind: 'json' };

/** What differs between two values that no type describes; one that is not there at all has no schema. */
export function diffRaw(place: Place, old: JsonType | undefined, next: JsonType | undefined): void {
  if (old === next || JSON.stringify(old) === JSON.stringify(next)) return;
  note(place, 'raw-schema-changed', { from: old ?? ANYTHING, to: next ?? ANYTHING });
}

/** Whether Avro writes a value in another way than before. */
export function diffEncoding(place: Place, old: JsonValue | undefined, next: JsonValue | undefined): void {
  if (old === next || JSON.stringify(old) === JSON.stringify(next)) return;
  note(place, 'avro-encoding-changed', compact({ from: old, to: next }));
}
