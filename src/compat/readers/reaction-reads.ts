import { pathsIn } from '../../model/facts/guard-paths.js';
import type { Catalog, FlowDef, NameRef, Reaction } from '../../model/index.js';
import { hasField } from './has-field.js';

/** What a reaction reads of one event. */
export interface ReactionRead {
  readonly event: string;
  readonly by?: NameRef;
  readonly fields: readonly (readonly string[])[] | 'unknown';
}

/**
 * What a flow says that a reaction reads of the events it waits for. What the service's own code reads beyond that is unknown,
 * unless the event says it where it names the service as a consumer.
 */
export function reactionReads(catalog: Catalog, flow: FlowDef, reaction: Reaction): readonly ReactionRead[] {
  const by = reaction.by && { by: reaction.by };
  const triggers = new Set(reaction.on.map(({ name }) => name));
  const all = new Set([...triggers, ...reaction.needs.map(({ name }) => name)]);
  const written = writtenPaths(reaction);
  return [...all].flatMap((event): readonly ReactionRead[] => {
    const names = [flow.correlation, ...(triggers.has(event) ? keysOf(reaction) : [])];
    const fields = names.flatMap((ref) => (ref && hasField(catalog, event, ref.name) ? [[ref.name]] : []));
    const paths = written.filter(({ root }) => root === event).map(({ path }) => path);
    const told: ReactionRead = { event, ...by, fields: withoutDoubles([...fields, ...paths]) };
    return isDeclared(catalog, event, reaction.by) ? [told] : [told, { event, ...by, fields: 'unknown' }];
  });
}

function keysOf({ idempotentBy, calls }: Reaction): readonly NameRef[] {
  return [...idempotentBy, ...calls.flatMap((call) => call.idempotentBy)];
}

/** The guard, and the moment that an event carries, read fields by their paths. */
function writtenPaths({ when, at }: Reaction) {
  const [, root, rest] = /^([A-Za-z_]\w*(?:@\d+)?)\.(.+)$/.exec(at?.trim() ?? '') ?? [];
  const moment = root !== undefined && rest !== undefined ? [{ root, path: rest.split('.') }] : [];
  return [...(when ? pathsIn(when.text) : []), ...moment];
}

function isDeclared(catalog: Catalog, event: string, service: NameRef | undefined): boolean {
  const consumers = catalog.events.get(event)?.consumers ?? [];
  return service !== undefined && consumers.some((consumer) => consumer.service.name === service.name);
}

function withoutDoubles(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(paths.map((path) => [path.join('.'), path])).values()];
}
