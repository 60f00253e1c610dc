import type { Label } from '../../../diagnostics/index.js';
import { insertEntriesAfter } from '../../../edit/index.js';
import { entryOf } from '../../../language/node.js';
import { flattenSteps, isBeforePivot } from '../../../model/graph.js';
import type { Catalog, CommandDef, NameRef, SagaDef, Step } from '../../../model/index.js';
import { isEndless } from '../../../model/saga-duration.js';
import { forwardRefsOf, undoOf } from '../../../model/step-parts.js';
import type { Finding, Rule } from '../../rule.js';

/** Long enough for a call between services, short enough that a person still waits for it. */
const TIMEOUT = '30s';

/** A command that a saga can wait for without end. */
export const missingTimeoutPath: Rule = {
  id: 'missing-timeout-path',
  group: 'failures',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a time limit for every command that a saga waits for, and an end to its attempts.',
  why: `An answer can get lost, and then silence is all there is. Without a time limit the saga waits for ever: the customer sees a spinner, the stock stays reserved, and no alarm rings because nothing has failed.

A limit in \`defaults.command.timeout\` of \`sagac.yaml\` counts for every command. Attempts without end lead nowhere either, as long as nothing else (\`within\`, a \`deadline\` of the saga) stops them.`,
  fixable: 'safe',
  bad: `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
commands:
  CapturePayment:
    version: 1.0.0
    handler: payment
    payload: { orderId: uuid }
    success: PaymentCaptured
    failure: [PaymentDeclined]
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
    steps:
      - { do: CapturePayment, pivot: true }
`,
  good: `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
commands:
  CapturePayment:
    version: 1.0.0
    handler: payment
    payload: { orderId: uuid }
    success: PaymentCaptured
    failure: [PaymentDeclined]
    timeout: 30s
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
    steps:
      - { do: CapturePayment, pivot: true }
`,
  check({ catalog, report }) {
    const said = new Set<string>();
    for (const saga of catalog.sagas.values()) {
      for (const { step } of flattenSteps(saga.steps)) {
        for (const ref of withoutLimit(catalog, step)) {
          const command = catalog.commands.get(ref.name);
          if (command === undefined || said.has(command.id)) continue;
          said.add(command.id);
          report(noLimit(catalog, saga, command, ref));
        }
        const endless = endlessAttempts(catalog, saga, step);
        if (endless) report(endless);
      }
    }
  },
};

/** The commands of a step that have no time limit, neither of their own nor from the undo that sends them. */
function withoutLimit(catalog: Catalog, step: Step): readonly NameRef[] {
  const undo = undoOf(step);
  const sent = [...forwardRefsOf(step), ...(undo && !undo.timeout ? [undo.command] : [])];
  return sent.filter((ref) => catalog.commands.get(ref.name)?.timeout === undefined);
}

function noLimit(catalog: Catalog, saga: SagaDef, command: CommandDef, use: NameRef): Finding {
  const labels: readonly Label[] = [{ span: use.span, text: 'waits for its answer' }];
  const after = ['failure', 'success', 'payload'].find((key) => entryOf(command.node, key)) ?? 'handler';
  const edits = insertEntriesAfter(catalog.texts, command.node, after, { timeout: TIMEOUT });
  return {
    span: command.nameSpan,
    message: `\`${saga.id}\` waits for \`${command.id}\` without a time limit.`,
    labels,
    element: command,
    help: 'Say with `timeout` how long one attempt may take, here or for all commands under `defaults.command`.',
    ...(edits && { fix: { title: `Write \`timeout: ${TIMEOUT}\``, safety: 'safe', edits } }),
  };
}

/** Before the pivot only the end of the attempts, or a deadline, lets the saga unwind. */
function endlessAttempts(catalog: Catalog, saga: SagaDef, step: Step): Finding | undefined {
  if (step.kind !== 'do' || saga.deadline !== undefined || !isBeforePivot(saga, step)) return undefined;
  const command = catalog.commands.get(step.command.name);
  if (command?.timeout === undefined || !isEndless(command.retry)) return undefined;
  return {
    span: step.command.span,
    message: `The time limit of \`${command.id}\` leads nowhere: it is tried again without end.`,
    labels: [{ span: command.timeout.span, text: 'the limit of one attempt' }],
    element: saga,
    help: 'Set a number of `attempts`, or `within`, or give the saga a `deadline`.',
  };
}
