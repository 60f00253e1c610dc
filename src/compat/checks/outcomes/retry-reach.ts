import { nameList } from '../../../model/facts/name-list.js';
import { type Catalog, type CommandDef, messageById } from '../../../model/index.js';
import { longestAttempts } from '../../../model/saga-duration.js';

/**
 * The handlers whose inbox, as it was, remembered a command until its last attempt, and does not with the retries of now. Of
 * one command, or of all.
 */
export function inboxesOutlastedByRetries(old: Catalog, next: Catalog, command: string | undefined): readonly string[] {
  const commands = command === undefined ? [...next.commands.values()] : [next.commands.get(command)];
  const services = new Set<string>();
  for (const after of commands) {
    const before = after && messageById(old, after.id);
    if (!after || before?.kind !== 'command' || after.effect === 'none') continue;
    const window = before.handler && old.services.get(before.handler.name)?.inboxWindow?.ms;
    if (before.handler && window !== undefined && reachOf(before) <= window && window < reachOf(after)) {
      services.add(before.handler.name);
    }
  }
  return [...services];
}

/** How long after the first attempt the last one may come, in milliseconds; what has no last one cannot be outlasted. */
function reachOf({ retry, timeout }: CommandDef): number {
  return timeout === undefined ? 0 : (longestAttempts(retry, timeout.ms) ?? 0);
}

/** That handlers forget too early, as a sentence; undefined where none does. */
export function outlastedText(services: readonly string[]): string | undefined {
  if (services.length === 0) return undefined;
  const [subject, verb] = services.length === 1 ? ['inbox of', 'forgets'] : ['inboxes of', 'forget'];
  return `The ${subject} ${nameList(services, 4)} ${verb} a command before its last attempt comes now.`;
}
