import { type MessageDef, messagesIn } from '../../../model/index.js';
import { ALLOW_OPTION, allowedNames } from '../../facts/options.js';
import { type SecretField, secretFinderIn } from '../../facts/secret-fields.js';
import type { Rule } from '../../rule.js';

/** Passwords, keys, tokens and card data have no place in messages. */
export const noSecrets: Rule = {
  id: 'no-secrets',
  group: 'payload',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow secrets in events and commands.',
  why: `A message is stored in the broker, the outbox, saga journals, dead letters, backups and logs, and anyone who may read the channel reads it. A secret that went through once is leaked for good. Send a reference that the one who needs it exchanges in place.

Names are read word by word: \`passwordHash\`, \`apiKey\`, \`cvv\` and \`number\` in a \`Card\` are secrets; \`passengerId\`, \`tokenCount\`, \`maskedPan\`, \`deviceToken\` and flags or times such as \`passwordChangedAt\` are not. A hash of a password is as good as the password. What a payment provider gives out in place of a card (\`paymentToken\`) is made to be passed on.

\`secret: true\` on a field of a command says that its one handler needs it, and is accepted. In an event it is a finding: nobody knows who will read an event. The option \`allow\` lists names of fields that are no secrets here.`,
  options: ALLOW_OPTION,
  bad: `types:
  Card: { fields: { number: string, expiry: string } }
events:
  CustomerRegistered:
    version: 1.0.0
    payload: { customerId: uuid, passwordHash: string }
  PaymentMethodAdded:
    version: 1.0.0
    payload: { customerId: uuid, card: Card }
commands:
  CapturePayment:
    version: 1.0.0
    payload: { orderId: uuid, cvv: string }
`,
  good: `types:
  Card: { fields: { maskedNumber: string, expiry: string } }
events:
  CustomerRegistered:
    version: 1.0.0
    payload: { customerId: uuid, passwordChangedAt: timestamp }
  PaymentMethodAdded:
    version: 1.0.0
    payload: { customerId: uuid, card: Card }
commands:
  CapturePayment:
    version: 1.0.0
    payload: { orderId: uuid, paymentToken: string }
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    const seen = new Set<string>();
    const finders = { event: secretFinderIn(catalog), command: secretFinderIn(catalog) };
    for (const message of messagesIn(catalog)) {
      for (const secret of finders[message.kind](message)) {
        const { nameSpan } = secret.field;
        // A type that many messages share is one thing to repair.
        const place = `${nameSpan.file}:${nameSpan.start}`;
        if (allowed.has(secret.field.name) || isExcused(message, secret) || seen.has(place)) continue;
        seen.add(place);
        report({
          span: nameSpan,
          message: messageText(message, secret),
          element: message,
          help: helpText(message),
          labels: [{ span: message.nameSpan, text: `it travels in this ${message.kind}` }],
        });
      }
    }
  },
};

function isExcused(message: MessageDef, { marked }: SecretField): boolean {
  return message.kind === 'command' && marked;
}

function messageText(message: MessageDef, { path, noun }: SecretField): string {
  const what = noun === undefined ? 'a field marked `secret`' : `a secret (${noun})`;
  return `\`${path}\` of \`${message.id}\` is ${what}, and every reader and store of the ${message.kind} gets it.`;
}

function helpText({ kind }: MessageDef): string {
  const reference = 'Send a reference instead, which the one who needs the secret exchanges in place';
  return kind === 'event'
    ? `${reference}; if the name only looks like one, add it to the option \`allow\`.`
    : `${reference}; if the handler must have it, mark the field \`secret: true\`.`;
}
