import { describe, expect, it } from 'vitest';
import { catalogFrom } from '../../testing/catalog-from.js';
import { importFrom } from '../testing/imported.js';
import { mergeDraft } from './merge-draft.js';

/** Merges a schema of `OrderPlaced` into a catalog of one file, and gives that file's lines that are new or gone. */
function merged(yaml: string, schema: object, files: Readonly<Record<string, unknown>> = {}) {
  const { draft } = importFrom(
    { 'OrderPlaced.json': { type: 'object', ...schema }, ...files },
    { options: { as: 'event', service: 'order' } },
  );
  const { catalog } = catalogFrom({ 'a.yaml': yaml });
  const { value, diagnostics } = mergeDraft(catalog, draft);
  const again = mergeDraft(
    catalogFrom({ 'a.yaml': value.get('a.yaml') ?? yaml, ...Object.fromEntries(value) }).catalog,
    draft,
  );
  expect(again.value, 'a second merge changes nothing').toEqual(new Map());
  const [before, after] = [yaml.split('\n'), (value.get('a.yaml') ?? yaml).split('\n')];
  return {
    added: after.filter((line) => !before.includes(line)),
    gone: before.filter((line) => !after.includes(line)),
    value,
    said: diagnostics.map(({ message }) => message),
  };
}

const HEAD = 'services:\n  order: {}\nevents:\n  OrderPlaced:\n    producer: order\n';

describe('merging', () => {
  it('adds fields, changes types, and keeps comments, order, notes and what only the catalog has', () => {
    const yaml = `${HEAD}    summary: Ours. # by hand
    consumers: [mail]
    payload:
      # the key
      orderId: { type: uuid, pii: true }
      old: string? # still sent
      total: int
      note: { type: string, optional: true, maxLength: 500 }
`;
    const properties = {
      orderId: { type: 'string', format: 'uuid', description: 'The key.' },
      total: { type: 'integer' },
      note: { type: ['string', 'null'], maxLength: 200 },
      added: { type: 'boolean' },
    };
    const { added, gone, said } = merged(yaml, { description: 'Theirs.', properties, required: ['orderId', 'total'] });
    expect(gone).toEqual([
      '      orderId: { type: uuid, pii: true }',
      '      total: int',
      '      note: { type: string, optional: true, maxLength: 500 }',
    ]);
    expect(added).toEqual([
      '      orderId: { type: uuid, pii: true, summary: The key. }',
      '      total: long',
      '      note: { type: string|null, optional: true, maxLength: 200 }',
      '      added: boolean?',
    ]);
    expect(said).toEqual(['`old` of `OrderPlaced` is not in the source and stays as it is.']);
  });

  it('knows types by where they stand, and names that people gave to scalars and enumerations', () => {
    const yaml = `${HEAD}    payload: { lines: "Line[]", iban: Iban, kind: Kind }
types:
  Line: { fields: { sku: string } }
  Iban: { type: string, maxLength: 34 }
  Kind: { enum: [a, b] }
`;
    const items = {
      type: 'object',
      properties: { sku: { type: 'string' }, count: { type: 'integer' } },
      required: ['sku'],
    };
    const properties = {
      lines: { type: 'array', items },
      iban: { type: 'string', maxLength: 34 },
      kind: { enum: ['a', 'b'] },
    };
    const { added, gone } = merged(yaml, { properties, required: ['lines', 'iban', 'kind'] });
    expect(gone).toEqual(['  Line: { fields: { sku: string } }']);
    expect(added).toEqual(['  Line: { fields: { sku: string, count: long? } }']);
  });

  it('finds a message by its name on the wire, and never lowers a version', () => {
    const yaml = `${HEAD.replace('OrderPlaced', 'Placed')}    wire: OrderPlaced\n    version: 2.0.0\n    payload: { id: string }\n`;
    const { added, said } = merged(yaml, {
      version: '1.4.0',
      properties: { id: { type: 'string' }, x: {} },
      required: ['id'],
    });
    expect(added).toEqual(['    payload: { id: string, x: json? }']);
    expect(said).toEqual(['`Placed` is 2.0.0 here and 1.4.0 in the source; the version stays.']);
  });

  it('puts new definitions to those of their service, sections that are missing at the end, and the rest in new files', () => {
    const yaml = `${HEAD}    payload: { id: string }\n`;
    const paid = { type: 'object', properties: { by: { type: 'object', properties: { x: { type: 'string' } } } } };
    const { added, value } = merged(
      yaml,
      { properties: { id: { type: 'string' } }, required: ['id'] },
      { 'Paid.json': paid },
    );
    expect([...value.keys()]).toEqual(['a.yaml']);
    expect(added.filter((line) => line !== '')).toEqual([
      '  Paid:',
      '    payload: { by: PaidBy? }',
      'types:',
      '  PaidBy: { fields: { x: string? } }',
    ]);
  });

  it('keeps what people have described of a raw schema', () => {
    const yaml = `${HEAD}    payload:\n      code: string? # always a text by now\n  Things:\n    payload: { id: string }\n`;
    const { added, said } = merged(
      yaml,
      { properties: { code: { type: ['string', 'integer'], enum: ['a', 1] } } },
      { 'Things.json': { type: 'array' } },
    );
    expect(added).toEqual([]);
    expect(said).toEqual([
      'The source has only a raw schema for what `OrderPlaced` describes in types (the field code); the types stay.',
      'The source has only a raw schema for what `Things` describes in types (the payload); the types stay.',
    ]);
  });

  it('tells what cannot be edited safely', () => {
    const yaml = 'x: &p { id: string }\nevents:\n  OrderPlaced: &e { payload: { id: string } }\n  Other: *e\n';
    const { said, value } = merged(
      yaml,
      { properties: {} },
      { 'Other.json': { type: 'object', properties: { b: { type: 'string' } } } },
    );
    expect(said.join('\n')).toContain('The source says something else of `Other` (the definition)');
    expect(value.get('a.yaml') ?? yaml).toContain('Other: *e');
  });

  it('tells what a payload in a file of its own does not say', () => {
    const yaml = `${HEAD}    payload: { avro: { type: record, name: O, fields: [{ name: a, type: string }, { name: b, type: int }] } }\n`;
    const schema = (c: object) => ({
      properties: { a: { type: 'string' }, b: { type: 'integer', format: 'int32' }, ...c },
    });
    expect(merged(yaml, schema({})).said).toEqual([]);
    expect(merged(yaml, schema({ b: { type: 'string' }, c: {} })).said).toEqual([
      'The source says something else of `OrderPlaced` (the payload, which is no map of fields here: `b` and `c`), and as it is written here it cannot be edited safely.',
    ]);
  });
});
