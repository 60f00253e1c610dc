import { describe, expect, it } from 'vitest';
import { DIRECTIONS } from '../../../compat/check.js';
import { orderPlaced } from '../../../compat/checks/payload/example.js';
import { payloadChanges } from '../../../compat/checks/payload/testing/payload-changes.js';
import { worstFor } from '../../../compat/checks/payload/testing/verdict.js';
import { judgeContext } from '../../../compat/judge-context.js';
import { canReadProtobuf } from '../../../compat/schemas/protobuf/can-read-protobuf.js';
import type { ProtoFiles } from '../../../compat/schemas/protobuf/proto-files.js';
import { readProtobuf } from '../../../compat/schemas/protobuf/read-protobuf.js';
import type { Catalog } from '../../../model/index.js';
import { catalogFrom } from '../../../testing/catalog-from.js';
import { makeProto } from './testing/generate-proto.js';

const TYPES = [
  'Money: { fields: { currency: string } }',
  'Other: { fields: { currency: string } }',
  'Origin: { enum: [web] }',
  'Way: { oneOf: { money: Money }, discriminator: kind }',
];

const FIELDS = [
  ...[
    'string',
    'uuid',
    'date',
    'decimal(8.2)',
    'boolean',
    'int',
    'long',
    'float',
    'double',
    'bytes',
    'timestamp',
    'duration',
  ],
  ...[
    'json',
    'list<string>',
    'map<string>',
    'list<Money>',
    'Money',
    'Origin',
    'Way',
    'string?',
    'Money?',
    'timestamp?',
    'json?',
  ],
  ...[
    'string|null',
    'int|null',
    'timestamp|null',
    'Money|null',
    'Way|null',
    'Origin|null',
    'list<string>|null',
    'map<string>|null',
    'json|null',
  ],
  ...['list<string|null>', 'list<Money|null>', 'map<timestamp|null>', 'list<json|null>'],
];

interface State {
  readonly type: string;
  readonly catalog: Catalog;
  readonly proto: ProtoFiles;
}

/** A state of an event with one field, and what the target makes of it for the first time: the field is number 1. */
async function stateOf(type: string): Promise<State> {
  const { catalog } = catalogFrom(orderPlaced(`f: "${type}"`, ...TYPES));
  const { files } = makeProto(catalog);
  const { files: proto, problems } = await readProtobuf([...files].map(([path, text]) => ({ path, text })));
  expect(problems).toEqual([]);
  return { type, catalog, proto };
}

/** Where the verdict on a change of a field's type is not that of the rules for the wire and for JSON. */
function differences(before: State, after: State): readonly string[] {
  const context = judgeContext(before.catalog, after.catalog, '2026-06-01');
  const changes = payloadChanges(before.catalog, after.catalog);
  return DIRECTIONS.flatMap((direction) => {
    const [reader, writer] = direction === 'backward' ? [after.proto, before.proto] : [before.proto, after.proto];
    const theirs = (['WIRE', 'WIRE_JSON'] as const).some(
      (level) => canReadProtobuf(reader, writer, level).breaks.length > 0,
    );
    const ours = worstFor(changes, context, 'protobuf', direction);
    return (ours === 'break') === theirs
      ? []
      : [`${before.type} -> ${after.type} ${direction}: ours ${ours}, theirs ${theirs}`];
  });
}

describe('what the compatibility of a catalog says of Protobuf', () => {
  it('is what the rules say of the files that are generated, for every pair of types', async () => {
    const states = await Promise.all(FIELDS.map(stateOf));
    expect(states.flatMap((before) => states.flatMap((after) => differences(before, after)))).toEqual([]);
  });
});
