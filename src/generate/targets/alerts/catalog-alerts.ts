import type { Catalog, TargetSetting } from '../../../model/index.js';
import { ALERTS, type Alert, type AlertName } from './alert.js';
import { channelAlerts, otherChannels } from './channel-alerts.js';
import { METRICS } from './metrics.js';
import { type AlertOptions, readAlertOptions } from './options.js';
import { growth } from './promql.js';
import { sagaAlerts } from './saga-alerts.js';
import { serviceAlerts } from './service-alerts.js';

/** Problems of a worker that do not go away by themselves, as `docs/runbooks/worker-problems.md` has them. */
const LASTING = [
  'broker-failed',
  'broker-unreachable',
  'definition-left-alone',
  'definition-too-new',
  'events-unheard',
  'hook-failed',
  'instance-failed',
  'store-unreachable',
];

/** Every alert of a catalog, or of one service in it: by kind, and within a kind by what it is about. */
export function alertsOf(catalog: Catalog, options: AlertOptions, service?: string): readonly Alert[] {
  const all = [
    ...[...catalog.sagas.values()].flatMap((saga) => sagaAlerts(catalog, saga)),
    ...[...catalog.channels.values()].flatMap((channel) => channelAlerts(catalog, channel, options)),
    ...otherChannels(catalog),
    ...[...catalog.services.values()].flatMap((service) => serviceAlerts(catalog, service)),
    ...(catalog.sagas.size > 0 ? [workerProblems(catalog)] : []),
  ];
  const isOurs = ({ labels }: Alert) => service === undefined || (labels['service'] ?? service) === service;
  return alertNames().flatMap((name) => all.filter((alert) => alert.name === name && isOurs(alert)));
}

/** The names of all alerts, in the order of the rules. */
export function alertNames(): readonly AlertName[] {
  return Object.keys(ALERTS) as AlertName[];
}

/** The options of the first entry for a target in `generate`; the defaults where there is none. */
export function alertOptionsIn(catalog: Catalog): AlertOptions {
  return readAlertOptions(settingOf(catalog, 'alerts')?.options ?? {});
}

/** The first entry for a target in `generate`. */
export function settingOf(catalog: Catalog, target: string): TargetSetting | undefined {
  return catalog.settings.generate.find((entry) => entry.target === target);
}

function workerProblems(catalog: Catalog): Alert {
  const matchers = { sagac_problem: `~${LASTING.join('|')}` };
  return {
    name: 'WorkerProblems',
    subject: catalog.settings.catalog,
    severity: 'warning',
    labels: {},
    expr: `sum by (sagac_problem) (${growth(METRICS.workerProblems, matchers, '10m')}) > 0`,
    for: '5m',
    when: 'workers have told of a problem that lasts, for 5m',
    summary: 'Workers report {{ $labels.sagac_problem }}',
    meaning:
      'Sagas do not move, or what they tell the outside does not get there. Nothing is lost: they go on when the cause is gone.',
  };
}
