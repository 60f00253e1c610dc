import { breaks, type CompatCheck } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** A command that only reads, or does something. */
export const commandEffectChanged: CompatCheck<'command-effect-changed'> = {
  id: 'command-effect-changed',
  group: 'outcomes',
  since: '0.1.0',
  summary: 'A command has an effect now, or has none any more.',
  why: `A command with \`effect: none\` needs no undo, may be repeated at will and may serve as a check. A sender that believes in it leaves behind, or does several times, whatever the handler does. The reverse is harmless: what has no effect may be undone.`,
  examples: [
    {
      title: 'has an effect now',
      before: `commands:
  FindSeat: { version: 1.0.0, handler: tickets, effect: none, payload: { row: int } }
`,
      after: `commands:
  FindSeat: { version: 2.0.0, handler: tickets, payload: { row: int } }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'only reads now',
      before: `commands:
  FindSeat: { version: 1.0.0, handler: tickets, payload: { row: int } }
`,
      after: `commands:
  FindSeat: { version: 2.0.0, handler: tickets, effect: none, payload: { row: int } }
`,
      verdicts: { every: 'backward' },
    },
  ],
  describe: (change) => changedText(`The effect of ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    const name = ownerText(change);
    return change.to === 'some'
      ? { every: { forward: breaks(`Old senders repeat ${name} at will and undo nothing, and it has an effect now.`) } }
      : { every: { backward: breaks(`New senders undo nothing, and an old handler of ${name} still has an effect.`) } };
  },
  instead: ({ to, owner }) =>
    to === 'some'
      ? `Add a command of its own for what is done, and let \`${owner.id}\` only read.`
      : 'Keep the undos until no old handler is left, and say `effect: none` then.',
};
