import { nameList } from '../../../model/facts/name-list.js';
import type { ChangeOf } from '../../change.js';
import type { CompatCheck, Ruling } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, keepHandlers, leftAlone, notEndedEarly, waitsInVain } from './words.js';

/** Judges that a step of a saga is gone. */
export const stepRemoved: CompatCheck<'step-removed'> = {
  id: 'step-removed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step of a saga is gone.',
  why: 'An instance runs the definition that it began with, to its end: it still does the step, or undoes it. So it needs a handler for its commands and the events that it awaits; a worker of the new definition has a handler only for what the new saga sends, and takes no instance of a definition of which it lacks one.',
  examples: [
    {
      title: 'with its undo',
      before: shop(checkout([RESERVE, CAPTURE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM])),
      verdicts: { every: 'backward' },
    },
    {
      title: 'what another step sends',
      before: shop(
        checkout([
          '{ name: First, do: ReserveStock, undo: ReleaseStock }',
          '{ name: Second, do: ReserveStock, undo: ReleaseStock }',
          CONFIRM,
        ]),
      ),
      after: shop(checkout(['{ name: First, do: ReserveStock, undo: ReleaseStock }', CONFIRM])),
      verdicts: {},
    },
    {
      title: 'a waiting',
      before: shop(checkout([RESERVE, '{ await: OrderApproved, timeout: 1h }', CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM])),
      verdicts: { every: 'backward' },
    },
    {
      title: 'a pause that an event ends',
      before: shop(checkout([RESERVE, '{ wait: 1m, until: OrderNoted }', CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM])),
      verdicts: { every: 'backward?' },
    },
    {
      title: 'a pause',
      before: shop(checkout([RESERVE, '{ wait: 1m }', CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step }) => `Step \`${step}\` of saga \`${owner.id}\` is gone.`,
  judge: (change) => inFlight(leftAlone(change.dropped, needOf(change)) ?? waiting(change)),
  instead: ({ dropped, unheard, step }) =>
    keepHandlers(dropped) ??
    (unheard.length === 0
      ? undefined
      : `Go on to \`receive\` ${nameList(unheard)} until no instance stands at or before \`${step}\`.`),
};

function needOf({ step, dropped }: ChangeOf<'step-removed'>): string {
  const commands = nameList(dropped.map(({ command }) => command));
  return `An instance that stands at or before \`${step}\`, or unwinds behind it, still sends ${commands}`;
}

function waiting({ step, form, unheard, timeout }: ChangeOf<'step-removed'>): Ruling | undefined {
  if (unheard.length === 0) return undefined;
  return form === 'await' ? waitsInVain(step, unheard, timeout) : notEndedEarly(step, unheard);
}
