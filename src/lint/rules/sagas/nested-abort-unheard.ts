import type { Fix } from '../../../diagnostics/index.js';
import { isIdentifier } from '../../../edit/failure-event.js';
import { namesOf, sagasUsing } from '../../../model/graph.js';
import type { Catalog, CommandDef, EndEvent, SagaDef } from '../../../model/index.js';
import { startCommandOf } from '../../../model/saga-starts.js';
import { saysWhy } from '../../facts/failure-payload.js';
import { failureEdits } from '../../facts/gained-failure.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (failure: string) => `services:
  trips: { owner: team-trips }
  visas: { owner: team-visas }
events:
  TripPlanned: { version: 1.0.0, producer: trips, payload: { tripId: uuid } }
  VisaGranted: { version: 1.0.0, producer: visas, payload: { tripId: uuid } }
  VisaDenied: { version: 1.0.0, producer: visas, payload: { tripId: uuid, reason: enum(papers|unknown) } }
  PapersChecked: { version: 1.0.0, producer: visas, payload: { tripId: uuid } }
  PapersIncomplete: { version: 1.0.0, producer: visas, payload: { tripId: uuid } }
commands:
  ApplyForVisa: { version: 1.0.0, handler: visas, payload: { tripId: uuid }, success: VisaGranted${failure} }
  CheckPapers: { version: 1.0.0, handler: visas, payload: { tripId: uuid }, success: PapersChecked, failure: [PapersIncomplete] }
sagas:
  PlanTrip:
    service: trips
    start: TripPlanned
    correlation: tripId
    steps:
      - do: ApplyForVisa # another saga does that
  GetVisa:
    service: visas
    start: ApplyForVisa
    correlation: tripId
    steps:
      - do: CheckPapers
    complete: VisaGranted
    abort: { emit: VisaDenied, with: { reason: { PapersIncomplete: papers, else: unknown } } }
`;

/** A saga whose end does not answer the command that started it. */
export const nestedAbortUnheard: Rule = {
  id: 'nested-abort-unheard',
  group: 'sagas',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require that the abort of a saga answers the command that started it.',
  why: `Who sends a command that a saga carries out waits for the event with which that saga ends. An abort event that is no failure of the command is not heard there: the sender goes on waiting until its attempts are used up, or for ever, and takes for unknown what has long been decided and undone.

The fix writes the abort event under the \`failure\` of a command that has none, if the event says what failed and why, and no saga that sends the command has to be changed for it. A completion that is no success of the command keeps the saga from being compiled, and is reported as such.`,
  fixable: 'safe',
  bad: definitions(''),
  good: definitions(', failure: [VisaDenied]'),
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      const command = startCommandOf(catalog, saga);
      if (command === undefined) continue;
      if (isUnheard(catalog, saga.abort, command.failure)) report(unheardAbort(catalog, saga, command));
      if (isUnheard(catalog, saga.complete, command.success) && isLeftToUs(catalog, command)) {
        report(unheardCompletion(saga, command));
      }
    }
  },
};

/** Whether a saga ends with events, all of them known, of which none is an answer. */
function isUnheard(catalog: Catalog, ends: readonly EndEvent[], answers: CommandDef['failure']): boolean {
  const names = new Set(namesOf(answers));
  return ends.length > 0 && ends.every(({ event }) => catalog.events.has(event.name) && !names.has(event.name));
}

/** The compiler refuses a completion that is none of the successes, and a command without one that a saga sends. */
function isLeftToUs(catalog: Catalog, command: CommandDef): boolean {
  return command.success.length === 0 && sagasUsing(catalog, command.id).length === 0;
}

function unheardAbort(catalog: Catalog, saga: SagaDef, command: CommandDef): Finding {
  const event = (saga.abort[0] as EndEvent).event;
  const isNone = command.failure.length === 0;
  const fix = isNone ? abortFix(catalog, command, event.name) : undefined;
  return {
    span: event.span,
    message: `Who sends \`${command.id}\` never learns that \`${saga.id}\` has aborted: \`${event.name}\` is no failure of it.`,
    labels: [{ span: command.failure[0]?.span ?? command.nameSpan, text: failuresText(command) }],
    help: `Name \`${event.name}\` under the \`failure\` of \`${command.id}\`${isNone ? '' : ', or abort with one of its failures'}.`,
    element: saga,
    ...(fix && { fix }),
  };
}

function failuresText(command: CommandDef): string {
  return command.failure.length === 0 ? 'names no failure' : 'the failures it has';
}

/** A command that is said not to fail, that is frozen, or whose sagas would have to be changed is for a person. */
function abortFix(catalog: Catalog, command: CommandDef, event: string): Fix | undefined {
  if (command.oldMajor !== undefined || !tellsEnough(catalog, command, event)) return undefined;
  const edits = failureEdits(catalog, command, event);
  return edits && { title: `Write \`failure: [${event}]\``, safety: 'safe', edits };
}

/** A failure event has to say what failed and why; one that does not would only be the next finding. */
function tellsEnough(catalog: Catalog, command: CommandDef, name: string): boolean {
  const event = catalog.events.get(name);
  const ids = new Set(command.payload.fields.filter(isIdentifier).map((field) => field.name));
  return event !== undefined && saysWhy(catalog, event) && event.payload.fields.some((field) => ids.has(field.name));
}

function unheardCompletion(saga: SagaDef, command: CommandDef): Finding {
  const event = (saga.complete[0] as EndEvent).event;
  return {
    span: event.span,
    message: `Who sends \`${command.id}\` never learns that \`${saga.id}\` is complete: it names no success.`,
    labels: [{ span: command.nameSpan, text: 'names no success' }],
    help: `Name \`${event.name}\` as the \`success\` of \`${command.id}\`.`,
    element: saga,
  };
}
