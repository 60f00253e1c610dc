import type { Diagnostic } from '../../../diagnostics/index.js';
import type { LockEnum, LockMessage } from '../../../generate/targets/protobuf/lock.js';
import type { DraftTypeDef } from '../../draft.js';
import { importDiagnostic } from '../../messages.js';
import type { Definitions, Placed } from './definitions.js';
import type { Names } from './naming.js';
import type { Unions } from './unions.js';

/** What definitions are read with, and where they go. */
export interface Reading {
  readonly definitions: Definitions;
  readonly names: Names;
  readonly unions: Unions;
  readonly types: Map<string, DraftTypeDef>;
  /** Numbers for the protobuf target, so that it writes the same ones. */
  readonly lock: { readonly messages: Map<string, LockMessage>; readonly enums: Map<string, LockEnum> };
  readonly diagnostics: Diagnostic[];
}

/** Tells that something has no place in a catalog. */
export function leaveOut(
  { diagnostics }: Pick<Reading, 'diagnostics'>,
  { place }: Placed,
  what: string,
  reason: string,
): void {
  diagnostics.push(importDiagnostic('import-left-out', place.span, { what, reason }));
}

/** Words about an element: a first sentence or paragraph of few words is its summary, the whole its docs. */
export function wordsFrom(comment: string | undefined): { readonly summary?: string; readonly docs?: string } {
  if (comment === undefined) return {};
  const [first = '', ...others] = comment.split(/\n\s*\n/);
  const summary = first.replace(/\s+/g, ' ').trim();
  if (summary.length <= LONGEST_SUMMARY) return others.length === 0 ? { summary } : { summary, docs: comment };
  const sentence = /^.{10,158}?[.!?](?= )/.exec(summary)?.[0];
  return sentence === undefined ? { docs: comment } : { summary: sentence, docs: comment };
}

const LONGEST_SUMMARY = 160;
