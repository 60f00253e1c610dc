import { nodeAt } from '../../../language/node.js';
import { type MessageDef, messagesIn, type SagaDef } from '../../../model/index.js';
import { compareSemVer, parseSemVer } from '../../../model/semver.js';
import { successiveMajors } from '../../facts/versions.js';
import type { Finding, Rule } from '../../rule.js';

/** Versions that are none, or that contradict each other. */
export const invalidVersion: Rule = {
  id: 'invalid-version',
  group: 'versioning',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Disallow versions that are not SemVer or contradict each other.',
  why: `Registries, generators and compatibility checks go by the version. If \`Name@1\` calls itself 2.0.0, or the current definition is older than the major it replaces, each of them believes something else, and the wrong schema is taken for the newer one.

A version follows the grammar of semver.org: three numbers, then perhaps \`-\` and \`+\` with parts that are not empty and numbers without leading zeros. The major of \`Name@1\` is 1, and each version is above those of the majors before it.`,
  bad: `services:
  depot: { owner: team-depot }
events:
  ParcelSorted@1:
    version: 2.3.0
    producer: depot
    payload: { parcelId: uuid }
  ParcelSorted:
    version: 2.0.0
    producer: depot
    payload: { parcelId: uuid, belt: int }
`,
  good: `services:
  depot: { owner: team-depot }
events:
  ParcelSorted@1:
    version: 1.3.0
    producer: depot
    payload: { parcelId: uuid }
  ParcelSorted:
    version: 2.0.0
    producer: depot
    payload: { parcelId: uuid, belt: int }
`,
  check({ catalog, report }) {
    const wrong = new Set<MessageDef | SagaDef>();
    for (const element of [...messagesIn(catalog), ...catalog.sagas.values()]) {
      const finding = ownFinding(element);
      if (!finding) continue;
      wrong.add(element);
      report(finding);
    }
    for (const [older, newer] of successiveMajors(catalog)) {
      // What is wrong by itself is repaired first.
      const finding = wrong.has(older) || wrong.has(newer) ? undefined : orderFinding(older, newer);
      if (finding) report(finding);
    }
  },
};

function ownFinding(element: MessageDef | SagaDef): Finding | undefined {
  const { version } = element;
  if (version === undefined) return undefined;
  const parsed = parseSemVer(version);
  if (!parsed) {
    return {
      ...placeOf(element),
      message: `\`${version}\`, the version of \`${element.id}\`, is not SemVer.`,
      help: 'Write three numbers, such as `1.2.0`; parts behind `-` must not be empty, and numbers have no leading zeros.',
    };
  }
  const major = element.kind === 'saga' ? undefined : element.oldMajor;
  if (major === undefined || parsed.major === major) return undefined;
  return {
    ...placeOf(element),
    message: `\`${element.id}\` is version ${major} by its name and \`${version}\` by its \`version\`.`,
    help: `Write the last version of major ${major}, or call it \`${(element as MessageDef).name}@${parsed.major}\`.`,
  };
}

function orderFinding(older: MessageDef, newer: MessageDef): Finding | undefined {
  if (older.version === undefined || newer.version === undefined) return undefined;
  const [before, now] = [parseSemVer(older.version), parseSemVer(newer.version)];
  if (!before || !now || now.major > before.major) return undefined;
  const isLower = compareSemVer(now, before) <= 0;
  return {
    ...placeOf(newer),
    message: isLower
      ? `\`${newer.id}\` is \`${newer.version}\` and so not above \`${older.id}\`, which is \`${older.version}\`.`
      : `\`${newer.id}\` is \`${newer.version}\`, of the same major as \`${older.id}\`.`,
    help: `Give it a version of major ${before.major + 1} or above${isLower ? '' : `, or delete \`${older.id}\` if its readers can read the newer one`}.`,
    labels: [{ span: placeOf(older).span, text: 'the version before it' }],
  };
}

function placeOf(element: MessageDef | SagaDef) {
  return { span: nodeAt(element.node, 'version')?.span ?? element.nameSpan, element };
}
