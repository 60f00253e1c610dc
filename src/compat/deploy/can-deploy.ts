import { type Catalog, messagesIn } from '../../model/index.js';
import type { CompatCheck, Direction } from '../check.js';
import { compareCatalogs } from '../compare.js';
import type { Comparison, CompatFinding } from '../finding.js';
import { readersOf, sendersOf } from '../readers/readers-of.js';

/** What runs in an environment: the state of the catalog that a service was built from. */
export interface Deployed {
  readonly service: string;
  /** As the file of deployments says. */
  readonly version: string;
  readonly catalog: Catalog;
}

export interface DeployQuestion {
  readonly service: string;
  /** The state that the service would be deployed with. */
  readonly catalog: Catalog;
  readonly environment: readonly Deployed[];
  readonly checks: readonly CompatCheck[];
  /** As `2026-03-02`. */
  readonly today: string;
}

/** One reason not to deploy: what would go wrong, between which services. */
export interface DeployProblem {
  /** The service beside the one in question; itself where its own data or running sagas are met. */
  readonly with: string;
  readonly version: string;
  /** `reads`: the service cannot read what the other writes; `is-read`: the other way round; `resumes`: its own running sagas. */
  readonly how: 'reads' | 'is-read' | 'resumes';
  readonly message?: string;
  readonly id: string;
  readonly reason: string;
  readonly instead?: string;
}

/** What stands against deploying a service beside what runs there: empty where it can be. */
export function deployProblems(question: DeployQuestion): readonly DeployProblem[] {
  const compared = new Map<Catalog, Comparison>();
  return question.environment.flatMap((other) => {
    const comparison = compared.get(other.catalog) ?? compare(question, other.catalog);
    compared.set(other.catalog, comparison);
    return problemsWith(question, other, comparison);
  });
}

/** What runs is the old state, what would be deployed the new one; services built from the same state share the answer. */
function compare({ catalog, checks, today }: DeployQuestion, old: Catalog): Comparison {
  if (old === catalog) return { against: '', findings: [], verdicts: [] };
  const standing = { newest: true, all: true, mode: 'full' };
  return compareCatalogs(old, catalog, { against: '', checks, today, consumers: 'all', standing, acceptances: [] });
}

function problemsWith(question: DeployQuestion, other: Deployed, { findings }: Comparison): readonly DeployProblem[] {
  const self = { service: question.service, catalog: question.catalog };
  const told =
    (how: DeployProblem['how']) =>
    (found: Broken): DeployProblem => ({ with: other.service, version: other.version, how, ...found });
  return [
    ...findings.flatMap((finding) => unread(finding, 'backward', self, other)).map(told('reads')),
    ...missing(self, other).map(told('reads')),
    ...findings.flatMap((finding) => unread(finding, 'forward', other, self)).map(told('is-read')),
    ...missing(other, self).map(told('is-read')),
    ...(other.service === self.service
      ? findings.flatMap((finding) => stopped(finding, self, other)).map(told('resumes'))
      : []),
  ];
}

type Broken = Pick<DeployProblem, 'message' | 'id' | 'reason' | 'instead'>;
type Party = Pick<Deployed, 'service' | 'catalog'>;

/** The messages in which a change keeps the reader from reading what the writer writes, each by its own state of the catalog. */
function unread(finding: CompatFinding, direction: Direction, reader: Party, writer: Party): readonly Broken[] {
  const reason = brokenIn(finding, direction);
  if (reason === undefined) return [];
  const met = finding.hits.filter((hit) => hit.service === reader.service && hit.direction === direction);
  const messages = [...new Set(met.map(({ message }) => message))].filter((message) => writes(writer, message));
  return messages.map((message) => ({ message, ...brokenBy(finding, reason) }));
}

function brokenIn({ consequences }: CompatFinding, direction: Direction): string | undefined {
  return consequences.find((entry) => entry.counts && entry.level === 'break' && entry.direction === direction)?.reason;
}

function brokenBy({ id, message, instead }: CompatFinding, reason: string): Omit<Broken, 'message'> {
  return { id, reason: `${message} ${reason}`, ...(instead !== undefined && { instead }) };
}

function writes({ catalog, service }: Party, message: string): boolean {
  return sendersOf(catalog, message).some((sender) => sender.service === service);
}

/** What the reader waits for, and the writer, who wrote it when the reader was built, does not write any more. */
function missing(reader: Party, writer: Party): readonly Broken[] {
  if (reader.catalog === writer.catalog) return [];
  return messagesIn(reader.catalog)
    .filter(({ id }) => writes({ ...writer, catalog: reader.catalog }, id) && !writes(writer, id))
    .filter(({ id }) => readersOf(reader.catalog, id).some(({ service }) => service === reader.service))
    .map(({ id }) => ({
      message: id,
      id: 'message-not-written',
      reason: `\`${reader.service}\` waits for \`${id}\`, and this \`${writer.service}\` does not write it.`,
      instead: `Deploy a \`${writer.service}\` that writes it, or change \`${reader.service}\` first.`,
    }));
}

/** Instances of the service's sagas that began under the version that runs go on under the new one. */
function stopped(finding: CompatFinding, { service, catalog }: Party, other: Party): readonly Broken[] {
  const { owner } = finding;
  const reason = owner.kind === 'saga' ? (brokenIn(finding, 'backward') ?? brokenIn(finding, 'forward')) : undefined;
  const saga = catalog.sagas.get(owner.id) ?? other.catalog.sagas.get(owner.id);
  return reason === undefined || saga?.service?.name !== service ? [] : [brokenBy(finding, reason)];
}
