import type { Diagnostic } from '../../diagnostics/index.js';
import { isWhole } from '../../import/reach.js';
import type { Imported } from '../../import/run-import.js';
import { countOf, listed, nameList } from '../../model/facts/name-list.js';
import { counted } from '../../model/grouped.js';

/** What was taken in, how much of it is in the words of the language, and why the rest is not. */
export function coverageText({ draft, formats, passedBy }: Imported, diagnostics: readonly Diagnostic[]): string {
  const messages = [...draft.messages.values()];
  const whole = messages.filter((message) => isWhole(draft, message)).length;
  const reasons = rawReasons(diagnostics);
  const left = diagnostics.filter(({ code }) => code === 'import-left-out').length;
  return [
    `Read ${listed([...formats].map(([id, files]) => `${countOf(files, 'file')} of ${id}`))}: ${definitionsText(draft)}.`,
    ...(messages.length === 0 ? [] : [messagesText(messages.length, whole)]),
    ...reasons.map(([reason, count]) => `  ${count}  kept as a raw schema: ${reason}`),
    ...(left > 0
      ? [
          `${countOf(left, 'thing')} of the sources ${left === 1 ? 'has' : 'have'} no place in a catalog; see the warnings.`,
        ]
      : []),
    ...(passedBy.length === 0
      ? []
      : [
          `Passed by, as it is in no format that can be imported: ${nameList(
            passedBy.map(({ path }) => path),
            4,
          )}.`,
        ]),
  ].join('\n');
}

function definitionsText({ services, types, channels, messages }: Imported['draft']): string {
  const kinds = [...messages.values()].map(({ kind }) => kind);
  const counts: readonly (readonly [number, string])[] = [
    [services.size, 'service'],
    [channels.size, 'channel'],
    [kinds.filter((kind) => kind === 'event').length, 'event'],
    [kinds.filter((kind) => kind === 'command').length, 'command'],
    [types.size, 'type'],
  ];
  const some = counts.filter(([count]) => count > 0).map(([count, noun]) => countOf(count, noun));
  return some.length === 0 ? 'no definitions' : listed(some);
}

function messagesText(all: number, whole: number): string {
  const raw = all - whole;
  if (all === 1) return whole === 1 ? 'The message is wholly in the model.' : 'The message has a raw part:';
  if (raw === 0) return `All ${all} messages are wholly in the model.`;
  const some = `${whole} of ${all} messages ${whole === 1 ? 'is' : 'are'} wholly in the model`;
  return `${whole === 0 ? 'No message is wholly in the model' : some}, ${raw} ${raw === 1 ? 'has a raw part' : 'have raw parts'}:`;
}

/** Why values were kept raw, and how many for each reason, most first. */
function rawReasons(diagnostics: readonly Diagnostic[]): readonly (readonly [string, number])[] {
  const reasons = diagnostics
    .filter(({ code }) => code === 'import-kept-raw')
    .map(({ message }) => message.slice(message.indexOf(': ') + 2).replace(/\.$/, ''));
  return [...counted(reasons)].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
