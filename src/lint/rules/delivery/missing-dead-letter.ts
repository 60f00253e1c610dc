import { addToMap } from '../../../edit/index.js';
import { entryOf } from '../../../language/node.js';
import { trafficOf } from '../../../model/facts/channel-traffic.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import { ownReaders, soleReaderOwner } from '../../facts/channel-owner.js';
import { holdsDeadLetters } from '../../facts/dead-letters.js';
import type { Finding, Rule } from '../../rule.js';

/** A channel whose consumers have nowhere to put what they cannot handle. */
export const missingDeadLetter: Rule = {
  id: 'missing-dead-letter',
  group: 'delivery',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a dead-letter channel for every channel that is consumed.',
  why: `One message that cannot be read or handled either blocks everything behind it for ever or is skipped without a trace. A dead-letter channel takes it out of the way, keeps it with the reason, and lets somebody send it again once the cause is repaired.

Where losing or blocking is what you want, say \`deadLetter: false\`. Channels that nobody of ours consumes, that live in memory, or that promise no more than \`delivery: at-most-once\` are not asked. The fix writes a dead-letter channel with the team of the consumers as its owner, where that is one team.`,
  fixable: 'unsafe',
  bad: `services:
  triage: { owner: team-emergency, store: postgres, outbox: true }
  wards: { owner: team-wards, store: postgres, inbox: { window: 8d } }
channels:
  clinic.patient.events:
    key: patientId
    broker: kafka
events:
  PatientAdmitted:
    version: 1.0.0
    producer: triage
    consumers: [wards]
    channel: clinic.patient.events
    payload: { patientId: uuid, admittedAt: timestamp }
`,
  good: `services:
  triage: { owner: team-emergency, store: postgres, outbox: true }
  wards: { owner: team-wards, store: postgres, inbox: { window: 8d } }
channels:
  clinic.patient.events:
    key: patientId
    broker: kafka
    deadLetter: { channel: clinic.patient.events.dlq, owner: team-wards }
events:
  PatientAdmitted:
    version: 1.0.0
    producer: triage
    consumers: [wards]
    channel: clinic.patient.events
    payload: { patientId: uuid, admittedAt: timestamp }
`,
  check({ catalog, report }) {
    for (const channel of catalog.channels.values()) {
      if (!mayLose(catalog, channel)) continue;
      const [reader] = ownReaders(catalog, channel.id);
      if (reader) report(findingFor(catalog, channel, reader.id));
    }
  },
};

/** What already lies with the dead letters has no further place to go to. */
function mayLose(catalog: Catalog, channel: ChannelDef): boolean {
  if (channel.deadLetter !== undefined || entryOf(channel.node, 'deadLetter')) return false;
  if (channel.broker === 'memory' || channel.delivery === 'at-most-once') return false;
  return !holdsDeadLetters(catalog, channel.id);
}

function findingFor(catalog: Catalog, channel: ChannelDef, reader: string): Finding {
  const place = trafficOf(catalog, channel.id).readers.find(({ service }) => service === reader);
  const fix = deadLetterFix(catalog, channel);
  return {
    span: channel.nameSpan,
    message: `What \`${reader}\` cannot handle of \`${channel.id}\` has nowhere to go: it blocks the channel, or is lost.`,
    help: 'Name a dead-letter channel with its owner, or say `deadLetter: false`.',
    ...(place && { labels: [{ span: place.span, text: `takes \`${place.message.id}\` here` }] }),
    element: channel,
    ...(fix && { fix }),
  };
}

function deadLetterFix(catalog: Catalog, channel: ChannelDef): Finding['fix'] {
  const owner = soleReaderOwner(catalog, channel.id);
  const name = `${channel.id}.dlq`;
  if (owner === undefined || name.length > 200) return undefined;
  const edits = addToMap(catalog.texts, channel.node, { deadLetter: { channel: name, owner } });
  return edits && { title: `Write the dead-letter channel \`${name}\``, safety: 'unsafe', edits };
}
