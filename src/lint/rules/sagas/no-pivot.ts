import { nameList } from '../../../model/facts/name-list.js';
import { flattenSteps, pivotOf, type StepPlace } from '../../../model/graph.js';
import type { Catalog, DoStep, SagaDef } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

/** A saga with steps that stay, of which none is said to be the last one that may fail. */
export const noPivot: Rule = {
  id: 'no-pivot',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a pivot in a saga with two or more steps that nothing undoes.',
  why: `Without a marked pivot a saga turns back until its very last step has succeeded. If steps before that one cannot be undone, it turns back with a registered firm behind it: nobody has decided where it can only go forward.

Not findings: a saga in which at most one step has neither \`undo\` nor \`noUndo\`. Steps that are \`optional\`, that only read (\`effect: none\`), or that answer a failure do not count.`,
  bad: `services:
  registry: { owner: team-registry }
  tax: { owner: team-tax, inbox: true }
events:
  FirmApplied: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  NameReserved: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  NameTaken: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  NameReleased: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  FirmRegistered: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  FirmRefused: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  TaxNumberAssigned: { version: 1.0.0, producer: tax, payload: { firmId: uuid } }
commands:
  ReserveName: { version: 1.0.0, handler: registry, payload: { firmId: uuid }, success: NameReserved, failure: [NameTaken] }
  ReleaseName: { version: 1.0.0, handler: registry, payload: { firmId: uuid }, success: NameReleased, cannotFail: It deletes a row. }
  RegisterFirm: { version: 1.0.0, handler: registry, payload: { firmId: uuid }, success: FirmRegistered, failure: [FirmRefused] }
  AssignTaxNumber: { version: 1.0.0, handler: tax, payload: { firmId: uuid }, success: TaxNumberAssigned, cannotFail: Numbers do not run out. }
sagas:
  FoundFirm:
    service: registry
    start: FirmApplied
    correlation: firmId
    steps:
      - { do: ReserveName, undo: ReleaseName }
      - do: RegisterFirm
      - do: AssignTaxNumber
`,
  good: `services:
  registry: { owner: team-registry }
  tax: { owner: team-tax, inbox: true }
events:
  FirmApplied: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  NameReserved: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  NameTaken: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  NameReleased: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  FirmRegistered: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  FirmRefused: { version: 1.0.0, producer: registry, payload: { firmId: uuid } }
  TaxNumberAssigned: { version: 1.0.0, producer: tax, payload: { firmId: uuid } }
commands:
  ReserveName: { version: 1.0.0, handler: registry, payload: { firmId: uuid }, success: NameReserved, failure: [NameTaken] }
  ReleaseName: { version: 1.0.0, handler: registry, payload: { firmId: uuid }, success: NameReleased, cannotFail: It deletes a row. }
  RegisterFirm: { version: 1.0.0, handler: registry, payload: { firmId: uuid }, success: FirmRegistered, failure: [FirmRefused] }
  AssignTaxNumber: { version: 1.0.0, handler: tax, payload: { firmId: uuid }, success: TaxNumberAssigned, cannotFail: Numbers do not run out. }
sagas:
  FoundFirm:
    service: registry
    start: FirmApplied
    correlation: firmId
    steps:
      - { do: ReserveName, undo: ReleaseName }
      - { do: RegisterFirm, pivot: true }
      - do: AssignTaxNumber
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      if (pivotOf(saga) !== undefined) continue;
      const staying = flattenSteps(saga.steps).flatMap((place) => stayingStep(catalog, place) ?? []);
      if (staying.length > 1) report(undecided(saga, staying));
    }
  },
};

/** The step, if what it does is never undone and nobody says why. */
function stayingStep(catalog: Catalog, { step, inside }: StepPlace): DoStep | undefined {
  if (step.kind !== 'do' || step.undo || step.noUndo !== undefined || step.optional) return undefined;
  if (inside.some(({ kind, of }) => kind === 'handler' || of.optional)) return undefined;
  return catalog.commands.get(step.command.name)?.effect === 'some' ? step : undefined;
}

function undecided(saga: SagaDef, staying: readonly DoStep[]): Finding {
  const listed = nameList(staying.map(({ name }) => name));
  return {
    span: saga.nameSpan,
    message: `\`${saga.id}\` has no pivot, and nothing undoes ${listed}: nobody says from where on it can only go forward.`,
    labels: staying.map(({ command }) => ({ span: command.span, text: 'nothing undoes this' })),
    element: saga,
    help: 'Mark the last step that may still be refused with `pivot: true`, and give the steps before it an `undo`, or say `noUndo: reason`.',
  };
}
