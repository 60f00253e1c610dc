import { compileSaga } from '../../../compile/compile-saga.js';
import { planSaga } from '../../../runtime/saga/plan.js';
import { catalogFromYaml } from '../../../testing/catalog-from-yaml.js';
import type { ProcessReport, SimulationBounds } from '../../report.js';
import type { SagaMove } from '../moves.js';
import { sagaModel } from '../saga-model.js';
import type { SagaSetting } from '../setting.js';
import { shortenLoops } from '../shorten-loops.js';
import { exploreSaga, settingOf } from '../simulate-saga.js';
import type { World } from '../world.js';

/** A saga for tests: services, events and commands follow from the names of its steps. */
export interface TestSaga {
  /** Commands with an undo that have one failure event: `Hold` answers `HoldDone` or `HoldRefused`, and so does `UndoHold`. */
  readonly commands: readonly string[];
  /** YAML of the steps, each line from the first column on. */
  readonly steps: string;
  /** Further keys of the saga, each line from the first column on. */
  readonly more?: string;
  /** Further events, with their payload fields, such as `Approved: { at: timestamp }`. */
  readonly events?: readonly string[];
  /** Fields of the start message beside `orderId`. */
  readonly start?: string;
  /** Further keys of commands, by name. */
  readonly of?: Readonly<Record<string, string>>;
}

/** The YAML of a test saga called `Test`, started by `Started` with the field `orderId`. */
export function testYaml({ commands, steps, more = '', events = [], start = '', of = {} }: TestSaga): string {
  const all = commands.flatMap((name) => [name, `Undo${name}`]);
  const payload = '{ orderId: uuid }';
  return `
services:
  order: { owner: us, outbox: true, inbox: true }
${commands.map((name) => `  ${serviceOf(name)}: { owner: us, outbox: true, inbox: true }`).join('\n')}
  other: { external: true }
events:
  Started: { version: 1.0.0, producer: order, payload: { orderId: uuid${start} } }
  Completed: { version: 1.0.0, producer: order, payload: ${payload} }
  Aborted: { version: 1.0.0, producer: order, payload: ${payload} }
${events.map((event) => `  ${event}`).join('\n')}
${all.flatMap((name) => [`  ${name}Done: { version: 1.0.0, producer: ${serviceOf(name)}, payload: ${payload} }`, `  ${name}Refused: { version: 1.0.0, producer: ${serviceOf(name)}, failureOf: ${name}Done, payload: ${payload} }`]).join('\n')}
commands:
${all.map((name) => `  ${name}: { version: 1.0.0, handler: ${serviceOf(name)}, timeout: 30s, retry: { attempts: 3 }, payload: ${payload}, success: ${name}Done, failure: [${name}Refused]${of[name] ?? ''} }`).join('\n')}
sagas:
  Test:
    service: order
    start: Started
    correlation: orderId
    deadline: 1h
    steps:
${indent(steps, 6)}
    complete: Completed
    abort: Aborted
    stuck: { alert: us }
${indent(more, 4)}
`;
}

function serviceOf(command: string): string {
  return `service-${command.replace(/^Undo/, '').toLowerCase()}`;
}

function indent(text: string, by: number): string {
  const lines = text.trim().split('\n');
  return lines.map((line) => `${' '.repeat(by)}${line}`).join('\n');
}

/** What a saga from YAML is explored with. */
export async function settingFrom(yaml: string, name = 'Test'): Promise<SagaSetting> {
  const catalog = await catalogFromYaml(yaml);
  const saga = catalog.sagas.get(name);
  if (saga === undefined) throw new Error(`there is no saga ${name}`);
  const { value, diagnostics } = compileSaga(catalog, saga);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return settingOf(catalog, saga, planSaga(shortenLoops(value)));
}

/** The report on a test saga. */
export async function simulateTest(saga: TestSaga, bounds: Partial<SimulationBounds> = {}): Promise<ProcessReport> {
  return exploreSaga(await settingFrom(testYaml(saga)), { maxFaults: 2, maxDepth: 200, maxStates: 100_000, ...bounds });
}

/** Walks through a world by hand. */
export interface Walk {
  readonly world: () => World;
  /** What may happen now, by id. */
  readonly moves: () => readonly string[];
  /** Makes the moves whose ids begin so, one after the other. */
  readonly go: (...ids: readonly string[]) => Walk;
}

/** Begins at the first start of a saga. */
export function walkThrough(setting: SagaSetting): Walk {
  const model = sagaModel(setting, () => []);
  let world = model.starts[0] as World;
  world = model.next(world, moveOf(model.choices(world, true), 'begin 0'));
  const walk: Walk = {
    world: () => world,
    moves: () => model.choices(world, true).map(({ id }) => id),
    go(...ids) {
      for (const id of ids) world = model.next(world, moveOf(model.choices(world, true), id));
      return walk;
    },
  };
  return walk;
}

function moveOf(moves: readonly SagaMove[], id: string): SagaMove {
  const move = moves.find((candidate) => candidate.id === id) ?? moves.find((candidate) => candidate.id.startsWith(id));
  if (move === undefined) throw new Error(`no move ${id} among ${moves.map((each) => each.id).join('; ')}`);
  return move;
}

/** What was found, with its invariant: "second-effect: ...". */
export function violationsIn({ violations }: ProcessReport): readonly string[] {
  return violations.map(({ id, message }) => `${id}: ${message}`);
}
