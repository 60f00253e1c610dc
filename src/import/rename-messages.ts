import type { DraftMessage } from './draft.js';

/** Messages under other ids, and what they say of each other led to these. */
export function renameMessages(
  messages: ReadonlyMap<string, DraftMessage>,
  ids: ReadonlyMap<string, string>,
): ReadonlyMap<string, DraftMessage> {
  if (ids.size === 0) return messages;
  return new Map([...messages].map(([id, message]) => [ids.get(id) ?? id, withIds(message, ids)]));
}

function withIds(message: DraftMessage, ids: ReadonlyMap<string, string>): DraftMessage {
  const named = (list: readonly string[] | undefined) => list?.map((id) => ids.get(id) ?? id);
  const [success, failure] = [named(message.success), named(message.failure)];
  const { failureOf } = message;
  return {
    ...message,
    ...(success && { success }),
    ...(failure && { failure }),
    ...(failureOf !== undefined && { failureOf: ids.get(failureOf) ?? failureOf }),
  };
}
