import type { CompiledStatement } from '../../compile/compile-statements.js';
import type { JsonObject } from '../../runtime/json.js';
import type { SagaDefinition } from '../../runtime/saga/definition.js';
import { celMessage, parseGuard } from '../../runtime/saga/guard.js';
import { type Presence, presencesAsked } from './presences-asked.js';

/** What has happened in a run so far. */
export interface HappenedWorld {
  /** Commands whose effect has really happened, even if it was undone later, and events that have come or were published. */
  readonly happened: ReadonlySet<string>;
  /** What came last under each name. */
  readonly messages: Readonly<Record<string, JsonObject>>;
}

export interface StatementJudge {
  /**
   * Whether what the statement says is the case. Where that cannot be worked out, because it reads what has not come or is
   * absent, `always` and `finally` count as the case and `never` does not: there it is not judged.
   */
  holds(statement: CompiledStatement, world: HappenedWorld): boolean;
}

type Question = (world: HappenedWorld) => boolean | undefined;

/** Prepares statements for being asked of very many worlds; `shapes` say how the fields of messages compare. */
export function createStatementJudge(
  statements: readonly CompiledStatement[],
  shapes: SagaDefinition['messages'],
): StatementJudge {
  const asCel = celConverter(shapes);
  const questions = new Map(statements.map(({ cel }) => [cel, questionOf(cel, asCel)]));
  return {
    holds(statement, world) {
      const question = questions.get(statement.cel);
      if (question === undefined) throw new Error(`The judge was not made for \`${statement.text}\`.`);
      return question(world) ?? statement.kind !== 'never';
    },
  };
}

/** A statement that only asks what has happened is worked out once for each answer to its questions. */
function questionOf(cel: string, asCel: CelConverter): Question {
  const evaluate = parseGuard(cel);
  const ask: Question = (world) => {
    try {
      const value: unknown = evaluate(valuesOf(world, asCel));
      return typeof value === 'boolean' ? value : undefined;
    } catch {
      return undefined;
    }
  };
  const asked = presencesAsked(evaluate.ast);
  return asked === undefined ? ask : rememberBy((world) => presenceKey(asked, world), ask);
}

function rememberBy(keyOf: (world: HappenedWorld) => string, ask: Question): Question {
  const answers = new Map<string, boolean | undefined>();
  return (world) => {
    const key = keyOf(world);
    if (!answers.has(key)) answers.set(key, ask(world));
    return answers.get(key);
  };
}

function presenceKey(asked: readonly Presence[], { happened, messages }: HappenedWorld): string {
  let key = '';
  for (const { among, name } of asked) {
    key += (among === 'happened' ? happened.has(name) : Object.hasOwn(messages, name)) ? '1' : '0';
  }
  return key;
}

function valuesOf({ happened, messages }: HappenedWorld, asCel: CelConverter): Readonly<Record<string, unknown>> {
  const seen = new Map(Object.entries(messages).map(([name, data]) => [name, asCel(name, data)]));
  return { ...Object.fromEntries(seen), seen, happened: new Map([...happened].map((name) => [name, true])) };
}

type CelConverter = (name: string, data: JsonObject) => unknown;

/** Worlds share most of their messages, so each is turned into CEL once. */
function celConverter(shapes: SagaDefinition['messages']): CelConverter {
  const known = new Map<string, WeakMap<JsonObject, unknown>>();
  return (name, data) => {
    const values = known.get(name) ?? new WeakMap<JsonObject, unknown>();
    known.set(name, values);
    if (!values.has(data)) values.set(data, celMessage(shapes, name, data));
    return values.get(data);
  };
}
