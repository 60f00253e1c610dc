import type { FieldResolution, FieldSource } from '../../../model/data-flow/field-source.js';
import { flattenSteps, type StepPlace } from '../../../model/graph.js';
import { grouped } from '../../../model/grouped.js';
import type { Catalog, CommandDef, DoStep, ParallelStep, SagaDef, ServiceDef } from '../../../model/index.js';
import { mayBeAlternatives } from '../../facts/alternatives.js';
import { filledAt } from '../../facts/filled-message.js';
import { irreversibleEffect } from '../../facts/irreversible.js';
import { keepsData } from '../../facts/service-store.js';
import { splitWords } from '../../lexicon/split-words.js';
import type { Finding, Rule } from '../../rule.js';

/** Two steps side by side that change the same thing. */
export const parallelConflict: Rule = {
  id: 'parallel-conflict',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow parallel steps that change the same thing in one service.',
  why: `Two commands that reach one service at the same moment for the same key lock each other out, or one overwrites what the other has read. Which of them comes first changes from run to run, and so does the result; when both are undone at once, so does that.

Judged are steps in different branches that are handled by one service with a \`store\` and are about the same key: the \`key\` of the commands, or else the correlation field and whatever other ids they carry. Steps that only read, that send mails, that carry different ids, or of which one run does only one (both under a condition) do not count.`,
  bad: `services:
  museum: { owner: team-loans }
  archive: { owner: team-archive, store: postgres, inbox: true }
events:
  LoanAgreed: { version: 1.0.0, producer: museum, payload: { loanId: uuid } }
  FileOpened: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
  FileNotOpened: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
  FileClosed: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
  ValueRecorded: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
  ValueRefused: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
  ValueRemoved: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
commands:
  OpenFile: { version: 1.0.0, handler: archive, payload: { loanId: uuid }, success: FileOpened, failure: [FileNotOpened] }
  CloseFile: { version: 1.0.0, handler: archive, payload: { loanId: uuid }, success: FileClosed, cannotFail: It sets a date. }
  RecordValue: { version: 1.0.0, handler: archive, payload: { loanId: uuid }, success: ValueRecorded, failure: [ValueRefused] }
  RemoveValue: { version: 1.0.0, handler: archive, payload: { loanId: uuid }, success: ValueRemoved, cannotFail: It deletes a row. }
sagas:
  PrepareLoan:
    service: museum
    start: LoanAgreed
    correlation: loanId
    steps:
      - parallel:
          - { do: OpenFile, undo: CloseFile }
          - { do: RecordValue, undo: RemoveValue }
`,
  good: `services:
  museum: { owner: team-loans }
  archive: { owner: team-archive, store: postgres, inbox: true }
events:
  LoanAgreed: { version: 1.0.0, producer: museum, payload: { loanId: uuid } }
  FileOpened: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
  FileNotOpened: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
  FileClosed: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
  ValueRecorded: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
  ValueRefused: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
  ValueRemoved: { version: 1.0.0, producer: archive, payload: { loanId: uuid } }
commands:
  OpenFile: { version: 1.0.0, handler: archive, payload: { loanId: uuid }, success: FileOpened, failure: [FileNotOpened] }
  CloseFile: { version: 1.0.0, handler: archive, payload: { loanId: uuid }, success: FileClosed, cannotFail: It sets a date. }
  RecordValue: { version: 1.0.0, handler: archive, payload: { loanId: uuid }, success: ValueRecorded, failure: [ValueRefused] }
  RemoveValue: { version: 1.0.0, handler: archive, payload: { loanId: uuid }, success: ValueRemoved, cannotFail: It deletes a row. }
sagas:
  PrepareLoan:
    service: museum
    start: LoanAgreed
    correlation: loanId
    steps:
      - { do: OpenFile, undo: CloseFile }
      - { do: RecordValue, undo: RemoveValue }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      for (const { step } of flattenSteps(saga.steps)) {
        if (step.kind === 'parallel') for (const finding of conflictsIn(catalog, saga, step)) report(finding);
      }
    }
  },
};

/** A step that writes, with what it is about. */
interface Writer {
  readonly place: StepPlace;
  readonly step: DoStep;
  readonly branch: number;
  readonly service: ServiceDef;
  /** Where the ids come from that say which thing is meant. */
  readonly key: string;
}

function conflictsIn(catalog: Catalog, saga: SagaDef, group: ParallelStep): readonly Finding[] {
  const writers = group.branches.flatMap((steps, branch) =>
    flattenSteps(steps).flatMap((place) => writerAt(catalog, saga, place, branch) ?? []),
  );
  const sameThing = grouped(writers, ({ service, key }) => `${service.id} ${key}`);
  return [...sameThing.values()].flatMap((rivals) =>
    rivals.flatMap((writer, index) => {
      const rival = rivals.slice(0, index).find((other) => runTogether(other, writer));
      return rival ? [conflictOf(saga, rival, writer)] : [];
    }),
  );
}

function runTogether(one: Writer, other: Writer): boolean {
  return one.branch !== other.branch && !mayBeAlternatives(one.place, other.place);
}

function writerAt(catalog: Catalog, saga: SagaDef, place: StepPlace, branch: number): Writer | undefined {
  const { step } = place;
  if (step.kind !== 'do' || place.inside.some(({ kind }) => kind === 'round')) return undefined;
  const command = catalog.commands.get(step.command.name);
  const service = command && catalog.services.get(command.handler?.name ?? '');
  if (command === undefined || command.effect === 'none' || service === undefined || !keepsData(service))
    return undefined;
  // Two mails may well be on their way at the same time.
  if (irreversibleEffect(catalog, command) === 'message') return undefined;
  const key = keyOf(catalog, saga, step, command);
  return key === undefined ? undefined : { place, step, branch, service, key };
}

/** The sources of what names the thing; undefined where nothing does. */
function keyOf(catalog: Catalog, saga: SagaDef, step: DoStep, command: CommandDef): string | undefined {
  const fields = filledAt(catalog, saga, step, 'do')?.fields ?? [];
  const names = command.key
    ? fields.filter(({ field }) => field.name === command.key?.name)
    : fields.filter(({ field }) => field.name === saga.correlation?.name || namesThing(field.name));
  const sources = names.flatMap((one) => sourceOf(one) ?? []);
  return sources.length === 0 ? undefined : JSON.stringify([...new Set(sources)].sort());
}

function namesThing(field: string): boolean {
  return THING_WORDS.has(splitWords(field).at(-1) ?? '');
}

/** Ends of names of fields by which a business tells its things apart. */
const THING_WORDS = new Set(['id', 'ids', 'uuid', 'no', 'number', 'code', 'key', 'sku', 'iban', 'ref', 'reference']);

function sourceOf(resolution: FieldResolution): string | undefined {
  if (resolution.kind !== 'filled' && resolution.kind !== 'maybe') return undefined;
  return JSON.stringify(withoutSelection(resolution.source));
}

function withoutSelection(source: FieldSource): FieldSource {
  if (source.kind !== 'path') return source;
  return { kind: 'path', messages: source.messages, path: source.path };
}

function conflictOf(saga: SagaDef, one: Writer, other: Writer): Finding {
  return {
    span: other.step.command.span,
    message: `\`${one.step.name}\` and \`${other.step.name}\` run side by side in \`${saga.id}\` and change the same thing in \`${other.service.id}\`.`,
    labels: [{ span: one.step.command.span, text: 'runs at the same time' }],
    element: saga,
    help: 'Put one behind the other, or join them into one command.',
  };
}
