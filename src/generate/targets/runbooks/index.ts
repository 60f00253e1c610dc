import { markdownText } from '../../../diagnostics/index.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { compiledTemplates } from '../../template.js';
import { ALERTS, type Alert } from '../alerts/alert.js';
import { alertNames, alertOptionsIn, alertsOf } from '../alerts/catalog-alerts.js';
import { alertPagePath, sagaPagePath, sagaPages } from '../alerts/runbook-link.js';
import { alertPageView, cell } from './alert-page.js';
import { sagaPageView } from './saga-page.js';

/** A page of Markdown for each alert of the target `alerts`, and for each saga. */
export const runbooks: Target = {
  id: 'runbooks',
  summary: 'Runbooks: a page per alert and per saga, with the commands to type',
  options: { properties: {} },
  generate,
};

function generate(context: TargetContext): TargetResult {
  const { catalog } = context;
  const alerts = alertsOf(catalog, alertOptionsIn(catalog), context.service);
  const template = compiledTemplates(context.template);
  const names = alertNames().filter((name) => alerts.some((alert) => alert.name === name));
  const pages = names.map((name): OutputFile => {
    const own = alerts.filter((alert) => alert.name === name);
    return { path: alertPagePath(name), text: template(`${name}.hbs`)(alertPageView(catalog, name, own)) };
  });
  const sagas = [...catalog.sagas.values()].map((saga): OutputFile => {
    const own = alerts.filter((alert) => ALERTS[alert.name].of === 'saga' && alert.subject === saga.id);
    return { path: sagaPagePath(catalog, saga.id), text: template('saga.hbs')(sagaPageView(catalog, saga, own)) };
  });
  const readme = { path: 'README.md', text: template('readme.hbs')(readmeView(context, names, alerts)) };
  return { files: [readme, ...pages, ...sagas], diagnostics: sagaPages(catalog).diagnostics };
}

function readmeView({ catalog }: TargetContext, names: readonly (keyof typeof ALERTS)[], alerts: readonly Alert[]) {
  return {
    catalog: markdownText(catalog.settings.catalog),
    alerts: names.map((name) => ({
      name,
      page: alertPagePath(name),
      title: ALERTS[name].title,
      count: String(alerts.filter((alert) => alert.name === name).length),
    })),
    hasSagas: catalog.sagas.size > 0,
    sagas: [...catalog.sagas.values()].map((saga) => ({
      name: saga.id,
      page: sagaPagePath(catalog, saga.id),
      summary: cell(saga.summary ?? ''),
    })),
  };
}
