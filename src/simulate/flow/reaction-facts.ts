import {
  commandsAnsweredBy,
  consumersOf,
  failuresOfReaction,
  isFailureEvent,
  isOnPublicChannel,
  namesOf,
} from '../../model/graph.js';
import type { Catalog, Reaction, ServiceDef } from '../../model/index.js';

/** The lane of whoever is no service of the catalog. */
export const OUTSIDE = 'outside';

/** What becomes of a reaction whose consumer crashes after its work and is given the event again. */
export type AfterCrash = 'fine' | 'repeated' | 'lost';

/** A reaction with all that decides how it goes: names, and what its service does about second deliveries and crashes. */
export interface ReactionFacts {
  readonly index: number;
  readonly reaction: Reaction;
  /** Unique in its flow: "settlement on FraudNotDetected". */
  readonly name: string;
  readonly service: string;
  readonly on: readonly string[];
  readonly emits: readonly string[];
  readonly fails: readonly string[];
  readonly needs: readonly string[];
  readonly calls: readonly string[];
  /** Calls that nothing tells from a second one. */
  readonly repeatableCalls: readonly string[];
  /** It is seen from outside that it was done. */
  readonly hasEffect: boolean;
  /** A second delivery has no second effect. */
  readonly recognises: boolean;
  readonly afterCrash: AfterCrash;
  /** It may be unable to do its work, and no event says so. */
  readonly mayFailSilently: boolean;
  /** How long it waits first: "1h", "until OrderPlaced.dueAt". */
  readonly waits?: string;
}

/** The facts of one reaction; its name is unique only where no other reaction of the service is on the same events. */
export function reactionFacts(catalog: Catalog, reaction: Reaction, index: number): ReactionFacts {
  const service = reaction.by ? catalog.services.get(reaction.by.name) : undefined;
  const on = namesOf(reaction.on);
  const emits = namesOf(reaction.emits);
  const fails = failuresOfReaction(catalog, reaction);
  const calls = reaction.calls.map((call) => call.service.name);
  const name = reaction.by?.name ?? OUTSIDE;
  const hasEffect = emits.length > 0 || calls.length > 0;
  const recognises = !hasEffect || !isOurs(service) || service.inbox || reaction.idempotentBy.length > 0;
  const waits = waitOf(reaction);
  return {
    index,
    reaction,
    name: `${name} on ${on.join(' or ')}`,
    service: name,
    on,
    emits,
    fails,
    needs: namesOf(reaction.needs),
    calls,
    repeatableCalls: isOurs(service) ? repeatable(reaction) : [],
    hasEffect,
    recognises,
    afterCrash: afterCrashOf(service, emits.length > 0, recognises),
    mayFailSilently: isOurs(service) && fails.length === 0 && mayFail(catalog, emits),
    ...(waits !== undefined && { waits }),
  };
}

/** Of what belongs to others, or is not known, the best is assumed. */
function isOurs(service: ServiceDef | undefined): service is ServiceDef {
  return service !== undefined && !service.external;
}

function repeatable(reaction: Reaction): readonly string[] {
  return reaction.calls.filter((call) => call.idempotentBy.length === 0).map((call) => call.service.name);
}

/** Only a store that is written apart from the events can keep the work and lose its event. */
function afterCrashOf(service: ServiceDef | undefined, emits: boolean, recognises: boolean): AfterCrash {
  if (!isOurs(service)) return 'fine';
  const isTornApart = service.store !== undefined && !service.outbox && emits;
  if (isTornApart && service.inbox) return 'lost';
  return recognises ? 'fine' : 'repeated';
}

/** Whoever only passes on bad news, or says that nothing can go wrong, has nothing more to say. */
function mayFail(catalog: Catalog, emits: readonly string[]): boolean {
  const isExcused = (name: string) => {
    const event = catalog.events.get(name);
    if (event === undefined) return true;
    const answered = commandsAnsweredBy(catalog, name).some(({ command }) => command.cannotFail !== undefined);
    return event.cannotFail !== undefined || answered || isFailureEvent(catalog, event);
  };
  return emits.length > 0 && !emits.some(isExcused);
}

function waitOf({ after, at }: Reaction): string | undefined {
  return after?.text ?? (at === undefined ? undefined : `until ${at}`);
}

/** Whether anybody learns of an event; of one that the catalog does not know, the best is assumed. */
export function isHeard(catalog: Catalog, name: string): boolean {
  const event = catalog.events.get(name);
  if (event === undefined || consumersOf(catalog, name).length > 0) return true;
  return isOnPublicChannel(catalog, event);
}

/** Who is alerted when deliveries of an event keep failing: the owner of the dead letters of its channel. */
export function deadLetterOwner(catalog: Catalog, name: string): string | undefined {
  const channel = catalog.channels.get(catalog.events.get(name)?.channel?.name ?? '');
  const deadLetter = channel?.deadLetter;
  return deadLetter === undefined || deadLetter === 'none' ? undefined : deadLetter.owner;
}
