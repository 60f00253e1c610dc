import { markdownText } from '../../../diagnostics/index.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
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
    page: `../${sagaPagePath(subject)}`,
    runbook: link(service?.runbook),
    ...channelView(catalog.channels.get(subject)),
  };
}

function channelView(channel: ChannelDef | undefined): TemplateView {
  const letters = channel?.deadLetter === 'none' ? undefined : channel?.deadLetter;
  return {
    deadLetters: letters?.channel ?? '',
    kafkaLetters: channel?.broker === 'kafka' ? (letters?.channel ?? '') : '',
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
