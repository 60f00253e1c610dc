import type { Catalog, Field, Reaction } from '../../../model/index.js';
import { resolveType } from '../../../model/values/value-type.js';

const REASON = /^(?:reason|code|cause|why)$|(?:Reason|Code|Cause)$/;
/** More reasons than these are counted. */
const MOST_REASONS = 6;

/** When a command or reaction leads to its success. */
export const ON_SUCCESS = 'on success';

/** When it leads to a failure event: with the reasons that the event can give, where one of its fields lists them. */
export function onFailure(catalog: Catalog, event: string): string {
  const reasons = reasonsOf(catalog, event);
  return reasons.length === 0 ? 'on failure' : `on failure: ${shortened(reasons)}`;
}

/** When a reaction happens at all: its delay and its guard. */
export function reactionCondition(outcome: string, { after, at, when }: Reaction): string {
  const parts = [
    outcome,
    ...(after ? [`after ${after.text}`] : []),
    ...(at === undefined ? [] : [`at ${at}`]),
    ...(when ? [`if ${when.text}`] : []),
  ];
  return parts.join(', ');
}

function reasonsOf(catalog: Catalog, event: string): readonly string[] {
  const fields = catalog.events.get(event)?.payload.fields ?? [];
  const field = fields.find(({ name }) => REASON.test(name));
  return field ? valuesOf(catalog, field) : [];
}

function valuesOf(catalog: Catalog, field: Field): readonly string[] {
  const type = resolveType(catalog, field.type);
  return type.kind === 'enum' ? type.values : [];
}

function shortened(values: readonly string[]): string {
  if (values.length <= MOST_REASONS + 1) return values.join(', ');
  return `${values.slice(0, MOST_REASONS).join(', ')} and ${values.length - MOST_REASONS} others`;
}
