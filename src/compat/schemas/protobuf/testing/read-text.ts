import { canReadProtobuf, type ProtobufLevel } from '../can-read-protobuf.js';
import type { ProtoFiles } from '../proto-files.js';
import { readProtobuf } from '../read-protobuf.js';

/** Files by path, or the text of `a.proto` alone. */
export type ProtoTexts = string | Readonly<Record<string, string>>;

/** Reads texts that are known to be right, and throws where they are not. */
export async function readTexts(texts: ProtoTexts): Promise<ProtoFiles> {
  const given = typeof texts === 'string' ? { 'a.proto': texts } : texts;
  const { files, problems } = await readProtobuf(Object.entries(given).map(([path, text]) => ({ path, text })));
  if (problems[0]) throw new Error(problems[0].message);
  return files;
}

/** The rules that a reader's side breaks against a writer's side, each once and in order. */
export async function brokenRules(
  reader: ProtoTexts,
  writer: ProtoTexts,
  level: ProtobufLevel = 'WIRE_JSON',
): Promise<readonly string[]> {
  const { breaks } = canReadProtobuf(await readTexts(reader), await readTexts(writer), level);
  return [...new Set(breaks.map(({ kind }) => kind))].sort();
}

/** A proto3 file of package `p` with these lines. */
export function proto3(...lines: readonly string[]): string {
  return ['syntax = "proto3";', 'package p;', ...lines].join('\n');
}

/** A proto2 file of package `p` with these lines. */
export function proto2(...lines: readonly string[]): string {
  return ['syntax = "proto2";', 'package p;', ...lines].join('\n');
}

/** A file of edition 2023 in package `p` with these lines. */
export function edition(...lines: readonly string[]): string {
  return ['edition = "2023";', 'package p;', ...lines].join('\n');
}
