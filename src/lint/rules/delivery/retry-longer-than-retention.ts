import { keySpan, nodeAt } from '../../../language/node.js';
import { retryTimes } from '../../../model/facts/redelivery.js';
import { printSum, printTime, sumOf } from '../../../model/facts/time-sums.js';
import { channelOf } from '../../../model/graph.js';
import type { Catalog, ChannelDef, CommandDef } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

/** Retries of messages that the broker has deleted by then. */
export const retryLongerThanRetention: Rule = {
  id: 'retry-longer-than-retention',
  group: 'delivery',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow retries that last longer than the broker keeps the message.',
  why: `When \`retention\` is over, the broker deletes a message whether or not somebody still means to try it again. The last retries then find nothing: the message is neither handled nor among the dead letters, and nothing says so. The pauses of \`retryDelays\` together must not be longer than \`retention\`.

The same holds for a command on a channel: if one attempt may wait longer (\`timeout\`) than the channel keeps it, it may vanish unread while its saga still waits for the answer. Further attempts are messages of their own and do not count.`,
  bad: `services:
  sensors: { owner: team-field, store: postgres, outbox: true }
  alarms: { owner: team-control, store: postgres, inbox: { window: 2d } }
channels:
  plant.sensor.events: { broker: kafka, key: sensorId, retention: 6h, retryDelays: [5m, 1h, 6h] }
events:
  ThresholdExceeded:
    version: 1.0.0
    producer: sensors
    consumers: [alarms]
    channel: plant.sensor.events
    payload: { sensorId: uuid, value: double, measuredAt: timestamp }
`,
  good: `services:
  sensors: { owner: team-field, store: postgres, outbox: true }
  alarms: { owner: team-control, store: postgres, inbox: { window: 2d } }
channels:
  plant.sensor.events: { broker: kafka, key: sensorId, retention: 24h, retryDelays: [5m, 1h, 6h] }
events:
  ThresholdExceeded:
    version: 1.0.0
    producer: sensors
    consumers: [alarms]
    channel: plant.sensor.events
    payload: { sensorId: uuid, value: double, measuredAt: timestamp }
`,
  check({ catalog, report }) {
    for (const channel of catalog.channels.values()) {
      const finding = longRetries(channel);
      if (finding) report(finding);
    }
    for (const command of catalog.commands.values()) {
      const finding = longAttempt(catalog, command);
      if (finding) report(finding);
    }
  },
};

function longRetries(channel: ChannelDef): Finding | undefined {
  const { retention } = channel;
  const times = retryTimes(channel);
  if (retention === undefined || channel.broker === 'memory' || sumOf(times) <= retention.ms) return undefined;
  // What the channel says itself is what a person changes; the rest comes from the defaults.
  const span = nodeAt(channel.node, 'retryDelays')?.span ?? nodeAt(channel.node, 'retention')?.span ?? channel.nameSpan;
  return {
    span,
    message: `Retries of \`${channel.id}\` go on for ${printSum(times)}, and its broker keeps a message for ${printTime(retention.ms)} only.`,
    help: `Keep messages for longer than ${printTime(sumOf(times))}, or retry for a shorter time and let the dead letters take the rest.`,
    element: channel,
  };
}

function longAttempt(catalog: Catalog, command: CommandDef): Finding | undefined {
  const channel = channelOf(catalog, command);
  const { timeout } = command;
  if (channel?.retention === undefined || timeout === undefined || timeout.ms <= channel.retention.ms) return undefined;
  return {
    span: keySpan(command.node, 'timeout') ? timeout.span : command.nameSpan,
    message: `An attempt of \`${command.id}\` may wait for ${printTime(timeout.ms)}, and \`${channel.id}\` keeps it for ${printTime(channel.retention.ms)} only.`,
    help: 'Let the channel keep messages for longer than one attempt lasts.',
    labels: [{ span: channel.nameSpan, text: 'deletes it before' }],
    element: command,
  };
}
