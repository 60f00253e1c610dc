import { nameList } from '../../../model/facts/name-list.js';
import { flattenSteps } from '../../../model/graph.js';
import type { Catalog, DoStep, SagaDef, Step } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

/** So many commands to one service are still one conversation. */
const MOST_COMMANDS = 2;

/** A saga where two services only talk to each other. */
export const needlessOrchestration: Rule = {
  id: 'needless-orchestration',
  group: 'topology',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Disallow sagas that only talk to one service.',
  why: `An orchestrator pays for itself when several services have to agree: it knows the order, the undos and the time limits. Between two services there is nothing to keep in order: one asks, the other answers, and its failure event is all that has to be handled. The saga then is one more state machine to deploy, migrate and look after.

Found is a saga whose steps send at most 2 commands with an effect to at most one service other than its own. What makes an orchestrator worth while excuses it: awaits, pauses, loops, parallel branches, failures that are handled, events that it hears or that cancel it.`,
  bad: `services:
  library: { owner: team-lending }
  accounts: { owner: team-members }
events:
  LoanRequested: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  DepositHeld: { version: 1.0.0, producer: accounts, payload: { loanId: uuid } }
  DepositRefused: { version: 1.0.0, producer: accounts, payload: { loanId: uuid } }
  LoanGranted: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  LoanRefused: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
commands:
  HoldDeposit: { version: 1.0.0, handler: accounts, payload: { loanId: uuid }, success: DepositHeld, failure: [DepositRefused] }
sagas:
  Lending:
    version: 1.0.0
    service: library
    start: LoanRequested
    correlation: loanId
    steps:
      - { do: HoldDeposit, pivot: true }
    complete: LoanGranted
    abort: LoanRefused
`,
  good: `services:
  library: { owner: team-lending }
  accounts: { owner: team-members }
events:
  LoanRequested: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  DepositHeld: { version: 1.0.0, producer: accounts, payload: { loanId: uuid } }
  DepositRefused: { version: 1.0.0, producer: accounts, payload: { loanId: uuid } }
  LoanGranted: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  LoanRefused: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
flows:
  Lending:
    owner: team-lending
    correlation: loanId
    reactions:
      - { on: LoanRequested, by: accounts, emits: DepositHeld, fails: [DepositRefused] }
      - { on: DepositHeld, by: library, emits: LoanGranted }
      - { on: DepositRefused, by: library, emits: LoanRefused }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      const steps = flattenSteps(saga.steps).map(({ step }) => step);
      if (saga.service === undefined || saga.hears.length > 0 || saga.cancelOn.length > 0) continue;
      if (steps.length === 0 || !steps.every(isPlain)) continue;
      const remote = remoteSteps(catalog, saga, steps);
      if (remote && isOneConversation(catalog, remote)) report(findingFor(catalog, saga, remote));
    }
  },
};

function isPlain(step: Step): boolean {
  return step.kind === 'undo' || (step.kind === 'do' && step.onFailure.length === 0);
}

/** The steps that change something elsewhere; undefined where a command or its handler is not known. */
function remoteSteps(catalog: Catalog, saga: SagaDef, steps: readonly Step[]): readonly DoStep[] | undefined {
  const remote: DoStep[] = [];
  for (const step of steps) {
    if (step.kind !== 'do') continue;
    const command = catalog.commands.get(step.command.name);
    if (command?.handler === undefined) return undefined;
    if (command.effect === 'some' && command.handler.name !== saga.service?.name) remote.push(step);
  }
  return remote;
}

function isOneConversation(catalog: Catalog, remote: readonly DoStep[]): boolean {
  return remote.length <= MOST_COMMANDS && new Set(remote.map((step) => handlerOf(catalog, step))).size <= 1;
}

function handlerOf(catalog: Catalog, step: DoStep): string {
  return catalog.commands.get(step.command.name)?.handler?.name ?? '';
}

function findingFor(catalog: Catalog, saga: SagaDef, remote: readonly DoStep[]): Finding {
  const [first] = remote;
  const commands = nameList(remote.map(({ command }) => command.name));
  const own = `\`${saga.service?.name}\``;
  const message = first
    ? `\`${saga.id}\` orchestrates only ${commands}, and so one service besides ${own}: \`${handlerOf(catalog, first)}\`.`
    : `\`${saga.id}\` changes nothing outside ${own}, which runs it.`;
  return {
    span: saga.nameSpan,
    message,
    element: saga,
    help: first
      ? 'Let the two services react to each other in a flow, or keep the saga if more services are to come.'
      : `Let ${own} do it in one transaction, or keep the saga if other services are to come.`,
  };
}
