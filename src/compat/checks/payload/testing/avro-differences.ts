import avsc from 'avsc';
import { generated } from '../../../../generate/testing/catalog.js';
import type { Catalog, JsonValue } from '../../../../model/index.js';
import type { Change } from '../../../change.js';
import { DIRECTIONS, type Direction } from '../../../check.js';
import { judgeContext } from '../../../judge-context.js';
import type { AvroSchema } from '../../../schemas/avro/avro-type.js';
import { canReadAvro } from '../../../schemas/avro/can-read-avro.js';
import { readAvroSchema } from '../../../schemas/avro/read-avro-schema.js';
import { apacheReadsType } from '../reading/avro-types.js';
import { payloadChanges } from './payload-changes.js';
import { catalogOfText, type PairText } from './random-pairs.js';
import { rulingsFor } from './verdict.js';

const SETTINGS = 'catalog: shop\ngenerate:\n  - { target: avro, out: out }\n';

function schemaOf(catalog: Catalog): AvroSchema {
  const text = generated(catalog).get('out/events/OrderPlaced.avsc') ?? '';
  const { value, problems } = readAvroSchema('OrderPlaced.avsc', JSON.parse(text) as JsonValue);
  if (!value || problems.length > 0) throw new Error(`The schema could not be read: ${JSON.stringify(problems)}`);
  return value;
}

/** Where the verdict is stricter on purpose: the value is read without an error, and is another one. */
function isStricter(change: Change, direction: Direction): boolean {
  if (change.kind === 'type-changed') {
    const [reader, writer] = direction === 'backward' ? [change.to, change.from] : [change.from, change.to];
    return apacheReadsType(reader, writer);
  }
  return false;
}

/** What the verdict and Apache's rules say, where they differ. */
export function avroDifferences({ before, after }: PairText): readonly string[] {
  const [old, next] = [catalogOfText(before, SETTINGS), catalogOfText(after, SETTINGS)];
  if (!old || !next) return [];
  const changes = payloadChanges(old, next);
  const context = judgeContext(old, next, '2026-06-01');
  return DIRECTIONS.flatMap((direction) => {
    const [reader, writer] = direction === 'backward' ? [next, old] : [old, next];
    const breaks = rulingsFor(changes, context, 'avro', direction).filter(({ ruling }) => ruling.level === 'break');
    const ours = breaks.filter(({ change }) => !isStricter(change, direction)).map(({ ruling }) => ruling.reason);
    const apache = canReadAvro(schemaOf(reader), schemaOf(writer)).breaks.map(({ message }) => message);
    const lost = rulingsFor(changes, context, 'avro', direction).some(({ ruling }) => ruling.level === 'risk');
    // What is behind a field that a reader does not find under its name is not compared by Apache's rules.
    if (ours.length > 0 === apache.length > 0 || (lost && apache.length === 0)) return [];
    return [`${direction}: ours ${JSON.stringify(ours)}, Apache's ${JSON.stringify(apache)}`];
  });
}

/** Random data of the writer that avsc cannot read with the reader's schema, where the verdict says that all is fine. */
export function avscFailures({ before, after }: PairText): readonly string[] {
  const [old, next] = [catalogOfText(before, SETTINGS), catalogOfText(after, SETTINGS)];
  if (!old || !next) return [];
  const changes = payloadChanges(old, next);
  const context = judgeContext(old, next, '2026-06-01');
  return DIRECTIONS.flatMap((direction) => {
    if (rulingsFor(changes, context, 'avro', direction).length > 0) return [];
    const [reader, writer] = (direction === 'backward' ? [next, old] : [old, next]).map(avscType);
    if (!reader || !writer) return [];
    try {
      const resolver = reader.createResolver(writer);
      for (let count = 0; count < 5; count++) reader.fromBuffer(writer.toBuffer(writer.random()), resolver);
      return [];
    } catch (error) {
      return [`${direction}: ${String(error)}`];
    }
  });
}

function avscType(catalog: Catalog): avsc.Type {
  const schema = JSON.parse(generated(catalog).get('out/events/OrderPlaced.avsc') ?? '') as avsc.Schema;
  return avsc.Type.forSchema(schema, { wrapUnions: 'always' });
}
