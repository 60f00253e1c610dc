import { covers, type Fix } from '../../../diagnostics/index.js';
import { addToMap, printFlow } from '../../../edit/index.js';
import { type Node, nodeAt } from '../../../language/node.js';
import { isTriedAgain, sendingsOf } from '../../../model/facts/attempts.js';
import { anyOf } from '../../../model/facts/name-list.js';
import { isExternal, namesOf } from '../../../model/graph.js';
import type { Call, Catalog, CommandDef, FlowDef, Reaction } from '../../../model/index.js';
import { fieldOf } from '../../../model/values/value-type.js';
import type { Finding, Rule } from '../../rule.js';

/** A call to another company that may be made twice, with nothing to tell the second from a new one. */
export const externalCallWithoutIdempotencyKey: Rule = {
  id: 'external-call-without-idempotency-key',
  group: 'sagas',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an idempotency key for calls to external services that may be made twice.',
  why: `An inbox protects your own database. The call to the card network happens before anything is written there, and a crash in between makes it twice: the customer is charged twice, and nothing in your own logs shows it.

Judged are calls to services with \`external: true\`, from reactions and from commands that are tried more than once, unless the command only reads (\`effect: none\`). \`idempotentBy\` of a reaction counts for its calls, too.

The fix names the correlation field of the saga or flow. It is wrong where one run makes the same call twice on purpose.`,
  fixable: 'unsafe',
  bad: `services:
  hotel: { owner: team-rooms, inbox: true }
  trips: { owner: team-trips }
  card-network: { external: true }
events:
  StayBooked: { version: 1.0.0, producer: trips, payload: { stayId: uuid } }
  StayPaid: { version: 1.0.0, producer: hotel, payload: { stayId: uuid } }
  StayNotPaid: { version: 1.0.0, producer: hotel, payload: { stayId: uuid } }
commands:
  ChargeStay:
    version: 1.0.0
    handler: hotel
    payload: { stayId: uuid }
    success: StayPaid
    failure: [StayNotPaid]
    calls: [card-network]
sagas:
  PayStay:
    service: trips
    start: StayBooked
    correlation: stayId
    steps:
      - { do: ChargeStay, pivot: true }
`,
  good: `services:
  hotel: { owner: team-rooms, inbox: true }
  trips: { owner: team-trips }
  card-network: { external: true }
events:
  StayBooked: { version: 1.0.0, producer: trips, payload: { stayId: uuid } }
  StayPaid: { version: 1.0.0, producer: hotel, payload: { stayId: uuid } }
  StayNotPaid: { version: 1.0.0, producer: hotel, payload: { stayId: uuid } }
commands:
  ChargeStay:
    version: 1.0.0
    handler: hotel
    payload: { stayId: uuid }
    success: StayPaid
    failure: [StayNotPaid]
    calls: [{ service: card-network, idempotentBy: stayId }]
sagas:
  PayStay:
    service: trips
    start: StayBooked
    correlation: stayId
    steps:
      - { do: ChargeStay, pivot: true }
`,
  check({ catalog, report }) {
    for (const command of catalog.commands.values()) {
      if (command.calls.length === 0 || command.effect === 'none' || !isTriedAgain(catalog, command)) continue;
      const key = keyOfCommand(catalog, command);
      for (const call of unkeyed(catalog, command.calls)) report(inCommand(catalog, command, call, key));
    }
    for (const flow of catalog.flows.values()) {
      for (const reaction of flow.reactions) {
        if (reaction.idempotentBy.length > 0) continue;
        const key = keyOfReaction(catalog, flow, reaction);
        for (const call of unkeyed(catalog, reaction.calls)) report(inReaction(catalog, flow, reaction, call, key));
      }
    }
  },
};

function unkeyed(catalog: Catalog, calls: readonly Call[]): readonly Call[] {
  return calls.filter(({ service, idempotentBy }) => idempotentBy.length === 0 && isExternal(catalog, service.name));
}

function inCommand(catalog: Catalog, command: CommandDef, call: Call, key: string | undefined): Finding {
  const [sent] = sendingsOf(catalog, command.id);
  return {
    ...finding(catalog, call, command.node, key),
    message: `\`${command.id}\` may be tried again, and \`${call.service.name}\` cannot tell its second call from a new one.`,
    ...(sent && { labels: [{ span: sent.ref.span, text: 'sent here, more than once' }] }),
    element: command,
  };
}

function inReaction(catalog: Catalog, flow: FlowDef, reaction: Reaction, call: Call, key: string | undefined): Finding {
  const events = anyOf(namesOf(reaction.on));
  return {
    ...finding(catalog, call, reaction.node, key),
    message: `\`${call.service.name}\` cannot tell a second call from a new one when ${events} is delivered twice.`,
    element: flow,
  };
}

function finding(catalog: Catalog, call: Call, owner: Node, key: string | undefined) {
  const { name, span } = call.service;
  const fix = key === undefined ? undefined : keyFix(catalog, call, owner, key);
  const help = `Say with \`calls: [{ service: ${name}, idempotentBy: ${key ?? 'field'} }]\` which fields make it the same call, and hand them on as its idempotency key.`;
  return { span, help, ...(fix && { fix }) };
}

/** The field that names the run in every saga that sends the command; its own `key` where none does. */
function keyOfCommand(catalog: Catalog, command: CommandDef): string | undefined {
  const names = new Set(sendingsOf(catalog, command.id).map(({ saga }) => saga.correlation?.name));
  const [name] = names.size === 0 ? [command.key?.name] : names;
  return names.size <= 1 && name !== undefined && isRequired(catalog, command.id, name) ? name : undefined;
}

function keyOfReaction(catalog: Catalog, flow: FlowDef, { on }: Reaction): string | undefined {
  const name = flow.correlation?.name;
  return name !== undefined && on.every((event) => isRequired(catalog, event.name, name)) ? name : undefined;
}

function isRequired(catalog: Catalog, message: string, name: string): boolean {
  return fieldOf(catalog, message, name)?.optional === false;
}

function keyFix(catalog: Catalog, { service }: Call, owner: Node, key: string): Fix | undefined {
  const calls = nodeAt(owner, 'calls');
  const item = calls?.kind === 'list' ? calls.items.find((one) => covers(one.span, service.span)) : undefined;
  if (item === undefined) return undefined;
  const edits =
    item.kind === 'map'
      ? addToMap(catalog.texts, item, { idempotentBy: key })
      : [{ span: item.span, text: printFlow({ service: service.name, idempotentBy: key }) }];
  return edits && { title: `Write \`idempotentBy: ${key}\``, safety: 'unsafe', edits };
}
