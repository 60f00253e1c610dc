import { type SentCommand, sendingsOf } from '../../model/facts/attempts.js';
import { memoised } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { Catalog, CommandDef, ServiceDef } from '../../model/index.js';
import { sagasStartedBy } from '../../model/saga-starts.js';
import { keepsData } from './service-store.js';

/** A command that its handler would carry out again when it is tried again, with the place that tries it most often. */
export interface UnrecognisedAttempt {
  readonly command: CommandDef;
  readonly sent: SentCommand;
}

/** The commands that sagas try more than once and whose handler has nothing to recognise that by, for each such service. */
export function unrecognisedAttempts(catalog: Catalog): ReadonlyMap<ServiceDef, readonly UnrecognisedAttempt[]> {
  return byService(catalog);
}

const byService = memoised((catalog) => {
  const found = new Map<ServiceDef, UnrecognisedAttempt[]>();
  for (const command of catalog.commands.values()) {
    const service = catalog.services.get(command.handler?.name ?? '');
    if (service === undefined || service.external || service.inbox || isSafe(catalog, command, service)) continue;
    const sent = repeatedSending(catalog, command, service);
    if (sent) push(found, service, { command, sent });
  }
  return found;
});

/** What only reads may be done twice, and the engine recognises the start of a saga; calls with a key are all that a service without data does. */
function isSafe(catalog: Catalog, { id, effect, calls }: CommandDef, service: ServiceDef): boolean {
  if (effect === 'none' || sagasStartedBy(catalog, id).length > 0) return true;
  return !keepsData(service) && calls.length > 0 && calls.every((call) => call.idempotentBy.length > 0);
}

/** What a service sends to itself passes through no broker that an inbox would stand behind. */
function repeatedSending(catalog: Catalog, command: CommandDef, service: ServiceDef): SentCommand | undefined {
  const repeated = sendingsOf(catalog, command.id).filter(
    ({ saga, attempts }) => attempts !== 1 && saga.service?.name !== service.id,
  );
  return repeated.reduce<SentCommand | undefined>((most, one) => {
    return most === undefined || (most.attempts !== 'unlimited' && isMore(one.attempts, most.attempts)) ? one : most;
  }, undefined);
}

function isMore(one: SentCommand['attempts'], other: number): boolean {
  return one === 'unlimited' || one > other;
}
