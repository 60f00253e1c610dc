import { capital, markdownFence, markdownPage, markdownTable, padTo } from '../diagnostics/index.js';
import { grouped } from '../model/grouped.js';
import { CHECK_GROUPS, type CheckGroup, type CompatCheck, DIRECTIONS } from './check.js';
import {
  type CheckText,
  checkText,
  DIRECTION_TEXTS,
  type ExampleText,
  MARKS_TEXT,
  type Reach,
  reachesOf,
  type Verdict,
  verdictsOf,
} from './check-text.js';

const MADE_BY = '<!-- Made from the checks by `npm run goldens`; change the check, not this page. -->';

/** The pages of `docs/compat/` by file name: one for each check, and `README.md` with the matrix of all of them. */
export function checkPages(checks: readonly CompatCheck[]): ReadonlyMap<string, string> {
  const pages = checks.map((check) => [`${check.id}.md`, checkPage(checkText(check))] as const);
  return new Map([['README.md', indexPage(checks)], ...pages]);
}

function checkPage({ id, facts, summary, why, examples, around }: CheckText): string {
  return markdownPage([
    MADE_BY,
    `# ${id}`,
    facts.join(' · '),
    summary,
    '## Why',
    ...why,
    '## Examples',
    `${MARKS_TEXT} ${DIRECTIONS.map((direction) => `*${direction}*: ${DIRECTION_TEXTS[direction]}`).join('; ')}.`,
    ...examples.flatMap(exampleBlocks),
    ...(around === '' ? [] : ['## Around them', 'In both states of each example:', markdownFence('yaml', around)]),
    '[All changes](README.md)',
  ]);
}

function exampleBlocks({ title, verdicts, settings, before, after }: ExampleText): readonly string[] {
  const rows = DIRECTIONS.map((direction) => [direction, ...verdicts.map(({ marks }) => marks[direction])]);
  return [
    `### ${capital(title)}`,
    markdownTable(['', ...verdicts.map(({ reach }) => reach)], rows),
    ...settings.flatMap((text, index) => [settingsTitle(index, settings.length), markdownFence('yaml settings', text)]),
    'Before:',
    markdownFence('yaml', before),
    'After:',
    markdownFence('yaml', after),
  ];
}

function settingsTitle(index: number, count: number): string {
  if (count === 1) return 'With this `sagac.yaml`:';
  return index === 0 ? '`sagac.yaml` before:' : '`sagac.yaml` after:';
}

function indexPage(checks: readonly CompatCheck[]): string {
  return markdownPage([
    MADE_BY,
    '# What a change breaks',
    'What `sagac compat` makes of each kind of change, case by case. `sagac explain ID` prints the page of a change at the terminal.',
    'There are two directions:',
    [`- \`←\` *backward*: ${DIRECTION_TEXTS.backward}.`, `- \`→\` *forward*: ${DIRECTION_TEXTS.forward}.`].join('\n'),
    'A cell says what becomes of both: `✓` all goes well; `←✗` breaks backward; `→✗` breaks forward; with `?` in the place of `✗` it may go wrong, and only people can tell.',
    'So the mode `backward` allows what has no `←✗`, `forward` what has no `→✗`, and `full` what has neither, in the encodings of the catalog. Of what has a `?` in a direction of the mode it warns.',
    'The column `json-schema` goes by the lenient rules of Confluent, which are the default of `compat.jsonSchema`, where the case does not name others.',
    ...CHECK_GROUPS.flatMap((group) => groupBlocks(group, checks)),
    links(checks),
  ]);
}

const GROUP_TEXTS: Readonly<Record<CheckGroup, string>> = {
  payload: 'Fields and types, by encoding.',
  messages: 'Events and commands as such: what they are called, and whether they are there.',
  outcomes: 'What a command may be answered with, and how long its sender waits for it.',
  delivery: 'How messages get from one service to another.',
  topology: 'Who is there, and who talks to whom.',
  flows: 'What services do of themselves when an event comes.',
  sagas:
    'Instances that began under the old definition and go on under the new one. Both directions count in every mode but `none`.',
};

/** Changes whose verdict is the same whatever the encoding stand apart from those that tell encodings apart. */
function groupBlocks(group: CheckGroup, checks: readonly CompatCheck[]): readonly string[] {
  const members = checks.filter((check) => check.group === group);
  const tables = [...grouped(members, reachesOf)].map(([reaches, some]) => matrix(some, reaches));
  return members.length === 0 ? [] : [`## ${group}`, GROUP_TEXTS[group], ...tables];
}

function matrix(checks: readonly CompatCheck[], reaches: readonly Reach[]): string {
  const rows = checks.flatMap((check) => checkRows(check, reaches));
  return alignedTable(['change', 'case', ...reaches], rows);
}

/** One row for each example; the first has the name of the change. */
function checkRows({ id, examples }: CompatCheck, reaches: readonly Reach[]): readonly (readonly string[])[] {
  return examples.map((example, index) => [
    index === 0 ? `[${id}]` : '',
    example.title,
    ...verdictsOf(example, reaches).map(cellText),
  ]);
}

const ARROWS = { backward: '←', forward: '→' } as const;

/** `←✗ →?`: the directions that do not go well. */
function cellText({ marks }: Verdict): string {
  const bad = DIRECTIONS.filter((direction) => marks[direction] !== '✓');
  return bad.length === 0 ? '✓' : bad.map((direction) => `${ARROWS[direction]}${marks[direction]}`).join(' ');
}

/** A table that can be read as text too: its columns stand below each other. */
function alignedTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(...[head, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)),
  );
  const padded = (cells: readonly string[]) => cells.map((cell, column) => padTo(cell, widths[column] ?? 0));
  return markdownTable(padded(heads), rows.map(padded));
}

/** Where the names of the tables lead; in the tables themselves they would be in the way. */
function links(checks: readonly CompatCheck[]): string {
  return checks.map(({ id }) => `[${id}]: ${id}.md`).join('\n');
}
