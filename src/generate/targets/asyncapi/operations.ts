import type { Catalog, MessageDef } from '../../../model/index.js';
import { receiverBindings } from './bindings.js';
import { brokerOf } from './brokers.js';
import { channelRetry, commandRetry } from './delivery.js';
import { channelRef, filled, type Json } from './json.js';
import { messageKey, type OperationPlan } from './plan.js';

/** An operation of the document. */
export function operationObject(catalog: Catalog, plan: OperationPlan, service: string): Json {
  const { message, action, reasons } = plan.role;
  const key = messageKey(message);
  return filled({
    action,
    title: `${action === 'send' ? 'Send' : 'Receive'} ${message.id}`,
    summary: message.summary,
    description: reasons.join(' '),
    channel: channelRef(plan.channel),
    bindings: bindingsOf(catalog, plan, service),
    messages: [channelRef(plan.channel, key)],
    reply: plan.reply && replyObject(plan.reply),
    'x-retry': retryOf(catalog, plan),
    'x-dead-letter': plan.deadLetters === undefined ? undefined : deadLetterOf(plan.deadLetters, key),
    'x-eventcatalog-role': isOwner(message, action) ? 'provider' : 'client',
  });
}

/** Every outcome, failures too; where they go is in the command's header. */
function replyObject({ channel, events }: NonNullable<OperationPlan['reply']>): Json {
  return {
    address: { description: 'The channel that the sender named.', location: '$message.header#/reply-to' },
    channel: channelRef(channel),
    messages: events.map((event) => channelRef(channel, messageKey(event))),
  };
}

function bindingsOf(catalog: Catalog, { role, channel }: OperationPlan, service: string): Json | undefined {
  if (role.action === 'send') return undefined;
  const groups = role.groups.length > 0 ? role.groups : [service];
  return receiverBindings(brokerOf(catalog, channel), groups, catalog.channels.get(channel)?.delivery);
}

/** Readers of a channel go by its delays, senders of a command by its policy. */
function retryOf(catalog: Catalog, { role }: OperationPlan): Json | undefined {
  const { message, action } = role;
  if (action === 'send') return message.kind === 'command' ? commandRetry(message) : undefined;
  const channel = message.channel && catalog.channels.get(message.channel.name);
  return channel && channelRetry(channel);
}

function deadLetterOf(channel: string, message: string): Json {
  return { channel: channelRef(channel), messages: [channelRef(channel, message)] };
}

/** A service owns the events that it publishes and the commands that it carries out. */
function isOwner(message: MessageDef, action: 'send' | 'receive'): boolean {
  return (message.kind === 'event') === (action === 'send');
}
