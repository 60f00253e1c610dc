import { type Cell, type Kind, kinds } from '../../catalog/kinds.js';
import { didYouMean } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import type { ExitCode } from '../exit.js';
import { openCatalog } from '../open-catalog.js';
import { problem, refuse } from '../problems.js';
import { listingColumns, type Painter, painterFor } from '../screen.js';
import { tableLines } from '../table.js';
import { formatOption, type TextFormat } from '../values.js';

/** `sagac list`: the definitions of a catalog as tables. */
export const listCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('[kind]', `one of ${kinds.map((kind) => kind.id).join(', ')}; all of them by default`)
      .argument('[dir]', 'folder of the catalog')
      .addOption(formatOption())
      .action((kind: string | undefined, dir: string | undefined, flags: ListFlags) =>
        perform((context) => list(context, kind, dir, flags)),
      );
  },
};

interface ListFlags {
  readonly format: TextFormat;
}

async function list(
  context: CliContext,
  wanted: string | undefined,
  dir: string | undefined,
  flags: ListFlags,
): Promise<ExitCode> {
  const chosen = kinds.filter((kind) => wanted === undefined || kind.id === wanted || kind.element === wanted);
  if (chosen.length === 0) return refuse(context, unknownKind(wanted ?? ''));
  const { value: catalog, exit } = await openCatalog(context, dir);
  if (!catalog) return exit;
  if (flags.format === 'json') print(context.io.out, listJson(catalog, chosen));
  else
    print(
      context.io.out,
      listText(catalog, chosen, listingColumns(context.host, context.io.out), await painterFor(context)),
    );
  return exit;
}

function unknownKind(kind: string) {
  const ids = kinds.map((entry) => entry.id);
  const help = didYouMean(kind, ids) ?? `Choose one of ${ids.map((id) => `\`${id}\``).join(', ')}.`;
  return problem('unknown-kind', undefined, { kind }, { help });
}

function listJson(catalog: Catalog, chosen: readonly Kind[]): string {
  const sections = Object.fromEntries(chosen.map((kind) => [kind.id, kind.rows(catalog)]));
  return JSON.stringify({ version: 1, catalog: catalog.settings.catalog, ...sections }, null, 2);
}

function listText(catalog: Catalog, chosen: readonly Kind[], columns: number, paint: Painter): string {
  const blocks = chosen.map((kind) => ({ kind, rows: kind.rows(catalog) }));
  const shown = chosen.length === 1 ? blocks : blocks.filter((block) => block.rows.length > 0);
  return shown
    .map(({ kind, rows }) => {
      const title = `${paint('bold', kind.id)} ${paint('dim', `(${rows.length}) ${kind.summary}`)}`;
      if (rows.length === 0) return title;
      const cells = rows.map((row) => kind.columns.map((column) => cellText(row[column])));
      return [title, ...tableLines(kind.columns, cells, { columns, paint })].join('\n');
    })
    .join('\n\n');
}

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  return typeof cell === 'object' ? cell.join(', ') : String(cell);
}
