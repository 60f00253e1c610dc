import { type Node, nodeAt } from '../../../language/node.js';
import { stepsBehindPivot } from '../../../model/after-pivot.js';
import { flattenSteps } from '../../../model/graph.js';
import type { Catalog, CommandDef, NameRef, SagaDef, Step } from '../../../model/index.js';
import { isEndless } from '../../../model/saga-duration.js';
import { forwardRefsOf, undoOf } from '../../../model/step-parts.js';
import type { Finding, Rule } from '../../rule.js';

/** Attempts that nothing brings to an end. */
export const unboundedRetry: Rule = {
  id: 'unbounded-retry',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow attempts without end where they keep a saga from turning back, or from being noticed.',
  why: `A command that is tried for ever never fails, so nothing that was planned for its failure ever happens: before the pivot the stock stays reserved and the customer sees a spinner; an undo that is tried for ever never parks the instance, and the alert that should wake somebody is never raised.

Behind the pivot, attempts without end are right as long as the \`deadline\` of the saga alerts somebody. \`within\` bounds attempts as well as a number does. A time limit that leads nowhere because the saga has no deadline is \`missing-timeout-path\`'s to report.`,
  bad: `services:
  energy: { owner: team-contracts }
  grid: { owner: team-grid, inbox: true }
events:
  ContractSigned: { version: 1.0.0, producer: energy, payload: { contractId: uuid } }
  MeterClaimed: { version: 1.0.0, producer: grid, payload: { contractId: uuid } }
  MeterRefused: { version: 1.0.0, producer: grid, payload: { contractId: uuid } }
commands:
  ClaimMeter:
    version: 1.0.0
    handler: grid
    payload: { contractId: uuid }
    success: MeterClaimed
    failure: [MeterRefused]
    timeout: 10s
    retry: { attempts: unlimited }
sagas:
  StartSupply:
    service: energy
    start: ContractSigned
    correlation: contractId
    deadline: 2d
    steps:
      - { do: ClaimMeter, pivot: true }
`,
  good: `services:
  energy: { owner: team-contracts }
  grid: { owner: team-grid, inbox: true }
events:
  ContractSigned: { version: 1.0.0, producer: energy, payload: { contractId: uuid } }
  MeterClaimed: { version: 1.0.0, producer: grid, payload: { contractId: uuid } }
  MeterRefused: { version: 1.0.0, producer: grid, payload: { contractId: uuid } }
commands:
  ClaimMeter:
    version: 1.0.0
    handler: grid
    payload: { contractId: uuid }
    success: MeterClaimed
    failure: [MeterRefused]
    timeout: 10s
    retry: { attempts: unlimited, within: 1d }
sagas:
  StartSupply:
    service: energy
    start: ContractSigned
    correlation: contractId
    deadline: 2d
    steps:
      - { do: ClaimMeter, pivot: true }
`,
  check({ catalog, report }) {
    const said = new Set<string>();
    for (const saga of catalog.sagas.values()) {
      const behind = stepsBehindPivot(saga);
      for (const { step } of flattenSteps(saga.steps)) {
        for (const use of endlessUses(catalog, saga, step, behind.has(step))) {
          if (said.has(use.key)) continue;
          said.add(use.key);
          report(endless(saga, use));
        }
      }
    }
  },
};

interface EndlessUse {
  readonly command: NameRef;
  /** Where the number of attempts is written; undefined where only the settings say it. */
  readonly attempts: Node | undefined;
  readonly what: string;
  readonly help: string;
  readonly key: string;
}

function endlessUses(catalog: Catalog, saga: SagaDef, step: Step, isBehind: boolean): readonly EndlessUse[] {
  const found = forwardRefsOf(step).flatMap((command) => {
    const def = catalog.commands.get(command.name);
    if (def === undefined || !isEndless(def.retry) || isSpokenOf(saga, step, def, isBehind)) return [];
    const what = isBehind ? behindPivot(saga, command) : beforePivot(saga, command);
    const help = isBehind ? `Give \`${saga.id}\` a \`deadline\`, which alerts. ${LIMIT}` : LIMIT;
    return what === undefined ? [] : [{ command, attempts: attemptsNode(def.node), what, help, key: command.name }];
  });
  return [...found, ...endlessUndo(catalog, saga, step)];
}

/** Before the pivot of a saga without a deadline, the time limit of the command leads nowhere: missing-timeout-path says so. */
function isSpokenOf(saga: SagaDef, step: Step, { id, timeout }: CommandDef, isBehind: boolean): boolean {
  const isStep = step.kind === 'do' && step.command.name === id;
  return isStep && !isBehind && !step.pivot && saga.deadline === undefined && timeout !== undefined;
}

const LIMIT = 'Set a number of `attempts`, or say with `within` how long it may be tried.';

function beforePivot(saga: SagaDef, { name }: NameRef): string {
  const end = saga.deadline
    ? `only the deadline of ${saga.deadline.text} lets \`${saga.id}\` turn back`
    : `\`${saga.id}\` never turns back`;
  return `\`${name}\` is tried again without end: when it never answers, ${end}.`;
}

function behindPivot(saga: SagaDef, { name }: NameRef): string | undefined {
  if (saga.deadline) return undefined;
  return `\`${name}\` is tried again without end behind the pivot, and no deadline of \`${saga.id}\` tells anybody.`;
}

/** The deadline does not bound the unwinding, so only the end of its attempts parks an undo. */
function endlessUndo(catalog: Catalog, saga: SagaDef, step: Step): readonly EndlessUse[] {
  const undo = undoOf(step);
  const def = undo && catalog.commands.get(undo.command.name);
  if (undo === undefined || def === undefined || !isEndless(undo.retry ?? def.retry)) return [];
  const what = `The undo \`${def.id}\` is tried again without end: \`${saga.id}\` is never parked, and nobody is alerted.`;
  const own = attemptsNode(nodeAt(step.node, 'undo'));
  const key = own ? `${saga.id} ${step.name}` : def.id;
  return [{ command: undo.command, attempts: own ?? attemptsNode(def.node), what, help: LIMIT, key }];
}

function attemptsNode(node: Node | undefined): Node | undefined {
  return nodeAt(node, 'retry', 'attempts');
}

function endless(saga: SagaDef, { command, attempts, what, help }: EndlessUse): Finding {
  return {
    span: attempts?.span ?? command.span,
    message: what,
    ...(attempts && { labels: [{ span: command.span, text: 'sent here' }] }),
    element: saga,
    help,
  };
}
