import type { Label } from '../../../diagnostics/index.js';
import { setValue } from '../../../edit/index.js';
import { nodeAt } from '../../../language/node.js';
import { type Party, trafficOf } from '../../../model/facts/channel-traffic.js';
import { consumersOf } from '../../../model/graph.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import { ownReaders } from '../../facts/channel-owner.js';
import { isPublishedByStore, keepsData } from '../../facts/service-store.js';
import type { Finding, Rule } from '../../rule.js';

const MOST_LABELS = 3;

/** A promise of the broker that is taken for more than it is. */
export const exactlyOnceAcrossSystems: Rule = {
  id: 'exactly-once-across-systems',
  group: 'delivery',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: "Disallow trust in a broker's exactly-once for effects outside of it.",
  why: `A broker's transaction covers its own topics and offsets, and nothing else. The row in the consumer's database and the call to the card processor are not part of it: after a crash between the two the message comes again and they happen twice. Teams that read "exactly once" leave out the inbox.

On Kafka the claim is accepted where consumers keep nothing outside the broker, or have an inbox (an idempotency key, for calls). All other brokers deliver at least once, whatever their brochure says. The fix writes what is true.`,
  fixable: 'safe',
  bad: `services:
  wallet: { owner: team-wallet, store: postgres, outbox: true }
  statements: { owner: team-books, store: postgres }
channels:
  bank.wallet.events: { broker: kafka, key: walletId, delivery: exactly-once }
events:
  WalletCredited:
    version: 1.0.0
    producer: wallet
    consumers: [statements]
    channel: bank.wallet.events
    payload: { walletId: uuid, amount: decimal(12.2), creditedAt: timestamp }
`,
  good: `services:
  wallet: { owner: team-wallet, store: postgres, outbox: true }
  statements: { owner: team-books, store: postgres }
channels:
  bank.wallet.events: { broker: kafka, key: walletId, delivery: at-least-once }
events:
  WalletCredited:
    version: 1.0.0
    producer: wallet
    consumers: [statements]
    channel: bank.wallet.events
    payload: { walletId: uuid, amount: decimal(12.2), creditedAt: timestamp }
`,
  check({ catalog, report }) {
    for (const channel of catalog.channels.values()) {
      if (channel.delivery !== 'exactly-once') continue;
      const finding = claimFinding(catalog, channel);
      if (finding) report(finding);
    }
  },
};

function claimFinding(catalog: Catalog, channel: ChannelDef): Finding | undefined {
  const { broker } = channel;
  const trusting = trustingReaders(catalog, channel);
  const [first] = trusting;
  const isImpossible = broker !== undefined && broker !== 'kafka';
  if (first === undefined && !isImpossible) return undefined;
  const why = isImpossible
    ? `\`${broker}\` delivers at least once`
    : `no transaction of the broker covers what \`${first?.service}\` does outside of it`;
  const edits =
    channel.node.kind === 'map' ? setValue(catalog.texts, channel.node, 'delivery', 'at-least-once') : undefined;
  return {
    span: nodeAt(channel.node, 'delivery')?.span ?? channel.nameSpan,
    message: `\`${channel.id}\` claims to deliver exactly once, but ${why}.`,
    help: 'Say `delivery: at-least-once`, and let an inbox or an idempotency key recognise repeats.',
    labels: trusting.slice(0, MOST_LABELS).map(labelOf),
    element: channel,
    ...(edits && { fix: { title: 'Write `delivery: at-least-once`', safety: 'safe', edits } }),
  };
}

function labelOf({ service, span, message }: Party): Label {
  return { span, text: `\`${service}\` takes \`${message.id}\`` };
}

/** Readers without an inbox that write to a store of their own or call others. */
function trustingReaders(catalog: Catalog, channel: ChannelDef): readonly Party[] {
  const own = new Map(ownReaders(catalog, channel.id).map((service) => [service.id, service]));
  return trafficOf(catalog, channel.id).readers.filter((reader) => {
    const service = own.get(reader.service);
    if (service === undefined || service.inbox || reader.bySagaOnly) return false;
    return (keepsData(service) && !isPublishedByStore(service)) || callsWithoutKey(catalog, reader);
  });
}

function callsWithoutKey(catalog: Catalog, { service, message }: Party): boolean {
  if (message.kind === 'command') return message.calls.some((call) => call.idempotentBy.length === 0);
  return consumersOf(catalog, message.id).some(
    ({ via }) =>
      via.kind === 'reaction' &&
      via.reaction.by?.name === service &&
      via.reaction.idempotentBy.length === 0 &&
      via.reaction.calls.some((call) => call.idempotentBy.length === 0),
  );
}
