import { parseGuard } from '../../../runtime/saga/guard.js';
import { undoOf } from '../../../runtime/saga/plan.js';
import { presencesAsked } from '../../statements/presences-asked.js';
import { checkoutExample } from './examples.js';
import type { SagaInvariant } from './saga-invariant.js';

/** So many messages in one condition can be tried out in every combination. */
const MOST_NAMES = 8;

/** An undo is there for something. */
export const undoNeverRuns: SagaInvariant = {
  id: 'undo-never-runs',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'The guard of an undo can hold.',
  why: `
An undo whose guard never holds is none: it stands in the saga, everybody believes in it, and what the step has done stays behind.
Only guards that ask which messages have come are looked at; the message that starts the saga has always come.
`,
  examples: {
    bad: checkoutExample(steps('not OrderPlaced')),
    good: checkoutExample(steps('not OrderApproved'), { more: '\n    hears: [OrderApproved]' }),
  },
  checkWhole({ setting }) {
    const { steps, definition } = setting.plan;
    return [...steps.values()].flatMap((step) => {
      const undo = undoOf(step);
      if (undo?.when === undefined || canHold(undo.when.cel, definition.start.message)) return [];
      const message = `\`${undo.call.command}\` never undoes \`${step.name}\`: its guard never holds.`;
      return [{ about: step.name, message, help: 'Correct the `when` of the undo, or remove it.' }];
    });
  },
};

function canHold(cel: string, start: string): boolean {
  const asked = presencesAsked(parseGuard(cel).ast)?.map(({ name }) => name);
  const names = [...new Set(asked)].filter((name) => name !== start);
  if (asked === undefined || names.length > MOST_NAMES) return true;
  return subsetsOf(names).some((seen) => {
    const messages = Object.fromEntries([start, ...seen].map((name) => [name, {}]));
    return parseGuard(cel)({ seen: messages }) === true;
  });
}

function subsetsOf(names: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = names;
  if (first === undefined) return [[]];
  const others = subsetsOf(rest);
  return [...others, ...others.map((subset) => [first, ...subset])];
}

function steps(guard: string): string {
  return `
      - { do: ReserveStock, undo: { do: ReleaseStock, when: ${guard} } }
      - { do: CapturePayment, pivot: true }`;
}
