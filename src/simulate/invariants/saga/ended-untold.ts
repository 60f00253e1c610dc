import { hasBecome, type SagaInvariant, type SagaStep, written } from './saga-invariant.js';

/** Whoever waits for the end hears of it. */
export const endedUntold: SagaInvariant = {
  id: 'ended-untold',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'An end is told by its events, each published once, and to whoever sent the start.',
  why: `
Other services wait for the event of completion or of abortion. Without it they wait for ever; a second one has them act twice.
`,
  check(step) {
    return [...untold(step), ...toldTwice(step)];
  },
};

function untold(step: SagaStep): readonly { readonly about: string; readonly message: string }[] {
  const { definition } = step.setting.plan;
  const { saga } = step.after;
  const ends = [
    ...(hasBecome(step, 'completed') ? definition.complete : []),
    ...(hasBecome(step, 'aborted') ? definition.abort : []),
  ];
  const missing = ends
    .filter(({ event }) => !Object.hasOwn(saga.messages, event))
    .map(({ event }) => ({ about: event, message: `The saga has ended without publishing \`${event}\`.` }));
  const isUnanswered = ends.length > 0 && saga.replyTo !== undefined && saga.answered !== true;
  const start = definition.start.message;
  return isUnanswered
    ? [...missing, { about: start, message: `Whoever sent \`${start}\` is not told of the end.` }]
    : missing;
}

function toldTwice(step: SagaStep): readonly { readonly about: string; readonly message: string }[] {
  const published = written(step, 'event-published').map(({ event }) => event);
  const again = published.filter(
    (event, index) => published.indexOf(event) < index || Object.hasOwn(step.before.saga.messages, event),
  );
  return again.map((event) => ({ about: event, message: `\`${event}\` is published although it had come already.` }));
}
