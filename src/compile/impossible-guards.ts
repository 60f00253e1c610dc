import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { OPPOSITE } from '../model/data-flow/either-way.js';
import { guardToCel } from '../model/data-flow/guard.js';
import { certaintyOf, type Seen } from '../model/data-flow/seen.js';
import { grouped } from '../model/grouped.js';
import type { Catalog } from '../model/index.js';
import { type Comparison, type Literal, placeType, whyNoValue } from './guard-values.js';
import { type GuardTest, waysToHold } from './guard-ways.js';
import { pathOf } from './unasked-reads.js';

/**
 * Why a guard never holds where that much has been seen, as the end of a sentence. Undefined where it may hold, and where it is
 * not understood: what is wrong with it then is for `checkGuards` to say.
 */
export function whyNeverHolds(catalog: Catalog, seen: Seen, guard: string): string | undefined {
  const condition = parsed(guardToCel(guard));
  const ways = condition && waysToHold(condition);
  if (ways === undefined) return undefined;
  if (ways.length === 0) return 'it is always false';
  const reasons = ways.map((tests) => whyNot(catalog, seen, tests));
  return reasons.every((reason) => reason !== undefined) ? [...new Set(reasons)].join(', and ') : undefined;
}

const environment = new Environment();

function parsed(cel: string): ASTNode | undefined {
  try {
    return environment.parse(cel).ast;
  } catch {
    return undefined;
  }
}

/** Why these tests do not all come out as said. */
function whyNot(catalog: Catalog, seen: Seen, tests: readonly GuardTest[]): string | undefined {
  return whyNotPresent(catalog, seen, tests) ?? whyNotEqual(catalog, seen, tests);
}

/** What is certain to be there can not be missing, and nothing is there and missing at once. */
function whyNotPresent(catalog: Catalog, seen: Seen, tests: readonly GuardTest[]): string | undefined {
  const asked = tests.flatMap(({ node, holds }) => {
    const path = askedFor(node);
    return path ? [{ path, name: path.join('.'), holds }] : [];
  });
  for (const { path, name, holds } of asked) {
    if (!holds && isAlwaysThere(catalog, seen, path)) {
      return path.length === 1 ? `\`${name}\` has always come by then` : `\`${name}\` is always there`;
    }
    if (holds && asked.some((other) => other.name === name && !other.holds)) {
      return `\`${name}\` cannot be there and missing`;
    }
  }
  return undefined;
}

/** The path that `has(...)` or `"Name" in seen` asks for. */
function askedFor(node: ASTNode): readonly string[] | undefined {
  if (node.op === 'call' && node.args[0] === 'has' && node.args[1][0]) return pathOf(node.args[1][0]);
  if (node.op !== 'in') return undefined;
  const [name, map] = node.args;
  const isOfMessages = map.op === 'id' && map.args === 'seen';
  return isOfMessages && name.op === 'value' && typeof name.args === 'string' ? [name.args] : undefined;
}

function isAlwaysThere(catalog: Catalog, seen: Seen, path: readonly string[]): boolean {
  const [root = ''] = path;
  if (!seen.variables.has(root) && certaintyOf(seen, root) !== 'certain') return false;
  return path.length === 1 ? true : placeType(catalog, seen, path)?.optional === false;
}

/** Comparisons of one place with values, which no value of its type passes. */
function whyNotEqual(catalog: Catalog, seen: Seen, tests: readonly GuardTest[]): string | undefined {
  const found = tests.flatMap((test) => comparisonOf(test) ?? []);
  for (const [name, group] of grouped(found, ({ path }) => path.join('.'))) {
    const place = group[0] && placeType(catalog, seen, group[0].path);
    const comparisons = group.map(({ comparison }) => comparison);
    const why = place && whyNoValue(name, place, comparisons);
    if (why !== undefined) return why;
  }
  return undefined;
}

interface Found {
  readonly path: readonly string[];
  readonly comparison: Comparison;
}

function comparisonOf({ node, holds }: GuardTest): Found | undefined {
  const plain = pathOf(node);
  if (plain) return { path: plain, comparison: { op: '==', values: [holds], text: textOf(node, holds) } };
  if (node.op === 'in') return membership(node, holds);
  if (!isComparison(node)) return undefined;
  const [left, right] = node.args;
  const op = holds ? node.op : OPPOSITE[node.op];
  const text = textOf(node, holds);
  const [path, value] = [pathOf(left), literalOf(right)];
  if (path && value !== undefined) return { path, comparison: { op, values: [value], text } };
  const [other, first] = [pathOf(right), literalOf(left)];
  return other && first !== undefined
    ? { path: other, comparison: { op: TURNED[op], values: [first], text } }
    : undefined;
}

function membership(node: Extract<ASTNode, { readonly op: 'in' }>, holds: boolean): Found | undefined {
  const [left, right] = node.args;
  const path = pathOf(left);
  if (path === undefined || right.op !== 'list') return undefined;
  const values = right.args.map(literalOf);
  if (values.some((value) => value === undefined)) return undefined;
  const known = values.filter((value) => value !== undefined);
  return { path, comparison: { op: holds ? 'in' : 'not in', values: known, text: textOf(node, holds) } };
}

type ComparisonNode = Extract<ASTNode, { readonly op: keyof typeof OPPOSITE }>;

const TURNED = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function isComparison(node: ASTNode): node is ComparisonNode {
  return node.op in OPPOSITE;
}

function textOf(node: ASTNode, holds: boolean): string {
  const text = node.input.slice(node.range.start, node.range.end).trim();
  return holds ? text : `!(${text})`;
}

function literalOf(node: ASTNode): Literal | undefined {
  if (node.op === '-_') {
    const value = literalOf(node.args);
    return typeof value === 'number' ? -value : undefined;
  }
  if (node.op !== 'value') return undefined;
  const { args: value } = node;
  if (typeof value === 'bigint') return Number(value);
  return value === null || ['string', 'number', 'boolean'].includes(typeof value) ? (value as Literal) : undefined;
}
