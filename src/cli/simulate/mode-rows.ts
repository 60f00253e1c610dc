import type { FailureMode, ProcessReport } from '../../simulate/report.js';

/** Failure modes in words, several in one row where the same comes of them; every format prints the same. */
export interface ModeRow {
  readonly fails: string;
  readonly does: string;
  readonly end: string;
  readonly left: string;
  readonly told: string;
}

/** What stands above the columns of failure modes. */
export function modeHeads({ kind }: ProcessReport): ModeRow {
  return { fails: 'what fails', does: `what the ${kind} does`, end: 'end', left: 'left behind', told: 'who is told' };
}

/** The failure modes that show in the end, in the order of the definition. */
export function modeRows({ modes }: ProcessReport): readonly ModeRow[] {
  const shown = modes.filter((mode) => !mode.absorbed).map((mode) => ({ mode, outcome: outcomeOf(mode) }));
  const alike = groupBy(shown, ({ mode, outcome }) => JSON.stringify([subjectOf(mode), mode.after, outcome]));
  return alike.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { mode, outcome } = first;
    const what = [...new Set(group.map((each) => each.mode.what))].join('; or ');
    const after = mode.after === undefined ? '' : `, after ${mode.after}`;
    return [{ fails: `${sentence(subjectOf(mode), what)}${after}`, ...outcome }];
  });
}

function outcomeOf({ does, ends, left, told, alerted }: FailureMode): Omit<ModeRow, 'fails'> {
  return {
    does: does.length === 0 ? 'nothing' : folded(does).join('; '),
    end: ends.join(' or '),
    left: left.length === 0 ? 'nothing' : left.join(', '),
    told: [...told, ...(alerted === undefined ? [] : [`alert to ${alerted}`])].join(', ') || 'nobody',
  };
}

/** Says only once what neighbours begin with: "undoes by `A`", "undoes by `B`" is "undoes by `A`, `B`". */
function folded(texts: readonly string[]): readonly string[] {
  const result: string[] = [];
  let before = '';
  for (const text of texts) {
    const begin = text.slice(0, Math.max(0, text.indexOf('`')));
    if (begin !== '' && begin === before) result.push(`${result.pop()}, ${text.slice(begin.length)}`);
    else result.push(text);
    before = begin;
  }
  return result;
}

/** Empty where it is about the whole. */
function subjectOf({ step, direction }: FailureMode): string {
  if (step === undefined) return '';
  return direction === undefined || direction === 'do' ? step : `${direction} of ${step}`;
}

function sentence(subject: string, what: string): string {
  return subject === '' ? what : `${subject} ${what}`;
}

/** What leaves no trace, with where it may happen; undefined where nothing is absorbed. */
export function absorbedText({ modes }: ProcessReport): string | undefined {
  const absorbed = modes.filter((mode) => mode.absorbed);
  const kinds = groupBy(absorbed, ({ what, after }) => JSON.stringify([what, after])).map((group) => ({
    what: group[0]?.after === undefined ? (group[0]?.what ?? '') : `${group[0].what}, after ${group[0].after}`,
    where: [...new Set(group.map(subjectOf))].join(', '),
  }));
  const texts = groupBy(kinds, ({ where }) => where).map((group) => {
    const whats = group.map(({ what }) => what).join('; ');
    const where = group[0]?.where ?? '';
    return where === '' ? whats : `${where}: ${whats}`;
  });
  return texts.length === 0 ? undefined : texts.join('. ');
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
