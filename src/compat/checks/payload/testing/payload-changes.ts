import type { Catalog, MessageDef } from '../../../../model/index.js';
import type { Change, ChangeKind } from '../../../change.js';
import type { CompatCheck, JudgeContext, Rulings } from '../../../check.js';
import { createPayloadDiff, diffPayloads, type PayloadDiff } from '../../../diff/payload-diff.js';
import { payloadChecks } from '../index.js';

/** Compares the payloads of all messages that both catalogs have. */
export function payloadDiffOf(old: Catalog, next: Catalog): PayloadDiff {
  const diff = createPayloadDiff(old, next);
  const before = new Map(messagesOf(old).map((message) => [message.id, message]));
  for (const message of messagesOf(next)) {
    const same = before.get(message.id);
    if (same) diffPayloads(diff, same, message);
  }
  return diff;
}

/** All changes of payloads and of the types in them. */
export function payloadChanges(old: Catalog, next: Catalog): readonly Change[] {
  return [...payloadDiffOf(old, next).nodes.values()].flatMap(({ changes }) => changes);
}

function messagesOf(catalog: Catalog): readonly MessageDef[] {
  return [...catalog.events.values(), ...catalog.commands.values()];
}

const CHECKS = new Map(payloadChecks.map((check) => [check.id, check]));

/** The check that judges a change. */
export function checkOf(change: Change): CompatCheck<ChangeKind> {
  const check = CHECKS.get(change.kind);
  if (!check) throw new Error(`No check judges ${change.kind}.`);
  return check as CompatCheck<ChangeKind>;
}

/** The rulings on a change. */
export function judged(change: Change, context: JudgeContext): Rulings {
  return checkOf(change).judge(change, context);
}
