import { type Diagnostic, didYouMean } from '../../diagnostics/index.js';
import { readCatalog } from '../../read-catalog.js';
import { shownBroker } from '../../runtime/index.js';
import type { CliContext } from '../context.js';
import { locateCatalog } from '../paths.js';
import { type Grave, gravesOf, kindOf } from './graves.js';
import { dlqProblem } from './problems.js';
import type { OpenedBroker } from './with-broker.js';

/** Where a catalog is looked for. */
export interface CatalogChoice {
  /** Its folder; missing: the nearest one here or above, if there is any. */
  readonly dir?: string | undefined;
  /** False: none is meant. */
  readonly catalog?: boolean;
}

/** A channel in which nothing was found may be misspelt: what is wrong, where neither the broker nor the catalog has it. */
export async function unknownChannel(
  context: CliContext,
  opened: OpenedBroker,
  channel: string,
): Promise<Diagnostic | undefined> {
  if ((await opened.broker.countDeadLetters(channel)) !== undefined) return undefined;
  return unknownToCatalog(context, opened, channel);
}

/**
 * What is wrong with a channel that the broker does not have, where the catalog has no such channel of dead letters. One that the broker
 * has not made yet is known to the catalog.
 */
export async function unknownToCatalog(
  context: CliContext,
  { broker, address }: OpenedBroker,
  channel: string,
  choice: CatalogChoice = {},
): Promise<Diagnostic | undefined> {
  const graves = await gravesHere(context, address, choice);
  if (graves.some((grave) => grave.channel === channel)) return undefined;
  // Not every broker can say what it has.
  const others = await broker.channels().catch(() => []);
  const help = didYouMean(channel, [...graves.map((grave) => grave.channel), ...others]);
  const place = shownBroker(address);
  return dlqProblem('unknown-channel', undefined, { channel, place }, help === undefined ? {} : { help });
}

/** What the catalog says of this broker. Mistakes in it are told by commands that are about it. */
async function gravesHere({ host }: CliContext, address: string, choice: CatalogChoice): Promise<readonly Grave[]> {
  const { dir, catalog = true } = choice;
  const { value: root } = dir !== undefined || catalog ? locateCatalog(host, dir) : { value: undefined };
  const { catalog: read } = root === undefined ? { catalog: undefined } : await readCatalog(host, root);
  return read === undefined ? [] : gravesOf(read, kindOf(address));
}
