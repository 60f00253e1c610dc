import type { Sheet, SheetTable } from '../../catalog/sheet.js';
import { definitionNames, showDefinition } from '../../catalog/show.js';
import { didYouMean, padTo, printable, wrapText } from '../../diagnostics/index.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import type { ExitCode } from '../exit.js';
import { openCatalog } from '../open-catalog.js';
import { problem, refuse } from '../problems.js';
import { columnsOf, type Painter, painterFor } from '../screen.js';
import { tableLines } from '../table.js';
import { formatOption, type TextFormat } from '../values.js';

/** `sagac show`: one definition with all that follows for it from the others. */
export const showCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('<name>', 'of an event, command, saga, flow, service, channel or type')
      .argument('[dir]', 'folder of the catalog')
      .addOption(formatOption())
      .action((name: string, dir: string | undefined, flags: ShowFlags) =>
        perform((context) => show(context, name, dir, flags)),
      );
  },
};

interface ShowFlags {
  readonly format: TextFormat;
}

async function show(context: CliContext, name: string, dir: string | undefined, flags: ShowFlags): Promise<ExitCode> {
  const { value: catalog, exit } = await openCatalog(context, dir);
  if (!catalog) return exit;
  const sheets = showDefinition(catalog, name);
  if (sheets.length === 0) {
    const help = didYouMean(name, definitionNames(catalog));
    return refuse(context, problem('unknown-name', undefined, { name }, help === undefined ? {} : { help }));
  }
  const page: Page = { columns: columnsOf(context.host, context.io.out), paint: await painterFor(context) };
  if (flags.format === 'json') print(context.io.out, JSON.stringify({ version: 1, definitions: sheets }, null, 2));
  else print(context.io.out, sheets.map((sheet) => sheetText(page, sheet)).join('\n\n'));
  return exit;
}

/** What text is laid out for. */
interface Page {
  readonly columns: number;
  readonly paint: Painter;
}

function sheetText(page: Page, sheet: Sheet): string {
  const { paint, columns } = page;
  const head = `${paint('bold', sheet.name)} ${paint('dim', `${sheet.kind} · ${printable(sheet.file)}`)}`;
  const texts = [sheet.summary, sheet.docs].filter((text) => text !== undefined);
  return [
    head,
    ...texts.flatMap((text) => wrapText(printable(text.trim()), columns)),
    ...(sheet.deprecated === undefined ? [] : [paint('yellow', `deprecated: ${sheet.deprecated}`)]),
    ...factLines(page, sheet),
    ...sheet.tables.flatMap((entry) => sheetTable(page, entry)),
  ].join('\n');
}

function factLines({ paint, columns }: Page, { facts }: Sheet): readonly string[] {
  const width = Math.max(0, ...facts.map((fact) => fact.label.length));
  const lines = facts.flatMap(({ label, values }) => {
    const [first = '', ...rest] = wrapText(printable(values.join(', ')), Math.max(20, columns - width - 4));
    return [`  ${paint('dim', padTo(label, width))}  ${first}`, ...rest.map((line) => ' '.repeat(width + 4) + line)];
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

function sheetTable(page: Page, { title, columns: heads, rows }: SheetTable): readonly string[] {
  return ['', page.paint('bold', title), ...tableLines(heads, rows, page)];
}
