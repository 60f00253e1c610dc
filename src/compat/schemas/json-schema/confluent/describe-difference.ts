import type { JsonValue } from '../../../../model/index.js';
import { pointerKeys } from '../../json.js';
import { quotable, quoted } from '../../quoted.js';
import type { SchemaBreak } from '../../schema-verdict.js';
import { canonicalText } from '../canonical-text.js';
import { boundText } from './bound-texts.js';
import type { JsonSchemaDifference } from './compare-confluent.js';
import { TEXTS } from './texts.js';

/** How many values of a list are shown. */
const MOST = 10;

/** Tells a difference in one sentence, with help for what breaks; the older schema is the one that wrote, the newer one reads. */
export function describeDifference(difference: JsonSchemaDifference): Pick<SchemaBreak, 'message' | 'help'> {
  const [message, help] = boundText(difference.kind) ?? TEXTS[difference.kind as keyof typeof TEXTS];
  const text = placed(filled(message, difference), difference.path);
  return help === undefined || difference.compatible
    ? { message: text }
    : { message: text, help: filled(help, difference) };
}

function placed(sentence: string, path: string): string {
  if (path === '#/') return sentence;
  return `At ${quoted(path)} ${sentence.startsWith('The') ? `t${sentence.slice(1)}` : sentence}`;
}

function filled(text: string, { path, from, to }: JsonSchemaDifference): string {
  return text.replace(/\{(name|from|to)\}/g, (_, hole: string) => {
    if (hole === 'name') return nameAt(path);
    return shown(hole === 'from' ? from : to);
  });
}

function nameAt(path: string): string {
  return quotable(pointerKeys(path.slice(1))?.at(-1) ?? '');
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (!Array.isArray(value)) return quoted(textOf(value));
  const some = value.slice(0, MOST).map((each) => quoted(textOf(each)));
  return value.length > MOST ? `${some.join(', ')} and ${value.length - MOST} more` : some.join(', ');
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : canonicalText(value);
}
