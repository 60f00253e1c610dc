import { type Catalog, type Element, messageById, messagesIn } from '../../../model/index.js';
import { ALLOW_OPTION, allowedNames } from '../../facts/options.js';
import { type NamedVersion, versionIn } from '../../lexicon/version-in-name.js';
import type { Finding, Rule } from '../../rule.js';

/** The version is no part of what something is called. */
export const versionInName: Rule = {
  id: 'version-in-name',
  group: 'versioning',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow versions in the names of messages and types.',
  why: `\`OrderPlacedV2\` is another event to everybody but its author: nothing says that it follows \`OrderPlaced\`, no tool compares the two, and every consumer, saga and dashboard has to be changed for a new field. Keep the name, raise \`version\`, and let an older major that is still in use stand beside it as \`OrderPlaced@1\`.

A version is \`V2\`, \`_v2\` or \`Version2\` at the end of a name, also before a last word such as \`Event\`, or \`V2\` at its beginning; in the middle, or as a mere number at the end, only where the name without it is there, too. \`Ipv4Assigned\`, \`Web3WalletLinked\`, \`Oauth2TokenIssued\` and \`Level2Approved\` are names. Not judged are older majors, names on the wire, and types that only older majors use. The option \`allow\` lists names that are as the business has them.`,
  options: ALLOW_OPTION,
  bad: `services:
  grid: { owner: team-grid }
types:
  ReadingV2: { fields: { kilowattHours: decimal(12.3), takenAt: timestamp } }
events:
  MeterReadV2:
    version: 1.0.0
    producer: grid
    payload: { meterId: uuid, reading: ReadingV2 }
`,
  good: `services:
  grid: { owner: team-grid }
types:
  Reading: { fields: { kilowattHours: decimal(12.3), takenAt: timestamp } }
events:
  MeterRead:
    version: 2.0.0
    producer: grid
    payload: { meterId: uuid, reading: Reading }
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    const suspects = [...messagesIn(catalog), ...catalog.types.values()].filter(
      ({ id }) => /[vn]_?\d|\d$/i.test(id) && !id.includes('@') && !allowed.has(id),
    );
    if (suspects.length === 0) return;
    const kept = typesOfOldMajors(catalog);
    const isName = (name: string) => messageById(catalog, name) !== undefined || catalog.types.has(name);
    for (const element of suspects) {
      const version = element.kind === 'type' && kept.has(element.id) ? undefined : versionIn(element.id, isName);
      if (version) report(findingFor(element, version, isName(version.rest)));
    }
  },
};

function findingFor(element: Element, { text, rest }: NamedVersion, isThere: boolean): Finding {
  return {
    span: element.nameSpan,
    message: `The ${element.kind} \`${element.id}\` has a version in its name: \`${text}\`.`,
    element,
    help: helpFor(element, rest, isThere),
  };
}

function helpFor(element: Element, rest: string, isThere: boolean): string {
  if (element.kind === 'type') {
    return isThere
      ? `Merge it with \`${rest}\`, or name it for what it has that \`${rest}\` has not.`
      : `Call it \`${rest}\`.`;
  }
  return isThere
    ? `Let it be \`${rest}\` with a higher \`version\`, and keep what is \`${rest}\` now as \`${rest}@1\` as long as somebody reads it.`
    : `Call it \`${rest}\` and raise its \`version\`; if the broker needs the old name, keep that as \`wire\`.`;
}

/** Types have no majors of their own: what only an older message uses has to be told apart by its name. */
function typesOfOldMajors(catalog: Catalog): ReadonlySet<string> {
  const old = new Set<string>();
  const current = new Set<string>();
  for (const { ref, target, from } of catalog.references) {
    if (target === 'type') (from.id.includes('@') ? old : current).add(ref.name);
  }
  return new Set([...old].filter((name) => !current.has(name)));
}
