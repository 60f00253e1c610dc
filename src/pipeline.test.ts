import { describe, expect, it } from 'vitest';
import { createMemoryHost } from './memory-host.js';
import { checkCatalog, generateCatalog } from './pipeline.js';

const SETTINGS = 'catalog: shop\ngenerate: [{ target: typescript, out: generated }]\n';

function hostWith(definitions: string, settings = SETTINGS) {
  return createMemoryHost({ '/catalog/sagac.yaml': settings, '/catalog/a.yaml': definitions });
}

describe('checkCatalog', () => {
  it('gives the catalog, its findings and its texts', async () => {
    const definitions = 'types:\n  Order: { fields: { total: Mony } }\n';
    const checked = await checkCatalog(hostWith(definitions), '/catalog');
    expect(checked.catalog?.types.size).toBe(1);
    expect(checked.diagnostics.map((entry) => entry.code)).toEqual(['unknown-reference']);
    expect(checked.texts.get('a.yaml')).toBe(definitions);
    expect(checked.whole).toBe(true);
  });

  it('asks no rule while a file cannot be read: what it defines would seem to be missing', async () => {
    const host = createMemoryHost({
      '/catalog/sagac.yaml': SETTINGS,
      '/catalog/a.yaml': 'types:\n  Order: { fields: { total: Money } }\n',
      '/catalog/b.yaml': 'types:\n  Money: { fields: [ }\n',
    });
    const { diagnostics, whole } = await checkCatalog(host, '/catalog');
    expect(whole).toBe(false);
    expect(new Set(diagnostics.map((entry) => entry.span?.file))).toEqual(new Set(['b.yaml']));
  });

  it('keeps the text of settings that are wrong, and knows no more', async () => {
    const checked = await checkCatalog(hostWith('', 'catalog: [\n'), '/catalog');
    expect(checked.catalog).toBeUndefined();
    expect(checked.texts.get('sagac.yaml')).toBe('catalog: [\n');
  });

  it('judges the options of rules', async () => {
    const settings = 'catalog: shop\nlint: { rules: { missing-failure-event: { severity: error, nonsense: 1 } } }\n';
    const { diagnostics } = await checkCatalog(hostWith('', settings), '/catalog');
    expect(diagnostics).toMatchObject([{ severity: 'error', span: { file: 'sagac.yaml' } }]);
  });

  it('tells once of what the compiler refuses and a rule reports', async () => {
    const definitions = `services: { a: {} }
events: { Asked: { payload: { id: uuid } }, Done: {} }
commands: { Do: { handler: a, payload: { id: uuid, name: string, day: date }, success: Done } }
sagas: { S: { service: a, start: Asked, correlation: id, steps: [{ do: Do, with: { day: Asked.id } }] } }
`;
    const settings = 'catalog: shop\nlint: { extends: minimal }\n';
    const { diagnostics } = await checkCatalog(hostWith(definitions, settings), '/catalog');
    const found = diagnostics
      .filter(({ code }) => /^saga-|mapp/.test(code))
      .map(({ code, message }) => [code, message]);
    expect(found).toEqual([
      ['unmapped-input', '`Do.name` cannot be filled: no message seen before carries a field of that name.'],
      ['mapping-type-mismatch', '`Do.day` wants `date`, and `Asked.id` is `uuid`.'],
    ]);
  });

  it('tells of statements that cannot be understood, of sagas and of flows', async () => {
    const definitions = `
events: { OrderPlaced: {} }
sagas: { Checkout: { service: order, start: OrderPlaced, correlation: orderId, steps: [], never: OrderPlacd } }
flows: { Mail: { reactions: [{ on: OrderPlaced }], finally: OrderPlacd } }
`;
    const { diagnostics } = await checkCatalog(hostWith(definitions), '/catalog');
    const found = diagnostics.filter(({ code }) => code === 'invalid-statement');
    expect(found.map(({ element, help }) => [element, help])).toEqual([
      ['saga Checkout', 'Did you mean `OrderPlaced`?'],
      ['flow Mail', 'Did you mean `OrderPlaced`?'],
    ]);
  });

  it('is the same each time', async () => {
    const host = hostWith('types:\n  A: { fields: { b: B, c: C } }\n');
    expect(await checkCatalog(host, '/catalog')).toEqual(await checkCatalog(host, '/catalog'));
  });
});

describe('generateCatalog', () => {
  it('makes files and writes none', async () => {
    const host = hostWith('types:\n  Money: { fields: { amount: decimal(12.2) } }\n');
    const { outputs, diagnostics } = await generateCatalog(host, '/catalog');
    expect(diagnostics).toEqual([]);
    expect(outputs[0]?.files.length).toBeGreaterThan(0);
    expect(Object.keys(host.files())).toHaveLength(2);
  });

  it('makes nothing from a name that means nothing, even where a comment silences the rule', async () => {
    const host = hostWith(
      'types:\n  # sagac-ignore unknown-reference -- later\n  Order: { fields: { total: Mony } }\n',
    );
    const { outputs, diagnostics } = await generateCatalog(host, '/catalog');
    expect(outputs).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'unknown-reference', severity: 'error' }]);
  });
});
