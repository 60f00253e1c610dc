import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toValue } from '../../language/node.js';
import type { Catalog, Constraints, Field, MessageDef, TypeDef, TypeExpr } from '../../model/index.js';
import type { Draft, DraftField, DraftMessage, DraftTypeDef } from '../draft.js';
import { catalogOfImport } from '../testing/imported.js';
import { defined, randomDraft } from '../testing/random-draft.js';

const RUNS = Number(process.env['SAGAC_RUNS'] ?? 150);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);

/** The catalog's definitions as a draft has them. */
function draftOf(catalog: Catalog) {
  const messages = [...catalog.events.values(), ...catalog.commands.values()].map(
    (one) => [one.id, messageDraft(one)] as const,
  );
  return {
    types: Object.fromEntries([...catalog.types].map(([key, one]) => [key, typeDraft(one)])),
    messages: Object.fromEntries(messages.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function about({ summary, docs, tags }: MessageDef | TypeDef) {
  return { summary, docs, tags: tags.length === 0 ? undefined : tags };
}

function typeDraft(one: TypeDef) {
  if (one.shape === 'record')
    return defined({ ...about(one), shape: one.shape, fields: one.fields.map(fieldDraft), closed: one.closed });
  if (one.shape === 'enum') return defined({ ...about(one), shape: one.shape, values: one.values });
  if (one.shape === 'union') throw new Error('There are none.');
  return defined({ ...about(one), shape: one.shape, type: typeExpr(one.type), constraints: some(one.constraints) });
}

function messageDraft(one: MessageDef) {
  const { fields: own, closed, raw } = one.payload;
  const payload = raw ? { kind: 'raw' } : defined({ kind: 'fields', fields: own.map(fieldDraft), closed });
  const examples = one.examples.length === 0 ? undefined : one.examples.map((node) => plain(toValue(node)));
  return defined({ kind: one.kind, version: one.version, wire: one.wire, ...about(one), payload, examples });
}

function fieldDraft(field: Field) {
  const { name: key, type: own, optional, nullable, pii, deprecated, summary, constraints: bounds } = field;
  const flag = (value: boolean) => (value ? true : undefined);
  return defined({
    name: key,
    type: typeExpr(own),
    optional: flag(optional),
    nullable: flag(nullable),
    constraints: some(bounds),
    summary,
    default: field.default === undefined ? undefined : plain(field.default),
    pii: flag(pii),
    deprecated: flag(deprecated),
  });
}

function some(bounds: Constraints): Constraints | undefined {
  return Object.keys(bounds).length === 0 ? undefined : bounds;
}

function typeExpr(own: TypeExpr): unknown {
  switch (own.kind) {
    case 'named':
      return { kind: 'named', name: own.ref.name };
    case 'list':
      return { kind: 'list', items: typeExpr(own.items) };
    case 'map':
      return { kind: 'map', values: typeExpr(own.values) };
    case 'nullable':
      return { kind: 'nullable', inner: typeExpr(own.inner) };
    default:
      return plain(own);
  }
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** What is expected back: comments are no data, and a raw payload is looked at by what it lets pass elsewhere. */
function expected({ types, messages }: Draft) {
  const bare = ({ comment: _comment, ...rest }: DraftTypeDef | DraftMessage) => {
    const bounds = 'constraints' in rest && rest.constraints ? some(rest.constraints) : undefined;
    if (!('payload' in rest))
      return plain({
        ...rest,
        ...('constraints' in rest && { constraints: bounds }),
        ...('fields' in rest && { fields: rest.fields.map(bareField) }),
      });
    const payload =
      rest.payload.kind === 'fields'
        ? { ...rest.payload, fields: rest.payload.fields.map(bareField) }
        : { kind: 'raw' };
    return plain({ ...rest, payload });
  };
  return {
    types: Object.fromEntries([...types].map(([key, one]) => [key, bare(one)])),
    messages: Object.fromEntries([...messages].map(([id, one]) => [id, bare(one)])),
  };
}

function bareField(field: DraftField) {
  return { ...field, constraints: field.constraints && some(field.constraints) };
}

it('YAML that is printed is read again as the same definitions', () => {
  fc.assert(
    fc.property(randomDraft, (one) => {
      expect(plain(draftOf(catalogOfImport({ draft: one })))).toEqual(expected(one));
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
