import type { Catalog } from './catalog.js';
import type { NameRef } from './element.js';
import { flattenSteps } from './flatten-steps.js';
import type { CommandDef } from './message.js';
import { commandsOf } from './references/saga-places.js';
import type { FlowDef, Reaction, SagaDef } from './saga.js';
import { awaitedBy } from './step-parts.js';

/** A command that an event answers. */
export interface Answer {
  readonly command: CommandDef;
  readonly role: 'success' | 'failure';
}

/** Someone who publishes an event; `service` is missing where the catalog does not say which one. */
export interface EventProducer {
  readonly service?: NameRef;
  readonly via:
    | { readonly kind: 'declared' }
    | { readonly kind: 'command'; readonly command: CommandDef }
    | { readonly kind: 'reaction'; readonly flow: FlowDef; readonly reaction: Reaction }
    | { readonly kind: 'saga'; readonly saga: SagaDef };
}

/** Someone who learns of an event, and as what. */
export interface EventConsumer {
  readonly service?: NameRef;
  readonly via:
    | { readonly kind: 'declared' }
    | { readonly kind: 'reaction'; readonly flow: FlowDef; readonly reaction: Reaction }
    | {
        readonly kind: 'saga';
        readonly saga: SagaDef;
        readonly as: 'start' | 'outcome' | 'await' | 'heard' | 'cancel';
      };
}

/** All that a catalog does with one event. */
export interface EventUses {
  readonly answers: readonly Answer[];
  readonly producers: readonly EventProducer[];
  readonly consumers: readonly EventConsumer[];
}

export const NO_USES: EventUses = { answers: [], producers: [], consumers: [] };

interface Collecting {
  readonly answers: Answer[];
  readonly producers: EventProducer[];
  readonly consumers: EventConsumer[];
}

type Uses = (event: string) => Collecting;

/** The uses of every event that is declared or mentioned, in one pass over the catalog. */
export function eventUsesOf(catalog: Catalog): ReadonlyMap<string, EventUses> {
  const all = new Map<string, Collecting>();
  const uses: Uses = (event) => {
    const found = all.get(event) ?? { answers: [], producers: [], consumers: [] };
    all.set(event, found);
    return found;
  };
  for (const event of catalog.events.values()) {
    if (event.producer) uses(event.id).producers.push({ service: event.producer, via: { kind: 'declared' } });
    for (const { service } of event.consumers) uses(event.id).consumers.push({ service, via: { kind: 'declared' } });
  }
  for (const command of catalog.commands.values()) commandUses(uses, command);
  for (const flow of catalog.flows.values()) for (const reaction of flow.reactions) reactionUses(uses, flow, reaction);
  for (const saga of catalog.sagas.values()) sagaUses(catalog, uses, saga);
  return all;
}

function commandUses(uses: Uses, command: CommandDef): void {
  for (const role of ['success', 'failure'] as const) {
    for (const { name } of command[role]) {
      uses(name).answers.push({ command, role });
      uses(name).producers.push({ ...by(command.handler), via: { kind: 'command', command } });
    }
  }
}

function reactionUses(uses: Uses, flow: FlowDef, reaction: Reaction): void {
  const via = { kind: 'reaction', flow, reaction } as const;
  for (const { name } of [...reaction.emits, ...reaction.fails]) uses(name).producers.push({ ...by(reaction.by), via });
  for (const { name } of [...reaction.on, ...reaction.needs]) uses(name).consumers.push({ ...by(reaction.by), via });
}

function sagaUses(catalog: Catalog, uses: Uses, saga: SagaDef): void {
  const service = by(saga.service);
  const hear = (refs: readonly NameRef[], as: 'start' | 'outcome' | 'await' | 'heard' | 'cancel') => {
    for (const { name } of refs) uses(name).consumers.push({ ...service, via: { kind: 'saga', saga, as } });
  };
  for (const { event } of [...saga.complete, ...saga.abort]) {
    uses(event.name).producers.push({ ...service, via: { kind: 'saga', saga } });
  }
  if (saga.start && catalog.events.has(saga.start.name)) hear([saga.start], 'start');
  hear(saga.hears, 'heard');
  hear(saga.cancelOn, 'cancel');
  for (const { step } of flattenSteps(saga.steps)) hear(awaitedBy(step), 'await');
  const commands = [...new Set(commandsOf(saga))].flatMap((name) => catalog.commands.get(name) ?? []);
  hear(
    commands.flatMap((command) => [...command.success, ...command.failure]),
    'outcome',
  );
}

function by(service: NameRef | undefined): { readonly service?: NameRef } {
  return service ? { service } : {};
}
