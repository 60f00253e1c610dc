import { type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** Another place for what cannot be handled. */
export const deadLetterChanged: CompatCheck<'dead-letter-changed'> = {
  id: 'dead-letter-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'What cannot be handled goes elsewhere, or nowhere.',
  why: `Without dead letters, a message that a reader cannot handle either blocks those behind it or is lost. Under another name, dead letters pile up where nobody looks, until whoever watches them knows.`,
  examples: [
    {
      title: 'no dead letters any more',
      before: `channels:
  box.events: { broker: kafka, deadLetter: { channel: box.events.dlq, owner: team-box } }
`,
      after: `channels:
  box.events: { broker: kafka, deadLetter: false }
`,
      verdicts: { every: 'forward?' },
    },
    {
      title: 'a place for them',
      before: `channels:
  box.events: { broker: kafka }
`,
      after: `channels:
  box.events: { broker: kafka, deadLetter: { channel: box.events.dlq, owner: team-box } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The channel of dead letters of ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    const { from, to } = change;
    const name = ownerText(change);
    if (from === undefined) return {};
    const reason =
      to === undefined
        ? `What an old reader of ${name} cannot handle blocks it, or is lost.`
        : `Who watches \`${from}\` sees nothing of the dead letters of ${name} any more.`;
    return { every: { forward: risks(reason) } };
  },
  instead({ from, to }) {
    if (from === undefined) return undefined;
    return to === undefined ? `Keep \`${from}\`.` : `Watch \`${from}\` and \`${to}\` until the first one is empty.`;
  },
};
