import { createLineMap, type Diagnostic } from './diagnostics/index.js';
import { fixInRounds } from './lint/fix.js';
import type { Rule } from './lint/rule.js';
import { lintCatalog } from './lint/run.js';
import { createMemoryHost } from './memory-host.js';
import type { PluginFile } from './model/index.js';
import { lintTools, readCatalog } from './pipeline.js';

/** What is wrong with an example of a rule. */
export interface ExampleProblem {
  readonly example: 'bad' | 'good';
  /** The rest of a sentence about the example. */
  readonly text: string;
  /** What was said where something else was expected, a line each. */
  readonly lines: readonly string[];
  /** What fixing gave and what it should have given, where these differ. */
  readonly difference?: { readonly fixed: string; readonly good: string };
}

const FOLDER = '/catalog';
const FILE = 'definitions.yaml';
/** The day on which examples are judged. */
const DAY = '2026-06-01';

interface ExampleRun {
  /** What is said before the rule looks. */
  readonly before: readonly Diagnostic[];
  readonly findings: readonly Diagnostic[];
}

/**
 * Runs a rule alone over its own examples: in `bad` it finds something and nobody else does, in `good` nothing is found,
 * and where it can repair, fixing `bad` gives `good` to the letter.
 */
export async function tryExamples(rule: Rule, plugin: PluginFile): Promise<readonly ExampleProblem[]> {
  const [bad, good] = [await runOn(rule, plugin, rule.bad), await runOn(rule, plugin, rule.good)];
  const broken = [...brokenExample('bad', bad, rule.bad), ...brokenExample('good', good, rule.good)];
  if (broken.length > 0) return broken;
  const faults = bad.findings.filter(({ code }) => code !== rule.id);
  return [
    ...problem('bad', 'must be found by the rule, which fails', faults, rule.bad),
    ...(bad.findings.length === 0 ? [{ example: 'bad', text: 'gives no finding', lines: [] } as const] : []),
    ...problem('good', 'must give no finding, but does', good.findings, rule.good),
    ...(await fixProblems(rule, plugin, bad.findings)),
  ];
}

async function runOn(rule: Rule, plugin: PluginFile, definitions: string): Promise<ExampleRun> {
  const settings = rule.settings ?? 'catalog: example\n';
  const host = createMemoryHost({ [`${FOLDER}/sagac.yaml`]: settings, [`${FOLDER}/${FILE}`]: definitions });
  const { catalog, diagnostics } = await readCatalog(host, FOLDER);
  if (!catalog) return { before: diagnostics, findings: [] };
  const only = { only: [rule.id], rules: [rule], plugins: new Map([[rule.id, plugin]]), today: DAY };
  return { before: diagnostics, findings: lintCatalog(catalog, { ...only, ...(await lintTools(catalog)) }) };
}

function brokenExample(example: 'bad' | 'good', { before }: ExampleRun, text: string): readonly ExampleProblem[] {
  return problem(example, 'is wrong before the rule looks at it', before, text);
}

function problem(
  example: 'bad' | 'good',
  text: string,
  diagnostics: readonly Diagnostic[],
  source: string,
): readonly ExampleProblem[] {
  return diagnostics.length === 0 ? [] : [{ example, text, lines: diagnostics.map((entry) => lineOf(entry, source)) }];
}

/** The place counts lines in the example. */
function lineOf({ span, message, severity }: Diagnostic, source: string): string {
  if (span?.file !== FILE) return `${severity}: ${message}`;
  const { line, column } = createLineMap(source).positionAt(span.start);
  return `${line}:${column}: ${severity}: ${message}`;
}

async function fixProblems(
  rule: Rule,
  plugin: PluginFile,
  findings: readonly Diagnostic[],
): Promise<readonly ExampleProblem[]> {
  const given = [...new Set(findings.flatMap(({ fix }) => fix?.safety ?? []))];
  if (given.join() !== (rule.fixable ?? '')) {
    const said = rule.fixable === undefined ? 'does not say that it can repair' : `says \`fixable: ${rule.fixable}\``;
    const gives = given.length === 0 ? 'no fix' : `a fix that is ${given.join(' or ')}`;
    return [{ example: 'bad', text: `gets ${gives}, and the rule ${said}`, lines: [] }];
  }
  if (given.length === 0) return [];
  const fixed = await fixedBy(rule, plugin);
  if (fixed === rule.good) return [];
  return [
    { example: 'bad', text: 'is not `good` once it is fixed', lines: [], difference: { fixed, good: rule.good } },
  ];
}

async function fixedBy(rule: Rule, plugin: PluginFile): Promise<string> {
  const isFinding = ({ code }: Diagnostic) => code === rule.id;
  const rounds = fixInRounds(new Map([[FILE, rule.bad]]), { unsafe: true, isFinding });
  let next = rounds.next([]);
  while (!next.done) {
    const { before, findings } = await runOn(rule, plugin, next.value.get(FILE) ?? '');
    next = rounds.next([...before, ...findings]);
  }
  return next.value.texts.get(FILE) ?? '';
}
