import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../model/index.js';
import { catalogFrom } from '../../testing/catalog-from.js';
import { catalogFromYaml, DEFINITIONS } from '../../testing/catalog-from-yaml.js';
import type { Change } from '../change.js';
import type { CompatCheck } from '../check.js';
import { sagaChecks } from '../checks/sagas/index.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from '../checks/sagas/shop-example.js';
import { diffSagas } from './diff-sagas.js';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/compat/sagas/', import.meta.url));
const checks = new Map<string, CompatCheck>(sagaChecks.map((check) => [check.id, check]));

async function diffTexts(before: string, after: string): Promise<readonly Change[]> {
  return diffSagas(await catalogFromYaml(before), await catalogFromYaml(after));
}

/** Changes between two lists of steps of the shop. */
function diffSteps(before: readonly string[], after: readonly string[]): Promise<readonly Change[]> {
  return diffTexts(shop(checkout(before)), shop(checkout(after)));
}

function kindsAt(changes: readonly Change[]): readonly string[] {
  return changes.map(({ kind, at }) => `${kind} ${at}`);
}

/** One line a change and one a ruling on it, as people would read them. */
function report(changes: readonly Change[], old: Catalog, next: Catalog): string {
  const typescript = { long: 'number', bytes: 'base64', brandedIds: false } as const;
  const context = { old, new: next, profile: 'sound', openObjects: true, typescript, today: '2026-01-01' } as const;
  const lines = changes.flatMap((change) => {
    const check = checks.get(change.kind);
    const { backward, forward } = check?.judge(change, context).every ?? {};
    const rulings = [backward, forward].flatMap((ruling) => (ruling ? [`  ${ruling.level}: ${ruling.reason}`] : []));
    const instead = check?.instead(change, context);
    return [
      `${change.at}: ${check?.describe(change)}`,
      ...rulings,
      ...(rulings.length > 0 ? [`  instead: ${instead}`] : []),
    ];
  });
  return `${lines.join('\n')}\n`;
}

