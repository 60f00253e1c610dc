import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canReadProtobuf } from '../../../compat/schemas/protobuf/can-read-protobuf.js';
import type { ProtoFiles } from '../../../compat/schemas/protobuf/proto-files.js';
import { readProtobuf } from '../../../compat/schemas/protobuf/read-protobuf.js';
import { catalogOf } from '../../testing/catalog.js';
import { checkLock } from './check-lock.js';
import { readLock } from './read-lock.js';
import { makeProto } from './testing/generate-proto.js';

/** A field as somebody thinks of it: `meaning` is another one whenever what is on the wire means something else. */
interface ModelField {
  readonly name: string;
  readonly type: string;
  readonly meaning: number;
  readonly renamedFrom?: string;
}

interface Model {
  readonly fields: readonly ModelField[];
  readonly values: readonly string[];
  readonly cases: readonly string[];
  readonly next: number;
}

type Edit = (model: Model) => Model;

/** Names that are near to each other, and some that mean something in Protobuf. */
const NAMES = ['a', 'aB', 'a_b', 'AB', 'message', 'reserved', 'kind', 'items', '$x', 'x', 'f2', 'google'];
const TYPES = [
  ...['string', 'int', 'long', 'double', 'timestamp', 'bytes', 'json', 'Money', 'Way', 'Colour', 'string|null', 'int?'],
  ...[
    'list<int>',
    'list<list<int>>',
    'map<long>',
    'map<list<Money>>',
    'enum(x|y)',
    'enum(x|y)|null',
    'list<enum(x)|null>',
  ],
];
const VALUES = ['red', 'Red', 'dark-blue', 'dark_blue', 'unspecified', '2', 'é'];
const TAGS = ['card', 'kind', 'cash', 'Cash'];

/** Types that keep a field's meaning when one takes the other's place. */
const SAME_WIRE = ['string', 'int?', 'int'];

function withoutMarks(type: string): string {
  return type.replace('?', '');
}

function changed(model: Model, index: number, change: (field: ModelField) => ModelField): Model {
  return {
    ...model,
    fields: model.fields.map((field, at) => (at === index ? change(field) : field)),
    next: model.next + 1,
  };
}

const add: fc.Arbitrary<Edit> = fc
  .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...TYPES), fc.nat(5))
  .map(([name, type, place]) => (model) => {
    if (model.fields.some((field) => field.name === name)) return model;
    const fields = model.fields.toSpliced(place, 0, { name, type, meaning: model.next });
    return { ...model, fields, next: model.next + 1 };
  });
const remove: fc.Arbitrary<Edit> = fc.nat(5).map((index) => (model) => {
  return { ...model, fields: model.fields.filter((_, at) => at !== index) };
});
const rename: fc.Arbitrary<Edit> = fc.tuple(fc.nat(5), fc.constantFrom(...NAMES)).map(([index, name]) => (model) => {
  const taken = model.fields.some((field) => field.name === name);
  return taken ? model : changed(model, index, (field) => ({ ...field, name, renamedFrom: field.name }));
});
const retype: fc.Arbitrary<Edit> = fc.tuple(fc.nat(5), fc.constantFrom(...TYPES)).map(([index, type]) => (model) => {
  return changed(model, index, (field) => {
    const isSame = field.type === type || (SAME_WIRE.includes(type) && withoutMarks(field.type) === withoutMarks(type));
    const widened = withoutMarks(field.type) === 'int' && type === 'long';
    return { ...field, type, meaning: isSame || widened ? field.meaning : model.next };
  });
});
const value: fc.Arbitrary<Edit> = fc.constantFrom(...VALUES).map((text) => (model) => {
  const values = model.values.includes(text) ? model.values.filter((one) => one !== text) : [...model.values, text];
  return values.length === 0 ? model : { ...model, values };
});
const unionCase: fc.Arbitrary<Edit> = fc.constantFrom(...TAGS).map((tag) => (model) => {
  const cases = model.cases.includes(tag) ? model.cases.filter((one) => one !== tag) : [...model.cases, tag];
  return cases.length === 0 ? model : { ...model, cases };
});
const edits = fc.array(fc.oneof(add, add, remove, rename, retype, value, unionCase), { minLength: 1, maxLength: 14 });

