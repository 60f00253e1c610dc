import { isCurrent } from '../../facts/message-standing.js';
import type { Rule } from '../../rule.js';

/** A public event that nobody can see before it happens. */
export const missingExample: Rule = {
  id: 'missing-example',
  group: 'payload',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Require an example of every public event on a channel.',
  why: `One example answers what a page of field names leaves open: what a reference looks like, which fields go together, what is usual. Consumers build against it before the producer is there, and as it is checked against the payload, it can not go stale unnoticed.

Replies are only seen by the saga that asked, events with \`visibility: internal\` only by the team's neighbours, and what is deprecated needs no new readers: none of them is asked.`,
  bad: `channels:
  library.loan.events: { key: loanId }
events:
  BookLent:
    version: 1.0.0
    channel: library.loan.events
    payload: { loanId: uuid, isbn: string, dueOn: date, lentAt: timestamp }
`,
  good: `channels:
  library.loan.events: { key: loanId }
events:
  BookLent:
    version: 1.0.0
    channel: library.loan.events
    payload: { loanId: uuid, isbn: string, dueOn: date, lentAt: timestamp }
    examples:
      - { loanId: 6f9619ff-8b86-4011-b42d-00cf4fc964ff, isbn: "9780141439518", dueOn: 2026-03-01, lentAt: 2026-02-01T10:00:00Z }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (event.channel === undefined || event.visibility === 'internal') continue;
      if (!isCurrent(event) || event.examples.length > 0) continue;
      report({
        span: event.nameSpan,
        message: `\`${event.id}\` is public and has no example.`,
        element: event,
        help: 'Add one under `examples`, as the producer would send it.',
      });
    }
  },
};
