import { dataFlowOf } from '../../model/data-flow/data-flow.js';
import type { FieldSource, Selection } from '../../model/data-flow/field-source.js';
import { fillMessage } from '../../model/data-flow/fill-message.js';
import { readGuard } from '../../model/data-flow/guard.js';
import { readItems, readWait } from '../../model/data-flow/step-texts.js';
import { pathsIn } from '../../model/facts/guard-paths.js';
import { commandsOf, flattenSteps } from '../../model/graph.js';
import { type Catalog, messageById, type SagaDef, type Step } from '../../model/index.js';
import { awaitedBy, undoOf } from '../../model/step-parts.js';
import { hasField } from './has-field.js';

type Path = readonly string[];

/** A place in a message or a variable: `OrderPlaced.lines` has the root `OrderPlaced`. */
interface Place {
  readonly root: string;
  readonly path: Path;
}

interface Reading {
  readonly catalog: Catalog;
  /** By message, the paths as texts so that none stands there twice. */
  readonly found: Map<string, Map<string, Path>>;
  /** The lists that a loop's variable may be an item of, by the variable. */
  readonly loops: ReadonlyMap<string, readonly Place[]>;
  /** Variables of which something is read. */
  readonly used: Set<string>;
}

/**
 * The messages that a saga sees, each with the fields that it reads of it: what it maps, written or by the same name, what its
 * guards, pauses and loops look at, and what finds the instance. No field where it is enough that the message has come.
 */
export function sagaReads(catalog: Catalog, saga: SagaDef): ReadonlyMap<string, readonly Path[]> {
  const steps = flattenSteps(saga.steps).map(({ step }) => step);
  const reading: Reading = { catalog, found: new Map(), loops: loopsOf(steps), used: new Set() };
  readIdentity(reading, saga, steps);
  readMappings(reading, saga);
  for (const step of steps) readStep(reading, step);
  // Of a loop whose variable is not looked at, only the number of items matters.
  for (const variable of reading.loops.keys()) {
    if (!reading.used.has(variable)) read(reading, { root: variable, path: [] });
  }
  return new Map([...reading.found].map(([message, paths]) => [message, [...paths.values()]]));
}

/** More lists than these are not told apart: a variable of theirs may be anything in their messages. */
const MOST_LISTS = 50;

/** Loops in loops go over items of the outer ones, so the outer ones are followed first. */
function loopsOf(steps: readonly Step[]): ReadonlyMap<string, readonly Place[]> {
  const loops = new Map<string, readonly Place[]>();
  for (const step of steps) {
    if (step.kind !== 'forEach' || step.as === undefined) continue;
    const items = readItems(step.items.text);
    const lists = items?.kind === 'path' ? (loops.get(items.root) ?? [{ root: items.root, path: [] }]) : [];
    const inside = items?.kind === 'path' ? items.path : [];
    const places = lists.map(({ root, path }) => ({ root, path: [...path, ...inside] }));
    loops.set(step.as.name, withoutDoubles([...(loops.get(step.as.name) ?? []), ...places]));
  }
  return loops;
}

function withoutDoubles(places: readonly Place[]): readonly Place[] {
  const told = places.length > MOST_LISTS ? places.map(({ root }) => ({ root, path: [] })) : places;
  return [...new Map(told.map((place) => [[place.root, ...place.path].join('.'), place])).values()];
}

/** What starts a saga or comes to it from outside is told apart by the correlation, or by one of the ids. */
function readIdentity(reading: Reading, saga: SagaDef, steps: readonly Step[]): void {
  const { catalog } = reading;
  const outside = [...saga.hears, ...saga.cancelOn, ...steps.flatMap(awaitedBy)];
  for (const { name } of [...(saga.start ? [saga.start] : []), ...outside]) {
    see(reading, name);
    for (const field of [...(saga.correlation ? [saga.correlation] : []), ...saga.ids]) {
      if (hasField(catalog, name, field.name)) read(reading, { root: name, path: [field.name] });
    }
  }
  for (const name of commandsOf(saga)) {
    const command = catalog.commands.get(name);
    for (const outcome of [...(command?.success ?? []), ...(command?.failure ?? [])]) see(reading, outcome.name);
  }
}

function readMappings(reading: Reading, saga: SagaDef): void {
  const flow = dataFlowOf(reading.catalog, saga);
  for (const point of flow.points) {
    for (const resolution of fillMessage(reading.catalog, saga, flow, point).fields) {
      if (resolution.kind === 'filled' || resolution.kind === 'maybe') readSource(reading, resolution.source);
    }
  }
}

function readSource(reading: Reading, source: FieldSource): void {
  switch (source.kind) {
    case 'path':
      for (const root of source.messages) readParts(reading, { root, path: source.path }, source.only);
      return;
    case 'variable':
      readParts(reading, { root: source.name, path: source.path }, source.only);
      return;
    case 'cause':
      for (const { from } of source.cases) readSource(reading, from);
      return;
    case 'const':
    case 'now':
      return;
  }
}

function readParts(reading: Reading, { root, path }: Place, only: Selection = true): void {
  for (const part of partsOf(only)) read(reading, { root, path: [...path, ...part] });
}

function partsOf(selection: Selection): readonly Path[] {
  if (selection === true) return [[]];
  if ('each' in selection) return partsOf(selection.each);
  const fields = Object.entries(selection.fields);
  return fields.length === 0 ? [[]] : fields.flatMap(([name, inner]) => partsOf(inner).map((part) => [name, ...part]));
}

function readStep(reading: Reading, step: Step): void {
  for (const guard of [step.when, undoOf(step)?.when]) if (guard) readGuardText(reading, guard.text);
  if (step.kind === 'wait') {
    const wait = readWait(step.for.text);
    if (wait?.kind === 'path') read(reading, wait);
  }
  if (step.kind === 'forEach' && step.as === undefined) {
    const items = readItems(step.items.text);
    if (items?.kind === 'path') read(reading, items);
  }
}

function readGuardText(reading: Reading, text: string): void {
  if (readGuard(text).kind === 'cel') for (const place of pathsIn(text)) read(reading, place);
}

/** Notes a place in a message; one in a variable is followed to the lists that it is an item of. */
function read(reading: Reading, { root, path }: Place): void {
  const lists = reading.loops.get(root);
  if (lists) reading.used.add(root);
  for (const place of lists ?? [{ root, path: [] }]) {
    if (messageById(reading.catalog, place.root) === undefined) continue;
    see(reading, place.root);
    const whole = [...place.path, ...path];
    reading.found.get(place.root)?.set(whole.join('.'), whole);
  }
}

function see({ found }: Reading, message: string): void {
  if (!found.has(message)) found.set(message, new Map());
}
