import { compareText } from '../../../diagnostics/index.js';
import { compareSemVer, parseSemVer, type SemVer } from '../../../model/semver.js';
import type { Page } from './pages.js';

/** The versions of one resource that a catalog has room for: the newest, and the newest of each older major. */
export interface Versions {
  readonly newest: Page;
  /** Older majors with their pages, oldest first. */
  readonly olderMajors: readonly { readonly major: number; readonly page: Page }[];
  readonly left: readonly Page[];
}

/** Sorts out the pages of one resource, of which there is one at least. */
export function versionsOf(pages: readonly Page[]): Versions {
  const sorted = [...pages].sort(comparePages);
  const newest = sorted.findLast((page) => !page.isOlder) ?? sorted.at(-1);
  if (!newest) throw new Error('A resource has a page.');
  const top = majorOf(newest);
  const majors = new Map<number, Page>();
  for (const page of sorted) {
    const major = majorOf(page);
    if (page !== newest && major !== undefined && major >= 1 && top !== undefined && major < top)
      majors.set(major, page);
  }
  const olderMajors = [...majors].sort(([a], [b]) => a - b).map(([major, page]) => ({ major, page }));
  const kept = new Set([newest, ...majors.values()]);
  return { newest, olderMajors, left: sorted.filter((page) => !kept.has(page)) };
}

/** The major that a pointer asks for; undefined for `latest`, and for what names none. */
export function majorAsked(range: string | undefined): number | undefined {
  const match = /^[v^~>=\s]*(\d+)(?:\.|$|\s)/.exec(range ?? '');
  return match ? Number(match[1]) : undefined;
}

/** The major of a page; of an export without a version, that of its folder. */
export function majorOf(page: Page): number | undefined {
  const folder = /versioned\/([^/]+)\/index\.mdx?$/.exec(page.file.path)?.[1];
  return majorAsked(page.version ?? folder);
}

/** `1.0` and `2` are versions, too, as older folders have them. */
function semVerOf(text: string | undefined): SemVer | undefined {
  const [, plain = ''] = /^v?(\d+(?:\.\d+){0,2}.*)$/.exec(text ?? '') ?? [];
  const [numbers = '', ...rest] = plain.split(/(?=[-+])/);
  const full = [...numbers.split('.'), '0', '0'].slice(0, 3).join('.');
  return parseSemVer(full + rest.join(''));
}

/** A version as the language takes it. */
export function versionText(text: string | undefined): string | undefined {
  const version = semVerOf(text);
  if (!version) return undefined;
  const { major, minor, patch, pre } = version;
  return `${major}.${minor}.${patch}${pre.length === 0 ? '' : `-${pre.join('.')}`}`;
}

function comparePages(one: Page, other: Page): number {
  const [a, b] = [semVerOf(one.version), semVerOf(other.version)];
  if (a && b) return compareSemVer(a, b) || compareText(one.file.path, other.file.path);
  return Number(a !== undefined) - Number(b !== undefined) || compareText(one.file.path, other.file.path);
}
