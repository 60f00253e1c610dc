import { compareText, type Span } from '../../../diagnostics/index.js';
import type { Node } from '../../../language/node.js';
import type { JsonValue } from '../../../model/type.js';
import { canonicalText } from '../../canonical-text.js';
import type { DraftMessage } from '../../draft.js';
import type { DraftBuilder } from '../../draft-builder.js';
import type { MessageContent } from './messages.js';

/** A message with all that the documents say of who sends and receives it. */
export interface Collected {
  readonly content: MessageContent;
  kind: 'event' | 'command' | undefined;
  channel: string | undefined;
  key: string | undefined;
  /** Services that send it, in the order of the documents, each with where that is said. */
  readonly senders: Map<string, Span>;
  /** Services that receive it, with their consumer groups. */
  readonly receivers: Map<string, string | undefined>;
  readonly success: Set<Collected>;
  readonly failure: Set<Collected>;
  readonly operations: Map<string, JsonValue>;
}

/** The messages of all documents. One that stands in several of them is one, where its payload is the same. */
export interface Collection {
  /**
   * The message that stands at `node` of its document. `source` is equal for messages that say the same; what is not known
   * by it is read.
   */
  add(node: Node, source: string, read: () => MessageContent): Collected;
  has(node: Node): boolean;
  /** Adds all of them to the draft, kinds and links settled. */
  finish(builder: DraftBuilder, kind: 'event' | 'command'): ReadonlyMap<Collected, string>;
}

export function createCollection(): Collection {
  const byNode = new Map<Node, Collected>();
  const bySource = new Map<string, Collected>();
  const byText = new Map<string, Collected>();

  function add(node: Node, source: string, read: () => MessageContent): Collected {
    const known = byNode.get(node) ?? bySource.get(source);
    if (known) {
      byNode.set(node, known);
      return known;
    }
    const content = read();
    const text = canonicalText([content.name, content.major ?? 0, content.draft.payload as unknown as JsonValue]);
    const collected = byText.get(text) ?? emptyFor(content);
    byText.set(text, collected);
    byNode.set(node, collected);
    bySource.set(source, collected);
    return collected;
  }

  return {
    add,
    has: (node) => byNode.has(node),
    finish: (builder, kind) => addAll(builder, [...byText.values()], kind),
  };
}

function emptyFor(content: MessageContent): Collected {
  return {
    content,
    kind: content.kind,
    channel: undefined,
    key: undefined,
    senders: new Map(),
    receivers: new Map(),
    success: new Set(),
    failure: new Set(),
    operations: new Map(),
  };
}

function addAll(
  builder: DraftBuilder,
  all: readonly Collected[],
  kind: 'event' | 'command',
): ReadonlyMap<Collected, string> {
  const ids = new Map<Collected, string>();
  for (const one of all) {
    const { content } = one;
    const draft: DraftMessage = { ...content.draft, kind: one.kind ?? kind };
    const { span } = content.place.node;
    const major = content.major === undefined ? {} : { major: content.major };
    ids.set(one, builder.message(content.name, draft, { span, ...major }));
  }
  for (const [one, id] of ids) {
    if (one.content.own) continue;
    builder.updateMessage(id, (draft) => linked(one, draft, ids));
    if ((one.kind ?? kind) === 'event') tellOtherProducers(builder, one);
  }
  return ids;
}

/** Who sends an event is its producer, who receives it a consumer; who receives a command carries it out. */
function linked(one: Collected, draft: DraftMessage, ids: ReadonlyMap<Collected, string>): DraftMessage {
  const names = (of: ReadonlySet<Collected>) => [...of].flatMap((other) => ids.get(other) ?? []);
  const [producer] = one.senders.keys();
  const [handler] = one.receivers.keys();
  const shared = {
    ...draft,
    ...(one.channel !== undefined && { channel: one.channel }),
    ...(one.operations.size > 0 && {
      extensions: { ...draft.extensions, 'x-operations': Object.fromEntries(one.operations) },
    }),
  };
  if (draft.kind === 'event') {
    const consumers = [...one.receivers].sort(([a], [b]) => compareText(a, b));
    return {
      ...shared,
      ...(producer !== undefined && { producer }),
      ...(consumers.length > 0 && {
        consumers: consumers.map(([service, group]) => ({ service, ...(group !== undefined && { group }) })),
      }),
    };
  }
  return {
    ...shared,
    ...(handler !== undefined && { handler }),
    ...(one.senders.size > 0 && { senders: [...one.senders.keys()].sort(compareText) }),
    ...(one.success.size > 0 && { success: names(one.success) }),
    ...(one.failure.size > 0 && { failure: names(one.failure) }),
  };
}

function tellOtherProducers(builder: DraftBuilder, { senders, content }: Collected): void {
  const [first = '', ...others] = senders.keys();
  for (const other of others) {
    const what = `That \`${other}\` sends \`${content.name}\``;
    builder.leftOut(what, `\`${first}\` does, and an event has one producer`, senders.get(other));
  }
}
