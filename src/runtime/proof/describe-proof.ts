import type { Violation } from './evidence.js';
import type { Proof } from './run-proof.js';
import { timelineText } from './timeline-text.js';

const SHOWN = 4;
const LINES = 30;

/** The figures of a proof in one line. */
export function describeProof(name: string, seed: number, { evidence, counts, repeated, tookMs }: Proof): string {
  const { instances, ledger } = evidence;
  const of = (kind: string): number => ledger.filter((line) => line.kind === kind).length;
  const did = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  const entries = instances.reduce((sum, { version }) => sum + version, 0);
  return [
    `${name}, seed ${seed}: ${instances.length} instances (${tally(instances.map(({ status }) => status))})`,
    `${entries} journal entries, ${of('call')} calls, ${of('published')} events and ${of('alerted')} alerts delivered`,
    `${did.join(', ')}; ${repeated} deliveries repeated`,
    `${tally(ledger.flatMap((line) => (line.kind === 'problem' ? [line.problem] : []))) || 'no problem reported'}`,
    `${(tookMs / 1_000).toFixed(1)} s`,
  ].join('; ');
}

/** Everything that is wrong, with the history of the first instances that it concerns. */
export function describeViolations(violations: readonly Violation[], { evidence }: Proof): string {
  const lines = violations.map(
    ({ rule, instance, text }) => `${rule}: ${instance === undefined ? '' : `${instance}: `}${text}`,
  );
  const ids = [...new Set(violations.flatMap(({ instance }) => instance ?? []))].slice(0, SHOWN);
  const rows = evidence.instances.filter(({ id }) => ids.includes(id));
  return [...lines.slice(0, LINES), `(${lines.length} in all)`, ...rows.map(timelineText)].join('\n\n');
}

function tally(items: readonly string[]): string {
  const names = [...new Set(items)].sort();
  return names.map((name) => `${items.filter((item) => item === name).length} ${name}`).join(', ');
}
