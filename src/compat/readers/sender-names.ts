import type { Catalog } from '../../model/index.js';
import { sendersOf } from './readers-of.js';

/** The sagas and services that send a command, each once; a saga stands for the service that runs it. */
export function senderNames(catalog: Catalog, command: string): readonly string[] {
  return [...new Set(sendersOf(catalog, command).flatMap(({ process, service }) => process ?? service ?? []))];
}
