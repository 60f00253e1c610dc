import { padTo } from '../../diagnostics/index.js';
import type { Verdict } from './judge-mutant.js';
import { whyItSurvives } from './known-survivors.js';

/** A mutant by name, and what came of it. */
export interface Judged {
  readonly mutation: string;
  /** Mutation, case and what was done. */
  readonly name: string;
  readonly verdict: Verdict;
}

/** How many of the mutants that end in another way are found, from 0 to 1. */
export function shareFound(judged: readonly Judged[]): number {
  const found = count(judged, 'found');
  return found / (found + count(judged, 'survived'));
}

/** A table by mutation, the totals, and each survivor with what is known of it. */
export function summaryOf(judged: readonly Judged[]): string {
  const mutations = [...new Set(judged.map(({ mutation }) => mutation))];
  const rows = mutations.map((id) =>
    row(
      id,
      judged.filter(({ mutation }) => mutation === id),
    ),
  );
  const percent = (shareFound(judged) * 100).toFixed(1);
  const changing = count(judged, 'found') + count(judged, 'survived');
  const total = `mutants: ${judged.length}, equivalent: ${count(judged, 'equivalent')}, refused by the compiler: ${count(judged, 'refused')}, found: ${count(judged, 'found')} of ${changing} = ${percent} %`;
  return [line(HEAD), ...rows.map(line), total, ...survivors(judged), ...equivalents(judged)].join('\n');
}

const HEAD = ['mutation', 'mutants', 'refused', 'equivalent', 'found', 'survived', 'by'];

function row(id: string, judged: readonly Judged[]): readonly string[] {
  const kinds = (['refused', 'equivalent', 'found', 'survived'] as const).map((kind) => String(count(judged, kind)));
  const by = [...new Set(judged.flatMap(({ verdict }) => verdict.by))].sort();
  return [id, String(judged.length), ...kinds, by.join(', ')];
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, index) => padTo(cell, index === 0 ? 34 : 11))
    .join('')
    .trimEnd();
}

function survivors(judged: readonly Judged[]): readonly string[] {
  const survived = judged.filter(({ verdict }) => verdict.kind === 'survived');
  return survived.flatMap(({ name, verdict }) => [
    `survived: ${name}`,
    `  ${verdict.changes[0] ?? ''}`,
    `  ${whyItSurvives(name) ?? 'Nobody knows why.'}`,
  ]);
}

function equivalents(judged: readonly Judged[]): readonly string[] {
  return judged.filter(({ verdict }) => verdict.kind === 'equivalent').map(({ name }) => `equivalent: ${name}`);
}

function count(judged: readonly Judged[], kind: Verdict['kind']): number {
  return judged.filter(({ verdict }) => verdict.kind === kind).length;
}
