import type { Catalog } from '../../../model/index.js';
import type { Target, TargetContext, TargetResult } from '../../target.js';
import { compileTemplate } from '../../template.js';
import { yamlText } from '../../yaml-text.js';
import type { Alert } from './alert.js';
import { alertNames, alertsOf } from './catalog-alerts.js';
import { type AlertOptions, alertOptionSchema, readAlertOptions } from './options.js';
import { plainText } from './promql.js';
import { runbookUrl } from './runbook-link.js';

/** Name of the one file that is made. */
const RULES_FILE = 'rules.yaml';

/** Alerting rules of Prometheus, with thresholds, owners and runbooks from the catalog. */
export const alerts: Target = {
  id: 'alerts',
  summary: 'Alerting rules of Prometheus: stuck and late sagas, dead letters, lag, outboxes',
  options: alertOptionSchema,
  generate,
};

function generate(context: TargetContext): TargetResult {
  const { catalog } = context;
  const options = readAlertOptions(context.options);
  const all = alertsOf(catalog, options, context.service);
  const groups = alertNames()
    .map((name) => ({ name: `sagac.${name}`, alerts: all.filter((alert) => alert.name === name) }))
    .filter((group) => group.alerts.length > 0)
    .map((group) => ({ name: group.name, rules: group.alerts.map((alert) => ruleOf(catalog, alert, options)) }));
  const text = compileTemplate(context.template('rules.hbs'))({ rules: yamlText({ groups }) });
  return { files: [{ path: RULES_FILE, text }], diagnostics: [] };
}

function ruleOf(catalog: Catalog, alert: Alert, options: AlertOptions) {
  const url = runbookUrl(catalog, alert, options);
  const labels = {
    severity: alert.severity,
    catalog: catalog.settings.catalog,
    ...(alert.owner !== undefined && { owner: alert.owner }),
    ...alert.labels,
    ...options.labels,
  };
  return {
    alert: alert.name,
    expr: alert.expr,
    for: alert.for,
    labels: Object.fromEntries(Object.entries(labels).map(([name, text]) => [name, plainText(text)])),
    annotations: {
      summary: alert.summary,
      description: plainText(alert.meaning),
      runbook_url: url === undefined ? undefined : plainText(url),
    },
  };
}
