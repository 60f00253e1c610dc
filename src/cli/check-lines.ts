import { DIRECTIONS } from '../compat/check.js';
import { type CheckText, DIRECTION_TEXTS, type ExampleText, MARKS_TEXT } from '../compat/check-text.js';
import { capital, wrapText } from '../diagnostics/index.js';
import { type Page, section } from './page.js';
import { tableLines } from './table.js';

/** What a check of a change says of itself, as lines for a terminal. */
export function checkLines(page: Page, { id, facts, summary, why, examples, around }: CheckText): readonly string[] {
  const { columns, paint } = page;
  const directions = DIRECTIONS.map((direction) => `${direction}: ${DIRECTION_TEXTS[direction]}`);
  return [
    paint('bold', id),
    paint('dim', facts.join(' · ')),
    '',
    ...wrapText(summary, columns),
    ...section(page, 'Why', wrapText(why.join('\n\n'), columns - 2)),
    ...section(
      page,
      'Examples',
      [MARKS_TEXT, ...directions].flatMap((text) => wrapText(text, columns - 2)),
    ),
    ...examples.flatMap((example) => exampleLines(page, example)),
    ...(around === '' ? [] : section(page, 'Around them, in both states', around.split('\n'))),
  ];
}

function exampleLines(page: Page, { title, verdicts, settings, before, after }: ExampleText): readonly string[] {
  const rows = DIRECTIONS.map((direction) => [direction, ...verdicts.map(({ marks }) => marks[direction])]);
  const [first, second] = settings;
  return [
    '',
    page.paint('bold', capital(title)),
    ...tableLines(['', ...verdicts.map(({ reach }) => reach)], rows, page),
    ...section(page, second === undefined ? 'sagac.yaml' : 'sagac.yaml before', first?.split('\n') ?? []),
    ...section(page, 'sagac.yaml after', second?.split('\n') ?? []),
    ...section(page, 'Before', before.split('\n')),
    ...section(page, 'After', after.split('\n')),
  ];
}
