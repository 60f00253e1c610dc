import { markdownText } from '../../../diagnostics/index.js';
import { nameList } from '../../../model/facts/name-list.js';
import { consumersOf, namesOf, pivotOf, serviceNames } from '../../../model/graph.js';
import type { Catalog, SagaDef } from '../../../model/index.js';
import { sagaGraves } from '../../shared/saga-graves.js';
import type { TemplateView } from '../../template.js';
import type { Alert, AlertName } from '../alerts/alert.js';
import { cell, link } from './alert-page.js';
import { failureRows } from './failure-modes.js';
import { participantRows } from './participants.js';
import { problemViews } from './problems.js';

/** What the page of a saga is filled with. */
export function sagaPageView(catalog: Catalog, saga: SagaDef, alerts: readonly Alert[]): TemplateView {
  const failures = failureRows(catalog, saga);
  return {
    saga: saga.id,
    summary: saga.summary === undefined ? '' : markdownText(saga.summary),
    runbook: link(saga.stuck?.runbook),
    facts: factsOf(catalog, saga),
    stuck: whenOf(alerts, 'SagaStuck'),
    overdue: whenOf(alerts, 'SagaOverdue'),
    missed: whenOf(alerts, 'SagaDeadlineMissed'),
    buried: whenOf(alerts, 'SagaDeadLetters'),
    graves: gravesOf(catalog, saga),
    olderThan: saga.deadline?.text ?? '1h',
    problems: problemViews(catalog, saga),
    canCancel: saga.steps.length > 0,
    hasFailures: failures.length > 0,
    failures,
    participants: participantRows(catalog, saga),
  };
}

function whenOf(alerts: readonly Alert[], name: AlertName): string {
  const alert = alerts.find((candidate) => candidate.name === name);
  return alert ? markdownText(alert.when) : '';
}

/** Names that a shell takes for something else are not typed for anybody. */
function gravesOf(catalog: Catalog, saga: SagaDef): readonly TemplateView[] {
  const all = sagaGraves(catalog, saga).flatMap(({ channels }) => channels);
  return all.filter((name) => /^[\w.-]+$/.test(name)).map((name) => ({ channel: name }));
}

function factsOf(catalog: Catalog, saga: SagaDef): readonly TemplateView[] {
  const { service, start, correlation, deadline, complete, abort, cancelOn, stuck } = saga;
  const owner = service && catalog.services.get(service.name)?.owner;
  const ends = (events: readonly string[]) => events.map((event) => heardBy(catalog, event)).join('; ');
  return [
    ...row('Run by', service && `\`${service.name}\`${owner === undefined ? '' : ` of ${owner}`}`),
    ...row('Whom to tell when it is stuck', stuck?.alert ?? owner ?? 'nobody is named'),
    ...row('Starts with', start && `\`${start.name}\``),
    ...row('A run is named by', correlation && `\`${correlation.name}\``),
    ...row('Deadline', deadline?.text),
    ...row('Point of no return', pivotName(saga)),
    ...row('Success is told by', ends(complete.map(({ event }) => event.name))),
    ...row('Failure is told by', ends(abort.map(({ event }) => event.name))),
    ...row('Cancelled by', nameList(namesOf(cancelOn))),
  ];
}

function heardBy(catalog: Catalog, event: string): string {
  const services = [...new Set(serviceNames(consumersOf(catalog, event)))];
  return services.length === 0 ? `\`${event}\`` : `\`${event}\`, heard by ${nameList(services)}`;
}

function pivotName(saga: SagaDef): string | undefined {
  const pivot = pivotOf(saga);
  return pivot && `\`${pivot.step.name}\``;
}

function row(name: string, text: string | undefined): readonly TemplateView[] {
  return text === undefined || text === '' ? [] : [{ name, text: cell(text) }];
}
