import { markdownText } from '../../../diagnostics/index.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import { deadLettersOf } from '../../shared/channel-names.js';
import { readersOf } from '../../shared/channel-uses.js';
import type { TemplateView } from '../../template.js';
import { ALERTS, type Alert, type AlertName } from '../alerts/alert.js';
import { anchorOf, sagaPagePath } from '../alerts/runbook-link.js';

/** What the page of an alert is filled with: one section for each saga, channel or service that it watches. */
export function alertPageView(catalog: Catalog, name: AlertName, alerts: readonly Alert[]): TemplateView {
  const subjects = [...new Set(alerts.map((alert) => alert.subject))];
  return {
    name,
    title: ALERTS[name].title,
    subjects: subjects.map((subject) => {
      const own = alerts.filter((alert) => alert.subject === subject);
      return {
        ...subjectView(catalog, name, subject),
        meanings: [...new Set(own.map(({ meaning }) => meaning))].map(cell),
        rows: own.map(rowOf),
      };
    }),
  };
}

function rowOf({ when, severity, owner, labels }: Alert): TemplateView {
  return {
    when: cell(when),
    severity,
    owner: owner === undefined ? 'nobody is named' : cell(owner),
    service: labels['service'] ?? '',
  };
}

function subjectView(catalog: Catalog, name: AlertName, subject: string): TemplateView {
  const service = catalog.services.get(subject);
  return {
    id: subject,
    title: ALERTS[name].of === 'catalog' ? markdownText(subject) : `\`${subject}\``,
    anchor: anchorOf(subject),
    isDefined: service !== undefined || catalog.channels.has(subject),
    page: `../${sagaPagePath(catalog, subject)}`,
    runbook: link(service?.runbook),
    ...channelView(catalog, catalog.channels.get(subject)),
  };
}

function channelView(catalog: Catalog, channel: ChannelDef | undefined): TemplateView {
  const readers = channel === undefined ? [] : readersOf(catalog, channel.id);
  const all = readers.flatMap(({ group }) => (channel && deadLettersOf(channel.id, channel, group)) ?? []);
  const [first = '', ...others] = new Set(all);
  // Names that a shell takes for something else are not typed for anybody.
  const isOne = others.length === 0 && /^[\w.-]*$/.test(first);
  return {
    deadLetters: markdownText([first, ...others].map((name) => (name === '' ? '' : `\`${name}\``)).join(', ')),
    // With one for each group, the sections would be longer than their use.
    onlyLetters: isOne ? first : '',
    kafkaLetters: channel?.broker === 'kafka' && isOne ? first : '',
    retries: (channel?.retryDelays ?? []).map(({ text }) => text).join(', '),
    retention: channel?.retention?.text ?? '',
  };
}

/** A runbook that the catalog names: a link where it is an address of the web, else the path as text. */
export function link(runbook: string | undefined): string {
  if (runbook === undefined) return '';
  return /^https?:\/\/[^\s<>()[\]`"\\]+$/.test(runbook) ? `<${runbook}>` : markdownText(`\`${runbook}\``);
}

/** Text of the catalog as a cell of a table. */
export function cell(text: string): string {
  return markdownText(text).replaceAll('|', '\\|');
}
