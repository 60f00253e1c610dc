import { commandsHandledBy, consumersOf, producersOf } from '../model/graph.js';
import { type Catalog, type ChannelDef, messagesIn, type ServiceDef, type TypeDef } from '../model/index.js';
import { printType } from '../model/values/print-type.js';
import { constraintTexts, fieldTable } from './field-table.js';
import { type Fact, fact, type SheetTable } from './sheet.js';

type Body = { readonly facts: readonly Fact[]; readonly tables: readonly SheetTable[] };

/** What is known of a service: whose it is, what it handles, publishes, consumes and runs. */
export function serviceBody(catalog: Catalog, service: ServiceDef): Body {
  const events = [...catalog.events.values()];
  const mine = (uses: readonly { readonly service?: { readonly name: string } }[]) =>
    uses.some((use) => use.service?.name === service.id);
  const callers = [...catalog.commands.values()].filter((command) => mine(command.calls));
  return {
    facts: [
      ...fact('owner', service.owner),
      ...fact('domain', service.domain),
      ...fact('ours', service.external ? 'no, it is external' : undefined),
      ...fact('store', service.store),
      ...fact('outbox', switchText(service.outbox, service.outboxKeep && `keeps ${service.outboxKeep.text}`)),
      ...fact('inbox', switchText(service.inbox, service.inboxWindow && `remembers ${service.inboxWindow.text}`)),
      ...fact('handles', ...commandsHandledBy(catalog, service.id).map((command) => command.id)),
      ...fact('publishes', ...events.filter((event) => mine(producersOf(catalog, event.id))).map((event) => event.id)),
      ...fact('consumes', ...events.filter((event) => mine(consumersOf(catalog, event.id))).map((event) => event.id)),
      ...fact(
        'runs',
        ...[...catalog.sagas.values()]
          .filter((saga) => mine([{ ...(saga.service && { service: saga.service }) }]))
          .map((saga) => `saga ${saga.id}`),
      ),
      ...fact('called for', ...callers.map((command) => command.id)),
      ...fact('runbook', service.runbook),
    ],
    tables: [],
  };
}

function switchText(on: boolean, detail: string | undefined): string | undefined {
  return on ? (detail ?? 'yes') : undefined;
}

/** What is known of a channel: its promises, and what travels on it. */
export function channelBody(catalog: Catalog, channel: ChannelDef): Body {
  const on = messagesIn(catalog).filter((message) => message.channel?.name === channel.id);
  const dead = channel.deadLetter;
  return {
    facts: [
      ...fact('broker', channel.broker),
      ...fact('kind', channel.shape),
      ...fact('partitions', channel.partitions),
      ...fact('key', channel.key?.name),
      ...fact('order', channel.ordering === 'none' ? 'none' : undefined),
      ...fact('retention', channel.retention?.text),
      ...fact('retries after', ...channel.retryDelays.map((delay) => delay.text)),
      ...fact('peak', channel.peakPerSecond && `${channel.peakPerSecond} a second`),
      ...fact('largest message', channel.maxBytes && `${channel.maxBytes} bytes`),
      ...fact('public', channel.public ? 'yes' : undefined),
      ...fact('delivery', channel.delivery),
      ...fact('dead letters', dead === 'none' ? 'none' : dead?.channel, dead !== 'none' ? dead?.owner : undefined),
      ...fact('carries', ...on.map((message) => message.id)),
    ],
    tables: [],
  };
}

/** What is known of a type: what it is made of, and where it is used. */
export function typeBody(catalog: Catalog, type: TypeDef): Body {
  const users = catalog.references.filter(({ target, ref }) => target === 'type' && ref.name === type.id);
  const used = fact('used by', ...users.map(({ from }) => from.id));
  switch (type.shape) {
    case 'record':
      return { facts: used, tables: fieldTable(type.fields) };
    case 'enum':
      return { facts: [...fact('values', ...type.values), ...fact('for others', type.unknown), ...used], tables: [] };
    case 'union':
      return {
        facts: [
          ...fact('told apart by', type.discriminator),
          ...fact('cases', ...type.cases.map((entry) => `${entry.tag}: ${entry.type.name}`)),
          ...used,
        ],
        tables: [],
      };
    case 'scalar':
      return {
        facts: [
          ...fact('is', printType(type.type)),
          ...fact('bounds', ...constraintTexts(type.constraints)),
          ...fact('personal data', type.pii ? 'yes' : undefined),
          ...fact('secret', type.secret ? 'yes' : undefined),
          ...used,
        ],
        tables: [],
      };
  }
}