describe('differences of sagas', () => {
  it.each(readdirSync(FIXTURES))('of the fixture %s are told as it says', async (name) => {
    const textOf = (file: string) => readFileSync(join(FIXTURES, name, file), 'utf8');
    const [old, next] = await Promise.all([
      catalogFromYaml(textOf('before.yaml')),
      catalogFromYaml(textOf('after.yaml')),
    ]);
    await expect(report(diffSagas(old, next), old, next)).toMatchFileSnapshot(join(FIXTURES, name, 'report.txt'));
  });

  it('are none where only places have changed', async () => {
    const text = shop(checkout([RESERVE, CAPTURE, CONFIRM]));
    expect(await diffTexts(text, `# later\n\n${text}`)).toEqual([]);
  });

  it('point at both texts', async () => {
    const [before, after] = [
      shop(checkout([RESERVE, CAPTURE])),
      shop(checkout([RESERVE, '{ do: CapturePayment, undo: VoidPayment }'])),
    ];
    const [change] = await diffTexts(before, after);
    expect(change?.old?.file).toBe(DEFINITIONS);
    expect(before.slice(change?.old?.start, change?.old?.end)).toBe('RefundPayment');
    expect(after.slice(change?.new?.start, change?.new?.end)).toBe('VoidPayment');
  });

  it('say where a step was added', async () => {
    const [change] = await diffSteps([RESERVE, CONFIRM], [RESERVE, CAPTURE, CONFIRM]);
    expect(change).toMatchObject({
      spot: { after: 'ReserveStock', before: 'ConfirmOrder', pivot: 'before' },
      command: 'CapturePayment',
    });
    const [behind] = await diffSteps([RESERVE, CONFIRM], [RESERVE, CONFIRM, CAPTURE]);
    expect(behind).toMatchObject({ spot: { after: 'ConfirmOrder', pivot: 'behind' } });
  });

  it('do not take a group, a pause or a loop without a name for another one because something came before it', async () => {
    const later = [
      `{ parallel: [${RESERVE}, { wait: 3s }] }`,
      '{ wait: 1m }',
      '{ forEach: 2, steps: [{ name: Again, do: CapturePayment, undo: RefundPayment }] }',
      '{ wait: 2m }',
      CONFIRM,
    ];
    const changes = await diffSteps(later, ['{ name: First, wait: 5s }', '{ wait: 9s }', ...later]);
    expect(kindsAt(changes)).toEqual(['step-added steps.First', 'step-added steps.wait-2']);
  });

  it('tell a move by the one step that moved', async () => {
    const named = ['A', 'B', 'C', 'D'].map((name) => `{ name: ${name}, do: ReserveStock, undo: ReleaseStock }`);
    const [a = '', b = '', c = '', d = ''] = named;
    expect(kindsAt(await diffSteps([a, b, c, d], [b, c, d, a]))).toEqual(['step-reordered steps.A']);
    expect(kindsAt(await diffSteps([a, b, c, d], [a, `{ parallel: [${b}, ${c}] }`, d]))).toEqual([
      'step-moved steps.B',
      'step-moved steps.C',
    ]);
  });

  it('do not mind the order of branches', async () => {
    const branches = [RESERVE, CAPTURE];
    const group = (list: readonly string[]) => [`{ parallel: [${list.join(', ')}] }`, CONFIRM];
    expect(await diffSteps(group(branches), group(branches.toReversed()))).toEqual([]);
  });

  it('follow a renamed step with all that is different in it', async () => {
    const renamed = '{ name: Pay, renamedFrom: CapturePayment, do: CapturePayment, undo: VoidPayment }';
    expect(kindsAt(await diffSteps([RESERVE, CAPTURE], [renamed, RESERVE]))).toEqual([
      'step-reordered steps.Pay',
      'step-renamed steps.Pay',
      'step-undo-changed steps.Pay.undo',
    ]);
  });

  it('take a step of another form under the same name for another step', async () => {
    const changes = await diffSteps(
      ['{ name: X, wait: 1s }', CONFIRM],
      ['{ name: X, do: ReserveStock, undo: ReleaseStock }', CONFIRM],
    );
    expect(kindsAt(changes)).toEqual(['step-removed steps.X', 'step-added steps.X']);
  });

  it('know the steps of a handler', async () => {
    const handled =
      '{ do: ReserveStock, undo: ReleaseStock, onFailure: { StockMissing: { steps: [{ wait: 1m }], then: retry } } }';
    const changes = await diffSteps([RESERVE, CONFIRM], [handled, CONFIRM]);
    expect(kindsAt(changes)).toEqual([
      'step-added steps.ReserveStock-StockMissing-wait-1',
      'step-handler-changed steps.ReserveStock.onFailure.StockMissing',
    ]);
  });

  it('say who else sends a command that a saga has dropped', async () => {
    const other =
      '  Express: { service: order, start: OrderApproved, correlation: orderId, steps: [{ do: CapturePayment, undo: RefundPayment }] }\n';
    const [change] = await diffTexts(
      `${shop(checkout([RESERVE, CAPTURE]))}${other}`,
      `${shop(checkout([RESERVE]))}${other}`,
    );
    const alsoIn = ['Express'];
    expect(change).toMatchObject({
      dropped: [
        { command: 'CapturePayment', gone: false, alsoIn },
        { command: 'RefundPayment', gone: false, alsoIn },
      ],
    });
  });

  it('are found by name even where a name is one of every object', async () => {
    const odd = '{ name: __proto__, do: ReserveStock, undo: ReleaseStock }';
    const old = catalogFrom(shop(checkout([odd, CONFIRM]))).catalog;
    const next = catalogFrom(shop(checkout([CONFIRM, '{ name: constructor, wait: 1s }']))).catalog;
    expect(kindsAt(diffSagas(old, next))).toEqual(['step-removed steps.__proto__', 'step-added steps.constructor']);
  });

  it('of many sagas are those of each', () => {
    const many = (undo: string): Catalog => {
      const one = (index: number): string =>
        `  S${index}: { service: order, start: OrderPlaced, correlation: orderId, steps: [${RESERVE}, { do: CapturePayment, undo: ${undo} }, ${CONFIRM}] }`;
      return catalogFrom(`${shop([])}sagas:\n${Array.from({ length: 1_000 }, (_, index) => one(index)).join('\n')}\n`)
        .catalog;
    };
    const [old, same, next] = [many('RefundPayment'), many('RefundPayment'), many('VoidPayment')];
    expect(diffSagas(old, same)).toEqual([]);
    expect(diffSagas(old, next)).toHaveLength(1_000);
  });
});
