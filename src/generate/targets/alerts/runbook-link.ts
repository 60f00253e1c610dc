import type { Catalog } from '../../../model/index.js';
import { type FileNames, fileNames } from '../../file-names.js';
import type { Alert } from './alert.js';
import { settingOf } from './catalog-alerts.js';
import type { AlertOptions } from './options.js';

/** What a link to a page can begin with beside a path. */
const URL_START = /^[a-z][a-z0-9+.-]*:/i;

/** Path of an alert's page among the runbooks. */
export function alertPagePath(name: string): string {
  return `alerts/${name}.md`;
}

/** Path of a saga's page among the runbooks. */
export function sagaPagePath(catalog: Catalog, saga: string): string {
  return `sagas/${sagaPages(catalog).names.get(saga) ?? saga}.md`;
}

const pages = new WeakMap<Catalog, FileNames>();

/** Names of the pages of all sagas; asked for once a rule. */
export function sagaPages(catalog: Catalog): FileNames {
  const known = pages.get(catalog) ?? fileNames(catalog.sagas.values());
  pages.set(catalog, known);
  return known;
}

/** The place on an alert's page that is about one channel, service or saga. */
export function anchorOf(subject: string): string {
  return subject.toLowerCase().replace(/[^a-z0-9._-]+/g, '-');
}

/**
 * Where to read what to do: the runbook that the catalog names for a stuck saga, else the generated page. Undefined where
 * there is neither.
 */
export function runbookUrl(catalog: Catalog, alert: Alert, options: AlertOptions): string | undefined {
  const named = alert.name === 'SagaStuck' ? catalog.sagas.get(alert.subject)?.stuck?.runbook : undefined;
  if (named !== undefined) return URL_START.test(named) ? named : joined(options.source, named);
  const base = options.runbooks ?? settingOf(catalog, 'runbooks')?.out;
  if (base === undefined) return undefined;
  const page = catalog.sagas.has(alert.subject) ? sagaPagePath(catalog, alert.subject) : alertPagePath(alert.name);
  return `${joined(base, page)}#${catalog.sagas.has(alert.subject) ? alert.name.toLowerCase() : anchorOf(alert.subject)}`;
}

function joined(base: string, path: string): string {
  if (base === '') return path;
  return `${base.replace(/\/+$/, '')}/${path.replace(/^(?:\.?\/)+/, '')}`;
}
