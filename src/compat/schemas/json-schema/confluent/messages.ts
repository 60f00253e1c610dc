import type { JsonValue } from '../../../../model/index.js';
import { boundText, type Text } from './bound-texts.js';
import { canonicalText } from './canonical-text.js';
import type { JsonSchemaDifference } from './compare.js';
import { TEXTS } from './texts.js';

/** What is told of a difference: one sentence, and for what breaks the way to reach the same aim without breaking. */
export interface DifferenceText {
  readonly message: string;
  readonly help?: string;
}

/** The longest text of a value that is shown whole, and how many values of a list are. */
const LONGEST = 80;
const MOST = 10;

/** Tells a difference in words; the older schema is the one that wrote, the newer one reads. */
export function describeDifference(difference: JsonSchemaDifference): DifferenceText {
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

function filled(text: Text[0], { path, from, to }: JsonSchemaDifference): string {
  return text.replace(/\{(name|from|to)\}/g, (_, hole: string) => {
    if (hole === 'name') return nameAt(path);
    return shown(hole === 'from' ? from : to);
  });
}

function nameAt(path: string): string {
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  return shortened(name.replaceAll('`', "'"));
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

function quoted(text: string): string {
  return `\`${shortened(text.replaceAll('`', "'"))}\``;
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
