import { type SagaInvariant, written } from './saga-invariant.js';

/** Whoever has to help is told. */
export const stuckUnalerted: SagaInvariant = {
  id: 'stuck-unalerted',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'An instance that gets stuck raises an alert in the same transaction.',
  why: `
A stuck instance has no timers: nothing but a person moves it on. An alert that is sent in a second transaction can be lost by a
crash between the two, and then nobody ever comes.
`,
  on: ['saga-parked'],
  check(step) {
    const parked = written(step, 'saga-parked').length;
    const alerts = step.after.last.messages.filter(
      (message) => message.kind === 'alert' && message.reason === 'stuck',
    ).length;
    return alerts >= parked
      ? []
      : [{ about: step.setting.saga.id, message: 'The saga gets stuck, and nobody is alerted.' }];
  },
};
