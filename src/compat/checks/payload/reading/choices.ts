import type { TypeFact } from '../../../change.js';
import { breaks, type Ruling, risks } from '../../../check.js';
import type { Way } from './way.js';

/** Whether a reader of `string|int` and the like takes what was written: options that are written the same are the same. */
export function choiceRuling({ words }: Way, reader: TypeFact, writer: TypeFact): Ruling | undefined {
  if (reader.kind === 'json' && reader.free) return undefined;
  const [taken, written] = [optionsOf(reader), optionsOf(writer)];
  const other = written.find((option) => !taken.includes(option));
  if (other === undefined) return undefined;
  const reason = `${words.reader} reads \`${reader.text}\`, and ${words.written} may have \`${other}\``;
  // An option may fit into another one of the reader: a whole number into `double`.
  return reader.kind === 'anyOf' ? risks(`${reason}.`) : breaks(`${reason}.`);
}

/** What a value may be, each as it is written. */
export function optionsOf(type: TypeFact): readonly string[] {
  return type.kind === 'anyOf' ? type.options : [type.text];
}
