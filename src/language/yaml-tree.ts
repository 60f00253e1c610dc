import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { type Diagnostic, didYouMean, type Outcome, type Span, spanAt, type TextEdit } from '../diagnostics/index.js';
import { closeMap } from './close-map.js';
import { MAX_ALIASED_NODES, MAX_DEPTH, report } from './messages.js';
import type { ListNode, MapNode, Node, ScalarNode } from './node.js';
import type { Builder, Built, Frame } from './yaml-builder.js';
import { afterBlanks, afterClosing } from './yaml-places.js';
import { coreTag } from './yaml-scalar.js';
import { endOf, scalarNode } from './yaml-scalar-node.js';

/**
 * Builds the located tree from the parser's events: resolves scalars and aliases and computes the ends of
 * collections, which events do not carry. The value is undefined for an empty file and where nothing sound can be built.
 */
export function buildTree(
  file: string,
  text: string,
  events: readonly Event[],
  corrections: readonly TextEdit[],
): Outcome<Node | undefined> {
  const builder: Builder = {
    file,
    text,
    corrections,
    diagnostics: [],
    anchors: new Map(),
    stack: [],
    items: [],
    entries: [],
    root: undefined,
    end: 0,
    aliased: 0,
    broken: false,
  };
  let documents = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT && ++documents > 1) {
      reportSecondDocument(builder);
      break;
    }
    take(builder, event);
    if (builder.broken) break;
  }
  const empty = builder.root?.kind === 'scalar' && builder.root.text === '' && !builder.root.quoted;
  return { value: builder.broken || empty ? undefined : builder.root, diagnostics: builder.diagnostics };
}

function take(builder: Builder, event: Event): void {
  switch (event.type) {
    case EVENT_ID.DOCUMENT:
      break;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      open(builder, event);
      break;
    case EVENT_ID.SCALAR:
      takeScalar(builder, event);
      break;
    case EVENT_ID.ALIAS:
      takeAlias(builder, event);
      break;
    case EVENT_ID.POP:
      close(builder);
      break;
  }
}

function open(builder: Builder, event: MappingEvent | SequenceEvent): void {
  const kind = event.type === EVENT_ID.MAPPING ? 'map' : 'list';
  checkCollectionTag(builder, event, kind);
  const anchor = anchorOf(builder, event);
  if (anchor !== undefined) builder.anchors.set(anchor, undefined);
  const flow = event.style === COLLECTION_STYLE.FLOW;
  const { start } = event;
  const from = kind === 'list' ? builder.items.length : builder.entries.length;
  builder.stack.push({ kind, start, flow, anchor, from, key: undefined, weight: 1, height: 0 });
  // A one-pair map inside a flow list has no braces of its own: it starts at its key.
  if (!flow || opensWithBracket(builder.text, event.start)) builder.end = flow ? event.start + 1 : event.start;
}

function close(builder: Builder): void {
  const frame = builder.stack.pop();
  if (!frame) return;
  if (frame.flow && opensWithBracket(builder.text, frame.start)) builder.end = afterClosing(builder.text, builder.end);
  const span = spanAt(builder.file, frame.start, Math.max(frame.start, builder.end));
  const node = frame.kind === 'list' ? closeList(builder, frame, span) : closeMapping(builder, frame, span);
  const { weight, height, anchor } = frame;
  if (anchor !== undefined) builder.anchors.set(anchor, { node, weight, height: height + 1 });
  place(builder, node, weight, height + 1);
}

function closeList({ items }: Builder, { from, flow }: Frame, span: Span): ListNode {
  const own = items.splice(from);
  return { kind: 'list', items: own, flow, span };
}

function closeMapping(builder: Builder, { from, flow }: Frame, span: Span): MapNode {
  const own = builder.entries.splice(from);
  return { kind: 'map', entries: closeMap(builder.text, own, flow, builder.diagnostics), flow, span };
}

/** Puts a finished value where the innermost open collection wants it. */
function place(builder: Builder, node: Node, weight: number, height: number): void {
  const frame = builder.stack[builder.stack.length - 1];
  if (!frame) {
    builder.root ??= node;
    return;
  }
  frame.weight += weight;
  if (height > frame.height) frame.height = height;
  if (frame.kind === 'list') builder.items.push(node);
  else if (frame.key === undefined) frame.key = asKey(builder, node);
  else {
    if (frame.key !== 'dropped') builder.entries.push({ key: frame.key, value: node });
    frame.key = undefined;
  }
}

