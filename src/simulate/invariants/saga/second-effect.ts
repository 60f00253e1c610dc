import { nameOfPath, scopeOfPath, tryOfPath } from '../../../runtime/saga/paths.js';
import { factOf, type World } from '../../saga/world.js';
import { checkoutExample } from './examples.js';
import type { SagaInvariant } from './saga-invariant.js';

/** Whatever is delivered again has its effect once. */
export const secondEffect: SagaInvariant = {
  id: 'second-effect',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'No step and no undo has its effect twice.',
  why: `
Commands are delivered at least once: after a lost answer or a crash the same command comes again with the same key. A
participant that calls another system without passing the key on has that system do its work twice: the customer is charged
twice, and every journal says once.

The same happens to a step without an undo that \`onFailure\` tries again after it got no answer: the new try has a new key, and
what the first one did still stands.
`,
  examples: {
    bad: checkoutExample(steps(), { commands: capture('') }),
    good: checkoutExample(steps(), { commands: capture(', idempotentBy: orderId') }),
  },
  check({ setting, before, after }) {
    if (after.facts === before.facts) return [];
    const changed = Object.keys(after.facts).filter((path) => after.facts[path] !== before.facts[path]);
    return changed.flatMap((path) => {
      const name = nameOfPath(path);
      const { effects, undone } = factOf(after, path);
      if (undone > effects) {
        const message = `The undo of \`${name}\` has had its effect ${undone} times.`;
        return [{ about: `undo ${name}`, message, help: HELP }];
      }
      if (effects > 1)
        return [{ about: name, message: `\`${name}\` has had its effect ${effects} times for one key.`, help: HELP }];
      const tries = setting.kept.has(name) ? 0 : standingTries(after, path);
      return tries < 2
        ? []
        : [
            {
              about: name,
              message: `\`${name}\` has had its effect in ${tries} tries, and none is undone.`,
              help: TRIES,
            },
          ];
    });
  },
};

const HELP =
  'Say with `calls: [{ service, idempotentBy }]` by what the other system recognises a call that comes again.';
const TRIES = 'Give the step an `undo`, so that a try that may have happened is taken back before the next one.';

function standingTries(world: World, path: string): number {
  const isSame = (other: string) => nameOfPath(other) === nameOfPath(path) && scopeOfPath(other) === scopeOfPath(path);
  const tries = Object.keys(world.facts).filter((other) => isSame(other) && tryOfPath(other) > 0);
  return tries.reduce((sum, other) => sum + factOf(world, other).effects - factOf(world, other).undone, 0);
}

function steps(): string {
  return `
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, undo: RefundPayment }`;
}

function capture(idempotentBy: string): string {
  return `
  CapturePayment:
    version: 1.0.0
    handler: payment
    timeout: 30s
    payload: { orderId: uuid }
    success: PaymentCaptured
    failure: [PaymentDeclined]
    calls: [{ service: stripe${idempotentBy} }]`;
}
