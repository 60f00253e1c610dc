// Writes events as a catalog of sagac: one event a file, and the services, channels and types that they name.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Replaces `folder`; returns how many files and bytes it has. */
export function writeCatalog(folder, events) {
  rmSync(folder, { recursive: true, force: true });
  const size = { files: 0, bytes: 0 };
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    size.files += 1;
    size.bytes += text.length;
  };
  const services = [...new Set(events.flatMap((event) => [event.producer, ...event.consumers]))].sort();
  write('sagac.yaml', SETTINGS);
  write('types.yaml', TYPES);
  write('services.yaml', `services:\n${services.map(serviceText).join('')}`);
  write('channels.yaml', `channels:\n${services.map(channelText).join('')}`);
  for (const event of events) write(join(event.producer, `${event.name}.yaml`), eventText(event));
  return size;
}

const SETTINGS = `catalog: bench
defaults:
  channel: { broker: kafka, partitions: 12, retention: 7d, retryDelays: [1m, 5m, 30m] }
`;

const TYPES = `types:
  Money: { summary: An exact amount in one currency., fields: { amountMinor: long, currency: { type: string, maxLength: 3 } } }
  Address:
    fields:
      line1: { type: string, maxLength: 120, pii: true }
      line2: { type: string, maxLength: 120, pii: true, optional: true }
      city: { type: string, maxLength: 80 }
      postalCode: { type: string, maxLength: 16, pii: true }
      country: { type: string, maxLength: 2 }
  Actor:
    fields:
      actorId: uuid
      kind: { type: string, maxLength: 20 }
      displayName: { type: string, maxLength: 80, optional: true, pii: true }
  Item:
    fields:
      sku: { type: string, maxLength: 64 }
      quantity: { type: int, min: 1 }
      unitPrice: Money
      giftNote: { type: string, maxLength: 200, optional: true }
  GeoPoint: { fields: { lat: double, lon: double } }
`;

function serviceText(name) {
  return `  ${name}: { owner: team-${name}, domain: sales, store: postgres, outbox: true, inbox: { window: 30d } }\n`;
}

function channelText(name) {
  const channel = channelOf(name);
  return `  ${channel}: { deadLetter: { channel: ${channel}.dlq, owner: team-${name}, alertAfter: 1 } }\n`;
}

function channelOf(service) {
  return `sales.${service.replace(/-service$/, '')}.events`;
}

function eventText({ name, version = '1.0.0', summary, producer, consumers, key, payload }) {
  return `events:
  ${name}:
    version: ${version}
    summary: ${summary}
    producer: ${producer}
    consumers: [${consumers.join(', ')}]
    channel: ${channelOf(producer)}
    key: ${key}
    payload:
${fieldLines(payload, '      ')}`;
}

function fieldLines(fields, indent) {
  return Object.entries(fields)
    .map(([name, field]) => `${indent}${name}: ${fieldText(field)}\n`)
    .join('');
}

function fieldText(field) {
  const { description, maxLength, minimum, optional } = field;
  const parts = [
    `type: ${typeText(field)}`,
    ...(description ? [`summary: ${JSON.stringify(description)}`] : []),
    ...(maxLength ? [`maxLength: ${maxLength}`] : []),
    ...(minimum === undefined ? [] : [`min: ${minimum}`]),
    ...(optional ? ['optional: true'] : []),
  ];
  return parts.length === 1 ? typeText(field) : `{ ${parts.join(', ')} }`;
}

const NAMES = { number: 'double', bool: 'boolean' };

function typeText(field) {
  if (field.$ref) return field.$ref.split('/').at(-1);
  // A list holds a type that has a name: the lines are the same in all events.
  if (field.type === 'array') return `list<${field.items.type === 'object' ? 'Item' : typeText(field.items)}>`;
  if (field.type === 'enum') return `enum(${field.values.join('|')})`;
  return NAMES[field.type] ?? field.type;
}
