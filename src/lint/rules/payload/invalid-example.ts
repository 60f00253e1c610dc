import { type MessageDef, messagesIn } from '../../../model/index.js';
import { validateFields } from '../../../model/values/validate-value.js';
import type { Rule, RuleContext } from '../../rule.js';

/** Examples are what people copy, so each must be a payload that could be sent. */
export const invalidExample: Rule = {
  id: 'invalid-example',
  group: 'payload',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Require examples that fit the payload.',
  why: `People and test suites copy examples, so a wrong one spreads. It mostly means that the payload was changed and the example was forgotten, or the other way round: one of the two is wrong.

An example is judged as the JSON that a producer sends, and must have room in Avro as well: every field that is not optional is there, no field is unknown, and values keep to types, formats and bounds. Decimals are text in JSON and need quotes. Times are RFC 3339 with an offset and count no more than microseconds, durations ISO 8601.`,
  bad: `events:
  OrderPlaced:
    version: 1.0.0
    payload: { orderId: uuid, total: decimal(12.2), note: string?, placedAt: timestamp }
    examples:
      - { orderId: 6f9619ff-8b86-4011-b42d-00cf4fc964ff, total: 10.5, placedAt: 2026-01-01T00:00:00Z }
      - { orderId: "17", total: "10.505", nota: Ring twice, placedAt: 2026-01-01 }
`,
  good: `events:
  OrderPlaced:
    version: 1.0.0
    payload: { orderId: uuid, total: decimal(12.2), note: string?, placedAt: timestamp }
    examples:
      - { orderId: 6f9619ff-8b86-4011-b42d-00cf4fc964ff, total: "10.50", placedAt: 2026-01-01T00:00:00Z }
      - { orderId: 0f8fad5b-d9cb-469f-a165-70867728950e, total: "10.50", note: Ring twice, placedAt: 2026-01-01T00:00:00Z }
`,
  check(context) {
    for (const message of messagesIn(context.catalog)) checkExamples(context, message);
  },
};

function checkExamples({ catalog, report }: RuleContext, message: MessageDef): void {
  const { fields, span } = message.payload;
  for (const example of message.examples) {
    for (const found of validateFields(catalog, fields, example)) {
      const subject =
        found.path === '' ? `An example of \`${message.id}\`` : `\`${found.path}\` in an example of \`${message.id}\``;
      report({
        span: found.span,
        message: `${subject} ${found.problem}.`,
        element: message,
        labels: [{ span, text: 'the payload' }],
        ...(found.help !== undefined && { help: found.help }),
      });
    }
  }
}
