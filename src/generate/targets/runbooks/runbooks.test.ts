import { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../cli/commands/index.js';
import type { Catalog } from '../../../model/index.js';
import { fencedBlocks, localLinks } from '../../../testing/markdown.js';
import { catalogOf, fixtureCatalog, loadTemplate } from '../../testing/catalog.js';
import { rulesOf } from '../alerts/testing/rules.js';
import { EVERY_STEP } from '../eventcatalog/testing/every-step.js';
import { runbooks } from './index.js';

function pagesOf(catalog: Catalog): ReadonlyMap<string, string> {
  const template = (file: string) => loadTemplate('runbooks', file);
  const { files } = runbooks.generate({ catalog, options: {}, template, earlier: () => undefined });
  return new Map(files.map(({ path, text }) => [path, text]));
}

const catalogs = {
  work: catalogOf(EVERY_STEP),
  shop: fixtureCatalog('shop'),
  travel: fixtureCatalog('travel'),
  bank: fixtureCatalog('bank'),
};
const folders = Object.entries(catalogs).map(([name, catalog]) => ({ name, catalog, pages: pagesOf(catalog) }));
const program = new Command('sagac').exitOverride();

beforeAll(async () => {
  for (const { id, load } of commands.filter((entry) => ['dlq', 'ops', 'outbox', 'show'].includes(entry.id))) {
    (await load()).configure(program.command(id), () => undefined);
  }
  silence(program);
});

function silence(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  command.commands.forEach(silence);
}

/** Everything that a page tells to type: in fenced blocks, and in cells of tables. */
function typed(text: string): readonly string[] {
  const blocks = fencedBlocks(text).flatMap((block) => block.text.split('\n'));
  const cells = [...text.matchAll(/\| `(sagac [^`]+)` \|/g)].map((match) => match[1] ?? '');
  return [...blocks, ...cells].filter((line) => line.startsWith('sagac '));
}

function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '').slice(1);
}

describe('runbooks', () => {
  it.each(folders)('of $name only have commands that this version understands', ({ pages }) => {
    const lines = [...pages.values()].flatMap(typed);
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      expect(() => program.parse([...wordsOf(line)], { from: 'user' }), line).not.toThrow();
    }
    expect(lines.some((line) => line.startsWith('sagac dlq replay '))).toBe(true);
    expect(() => program.parse(['ops', 'retry', 'X', '--wy', 'a'], { from: 'user' })).toThrow();
  });

  it.each(folders)('of $name have the place that each alert leads to', ({ catalog, pages }) => {
    for (const { alert, annotations } of rulesOf(catalog, { runbooks: 'R' })) {
      const url = annotations['runbook_url'] ?? '';
      if (!url.startsWith('R/')) continue;
      const [path = '', anchor = ''] = url.slice(2).split('#');
      expect(pages.get(path), `${alert}: ${url}`).toContain(`<a id="${anchor}"></a>`);
    }
    for (const { alert } of rulesOf(catalog)) expect(pages.has(`alerts/${alert}.md`), alert).toBe(true);
  });

  it.each(folders)('of $name lead to pages that are there', ({ pages }) => {
    for (const [path, text] of pages) {
      for (const link of localLinks(text)) {
        const [file = ''] = link.split('#');
        const target = new URL(file, `file:///${path}`).pathname.slice(1);
        expect(pages.has(target), `${path}: ${link}`).toBe(true);
      }
    }
  });

  it('name what may be stuck, whom to ask, and what to type', () => {
    const page = folders[1]?.pages.get('sagas/Checkout.md') ?? '';
    expect(page).toContain('### `ReleaseStock`, the undo of `ReserveStock`, has failed for good');
    expect(page).toContain('Ask `inventory`, of team-stock.');
    expect(page).toContain('`sagac ops retry INSTANCE --step ReserveStock --why "inventory can do it now"`');
    expect(page).toContain('### Nobody knows whether `ConfirmOrder`, the point of no return, has happened');
    expect(page).toContain('--step ConfirmOrder --event OrderConfirmed --data @answer.json');
    expect(page).toContain('**The runbook of this saga is `docs/runbooks/checkout.md`.**');
    expect(page).toContain(
      'sagac dlq list --channel order.Checkout.replies.order.Checkout.dead\nsagac dlq list --channel sales.order.events.dlq\n',
    );
    expect(page).toContain('| `CapturePayment` | `PaymentDeclined` | `ReserveStock` | the run is aborted |');
  });

  it('let no text of the catalog be HTML', () => {
    for (const text of folders[0]?.pages.values() ?? []) {
      const outside = text.replace(/```[\s\S]*?```|`[^`\n]*`|<a id="[\w.-]+"><\/a>|<https:[^>]+>/g, '');
      expect(outside.replaceAll('\\<', '')).not.toMatch(/<[A-Za-z/!]/);
    }
  });
});
