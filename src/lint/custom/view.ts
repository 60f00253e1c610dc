import type { Span } from '../../diagnostics/index.js';
import { keySpan, toValue } from '../../language/node.js';
import {
  commandsAnsweredBy,
  commandsOf,
  consumersOf,
  failureEventsOf,
  flattenSteps,
  isFailureEvent,
  isReply,
  namesOf,
  producersOf,
  sagasUsing,
  serviceNames,
  undoUsesOf,
} from '../../model/graph.js';
import type {
  Catalog,
  ChannelDef,
  CommandDef,
  Element,
  ElementKind,
  EventDef,
  Field,
  FlowDef,
  NameRef,
  SagaDef,
  ServiceDef,
  TypeDef,
} from '../../model/index.js';
import { undoOf } from '../../model/step-parts.js';
import { printType } from '../../model/values/print-type.js';

/** One name that the conditions of custom rules may use: its type in CEL, and its value for a definition. */
export interface ViewPart<E = never> {
  readonly type: string;
  readonly read: (element: E, catalog: Catalog) => unknown;
}

type Parts<E> = Readonly<Record<string, ViewPart<E>>>;

/** Records that values of the view are made of, with their fields. */
export const VIEW_RECORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Field: {
    name: 'string',
    type: 'string',
    summary: 'string',
    optional: 'bool',
    nullable: 'bool',
    pii: 'bool',
    secret: 'bool',
    deprecated: 'bool',
  },
  Step: {
    name: 'string',
    kind: 'string',
    command: 'string',
    undo: 'string',
    noUndo: 'string',
    events: 'list<string>',
    optional: 'bool',
    pivot: 'bool',
  },
  Reaction: { on: 'list<string>', by: 'string', emits: 'list<string>', fails: 'list<string>' },
};

const COMMON: Parts<Element> = {
  id: text((element) => element.id),
  kind: text((element) => element.kind),
  file: text((element) => element.file),
  summary: text((element) => element.summary),
  docs: text((element) => element.docs),
  tags: texts((element) => element.tags),
  deprecated: flag((element) => element.deprecated !== undefined),
  written: { type: 'map<string, dyn>', read: ({ node }) => (node.kind === 'map' ? toValue(node) : {}) },
};

const MESSAGE: Parts<EventDef | CommandDef> = {
  name: text(({ name }) => name),
  version: text(({ version }) => version),
  isOld: flag(({ oldMajor }) => oldMajor !== undefined),
  wire: text(({ wire, name }) => wire ?? name),
  channel: text(({ channel }) => channel?.name),
  key: text(({ key }) => key?.name),
  cannotFail: text(({ cannotFail }) => cannotFail),
  examples: count(({ examples }) => examples.length),
  fields: { type: 'list<Field>', read: ({ payload }) => payload.fields.map(fieldView) },
  failures: texts((message, catalog) => failureEventsOf(catalog, message).map(({ id }) => id)),
};

const EVENT: Parts<EventDef> = {
  producer: text(({ producer }) => producer?.name),
  producers: texts(({ id }, catalog) => services(producersOf(catalog, id))),
  consumers: texts(({ id }, catalog) => services(consumersOf(catalog, id))),
  owner: text(({ producer }, catalog) => ownerOf(catalog, producer)),
  visibility: text(({ visibility }) => visibility),
  carries: text(({ carries }) => carries),
  failureOf: text(({ failureOf }) => failureOf?.name),
  isFailure: flag((event, catalog) => isFailureEvent(catalog, event)),
  isReply: flag((event, catalog) => isReply(catalog, event)),
  retryable: flag(({ retryable }) => retryable),
  answers: texts(({ id }, catalog) => unique(commandsAnsweredBy(catalog, id).map(({ command }) => command.id))),
};

const COMMAND: Parts<CommandDef> = {
  handler: text(({ handler }) => handler?.name),
  owner: text(({ handler }, catalog) => ownerOf(catalog, handler)),
  senders: texts(({ senders }) => namesOf(senders)),
  success: texts(({ success }) => namesOf(success)),
  failure: texts(({ failure }) => namesOf(failure)),
  answeredBy: texts(({ success, failure }) => unique([...namesOf(success), ...namesOf(failure)])),
  effect: text(({ effect }) => effect),
  timeoutMs: count(({ timeout }) => timeout?.ms),
  attempts: count(({ retry }) => (retry.attempts === 'unlimited' ? 0 : retry.attempts)),
  calls: texts(({ calls }) => calls.map(({ service }) => service.name)),
  sagas: texts(({ id }, catalog) => sagasUsing(catalog, id).map((saga) => saga.id)),
  isUndo: flag(({ id }, catalog) => undoUsesOf(catalog, id).length > 0),
};

const SAGA: Parts<SagaDef> = {
  version: text(({ version }) => version),
  service: text(({ service }) => service?.name),
  owner: text(({ service }, catalog) => ownerOf(catalog, service)),
  start: text(({ start }) => start?.name),
  correlation: text(({ correlation }) => correlation?.name),
  deadlineMs: count(({ deadline }) => deadline?.ms),
  steps: { type: 'list<Step>', read: ({ steps }) => flattenSteps(steps).map(({ step }) => stepView(step)) },
  commands: texts((saga) => unique(commandsOf(saga))),
  complete: texts(({ complete }) => complete.map(({ event }) => event.name)),
  abort: texts(({ abort }) => abort.map(({ event }) => event.name)),
  runbook: text(({ stuck }) => stuck?.runbook),
};

