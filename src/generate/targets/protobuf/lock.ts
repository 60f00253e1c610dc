import { compareText } from '../../../diagnostics/index.js';
import { escapeHidden } from '../../text.js';

/** The file that keeps numbers; it belongs into version control. */
export const LOCK_NAME = 'protobuf.lock.json';

/** What the numbers of a message or enum were the last time. Keys are like `message OrderPlaced`, `type Money`, `message OrderPlaced/size`. */
export interface Lock {
  readonly messages: ReadonlyMap<string, LockMessage>;
  readonly enums: ReadonlyMap<string, LockEnum>;
}

export interface LockMessage {
  readonly of: string;
  /** Its name in Protobuf, where that does not follow from what it is of. */
  readonly as?: string;
  readonly fields: readonly LockField[];
  readonly reserved: readonly LockReserved[];
}

export interface LockField {
  /** Name in the catalog; of a case of a union its tag. */
  readonly field: string;
  readonly number: number;
  /** As `signatureOf` gives it, or one of the forms that stand for the same type of the catalog (`sint64`). */
  readonly type: string;
  /** Its name in Protobuf, where that does not follow from the field's. */
  readonly name?: string;
  /** Its name in JSON, where that is not the field's. */
  readonly json?: string;
  /** Name of the oneof that it is in. */
  readonly oneof?: string;
}

export interface LockEnum {
  readonly of: string;
  readonly as?: string;
  readonly values: readonly LockValue[];
  readonly reserved: readonly LockReserved[];
}

export interface LockValue {
  readonly value: string;
  readonly number: number;
  readonly name?: string;
}

/** A number (or numbers up to `to`) and a name that may not be used again; either may be missing. */
export interface LockReserved {
  readonly number?: number;
  readonly to?: number;
  readonly name?: string;
  /** The field or value that had it. */
  readonly was?: string;
}

export const EMPTY_LOCK: Lock = { messages: new Map(), enums: new Map() };

const COMMENT =
  'Numbers of Protobuf fields, kept by sagac: commit this file. One that is lost or changed makes stored messages unreadable.';

/** The lock as text: one line a field, so that what two branches add is seen side by side. */
export function printLock(lock: Lock): string {
  const parts = [
    `  "comment": ${JSON.stringify(COMMENT)}`,
    '  "version": 1',
    listText('messages', [...lock.messages.values()].sort(byKey).map(messageText)),
    listText('enums', [...lock.enums.values()].sort(byKey).map(enumText)),
  ];
  return escapeHidden(`{\n${parts.join(',\n')}\n}\n`);
}

function byKey(a: { readonly of: string }, b: { readonly of: string }): number {
  return compareText(a.of, b.of);
}

function listText(name: string, items: readonly string[]): string {
  return items.length === 0 ? `  "${name}": []` : `  "${name}": [\n${items.join(',\n')}\n  ]`;
}

function messageText({ of, as, fields, reserved }: LockMessage): string {
  const lines = [...fields].sort((a, b) => a.number - b.number).map(fieldLine);
  return entryText(of, as, 'fields', lines, reserved);
}

function enumText({ of, as, values, reserved }: LockEnum): string {
  const lines = [...values]
    .sort((a, b) => a.number - b.number)
    .map(({ value, number, name }) => line({ value, number, name }));
  return entryText(of, as, 'values', lines, reserved);
}

function fieldLine({ field, number, type, name, json, oneof }: LockField): string {
  return line({ field, number, type, name, json, oneof });
}

function entryText(
  of: string,
  as: string | undefined,
  listName: string,
  lines: readonly string[],
  reserved: readonly LockReserved[],
): string {
  const rest = reserved.map(({ number, to, name, was }) => line({ number, to, name, was }));
  const parts = [
    `      "of": ${JSON.stringify(of)}`,
    ...(as === undefined ? [] : [`      "as": ${JSON.stringify(as)}`]),
    linesText(listName, lines),
    ...(rest.length === 0 ? [] : [linesText('reserved', rest)]),
  ];
  return `    {\n${parts.join(',\n')}\n    }`;
}

function linesText(name: string, lines: readonly string[]): string {
  if (lines.length === 0) return `      "${name}": []`;
  return `      "${name}": [\n${lines.map((text) => `        ${text}`).join(',\n')}\n      ]`;
}

function line(values: Readonly<Record<string, string | number | undefined>>): string {
  const parts = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [`${JSON.stringify(key)}: ${JSON.stringify(value)}`],
  );
  return `{ ${parts.join(', ')} }`;
}
