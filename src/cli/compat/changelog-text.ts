import type { Comparison, CompatFinding, MessageVerdict } from '../../compat/finding.js';
import { markdownPage, markdownText } from '../../diagnostics/index.js';
import { grouped } from '../../model/grouped.js';
import { carriersText, consequenceLines, titleOf, whoLines } from './words.js';

/** Release notes in Markdown: what breaks first, then what is new, gone, deprecated and changed. */
export function changelogText(catalog: string, comparisons: readonly Comparison[]): string {
  return markdownPage(comparisons.flatMap((comparison) => comparisonBlocks(catalog, comparison)));
}

interface Section {
  readonly title: string;
  readonly has: (finding: CompatFinding) => boolean;
}

/** A finding stands in the first section that it fits. */
const SECTIONS: readonly Section[] = [
  {
    title: 'Breaking',
    has: ({ consequences }) => consequences.some(({ counts, level }) => counts && level === 'break'),
  },
  { title: 'Added', has: ({ id }) => /-added$|^old-major-kept$/.test(id) },
  { title: 'Removed', has: ({ id }) => /-removed$/.test(id) },
  { title: 'Deprecated', has: ({ id }) => /-deprecated$|^sunset-/.test(id) },
  { title: 'Changed', has: () => true },
];

function comparisonBlocks(catalog: string, { against, findings, verdicts }: Comparison): readonly string[] {
  const changes = findings.filter(({ group }) => group !== 'versions');
  const sections = grouped(changes, (finding) => SECTIONS.find(({ has }) => has(finding))?.title ?? '');
  const versions = new Map(verdicts.map((verdict) => [`${verdict.kind} ${verdict.id}`, verdict]));
  const head = `## ${markdownText(catalog)} since ${markdownText(against)}`;
  if (changes.length === 0) return [head, 'Nothing changed.'];
  return [
    head,
    ...SECTIONS.flatMap(({ title }) => {
      const own = sections.get(title) ?? [];
      return own.length === 0 ? [] : [`### ${title}`, groupItems(own, versions, title === 'Breaking')];
    }),
  ];
}

function groupItems(
  findings: readonly CompatFinding[],
  versions: ReadonlyMap<string, MessageVerdict>,
  breaking: boolean,
): string {
  const groups = grouped(findings, titleOf);
  return [...groups]
    .map(([title, same]) => {
      const items = same.map((finding) => `  - ${markdownText(finding.message)}${breaking ? detail(finding) : ''}`);
      return [`- **${markdownText(title)}**${versionOf(same[0], versions)}`, ...items].join('\n');
    })
    .join('\n');
}

function versionOf(finding: CompatFinding | undefined, versions: ReadonlyMap<string, MessageVerdict>): string {
  if (!finding) return '';
  const carried = carriersText(finding);
  const { from, to } = versions.get(`${finding.owner.kind} ${finding.owner.id}`) ?? {};
  const rise =
    from !== undefined && to !== undefined && from !== to ? ` ${markdownText(from)} → ${markdownText(to)}` : '';
  return `${rise}${carried === '' ? '' : ` (${markdownText(carried)})`}`;
}

function detail(finding: CompatFinding): string {
  const lines = [
    ...consequenceLines(finding.consequences, finding.message),
    ...whoLines(finding).map((line) => `Who: ${line}.`),
    ...(finding.instead === undefined ? [] : [`Instead: ${finding.instead}`]),
    ...(finding.accepted ? [`Agreed to: ${finding.accepted.reason}`] : []),
  ];
  return lines.map((line) => `\n    - ${markdownText(line)}`).join('');
}
