import type { ChannelDef, MessageDef } from '../../../model/index.js';
import { writtenRetry } from '../../shared/written-retry.js';
import { filled, type Json } from './json.js';
import { written } from './written.js';

/** Keys of a message's definition that have a place of their own in the document. */
const TOLD_ELSEWHERE = ['version', 'wire', 'summary', 'docs', 'tags', 'payload', 'examples', 'deprecated'];

/** A message as it is written, without what the document has words for, and with what the catalog's defaults give a command. */
export function messageDefinition(message: MessageDef): Json | undefined {
  const own = written(message.node, TOLD_ELSEWHERE) ?? {};
  const counting =
    message.kind === 'command' ? { timeout: message.timeout?.text, retry: writtenRetry(message.retry) } : {};
  return nonEmpty({ ...own, ...filled(counting) });
}

/** A channel as it is written, with what the catalog's defaults give it. */
export function channelDefinition(channel: ChannelDef): Json | undefined {
  const { broker, partitions, retention, retryDelays, node } = channel;
  const own = written(node, ['summary', 'tags', 'x-address']) ?? {};
  const delays = retryDelays.map(({ text }) => text);
  return nonEmpty({ ...own, ...filled({ broker, partitions, retention: retention?.text, retryDelays: delays }) });
}

function nonEmpty(definition: Json): Json | undefined {
  return Object.keys(definition).length === 0 ? undefined : definition;
}
