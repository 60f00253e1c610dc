import { nameList } from '../../../model/facts/name-list.js';
import { type CompatCheck, risks } from '../../check.js';
import { ownerText } from '../change-text.js';
import { timesRuling } from './redelivery.js';

/** Other pauses before a reader tries again. */
export const retryDelaysChanged: CompatCheck<'retry-delays-changed'> = {
  id: 'retry-delays-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'What a reader cannot handle is tried again after other pauses.',
  why: `Longer pauses let a message come again when an inbox has forgotten it, or when the channel does not keep it any more. Without any, the first failure is the last, and readers that counted on another try lose what they could have handled a minute later.`,
  examples: [
    {
      title: 'no more tries',
      before: `channels:
  box.events: { broker: kafka, retention: 7d, retryDelays: [1m, 5m] }
`,
      after: `channels:
  box.events: { broker: kafka, retention: 7d, retryDelays: [] }
`,
      verdicts: { every: 'forward?' },
    },
    {
      title: 'longer than messages are kept',
      before: `channels:
  box.events: { broker: kafka, retention: 1h, retryDelays: [1m, 5m] }
`,
      after: `channels:
  box.events: { broker: kafka, retention: 1h, retryDelays: [1m, 5m, 6h] }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'one more try',
      before: `channels:
  box.events: { broker: kafka, retention: 7d, retryDelays: [1m, 5m] }
`,
      after: `channels:
  box.events: { broker: kafka, retention: 7d, retryDelays: [1m, 5m, 30m] }
`,
      verdicts: {},
    },
  ],
  describe: (change) =>
    `The pauses before readers of ${ownerText(change)} try again are ${pauses(change.to)} now and were ${pauses(change.from)} before.`,
  judge(change, { old, new: next }) {
    const times = timesRuling(old, next, change.owner.id);
    if (times) return { every: { forward: times } };
    if (change.to.length > 0) return {};
    return {
      every: { forward: risks(`Readers of ${ownerText(change)} get no second try at what they could not handle.`) },
    };
  },
  instead: ({ to, from }) =>
    to.length === 0
      ? `Keep a try or two: ${pauses(from.slice(0, 2))}.`
      : 'Let the channel keep messages, and the inboxes remember them, for longer first.',
};

function pauses(texts: readonly string[]): string {
  return texts.length === 0 ? 'none' : nameList(texts);
}
