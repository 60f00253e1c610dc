import { keySpan } from '../../../language/node.js';
import { isTriedAgain } from '../../../model/facts/attempts.js';
import { commandsAnsweredBy, flattenSteps } from '../../../model/graph.js';
import type { Catalog, CommandDef, EventDef, FailureHandler, SagaDef, Step } from '../../../model/index.js';
import { ALLOW_OPTION, allowedNames } from '../../facts/options.js';
import { refusalFinder } from '../../facts/refusals.js';
import type { Finding, Rule } from '../../rule.js';

/** A refusal that is answered by asking the same again. */
export const retryBusinessFailure: Rule = {
  id: 'retry-business-failure',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow trying again what a business answer has refused.',
  why: `A card that was declined is declined the second time, too. Asking again delays the answer that the customer waits for, and payment providers charge for it, or block who does it often.

Which failures are refusals is told by words (declined, denied, not found, insufficient) in the name of the event, or in all values of its reason; \`lint.lexicon.refusals\` in \`sagac.yaml\` adds words of your own, and the option \`allow\` lists events that are worth another attempt all the same. Trying again is right once something has changed: name the steps that see to it in \`onFailure\`, if only a \`wait\`.`,
  options: ALLOW_OPTION,
  bad: `services:
  insurance: { owner: team-policies }
  collections: { owner: team-money, inbox: true }
events:
  PolicyRequested: { version: 1.0.0, producer: insurance, payload: { policyId: uuid } }
  PremiumCollected: { version: 1.0.0, producer: collections, payload: { policyId: uuid } }
  DirectDebitRefused: { version: 1.0.0, producer: collections, retryable: true, payload: { policyId: uuid } }
  PolicyStarted: { version: 1.0.0, producer: insurance, payload: { policyId: uuid } }
commands:
  CollectPremium: { version: 1.0.0, handler: collections, payload: { policyId: uuid }, success: PremiumCollected, failure: [DirectDebitRefused], retry: { attempts: 5 } }
sagas:
  StartPolicy:
    service: insurance
    start: PolicyRequested
    correlation: policyId
    steps:
      - { do: CollectPremium, pivot: true }
    complete: PolicyStarted
`,
  good: `services:
  insurance: { owner: team-policies }
  collections: { owner: team-money, inbox: true }
events:
  PolicyRequested: { version: 1.0.0, producer: insurance, payload: { policyId: uuid } }
  PremiumCollected: { version: 1.0.0, producer: collections, payload: { policyId: uuid } }
  DirectDebitRefused: { version: 1.0.0, producer: collections, payload: { policyId: uuid } }
  PolicyStarted: { version: 1.0.0, producer: insurance, payload: { policyId: uuid } }
commands:
  CollectPremium: { version: 1.0.0, handler: collections, payload: { policyId: uuid }, success: PremiumCollected, failure: [DirectDebitRefused], retry: { attempts: 5 } }
sagas:
  StartPolicy:
    service: insurance
    start: PolicyRequested
    correlation: policyId
    steps:
      - { do: CollectPremium, pivot: true }
    complete: PolicyStarted
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    const isRefusal = refusalFinder(catalog);
    const isJudged = (event: EventDef | undefined): event is EventDef =>
      event !== undefined && !allowed.has(event.id) && isRefusal(event);
    for (const event of catalog.events.values()) {
      if (!event.retryable || event.oldMajor !== undefined || !isJudged(event)) continue;
      const asked = commandsAnsweredBy(catalog, event.id).find(
        ({ role, command }) => role === 'failure' && isTriedAgain(catalog, command),
      );
      if (asked) report(retriedRefusal(event, asked.command));
    }
    for (const saga of catalog.sagas.values()) {
      for (const { step } of flattenSteps(saga.steps)) {
        if (step.kind !== 'do') continue;
        for (const handler of step.onFailure) {
          const event = catalog.events.get(handler.on.name);
          if (handler.then !== 'retry' || !isJudged(event) || changesAnything(catalog, handler)) continue;
          report(askedAgain(saga, step.name, handler));
        }
      }
    }
  },
};

function retriedRefusal(event: EventDef, command: CommandDef): Finding {
  const { attempts } = command.retry;
  const often = attempts === 'unlimited' ? 'without end' : `up to ${attempts} times`;
  return {
    span: keySpan(event.node, 'retryable') ?? event.nameSpan,
    message: `\`${event.id}\` is a refusal, and \`retryable\` lets \`${command.id}\` ask the same question ${often}.`,
    labels: [{ span: command.nameSpan, text: 'answered by it' }],
    element: event,
    help: 'Remove `retryable`, or move what is worth another attempt into an event of its own.',
  };
}

/** A wait lets time change things; what only reads changes nothing. */
function changesAnything(catalog: Catalog, { steps }: FailureHandler): boolean {
  return flattenSteps(steps).some(({ step }) => !isRead(catalog, step));
}

function isRead(catalog: Catalog, step: Step): boolean {
  return step.kind === 'do' && catalog.commands.get(step.command.name)?.effect === 'none';
}

function askedAgain(saga: SagaDef, step: string, { on }: FailureHandler): Finding {
  return {
    span: on.span,
    message: `\`${step}\` is tried again after the refusal \`${on.name}\`, and nothing has changed by then.`,
    element: saga,
    help: 'Name the `steps` that change something first, such as asking for another card, or let the failure unwind.',
  };
}
