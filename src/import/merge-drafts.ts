import { compareText, type Diagnostic, type Outcome } from '../diagnostics/index.js';
import { canonicalText } from './canonical-text.js';
import type { Draft, DraftMessage, DraftPayload } from './draft.js';
import { importDiagnostic } from './messages.js';
import { renameMessages } from './rename-messages.js';
import { renameTypes } from './rename-types.js';

/** What several formats say as one draft. The first to tell something of a message counts; types of one name get a number. */
export function mergeDrafts(drafts: readonly Draft[]): Outcome<Draft> {
  // Files go by the names of types, so whoever has some keeps its names.
  const hasFiles = (draft: Draft) => Number(draft.files !== undefined);
  const [first, ...others] = [...drafts].sort((a, b) => hasFiles(b) - hasFiles(a));
  if (!first) {
    return {
      value: { services: new Map(), types: new Map(), channels: new Map(), messages: new Map() },
      diagnostics: [],
    };
  }
  const diagnostics: Diagnostic[] = [];
  const value = others.reduce((draft, other) => joined(draft, other, diagnostics), first);
  return { value, diagnostics };
}

function joined(draft: Draft, other: Draft, diagnostics: Diagnostic[]): Draft {
  const names = new Map<string, string>();
  const taken = new Set([...draft.types.keys()].map((name) => name.toLowerCase()));
  for (const [name, type] of other.types) {
    const mine = draft.types.get(name);
    if (mine && canonicalText(mine) === canonicalText(type)) continue;
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}${number}`;
    taken.add(free.toLowerCase());
    if (free === name) continue;
    names.set(name, free);
    const reason = 'another format has a type of that name';
    diagnostics.push(importDiagnostic('import-renamed', undefined, { from: name, to: free, reason }));
  }
  const renamed = renameTypes(other, names);
  const types = [...renamed.types].map(([name, type]) => [names.get(name) ?? name, type] as const);
  const messages = apart(draft, renamed.messages, diagnostics);
  return {
    services: filledIn(draft.services, renamed.services),
    types: filledIn(draft.types, new Map(types)),
    channels: filledIn(draft.channels, renamed.channels),
    messages: filledIn(draft.messages, messages),
    ...(draft.files && { files: draft.files }),
    ...(draft.sagas && { sagas: draft.sagas }),
    ...(draft.flows && { flows: draft.flows }),
    ...(other.sagas && { sagas: new Map([...other.sagas, ...(draft.sagas ?? [])]) }),
    ...(other.flows && { flows: new Map([...other.flows, ...(draft.flows ?? [])]) }),
  };
}

/** The messages of another format; one of a known name with another payload is another message, and gets a number. */
function apart(
  draft: Draft,
  messages: ReadonlyMap<string, DraftMessage>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, DraftMessage> {
  const ids = new Map<string, string>();
  const taken = new Set([...draft.messages.keys(), ...messages.keys()].map((id) => id.toLowerCase()));
  for (const [id, message] of messages) {
    const mine = draft.messages.get(id);
    if (!mine || saysNothingElse(mine.payload, message.payload)) continue;
    const [name = id, major] = id.split('@');
    const numbered = (number: number) => `${name}${number}${major === undefined ? '' : `@${major}`}`;
    let number = 2;
    while (taken.has(numbered(number).toLowerCase())) number++;
    ids.set(id, numbered(number));
    taken.add(numbered(number).toLowerCase());
    const reason = 'another format has a message of that name with another payload';
    diagnostics.push(importDiagnostic('import-renamed', undefined, { from: id, to: numbered(number), reason }));
  }
  const wired = new Map(
    [...messages].map(([id, one]) => [id, ids.has(id) ? { wire: id.replace(/@\d+$/, ''), ...one } : one]),
  );
  return renameMessages(wired, ids);
}

/** Whether two payloads are equal, or one of them is not known. */
function saysNothingElse(one: DraftPayload, other: DraftPayload): boolean {
  const isEmpty = (payload: DraftPayload) =>
    payload.kind === 'fields' && payload.fields.length === 0 && !payload.closed;
  return isEmpty(one) || isEmpty(other) || canonicalText(one) === canonicalText(other);
}

/** Both maps, sorted; of a definition that is in both, the second adds what the first does not say. */
function filledIn<T extends object>(
  one: ReadonlyMap<string, T>,
  other: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  const all = new Map(one);
  for (const [name, definition] of other) all.set(name, joinedDefinition(all.get(name), definition));
  return new Map([...all].sort(([a], [b]) => compareText(a, b)));
}

/** A payload without fields says less than any other. */
function joinedDefinition<T extends object>(one: T | undefined, other: T): T {
  const both = { ...other, ...one };
  const [mine, theirs] = [
    (one as Partial<DraftMessage> | undefined)?.payload,
    (other as Partial<DraftMessage>).payload,
  ];
  const isEmpty = mine?.kind === 'fields' && mine.fields.length === 0 && !mine.closed;
  return isEmpty && theirs ? { ...both, payload: theirs } : both;
}
