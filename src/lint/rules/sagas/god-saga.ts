import { flattenSteps } from '../../../model/graph.js';
import type { Catalog, SagaDef, Step } from '../../../model/index.js';
import { commandRefsOf } from '../../../model/step-parts.js';
import type { Finding, OptionValues, Rule } from '../../rule.js';

const PARTS = ['Desk', 'Laptop', 'Badge', 'Mailbox', 'Phone', 'Payroll', 'Insurance', 'Parking'];
const LINES = {
  services: PARTS.map((part) => `  ${part.toLowerCase()}: { owner: team-${part.toLowerCase()} }\n`).join(''),
  events: PARTS.map(
    (part) => `  ${part}Ready: { version: 1.0.0, producer: ${part.toLowerCase()}, payload: { employeeId: uuid } }\n`,
  ).join(''),
  commands: PARTS.map(
    (part) =>
      `  Prepare${part}: { version: 1.0.0, handler: ${part.toLowerCase()}, payload: { employeeId: uuid }, success: ${part}Ready }\n`,
  ).join(''),
};
const stepsOf = (parts: readonly string[]) => parts.map((part) => `      - do: Prepare${part}\n`).join('');

const definitions = (commands: string, sagas: string) => `services:
  people: { owner: team-people }
${LINES.services}events:
  EmployeeHired: { version: 1.0.0, producer: people, payload: { employeeId: uuid } }
  DeskEquipped: { version: 1.0.0, producer: people, payload: { employeeId: uuid } }
  EmployeeOnboarded: { version: 1.0.0, producer: people, payload: { employeeId: uuid } }
${LINES.events}commands:
${commands}${LINES.commands}sagas:
  Onboarding:
    service: people
    start: EmployeeHired
    correlation: employeeId
    steps:
${sagas}`;

const COMPLETE = '    complete: EmployeeOnboarded\n';
const EQUIP =
  '  EquipDesk: { version: 1.0.0, handler: people, payload: { employeeId: uuid }, success: DeskEquipped }\n';

/** A saga that does too much for one. */
export const godSaga: Rule = {
  id: 'god-saga',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow sagas of too many steps, services or branches.',
  why: `Every step adds the ways in which all the steps before it can be undone, and every service a team that must be asked before the saga changes. Past a certain size nobody can say any more what happens when the ninth of fourteen steps fails, and the saga's service has become the one that knows everybody's business.

Counted are the steps that do or await something at any depth (\`maxSteps\`, 15), the services other than its own that get commands (\`maxServices\`, 7), and the branches: guards, ways to go on after a failure, and what runs side by side (\`maxBranches\`, 10).`,
  options: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        maxSteps: { type: 'integer', minimum: 1 },
        maxServices: { type: 'integer', minimum: 1 },
        maxBranches: { type: 'integer', minimum: 1 },
      },
    },
    defaults: { maxSteps: 15, maxServices: 7, maxBranches: 10 },
  },
  bad: definitions('', stepsOf(PARTS) + COMPLETE),
  good: definitions(
    EQUIP,
    `      - do: EquipDesk\n${stepsOf(PARTS.slice(3))}${COMPLETE}  Equipping:
    service: people
    start: EquipDesk
    correlation: employeeId
    steps:
${stepsOf(PARTS.slice(0, 3))}    complete: DeskEquipped
`,
  ),
  check({ catalog, options, report }) {
    for (const saga of catalog.sagas.values()) {
      const excess = excessOf(sizeOf(catalog, saga), options);
      if (excess.length > 0) report(finding(saga, excess));
    }
  },
};

interface Size {
  readonly steps: number;
  readonly services: readonly string[];
  readonly branches: number;
}

function sizeOf(catalog: Catalog, saga: SagaDef): Size {
  const steps = flattenSteps(saga.steps).map(({ step }) => step);
  const services = new Set(steps.flatMap((step) => servicesOf(catalog, step)));
  services.delete(saga.service?.name ?? '');
  return {
    steps: steps.filter(({ kind }) => kind === 'do' || kind === 'await').length,
    services: [...services],
    branches: steps.reduce((sum, step) => sum + branchesOf(step), 0),
  };
}

/** Those that get the step's commands; of one that nobody handles, nothing is known. */
function servicesOf(catalog: Catalog, step: Step): readonly string[] {
  return commandRefsOf(step).flatMap(({ name }) => catalog.commands.get(name)?.handler?.name ?? []);
}

/** How many ways to go on a step adds. */
function branchesOf(step: Step): number {
  const guarded = step.when ? 1 : 0;
  if (step.kind === 'parallel') return guarded + step.branches.length - 1;
  return guarded + (step.kind === 'do' || step.kind === 'await' ? step.onFailure.length : 0);
}

function excessOf({ steps, services, branches }: Size, options: OptionValues): readonly string[] {
  const counted = [
    { has: steps, most: Number(options['maxSteps']), what: 'steps', which: '' },
    { has: services.length, most: Number(options['maxServices']), what: 'services', which: listed(services) },
    { has: branches, most: Number(options['maxBranches']), what: 'branches', which: '' },
  ];
  const over = counted.filter(({ has, most }) => has > most);
  return over.map(({ has, most, what, which }) => `${has} ${what}${which}, ${has - most} more than ${most}`);
}

function listed(services: readonly string[]): string {
  return ` (${services.map((service) => `\`${service}\``).join(', ')})`;
}

function finding(saga: SagaDef, excess: readonly string[]): Finding {
  return {
    span: saga.nameSpan,
    message: `\`${saga.id}\` does too much for one saga: it has ${excess.join(', and ')}.`,
    help: 'Let a saga of its own, started by a command, do what belongs together and is undone together.',
    element: saga,
  };
}
