import type { Node } from '../../../language/node.js';
import { itemsAt, textAt, textsAt } from '../../../model/build/read.js';
import type { JsonValue } from '../../../model/type.js';
import type { DraftMessage, DraftService } from '../../draft.js';
import { typeName } from '../../names.js';
import { extensionsIn, keysBeyond } from '../asyncapi/own.js';
import { hasKeys, textAt as textIn } from '../asyncapi/values.js';
import { connect } from './channels.js';
import { deprecationOf, extensionsOf, ownDefinition, ownersOf, wordsOf } from './matter.js';
import { pointedAt } from './messages.js';
import type { Page } from './pages.js';
import type { Reading } from './reading.js';
import { versionsOf } from './versions.js';

/** Adds the services, the newest version of each, in the domains that list them. */
export function addServices(reading: Reading, pages: readonly Page[], domains: ReadonlyMap<string, string>): void {
  const byId = new Map<string, Page[]>();
  for (const page of pages) byId.set(page.id, [...(byId.get(page.id) ?? []), page]);
  const newest = [...byId.values()].map((versions) => {
    const sorted = versionsOf(versions);
    for (const page of [...sorted.left, ...sorted.olderMajors.map((older) => older.page)]) {
      reading.tally.add(
        'A version of a service',
        'versions of services',
        'a service has no versions',
        page.matter.span,
      );
    }
    return sorted.newest;
  });
  for (const page of newest) {
    const definition = page.isOwn ? ownService(page) : foreignService(reading, page, domains);
    const name = reading.builder.service(page.id, definition);
    reading.services.set(page.id, name);
    reading.owners.set(name, ownersOf(page.matter));
  }
  for (const page of newest) if (!page.isOwn) addTraffic(reading, page);
  for (const id of reading.messageIds.values())
    reading.builder.updateMessage(id, (message) => ownedBy(reading, message));
}

/** Owners of a message say nothing where they are those of the service that it belongs to. */
function ownedBy({ owners }: Reading, message: DraftMessage): DraftMessage {
  const { extensions, ...rest } = message;
  const own = extensions?.['x-owners'];
  const known = owners.get(message.producer ?? message.handler ?? '');
  if (!Array.isArray(own) || known === undefined || own.join('\n') !== known.join('\n')) return message;
  const kept = Object.fromEntries(Object.entries(extensions ?? {}).filter(([key]) => key !== 'x-owners'));
  return { ...rest, ...(hasKeys(kept) && { extensions: kept }) };
}

const OWN_KEYS = ['summary', 'docs', 'tags', 'owner', 'domain', 'external'];

function ownService(page: Page): DraftService {
  const definition = ownDefinition(page.matter) ?? {};
  const { docs, tags } = definition;
  const [owner, domain] = [textIn(definition, 'owner'), textIn(definition, 'domain')];
  const extensions = extensionsIn(definition);
  return {
    ...wordsOf(page),
    ...(typeof docs === 'string' && { docs }),
    ...(Array.isArray(tags) && { tags: tags.map(String) }),
    ...(owner !== undefined && { owner }),
    ...(domain !== undefined && { domain }),
    ...(definition['external'] === true && { external: true }),
    ...(hasKeys(extensions) && { extensions }),
    ...keysBeyond(definition, OWN_KEYS),
  };
}

function foreignService(reading: Reading, page: Page, domains: ReadonlyMap<string, string>): DraftService {
  const { matter, version } = page;
  const [owner] = ownersOf(matter);
  const domain = domains.get(page.id) ?? domainOfPath(page.file.path);
  const external = itemsAt(matter, 'externalSystem').some((item) => item.kind === 'scalar' && item.value === true);
  const deprecated = deprecationOf(matter);
  const extensions = {
    ...(version !== undefined && { 'x-version': version }),
    ...extensionsOf(reading, page, ['sends', 'receives', 'externalSystem']),
  };
  return {
    ...wordsOf(page),
    ...(owner !== undefined && { owner }),
    ...(domain !== undefined && { domain }),
    ...(external && { external: true }),
    ...(deprecated && { deprecated }),
    ...(hasKeys(extensions) && { extensions }),
  };
}

function domainOfPath(path: string): string | undefined {
  const parts = path.split('/');
  const at = Math.max(parts.lastIndexOf('domains'), parts.lastIndexOf('subdomains'));
  return at === -1 ? undefined : parts[at + 1];
}

