import type { Attributes, Context, HrTime, Span, SpanOptions, Tracer } from '@opentelemetry/api';
import type { OpenTelemetry } from './api.js';
import type { Facts } from './facts.js';
import type { SpanNode } from './span-tree.js';

/** Facts as attributes of this project; what failed is named as all instrumentation names it. */
function toAttributes(facts: Facts): Attributes {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [ATTRIBUTES[name] ?? `sagac.${name}`, value]));
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
  error_type: 'error.type',
  error_text: 'error.message',
  version: 'sagac.saga.version',
};

/** Finishes the span of an instance: what is known of it only now, and all spans inside. */
export function emitTree(api: OpenTelemetry, tracer: Tracer, root: Span, tree: SpanNode, common: Attributes): void {
  root.setAttributes(toAttributes(tree.facts));
  finish(api, root, tree);
  const inside = api.trace.setSpan(api.ROOT_CONTEXT, root);
  for (const child of tree.children) emit(api, tracer, child, common, inside);
}

function emit(api: OpenTelemetry, tracer: Tracer, node: SpanNode, common: Attributes, parent: Context): void {
  const options: SpanOptions = {
    startTime: hrTime(node.startAt),
    attributes: { ...common, ...toAttributes(node.facts) },
    kind: node.dispatched ? api.SpanKind.CLIENT : api.SpanKind.INTERNAL,
  };
  const span = tracer.startSpan(node.name, options, parent);
  finish(api, span, node);
  const inside = api.trace.setSpan(parent, span);
  for (const child of node.children) emit(api, tracer, child, common, inside);
}

function finish(api: OpenTelemetry, span: Span, { error, events, startAt, endAt = startAt }: SpanNode): void {
  for (const { name, at, facts } of events) span.addEvent(name, toAttributes(facts), hrTime(at));
  if (error !== undefined) {
    span.setAttribute('error.type', error);
    span.setStatus({ code: api.SpanStatusCode.ERROR });
  }
  span.end(hrTime(endAt));
}

/** A number alone would be taken for time since the process began where it is small. */
export function hrTime(at: number): HrTime {
  const seconds = Math.floor(at / 1_000);
  return [seconds, Math.round((at - seconds * 1_000) * 1_000_000)];
}
