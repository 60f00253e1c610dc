import { printDuration } from '../../model/build/parse-duration.js';
import type { FlowDef, NameRef, Reaction } from '../../model/index.js';
import type { ReactionName, ReactionPart } from '../change-facts.js';

/** A reaction as far as it is compared. */
export interface ReadReaction {
  readonly reaction: Reaction;
  readonly name: ReactionName;
  /** What it is called within its flow, each once: `reactions[OrderPlaced by mail]`. */
  readonly label: string;
  /** Names in order, where their order says nothing. */
  readonly parts: Readonly<Record<ReactionPart, readonly string[]>>;
}

/** The reactions of a flow; `idOf` tells what a message is called in the state that is compared with. */
export function readReactions(flow: FlowDef, idOf: (id: string) => string): readonly ReadReaction[] {
  const known = new Map<string, number>();
  return flow.reactions.map((reaction) => {
    const parts = partsOf(reaction, idOf);
    const by = reaction.by?.name;
    const plain = `${parts.on.join(' + ')}${by === undefined ? '' : ` by ${by}`}`;
    const count = (known.get(plain) ?? 0) + 1;
    known.set(plain, count);
    const label = `reactions[${plain}${count === 1 ? '' : `, ${count}`}]`;
    return { reaction, name: { on: parts.on, ...(by !== undefined && { by }) }, label, parts };
  });
}

function partsOf(reaction: Reaction, idOf: (id: string) => string): ReadReaction['parts'] {
  const { by, when, after, at, onMissing, restart } = reaction;
  const messages = (refs: readonly NameRef[]) => inOrder(namesOf(refs).map(idOf));
  return {
    on: messages(reaction.on),
    by: by ? [by.name] : [],
    emits: messages(reaction.emits),
    fails: messages(reaction.fails),
    when: when ? [onOneLine(when.text)] : [],
    after: after ? [printDuration(after.ms)] : [],
    at: at === undefined ? [] : [onOneLine(at)],
    restart: restart ? ['true'] : [],
    needs: messages(reaction.needs),
    onMissing: onMissing ? [onMissing] : [],
    idempotentBy: namesOf(reaction.idempotentBy),
    calls: inOrder(reaction.calls.map(({ service }) => service.name)),
  };
}

/** Names as they stand. */
export function namesOf(refs: readonly NameRef[]): readonly string[] {
  return refs.map(({ name }) => name);
}

function inOrder(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function onOneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** All that a reaction may lead to, successes and failures. */
export function outcomesOf({ parts }: ReadReaction): readonly string[] {
  return [...new Set([...parts.emits, ...parts.fails])];
}
