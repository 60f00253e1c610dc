import type { TypeFact } from '../../../change.js';
import { breaks, type Ruling } from '../../../check.js';
import { optionsOf } from './choices.js';
import type { Way } from './way.js';

/** Whether code that was written for one type of a value still compiles where its type is the other. */
export function readTypeScriptType(way: Way, reader: TypeFact, writer: TypeFact): Ruling | undefined {
  // Going backward, the reader of data is the new side; code is that of the old side then, and meets the new types.
  const [code, types] = [writer, reader];
  const gone = goneName(way, code.text);
  if (gone) return gone;
  const [wanted, given] = [printed(way, code), printed(way, types)];
  if (wanted === given && wanted !== undefined) return undefined;
  if (wanted === 'string' && (given === 'Uuid' || types.kind === 'enum')) return undefined;
  if (wanted === 'unknown') return undefined;
  if (code.kind === 'anyOf' && optionsOf(types).every((option) => code.options.includes(option))) return undefined;
  const { words } = way;
  return breaks(`${words.code} takes the value for \`${code.text}\`, and it is \`${types.text}\` in ${words.types}.`);
}

/** Code that imports a type by a name which the other side does not export. */
export function goneName({ reader, writer, words }: Way, name: string): Ruling | undefined {
  if (!writer.types.has(name) || reader.types.has(name)) return undefined;
  return breaks(`${words.code} imports \`${name}\`, which ${words.types} do not export.`);
}

/** The TypeScript of what is no more than a scalar; undefined for types of which no two are equal. */
function printed({ typescript }: Way, type: TypeFact): string | undefined {
  if (type.kind === 'decimal') return 'string';
  if (type.kind === 'unknown' || type.kind === 'json') return 'unknown';
  if (type.kind !== 'primitive') return undefined;
  switch (type.name) {
    case 'boolean':
      return 'boolean';
    case 'int':
    case 'float':
    case 'double':
      return 'number';
    case 'long':
      return typescript.long;
    case 'uuid':
      return typescript.brandedIds ? 'Uuid' : 'string';
    case 'bytes':
      return typescript.bytes === 'Uint8Array' ? 'Uint8Array' : 'string';
    default:
      return 'string';
  }
}
