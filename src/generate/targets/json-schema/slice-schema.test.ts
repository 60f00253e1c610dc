import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import { catalogOf, generated } from '../../testing/catalog.js';

/** The schema of the only message of a catalog. */
function schemaOf(yaml: string, draft = '2020-12'): { readonly [key: string]: JsonValue } {
  const catalog = catalogOf({
    'sagac.yaml': `catalog: test\ngenerate: [{ target: json-schema, out: out, draft: "${draft}" }]`,
    'a.yaml': yaml,
  });
  return JSON.parse(generated(catalog).get('out/events/E.json') ?? '') as { readonly [key: string]: JsonValue };
}

const TREE = '{ type: object, properties: { next: { $ref: "#/$defs/Tree" } }, additionalProperties: false }';
const PAIR = `{ type: array, prefixItems: [{ $ref: "#/$defs/Tree" }, { type: integer }], items: { not: {} }, $defs: { Tree: ${TREE} } }`;

describe('raw schemas in a file', () => {
  const yaml = `types:
  Tree: { closed: true, fields: { name: string } }
events:
  E:
    payload:
      tree: Tree
      one: { schema: ${PAIR} }
      two: { schema: ${PAIR}, optional: true, nullable: true, summary: Again. }
      data: { schema: { enum: [{ $ref: "#/$defs/Tree" }] }, optional: true }
`;

  it.each(['2020-12', '07'])('bring their definitions along once, under free names, in draft %s', (draft) => {
    const schema = schemaOf(yaml, draft);
    const definitions = schema[draft === '07' ? 'definitions' : '$defs'] as object;
    expect(Object.keys(definitions)).toEqual(['Tree', 'Tree2']);
    const ajv = draft === '07' ? new Ajv({ strict: false }) : new Ajv2020({ strict: false });
    const validate = ajv.compile(schema);
    const good = { tree: { name: 'a' }, one: [{ next: { next: {} } }, 1], two: null, data: { $ref: '#/$defs/Tree' } };
    expect([validate(good), validate.errors]).toEqual([true, null]);
    for (const one of [
      [{ next: { name: 'a' } }, 1],
      [{}, 'a'],
      [{}, 1, 2],
    ])
      expect(validate({ ...good, one })).toBe(false);
    expect(validate({ ...good, tree: { name: 'a', other: 1 } })).toBe(false);
  });

  it('are the whole of a payload that is no object of fields', () => {
    const schema = schemaOf(`events:\n  E: { summary: Pairs., payload: { schema: ${PAIR} } }\n`);
    expect(schema).toMatchObject({
      title: 'E',
      description: 'Pairs.',
      type: 'array',
      $defs: { Tree: { type: 'object' } },
    });
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect([[{}, 1], [1, 1], {}].map((value) => validate(value))).toEqual([true, false, false]);
  });

  it('stand beside closed records and bounds of every kind', () => {
    const { properties, ...rest } = schemaOf(`events:
  E:
    closed: true
    payload:
      a: { type: double, exclusiveMin: 0, exclusiveMax: 1 }
      b: { type: long, multipleOf: 5, min: 5 }
      c: { type: string, format: ipv4 }
      d: { type: list<string>, unique: true, maxLength: 3 }
      e: { type: map<string>, keyPattern: "^x-" }
      f: json
`);
    expect(rest).toMatchObject({ additionalProperties: false, required: ['a', 'b', 'c', 'd', 'e', 'f'] });
    expect(properties).toEqual({
      a: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      b: { type: 'integer', format: 'int64', minimum: 5, multipleOf: 5 },
      c: { type: 'string', format: 'ipv4' },
      d: { type: 'array', items: { type: 'string' }, maxItems: 3, uniqueItems: true },
      e: { type: 'object', additionalProperties: { type: 'string' }, propertyNames: { pattern: '^x-' } },
      f: {},
    });
  });
});
