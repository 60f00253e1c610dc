import { displayWidth, padTo, printable, printableLine, wrapText } from '../../diagnostics/index.js';
import { type DeadLetter, deadLetterFacts, messageBehind } from '../../runtime/index.js';
import { agoText, timeText } from '../ops/times.js';
import type { Painter } from '../screen.js';
import { bytesLines } from './bytes-text.js';
import { dlqLine, type Session } from './command-line.js';

export interface LetterPage {
  readonly columns: number;
  readonly paint: Painter;
  readonly now: number;
  readonly session: Session;
  /** The channel that the letter is in. */
  readonly channel: string;
  readonly isDataShown: boolean;
}

/** All that is known of a dead letter, and the commands that replay or discard it. */
export function letterText(letter: DeadLetter, page: LetterPage): string {
  const { message } = letter;
  const { paint } = page;
  const headers = Object.entries(messageBehind(letter).headers);
  const parts = [
    [paint('bold', printableLine(message.id)), ...(message.type === '' ? [] : [printableLine(message.type)])].join(
      '  ',
    ),
    pairs(factsOf(letter, page), page),
    section('Headers', headers.length === 0 ? [] : [pairs(headers, page)], page),
    section('Data', dataLines(letter, page), page),
    section('What you can do', acts(letter, page), page),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function factsOf(letter: DeadLetter, { channel, now }: LetterPage): readonly (readonly [string, string])[] {
  const { message, position, at } = letter;
  const facts = deadLetterFacts(letter);
  const cameFrom = facts.channel ?? 'it does not say';
  return [
    ['letter', `${position} in ${channel}`],
    ['since', at === undefined ? '' : `${timeText(at)}, ${agoText(at, now)}`],
    ['reason', facts.reason ?? 'it does not say'],
    ['attempts', facts.attempts === undefined ? '' : String(facts.attempts)],
    ['came from', facts.position === undefined ? cameFrom : `${cameFrom}, position ${facts.position}`],
    ['group', facts.group ?? ''],
    ['handler', facts.handler ?? ''],
    ['key', message.key],
  ];
}

function pairs(known: readonly (readonly [string, string])[], { columns, paint }: LetterPage): string {
  const shown = known.filter(([, value]) => value !== '').map(([name, value]) => [printableLine(name), value] as const);
  const width = Math.min(columns / 3, Math.max(...shown.map(([name]) => displayWidth(name))));
  const lines = shown.flatMap(([name, value]) => {
    const [first = '', ...rest] = wrapText(printable(value), Math.max(20, columns - width - 4));
    const indent = ' '.repeat(width + 4);
    return [`  ${paint('dim', padTo(name, width))}  ${first}`, ...rest.map((text) => indent + text)];
  });
  return lines.join('\n');
}

function section(title: string, lines: readonly string[], { paint }: LetterPage): string {
  return lines.length === 0 ? '' : [paint('bold', title), ...lines].join('\n');
}

function dataLines({ message: { data } }: DeadLetter, { isDataShown, columns }: LetterPage): readonly string[] {
  if (!isDataShown) return [];
  const lines = data instanceof Uint8Array ? bytesLines(data, columns - 2) : JSON.stringify(data, null, 2).split('\n');
  return lines.map((line) => `  ${printableLine(line)}`);
}

/** On one line each, so that they can be copied. */
function acts(letter: DeadLetter, { channel, session, paint }: LetterPage): readonly string[] {
  const { channel: cameFrom } = deadLetterFacts(letter);
  const to = cameFrom === undefined ? ['--to', 'CHANNEL'] : [];
  const line = (act: string, ...rest: readonly string[]) =>
    `  ${paint('cyan', '$')} ${printableLine(dlqLine(session, act, channel, letter.position, ...rest))}`;
  return [line('replay', ...to), `${line('discard', '--yes')} --why '...'`];
}
