import { causesOf } from '../../../compile/causes.js';
import { wordsOfGuard } from '../../../model/facts/guard-paths.js';
import { flattenSteps, namesOf } from '../../../model/graph.js';
import type { Catalog, CauseCase, NameRef, SagaDef, Step } from '../../../model/index.js';
import { undoOf } from '../../../model/step-parts.js';
import { fieldOf, resolveType } from '../../../model/values/value-type.js';
import { mappingsOf } from '../../facts/saga-mappings.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (more: string) => `services:
  streaming: { owner: team-plans }
  cards: { owner: team-cards }
types:
  Refusal: { enum: [card_expired, too_young, unknown], unknown: unknown }
events:
  PlanChosen: { version: 1.0.0, producer: streaming, payload: { planId: uuid } }
  PlanPaid: { version: 1.0.0, producer: cards, payload: { planId: uuid } }
  CardExpired: { version: 1.0.0, producer: cards, payload: { planId: uuid } }
  PayerTooYoung: { version: 1.0.0, producer: cards, payload: { planId: uuid } }
  PlanStarted: { version: 1.0.0, producer: streaming, payload: { planId: uuid } }
  PlanRefused: { version: 1.0.0, producer: streaming, payload: { planId: uuid, reason: Refusal } }
commands:
  PayPlan: { version: 1.0.0, handler: cards, payload: { planId: uuid }, success: PlanPaid, failure: [CardExpired, PayerTooYoung] }
sagas:
  StartPlan:
    service: streaming
    start: PlanChosen
    correlation: planId
    steps:
      - { do: PayPlan, pivot: true }
    complete: PlanStarted
    abort:
      emit: PlanRefused
      with:
        reason: { CardExpired: card_expired, ${more}else: unknown }
`;

/** A failure that a saga throws together with silence, while it tells others apart. */
export const unusedFailureEvent: Rule = {
  id: 'unused-failure-event',
  group: 'sagas',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require that a saga which tells failures apart names those that it would lose.',
  why: `A participant that has several failure events took the trouble to say which of them it was. Where the saga names one of them as a cause and lets the others fall to \`else\`, or gives as \`else\` the value that stands for "unknown", the customer reads that something went wrong where the answer was known. It happens when a failure is added to a command and its sagas are not looked at.

A saga that tells no failure apart is not meant, nor one that gives all failures of a command one end on purpose, with a value of its own, nor a failure that is \`retryable\` or of unknown effect. A failure that is named anywhere in the saga, as a cause, in \`onFailure\` or in a guard, is used.`,
  bad: definitions(''),
  good: definitions('PayerTooYoung: too_young, '),
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      const maps = causeMapsOf(saga);
      if (maps.length === 0) continue;
      const failures = failuresByCommand(catalog, saga);
      const told = new Set(namedIn(saga, maps));
      for (const map of maps) {
        const lost = lostIn(catalog, saga, map, failures, told);
        if (lost.length > 0) report(finding(saga, map, lost));
        for (const { failure } of lost) told.add(failure);
      }
    }
  },
};

/** A field that is filled by what went wrong. */
interface CauseMap {
  readonly message: string;
  readonly field: string;
  readonly cases: readonly CauseCase[];
  readonly otherwise: CauseCase;
  /** The step that is undone; none for the end of the saga. */
  readonly step?: Step;
}

/** Those with an `else`: without one every cause is named. */
function causeMapsOf(saga: SagaDef): readonly CauseMap[] {
  return mappingsOf(saga).flatMap(({ message, with: mappings, step }) =>
    mappings.flatMap(({ field, value }) => {
      const cases = value.kind === 'cause' ? value.cases : [];
      const otherwise = cases.find(({ cause }) => cause.name === 'else');
      return otherwise ? [{ message: message.name, field: field.name, cases, otherwise, ...(step && { step }) }] : [];
    }),
  );
}

/** Everything that the saga tells apart somewhere: names of causes, of handled failures, and words of guards. */
function namedIn(saga: SagaDef, maps: readonly CauseMap[]): ReadonlySet<string> {
  const steps = flattenSteps(saga.steps).map(({ step }) => step);
  const handled = steps.flatMap((step) => (step.kind === 'do' || step.kind === 'await' ? step.onFailure : []));
  const guards = steps.flatMap((step) => [step.when, undoOf(step)?.when]);
  return new Set([
    ...maps.flatMap(({ cases }) => cases.map(({ cause }) => cause.name)),
    ...handled.map(({ on }) => on.name),
    ...guards.flatMap((guard) => (guard ? wordsOfGuard(guard.text) : [])),
  ]);
}

interface Lost {
  readonly failure: string;
  readonly command: string;
}

/** Failures of commands that only `else` stands for, although another of the command is named or the reason gets lost. */
function lostIn(
  catalog: Catalog,
  saga: SagaDef,
  map: CauseMap,
  failures: FailuresByCommand,
  named: ReadonlySet<string>,
): readonly Lost[] {
  const causes = new Set(map.cases.map(({ cause }) => cause.name));
  if (![...failures.values()].some((list) => list.some((failure) => causes.has(failure)))) return [];
  const isLoss = saysUnknown(catalog, map);
  const candidates = [...failures].flatMap(([command, list]) =>
    isLoss || list.some((failure) => causes.has(failure))
      ? list.filter((failure) => !named.has(failure)).map((failure) => ({ failure, command }))
      : [],
  );
  if (candidates.length === 0) return [];
  const falling = new Set(causesOf(catalog, saga, map.step).required);
  return candidates.filter(({ failure }) => falling.has(failure));
}

type FailuresByCommand = ReadonlyMap<string, readonly string[]>;

/** Business answers only: one that is worth another attempt, or leaves the outcome open, tells no more than silence. */
function failuresByCommand(catalog: Catalog, saga: SagaDef): FailuresByCommand {
  const commands = flattenSteps(saga.steps).flatMap(({ step }) => (step.kind === 'do' ? [step.command.name] : []));
  const isAnswer = ({ name }: NameRef) => {
    const event = catalog.events.get(name);
    return event !== undefined && !event.retryable && event.effect !== 'unknown';
  };
  return new Map(commands.map((id) => [id, namesOf(catalog.commands.get(id)?.failure.filter(isAnswer) ?? [])]));
}

/** Whether `else` gives the value that says that nothing is known. */
function saysUnknown(catalog: Catalog, { message, field, otherwise }: CauseMap): boolean {
  const { value } = otherwise;
  const type = fieldOf(catalog, message, field)?.type;
  if (value.kind !== 'const' || type === undefined) return false;
  const def = type.kind === 'named' ? catalog.types.get(type.ref.name) : undefined;
  if (def?.shape === 'enum' && def.unknown !== undefined) return value.value === def.unknown;
  return resolveType(catalog, type).kind === 'enum' && value.value === 'unknown';
}

function finding(saga: SagaDef, { message, field, otherwise }: CauseMap, lost: readonly Lost[]): Finding {
  const names = lost.map(({ failure, command }) => `\`${failure}\` of \`${command}\``).join(' and ');
  const [first] = lost;
  return {
    span: otherwise.cause.span,
    message: `\`${saga.id}\` never tells ${names} apart: in \`${message}.${field}\` only \`else\` stands for ${lost.length === 1 ? 'it' : 'them'}.`,
    help: `Name \`${first?.failure}\` as a cause of \`${field}\`, with the value of \`else\` if that is what is meant.`,
    element: saga,
  };
}
