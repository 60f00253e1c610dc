import { failuresOfReaction, namesOf } from '../../../model/graph.js';
import type { FlowDef, Reaction } from '../../../model/index.js';
import type { CatalogView } from './catalog-view.js';
import { ON_SUCCESS, onFailure } from './conditions.js';
import { distinct, type Edge, type FlowStep, messageStep, serviceStep, timerStep } from './flow-step.js';

/** A choreography as a flow: each event once, and between them the services that react. */
export function reactionFlow(view: CatalogView, flow: FlowDef): readonly FlowStep[] {
  const leads = new Map<string, Edge[]>();
  const leadsFrom = (event: string): Edge[] => {
    const edges = leads.get(event) ?? [];
    leads.set(event, edges);
    return edges;
  };
  const reactions = flow.reactions.flatMap((reaction, index) => {
    const steps = reactionSteps(view, reaction, `reaction-${index + 1}`);
    const entry = steps[0]?.id ?? '';
    for (const name of namesOf(reaction.on)) leadsFrom(name).push(edgeTo(entry, reaction));
    for (const name of namesOf(reaction.needs)) leadsFrom(name).push({ id: entry, label: 'has to have come before' });
    for (const name of outcomesOf(view, reaction)) leadsFrom(name);
    return steps;
  });
  const events = [...leads].map(([event, edges]) =>
    messageStep(view, event, { id: eventId(event), title: event, next: distinct(edges) }),
  );
  return [...events, ...reactions];
}

function eventId(event: string): string {
  return `event/${event}`;
}

function edgeTo(id: string, { when }: Reaction): Edge {
  return when ? { id, label: `if ${when.text}` } : { id };
}

function outcomesOf({ catalog }: CatalogView, reaction: Reaction): readonly string[] {
  return [...namesOf(reaction.emits), ...failuresOfReaction(catalog, reaction)];
}

/** The service that reacts, behind a timer where it waits first. */
function reactionSteps(view: CatalogView, reaction: Reaction, id: string): readonly FlowStep[] {
  const { by, after, at, restart, onMissing } = reaction;
  const failures = failuresOfReaction(view.catalog, reaction);
  const next = [
    ...namesOf(reaction.emits).map((name): Edge => ({ id: eventId(name), label: ON_SUCCESS })),
    ...failures.map((name): Edge => ({ id: eventId(name), label: onFailure(view.catalog, name) })),
  ];
  const missing = onMissing && { park: 'waits', retry: 'is tried again', ignore: 'is dropped' }[onMissing];
  const service = serviceStep(view, by?.name, {
    id,
    title: by?.name ?? 'Nobody is named',
    ...(missing && { summary: `What comes before what it needs ${missing}.` }),
    next,
  });
  const time = after?.text ?? at;
  if (time === undefined) return [service];
  const again = restart ? ', anew with each event' : '';
  return [timerStep(`${id}/after`, `${after ? 'Wait for' : 'Wait until'} ${time}${again}`, time, [{ id }]), service];
}
