import { lexiconOf } from '../../facts/lexicon-of.js';
import { isCurrent } from '../../facts/message-standing.js';
import type { CommandMood } from '../../lexicon/imperative.js';
import type { Rule } from '../../rule.js';

/** A command says what is to be done. */
export const commandImperative: Rule = {
  id: 'command-imperative',
  group: 'naming',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Enforce the imperative in the names of commands.',
  why: `A command is a wish that its handler may refuse, an event a fact that nobody can. A command called \`PaymentCaptured\` is read as a fact: somebody subscribes to it, books the money, and the handler then declines. A noun such as \`OrderPlacement\` does not say whether the order is to be placed, was placed or is only described.

A name is judged by the verbs and nouns of a dictionary. Words that it does not know may be verbs of your business and are not accused; \`lint.lexicon.verbs\` teaches it more. A name with its words turned round (\`UserCreate\`) is an order too.`,
  bad: `services:
  lending: { owner: team-loans }
events:
  LoanApproved: { version: 1.0.0, producer: lending, payload: { loanId: uuid, approvedAt: timestamp } }
  LoanRefused: { version: 1.0.0, producer: lending, payload: { loanId: uuid, reason: string } }
commands:
  LoanApproval:
    version: 1.0.0
    handler: lending
    payload: { loanId: uuid }
    success: LoanApproved
    failure: [LoanRefused]
`,
  good: `services:
  lending: { owner: team-loans }
events:
  LoanApproved: { version: 1.0.0, producer: lending, payload: { loanId: uuid, approvedAt: timestamp } }
  LoanRefused: { version: 1.0.0, producer: lending, payload: { loanId: uuid, reason: string } }
commands:
  ApproveLoan:
    version: 1.0.0
    handler: lending
    payload: { loanId: uuid }
    success: LoanApproved
    failure: [LoanRefused]
`,
  check({ catalog, report }) {
    for (const command of catalog.commands.values()) {
      if (!isCurrent(command)) continue;
      const mood = lexiconOf(catalog).commandMood(command.name);
      if (mood === undefined) continue;
      report({
        span: command.nameSpan,
        message: `The command \`${command.id}\` ${complaintOf(mood)}.`,
        help: helpFor(mood),
        element: command,
      });
    }
  },
};

function complaintOf({ kind }: CommandMood): string {
  switch (kind) {
    case 'past':
      return 'is named like an event: as if it had happened already';
    case 'ongoing':
      return 'is named after something that is going on, not after what is to be done';
    case 'noun':
      return 'is named after a thing, not after what is to be done';
  }
}

function helpFor({ kind, better }: CommandMood): string {
  const rename = better === undefined ? 'Say what is to be done' : `Say what is to be done, such as \`${better}\``;
  return kind === 'past' ? `${rename}, or define it under \`events\`.` : `${rename}.`;
}