const START: Model = {
  fields: [
    { name: 'a', type: 'string', meaning: 1 },
    { name: 'x', type: 'int', meaning: 2 },
  ],
  values: ['red'],
  cases: ['card'],
  next: 3,
};

function catalogFor({ fields, values, cases }: Model) {
  const payload = fields.map(({ name, type, renamedFrom }) => {
    return `${JSON.stringify(name)}: { type: "${type}"${renamedFrom === undefined ? '' : `, renamedFrom: ${JSON.stringify(renamedFrom)}`} }`;
  });
  return catalogOf({
    'types.yaml': `types:
  Money: { fields: { amount: string } }
  Other: { fields: { number: string } }
  Colour: { enum: ${JSON.stringify(values)} }
  Way: { oneOf: { ${cases.map((tag) => `${tag}: Other`).join(', ')} }, discriminator: kind }
`,
    'events.yaml': `events:\n  Happened: { version: 1.0.0, payload: { ${payload.join(', ')} } }\n`,
  });
}

async function stateOf(files: ReadonlyMap<string, string>): Promise<ProtoFiles> {
  const read = await readProtobuf([...files].map(([path, text]) => ({ path, text })));
  expect(read.problems).toEqual([]);
  return read.files;
}

/** What a number has meant, checked at each step: it never means another thing, and nothing changes its number. */
class Meanings {
  readonly #ofNumber = new Map<number, string>();
  readonly #numberOf = new Map<string, number>();

  note(number: number, meaning: string): void {
    expect(this.#ofNumber.get(number) ?? meaning, `${number}`).toBe(meaning);
    expect(this.#numberOf.get(meaning) ?? number, meaning).toBe(number);
    this.#ofNumber.set(number, meaning);
    this.#numberOf.set(meaning, number);
  }
}

/** What buf's rules say; they take a map for another one where its field is renamed, though its bytes are the same. */
function breaksOnTheWire(after: ProtoFiles, before: ProtoFiles): readonly string[] {
  const { breaks } = canReadProtobuf(after, before, 'WIRE');
  return breaks.map(({ message }) => message).filter((message) => !/Entry` here and .*Entry` on/.test(message));
}

async function live(steps: readonly Edit[]): Promise<void> {
  const meanings = new Meanings();
  let [model, lock, before] = [START, undefined as string | undefined, undefined as ProtoFiles | undefined];
  for (const edit of [(same: Model) => same, ...steps]) {
    model = edit(model);
    const catalog = catalogFor(model);
    const made = makeProto(catalog, lock);
    const raw = readLock(made.lock);
    if (typeof raw === 'string') throw new Error(raw);
    expect(checkLock(catalog, raw)).toEqual([]);
    expect(makeProto(catalog, made.lock)).toEqual(made);
    const entries = raw.messages.find(({ of }) => of === 'message Happened')?.fields ?? [];
    for (const { name, meaning } of model.fields) {
      meanings.note(entries.find(({ field }) => field === name)?.number ?? 0, `field ${meaning}`);
    }
    const after = await stateOf(made.files);
    if (before) expect(breaksOnTheWire(after, before)).toEqual([]);
    // Names stay until they are changed, so that a change is only one where somebody made it.
    model = { ...model, fields: model.fields.map(({ renamedFrom: _, ...field }) => field) };
    [lock, before] = [made.lock, after];
  }
}

describe('numbers of fields', () => {
  it('never mean two things, and no change of a catalog breaks the wire', async () => {
    await fc.assert(fc.asyncProperty(edits, live), { numRuns: 40, seed: Number(process.env['SAGAC_SEED'] ?? 1) });
  });
});
