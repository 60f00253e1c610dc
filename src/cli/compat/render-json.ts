import type { Comparison, CompatFinding } from '../../compat/finding.js';
import type { Span } from '../../diagnostics/index.js';
import { createJsonPlaces } from '../reporters/places.js';
import { findingsOf, tallyOf } from './tally.js';
import { type CompatRenderer, oldSpan } from './view.js';

type Place = (span: Span) => object;

/** The report as `schemas/compat-report.schema.json` describes it; `version` rises when a reader would break. */
export const renderJson: CompatRenderer = (report, view) => {
  const place = createJsonPlaces(view.sources, view.base);
  const summary = tallyOf(findingsOf(report));
  const json = {
    version: 1,
    tool: { name: 'sagac', version: view.version },
    subject: view.subject,
    compatible: summary.errors === 0,
    summary,
    comparisons: report.comparisons.map((comparison) => comparisonOf(comparison, place)),
    acceptance: report.acceptance.map((finding) => findingOf(finding, '', place)),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
};

function comparisonOf({ against, findings, verdicts }: Comparison, place: Place): object {
  return { against, verdicts, findings: findings.map((finding) => findingOf(finding, against, place)) };
}

/** A type may be in every message and have hundreds of changes: each tells the beginning of such lists, and how long they are. */
const MOST_LISTED = 100;

function findingOf(finding: CompatFinding, against: string, place: Place): object {
  const { old, new: now, accepted, carriers, hits, ...plain } = finding;
  return {
    ...plain,
    carriers: carriers.slice(0, MOST_LISTED),
    ...(carriers.length > MOST_LISTED && { carriersLeftOut: carriers.length - MOST_LISTED }),
    hits: hits.slice(0, MOST_LISTED),
    ...(hits.length > MOST_LISTED && { hitsLeftOut: hits.length - MOST_LISTED }),
    ...(old && { old: place(oldSpan(old, against)) }),
    ...(now && { new: place(now) }),
    ...(accepted && {
      accepted: {
        reason: accepted.reason,
        date: accepted.date,
        ...(accepted.until !== undefined && { until: accepted.until }),
      },
    }),
  };
}
