import { type MessageDef, messageById } from '../../../model/index.js';
import type { YamlValue } from '../../yaml-text.js';
import { type CatalogView, type Pointer, pointerTo } from './catalog-view.js';

/** Id of the end that needs a person; no name of a step begins like this. */
export const STUCK = '#stuck';

/** An arrow of a flow. */
export interface Edge {
  readonly id: string;
  readonly label?: string;
}

/** A node that EventCatalog has no kind for. */
export interface CustomNode {
  readonly title: string;
  readonly type: 'Compensation' | 'Timer' | 'Await' | 'Loop' | 'Check' | 'Outcome';
  readonly color: string;
  readonly icon: string;
  readonly properties?: { readonly [key: string]: string | number };
}

/** One node of a flow with the arrows that leave it; of message, service, flow and custom there is one at most. */
export interface FlowStep {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly message?: Pointer;
  readonly service?: Pointer;
  readonly flow?: Pointer;
  readonly custom?: CustomNode;
  readonly next: readonly Edge[];
}

/** The steps as EventCatalog reads them, each id once. */
export function stepsYaml(steps: readonly FlowStep[]): readonly YamlValue[] {
  return steps.map(({ next, custom, ...step }) => ({
    ...step,
    custom: custom && { ...custom },
    next_steps: next.length === 0 ? undefined : next.map((edge) => ({ ...edge })),
  }));
}

/** A node for a message; without a pointer where the catalog does not have it. */
export function messageStep(
  view: CatalogView,
  name: string,
  step: Omit<FlowStep, 'message' | 'service' | 'flow' | 'custom'>,
): FlowStep {
  const message: MessageDef | undefined = messageById(view.catalog, name);
  return { ...step, ...(message && { message: pointerTo(view, message) }) };
}

/** A node for a service; without a pointer where the catalog does not have it. */
export function serviceStep(
  view: CatalogView,
  name: string | undefined,
  step: Omit<FlowStep, 'message' | 'service' | 'flow' | 'custom'>,
): FlowStep {
  const service = name === undefined ? undefined : view.catalog.services.get(name);
  return { ...step, ...(service && { service: pointerTo(view, service) }) };
}

export function timerStep(id: string, title: string, after: string, next: readonly Edge[]): FlowStep {
  const custom: CustomNode = { title, type: 'Timer', color: 'orange', icon: 'ClockIcon', properties: { after } };
  return { id, title, custom, next };
}

/** The arrows with a label in front of what they say already; of two to one node with one label, one stays. */
export function labelled(edges: readonly Edge[], label: string): readonly Edge[] {
  return edges.map((edge) => ({ id: edge.id, label: edge.label === undefined ? label : `${label}, ${edge.label}` }));
}

export function distinct(edges: readonly Edge[]): readonly Edge[] {
  const seen = new Set<string>();
  return edges.filter(({ id, label }) => {
    const key = `${id} ${label ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