const FLOW: Parts<FlowDef> = {
  owner: text(({ owner }) => owner),
  correlation: text(({ correlation }) => correlation?.name),
  reactions: {
    type: 'list<Reaction>',
    read: ({ reactions }) =>
      reactions.map(({ on, by, emits, fails }) => ({
        on: namesOf(on),
        by: by?.name ?? '',
        emits: namesOf(emits),
        fails: namesOf(fails),
      })),
  },
};

const SERVICE: Parts<ServiceDef> = {
  owner: text(({ owner }) => owner),
  domain: text(({ domain }) => domain),
  store: text(({ store }) => store),
  runbook: text(({ runbook }) => runbook),
  external: flag(({ external }) => external),
  outbox: flag(({ outbox }) => outbox),
  inbox: flag(({ inbox }) => inbox),
};

const CHANNEL: Parts<ChannelDef> = {
  broker: text(({ broker }) => broker),
  shape: text(({ shape }) => shape),
  ordering: text(({ ordering }) => ordering),
  delivery: text(({ delivery }) => delivery),
  key: text(({ key }) => key?.name),
  public: flag((channel) => channel.public),
  partitions: count(({ partitions }) => partitions),
  retentionMs: count(({ retention }) => retention?.ms),
  maxBytes: count(({ maxBytes }) => maxBytes),
  deadLetter: text(({ deadLetter }) => (typeof deadLetter === 'object' ? deadLetter.channel : undefined)),
};

const TYPE: Parts<TypeDef> = {
  shape: text(({ shape }) => shape),
  fields: { type: 'list<Field>', read: (type) => (type.shape === 'record' ? type.fields.map(fieldView) : []) },
  values: texts((type) => (type.shape === 'enum' ? type.values : [])),
  cases: texts((type) => (type.shape === 'union' ? type.cases.map((one) => one.type.name) : [])),
};

/** The names that conditions about a kind of definition may use. */
export const VIEW_PARTS: Readonly<Record<ElementKind, Parts<never>>> = {
  event: { ...COMMON, ...MESSAGE, ...EVENT },
  command: { ...COMMON, ...MESSAGE, ...COMMAND },
  saga: { ...COMMON, ...SAGA },
  flow: { ...COMMON, ...FLOW },
  service: { ...COMMON, ...SERVICE },
  channel: { ...COMMON, ...CHANNEL },
  type: { ...COMMON, ...TYPE },
};

/** What some names mean for a definition. What it does not say is an empty text or list, 0 or false. */
export function viewOf(catalog: Catalog, element: Element, names: readonly string[]): Record<string, unknown> {
  const parts = VIEW_PARTS[element.kind];
  return Object.fromEntries(names.map((name) => [name, parts[name]?.read(element as never, catalog)]));
}

/** The place of a key of a definition such as `payload.total`; of the nearest one around it that is there. */
export function placeIn(element: Element, at: string): Span {
  for (let path = at.split('.'); path.length > 0; path = path.slice(0, -1)) {
    const span = keySpan(element.node, ...path);
    if (span) return span;
  }
  return element.nameSpan;
}

function text<E>(read: (element: E, catalog: Catalog) => string | undefined): ViewPart<E> {
  return { type: 'string', read: (element, catalog) => read(element, catalog) ?? '' };
}

function texts<E>(read: (element: E, catalog: Catalog) => readonly string[]): ViewPart<E> {
  return { type: 'list<string>', read };
}

function flag<E>(read: (element: E, catalog: Catalog) => boolean): ViewPart<E> {
  return { type: 'bool', read };
}

/** Whole numbers are big in CEL. */
function count<E>(read: (element: E, catalog: Catalog) => number | undefined): ViewPart<E> {
  return { type: 'int', read: (element, catalog) => BigInt(Math.trunc(read(element, catalog) ?? 0)) };
}

function fieldView(field: Field) {
  const { name, type, summary = '', optional, nullable, pii, secret, deprecated } = field;
  return { name, type: printType(type), summary, optional, nullable, pii, secret, deprecated };
}

function stepView(step: ReturnType<typeof flattenSteps>[number]['step']) {
  const { name, kind, optional, pivot } = step;
  const undo = undoOf(step)?.command.name;
  return {
    name,
    kind,
    command: step.kind === 'do' ? step.command.name : '',
    undo: undo ?? '',
    noUndo: (step.kind === 'do' ? step.noUndo : undefined) ?? '',
    events: step.kind === 'await' ? namesOf(step.events) : [],
    optional,
    pivot,
  };
}

function services(uses: readonly { readonly service?: NameRef }[]): readonly string[] {
  return unique(serviceNames(uses));
}

function ownerOf(catalog: Catalog, service: NameRef | undefined): string | undefined {
  return service && catalog.services.get(service.name)?.owner;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
