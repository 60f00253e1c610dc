import { parseYaml } from '../../../../language/yaml.js';
import type { Catalog, JsonValue } from '../../../../model/index.js';
import { validateFields } from '../../../../model/values/validate-value.js';
import type { Change } from '../../../change.js';
import { DIRECTIONS, type Direction } from '../../../check.js';
import { judgeContext } from '../../../judge-context.js';
import { payloadChanges } from './payload-changes.js';
import { catalogOfText, type PairText } from './random-pairs.js';
import { randomRecord } from './random-values.js';
import { tapeOf } from './tape.js';
import { readTolerantly } from './tolerant-reader.js';
import { worstFor } from './verdict.js';

const SETTINGS = 'catalog: shop\n';

/** Where the verdict says fine and a message cannot be read, or says that it breaks and no message shows it. */
export function jsonDifferences(pair: PairText, seeds: readonly (readonly number[])[]): readonly string[] {
  const [old, next] = [catalogOfText(pair.before, SETTINGS), catalogOfText(pair.after, SETTINGS)];
  if (!old || !next) return [];
  const changes = payloadChanges(old, next);
  const context = judgeContext(old, next, '2026-06-01');
  return DIRECTIONS.flatMap((direction) => {
    const [reader, writer] = direction === 'backward' ? [next, old] : [old, next];
    const verdict = worstFor(changes, context, 'json', direction);
    const refused = seeds.flatMap((numbers) => refusal(reader, writer, numbers));
    if (verdict === 'fine' && refused.length > 0) return [`${direction}: fine, but ${refused[0]}`];
    const shows = refused.length > 0 || isUnseen(changes, direction);
    return verdict === 'break' && !shows ? [`${direction}: breaks, but every message can be read`] : [];
  });
}

/** A message that the writer may write and the reader refuses. */
export function refusal(reader: Catalog, writer: Catalog, numbers: readonly number[]): readonly string[] {
  const value = randomRecord(tapeOf(numbers), writer, fieldsOf(writer));
  const wrong = problems(writer, value);
  if (wrong.length > 0) throw new Error(`The writer itself refuses ${JSON.stringify(value)}: ${wrong.join(', ')}`);
  const read = readTolerantly(reader, fieldsOf(reader), value);
  return problems(reader, read).length === 0 ? [] : [`${JSON.stringify(value)}: ${problems(reader, read).join(', ')}`];
}

function problems(catalog: Catalog, value: JsonValue): readonly string[] {
  const { value: node } = parseYaml('value.json', JSON.stringify(value));
  if (!node) throw new Error('The value is no JSON.');
  return validateFields(catalog, fieldsOf(catalog), node).map(({ path, problem }) => `${path} ${problem}`);
}

function fieldsOf(catalog: Catalog) {
  return catalog.events.get('OrderPlaced')?.payload.fields ?? [];
}

/**
 * Breaks that no refusal shows: values lost under another name, or taken for what is not known; records, maps and unions, which
 * are no substitutes for each other; and bounds and numbers that the few random values do not reach.
 */
function isUnseen(changes: readonly Change[], direction: Direction): boolean {
  return changes.some((change) => {
    if (change.kind !== 'type-changed') return change.kind === 'field-renamed' || change.kind === 'bound-changed';
    const { from, to } = change;
    const reader = direction === 'backward' ? to : from;
    return (
      reader.kind === 'enum' || reader.text === 'float' || (OBJECTS.includes(from.kind) && OBJECTS.includes(to.kind))
    );
  });
}

const OBJECTS: readonly string[] = ['map', 'record', 'union'];