function asKey(builder: Builder, node: Node): ScalarNode | 'dropped' {
  if (node.kind !== 'scalar') {
    builder.diagnostics.push(report('yaml-key-not-text', node.span, { is: `a ${node.kind}` }));
    return 'dropped';
  }
  if (node.quoted || typeof node.value === 'string') {
    if (node.text !== '<<' || node.quoted) return node;
    builder.diagnostics.push(report('yaml-merge-key', node.span, undefined));
    return 'dropped';
  }
  reportScalarKey(builder, node);
  return node;
}

function reportScalarKey(builder: Builder, node: ScalarNode): void {
  const quoted = node.text === '' ? undefined : JSON.stringify(node.text);
  const is = node.value === null ? 'null' : `the ${typeof node.value} ${node.text}`;
  const params = { is: node.text === '' ? 'empty' : is, ...(quoted && { quoted }) };
  const fix = quoted && {
    title: `Quote \`${node.text}\``,
    safety: 'safe' as const,
    edits: [{ span: node.span, text: quoted }],
  };
  builder.diagnostics.push(report('yaml-key-not-text', node.span, params, fix ? { fix } : {}));
}

function takeScalar(builder: Builder, event: ScalarEvent): void {
  const node = scalarNode(builder, event);
  const anchor = anchorOf(builder, event);
  if (anchor !== undefined) builder.anchors.set(anchor, { node, weight: 1, height: 0 });
  const end = endOf(node);
  if (end > builder.end) builder.end = end;
  place(builder, node, 1, 0);
}

function takeAlias(builder: Builder, event: AliasEvent): void {
  const alias = builder.text.slice(event.anchorStart, event.anchorEnd);
  const span = spanAt(builder.file, event.anchorStart - 1, event.anchorEnd);
  const target = builder.anchors.get(alias);
  builder.end = event.anchorEnd;
  builder.aliased += target?.weight ?? 0;
  const problem = aliasProblem(builder, alias, target, span);
  if (problem) {
    builder.diagnostics.push(problem);
    builder.broken = true;
  } else if (target) place(builder, target.node, target.weight, target.height);
}

function aliasProblem(builder: Builder, alias: string, target: Built | undefined, span: Span): Diagnostic | undefined {
  if (!target) {
    if (builder.anchors.has(alias)) return report('yaml-alias-cycle', span, { alias });
    const help = didYouMean(alias, builder.anchors.keys()) ?? `Set the anchor \`&${alias}\` on an earlier value.`;
    return report('yaml-unknown-alias', span, { alias }, { help });
  }
  if (builder.aliased > MAX_ALIASED_NODES) return report('yaml-alias-bomb', span, undefined);
  const tooDeep = builder.stack.length + target.height > MAX_DEPTH;
  return tooDeep ? report('yaml-too-deep', span, undefined) : undefined;
}

function checkCollectionTag(builder: Builder, event: MappingEvent | SequenceEvent, kind: 'map' | 'list'): void {
  if (event.tagStart === -1) return;
  const tag = builder.text.slice(event.tagStart, event.tagEnd);
  if (tag === '!' || coreTag(tag) === (kind === 'map' ? 'map' : 'seq')) return;
  builder.broken = true;
  builder.diagnostics.push(report('yaml-unknown-tag', spanAt(builder.file, event.tagStart, event.tagEnd), { tag }));
}

function reportSecondDocument(builder: Builder): void {
  const start = afterBlanks(builder.text, builder.end);
  const end = builder.text.startsWith('---', start) || builder.text.startsWith('...', start) ? start + 3 : start;
  builder.diagnostics.push(report('yaml-several-documents', spanAt(builder.file, start, end), undefined));
}

function anchorOf(builder: Builder, event: ScalarEvent | MappingEvent | SequenceEvent): string | undefined {
  return event.anchorStart === -1 ? undefined : builder.text.slice(event.anchorStart, event.anchorEnd);
}

function opensWithBracket(text: string, start: number): boolean {
  return text[start] === '{' || text[start] === '[';
}