/** What a service sends and receives, as facts of the messages. */
function addTraffic(reading: Reading, page: Page): void {
  const service = reading.services.get(page.id) ?? page.id;
  for (const pointer of itemsAt(page.matter, 'sends')) {
    const id = messageOf(reading, pointer, 'to');
    if (id !== undefined)
      reading.builder.updateMessage(id, (message) => sentBy(reading, id, message, service, pointer));
  }
  const reactions = itemsAt(page.matter, 'receives').flatMap((pointer) => receive(reading, service, pointer));
  if (reactions.length === 0) return;
  const name = `${typeName(service)}Reactions`;
  reading.flows.set(name, { summary: `What ${service} does about the events that it receives.`, reactions });
}

/** The message that a pointer means, put on the channel that it names. */
function messageOf(reading: Reading, pointer: Node, channels: 'to' | 'from'): string | undefined {
  const name = textAt(pointer, 'id') ?? '';
  const page = pointedAt(reading, name, textAt(pointer, 'version'));
  if (!page) {
    reading.builder.leftOut(`The message \`${name}\``, 'the folder has no page of it', pointer.span);
    return undefined;
  }
  connect(reading, page, itemsAt(pointer, channels));
  return reading.messageIds.get(page);
}

function sentBy(reading: Reading, id: string, message: DraftMessage, service: string, pointer: Node): DraftMessage {
  if (message.kind === 'command') {
    const senders = message.senders ?? [];
    return senders.includes(service) ? message : { ...message, senders: [...senders, service] };
  }
  if (message.producer === undefined || message.producer === service) return { ...message, producer: service };
  const reason = `\`${message.producer}\` produces it, and an event has one producer`;
  reading.builder.leftOut(`That \`${service}\` sends \`${id}\``, reason, pointer.span);
  return message;
}

function receive(reading: Reading, service: string, pointer: Node): readonly JsonValue[] {
  const id = messageOf(reading, pointer, 'from');
  const message = id === undefined ? undefined : reading.builder.messageNamed(id);
  if (id === undefined || !message) return [];
  const outcomes = outcomesOf(reading, pointer);
  if (message.kind === 'command') {
    reading.builder.updateMessage(id, (known) => handledBy(reading, id, known, service, outcomes, pointer));
    return [];
  }
  const uses = textsAt(pointer, 'fields');
  const group = textAt(pointer, 'group');
  const consumer = { service, ...(uses.length > 0 && { uses }), ...(group !== undefined && { group }) };
  reading.builder.updateMessage(id, (known) => ({ ...known, consumers: [...(known.consumers ?? []), consumer] }));
  const { success, failure } = outcomes;
  if (success.length + failure.length === 0) return [];
  return [
    {
      on: id,
      by: service,
      ...(success.length > 0 && { emits: success }),
      ...(failure.length > 0 && { fails: failure }),
    },
  ];
}

interface Outcomes {
  readonly success: readonly string[];
  readonly failure: readonly string[];
}

/** Words of failure, in a condition or, where there is none, in the name of the event. */
const FAILURE =
  /\b(?:unsuccess|fail|error|reject|declin|refus|invalid|denied|deny|not |no |cannot|time[ds]? ?out|out of|missing|insufficient|unavailable)/i;

function isFailure(condition: string | undefined, event: string): boolean {
  const text = condition?.trim() || event.replace(/([a-z0-9])(?=[A-Z])/g, '$1 ');
  return !/\bsuccess/i.test(text) && FAILURE.test(text);
}

/** What a message triggers; without a word of failure it is a success. */
function outcomesOf(reading: Reading, pointer: Node): Outcomes {
  const success: string[] = [];
  const failure: string[] = [];
  for (const trigger of itemsAt(pointer, 'triggers')) {
    const name = textAt(trigger, 'id') ?? '';
    const page = pointedAt(reading, name, textAt(trigger, 'version'));
    const id = page && reading.messageIds.get(page);
    if (id === undefined || reading.builder.messageNamed(id)?.kind !== 'event') {
      const reason = id === undefined ? 'the folder has no page of it' : 'what follows is a command, and no event';
      reading.builder.leftOut(`The trigger \`${name}\``, reason, trigger.span);
      continue;
    }
    const list = isFailure(textAt(trigger, 'condition'), id) ? failure : success;
    if (!list.includes(id)) list.push(id);
  }
  return { success, failure };
}

function handledBy(
  reading: Reading,
  id: string,
  message: DraftMessage,
  service: string,
  { success, failure }: Outcomes,
  pointer: Node,
): DraftMessage {
  if (message.handler !== undefined && message.handler !== service) {
    const reason = `\`${message.handler}\` handles it, and a command has one handler`;
    reading.builder.leftOut(`That \`${service}\` receives \`${id}\``, reason, pointer.span);
    return message;
  }
  return {
    ...message,
    handler: service,
    ...(success.length > 0 && { success }),
    ...(failure.length > 0 && { failure }),
  };
}
