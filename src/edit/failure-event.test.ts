import { describe, expect, it } from 'vitest';
import { applyEdits } from '../diagnostics/index.js';
import { catalogOf } from '../lint/rule-tester.js';
import type { EventDef } from '../model/index.js';
import { failureEventEdits, type Outcome } from './failure-event.js';

async function written(text: string, pick: (catalog: Awaited<ReturnType<typeof catalogOf>>['catalog']) => Outcome) {
  const { catalog } = await catalogOf(text);
  const edits = failureEventEdits(catalog, pick(catalog), 'DoingFailed');
  return edits && applyEdits(text, edits);
}

describe('failureEventEdits', () => {
  it('writes right below the success, in the way of the file, and keeps comments', async () => {
    const text = `commands:
    Do:
        handler: a # who
        payload: { order_id: uuid }
        success:
            - Done # all is well
        failure:
            - Refused
events:
    Done:
        producer: a
        visibility: internal
        channel: c
        key: order_id
        payload:
            order_id: { type: string, pii: true, maxLength: 20 }
            done_at: timestamp
        # the end of it
    Refused: { failureOf: Done }
`;
    const result = await written(text, ({ commands, events }) => {
      const [command, success] = [commands.get('Do'), events.get('Done')];
      return { ...(command && { command }), ...(success && { success }) };
    });
    expect(result).toBe(
      text.replace('            - Refused\n', '            - Refused\n            - DoingFailed\n').replace(
        '        # the end of it\n',
        `        # the end of it
    DoingFailed:
        version: 1.0.0
        summary: The doing failed, for the reason given.
        producer: a
        channel: c
        key: order_id
        visibility: internal
        failureOf: Done
        payload:
            order_id: { type: string, pii: true, maxLength: 20 }
            reason: enum(rejected|unavailable|unknown)
            failed_at: timestamp
`,
      ),
    );
  });

  it('makes an events section for a command that has no event, and finds an id in its payload', async () => {
    const text = 'commands:\n  Do: { handler: a, payload: { name: string, orderId: uuid? }, senders: [b] }\n';
    const result = await written(text, ({ commands }) => {
      const command = commands.get('Do');
      return command ? { command } : {};
    });
    expect(result).toBe(`commands:
  Do: { handler: a, payload: { name: string, orderId: uuid? }, senders: [b], failure: [DoingFailed] }

events:
  DoingFailed:
    version: 1.0.0
    summary: The doing failed, for the reason given.
    producer: a
    consumers: [b]
    failureOf: Do
    payload: { orderId: uuid, reason: enum(rejected|unavailable|unknown), failedAt: timestamp }
`);
  });

  it('says nothing where there is nothing to go by', async () => {
    expect(await written('events: {}\n', () => ({}))).toBeUndefined();
  });

  it('gives an example where the success has one: the same case gone wrong', async () => {
    const text = (example: string) => `events:
  Done:
    key: orderId
    payload: { orderId: uuid, count: int, at: timestamp }
    examples:
      - ${example}
`;
    const result = async (example: string) => {
      const edited = await written(text(example), ({ events }) => ({ success: events.get('Done') as EventDef }));
      return edited?.split('DoingFailed:')[1]?.match(/examples:\n.*/)?.[0];
    };
    const id = '6f9619ff-8b86-4011-b42d-00cf4fc964ff';
    expect(await result(`{ orderId: ${id}, count: 1, at: 2026-05-01T10:00:00Z }`)).toBe(
      `examples:\n      - { orderId: "${id}", reason: unavailable, failedAt: "2026-05-01T10:00:00Z" }`,
    );
    expect(await result(`{ orderId: ${id}, count: 1 }`)).toContain('failedAt: "2026-03-02T08:30:00Z"');
    expect(await result('{ count: 1 }')).toBeUndefined();
  });
});
