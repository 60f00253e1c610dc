import type { CatalogRules } from '../../custom-rules.js';
import { loadRules } from '../../custom-rules.js';
import { printable } from '../../diagnostics/index.js';
import { unifiedDiff } from '../../generate/write/line-diff.js';
import type { Rule } from '../../lint/rule.js';
import { isError, readCatalog } from '../../pipeline.js';
import { type ExampleProblem, tryExamples } from '../../rule-examples.js';
import { unknownRules } from '../catalog-rules.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { locateCatalog } from '../paths.js';
import { problem, refuse } from '../problems.js';
import { plural } from '../reporters/summary.js';
import { type Painter, painterFor } from '../screen.js';
import { tellProblems } from '../tell-problems.js';
import { collect } from '../values.js';

interface TestFlags {
  readonly rule?: readonly string[];
}

/** `sagac test-rules`: runs the examples of a catalog's own rules. */
export const testRulesCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('[dir]', 'folder of the catalog')
      .option('--rule <id>', 'test this rule only; may be repeated', collect)
      .addHelpText('after', HELP)
      .action((dir: string | undefined, flags: TestFlags) => perform((context) => testRules(context, dir, flags)));
  },
};

const HELP = `
A rule passes when it finds something in its bad example and nothing in its good one, when
nothing else is wrong with either, and when fixing bad gives good where the rule can repair.

Exit codes: 0 all rules pass, 1 a rule does not, 2 a rule cannot be loaded.`;

async function testRules(context: CliContext, dir: string | undefined, flags: TestFlags): Promise<ExitCode> {
  const { host } = context;
  const { value: root, diagnostics: missing } = locateCatalog(host, dir);
  if (root === undefined) return refuse(context, ...missing);
  const read = await readCatalog(host, root);
  const loaded = read.catalog && (await loadRules(host, root, read.catalog));
  const broken = [...(loaded ? loaded.diagnostics : read.diagnostics)].filter(isError);
  tellProblems(context, root, broken);
  if (!loaded) return EXIT.input;
  const own = customRules(loaded);
  const unknown = unknownRules(flags.rule ?? [], own);
  if (unknown.length > 0) return refuse(context, ...unknown);
  const rules = own.filter(({ id }) => flags.rule?.includes(id) ?? true);
  if (rules.length === 0 && broken.length === 0)
    return refuse(context, problem('no-custom-rules', undefined, undefined));
  const passed = await runAll(context, loaded, rules);
  if (broken.length > 0) return EXIT.input;
  return passed ? EXIT.clean : EXIT.findings;
}

function customRules({ rules, plugins }: CatalogRules): readonly Rule[] {
  return rules.filter(({ id }) => plugins.has(id));
}

/** Whether all pass. */
async function runAll(context: CliContext, loaded: CatalogRules, rules: readonly Rule[]): Promise<boolean> {
  const paint = await painterFor(context);
  let failed = 0;
  for (const rule of rules) {
    const plugin = loaded.plugins.get(rule.id);
    const problems = plugin ? await tryExamples(rule, plugin) : [];
    if (problems.length > 0) failed++;
    print(context.io.out, resultText(paint, rule, plugin?.name ?? '', problems));
  }
  const sum = failed === 0 ? 'all pass' : `${failed} ${failed === 1 ? 'fails' : 'fail'}`;
  print(context.io.err, `${plural(rules.length, 'rule')}, ${sum}.`);
  return failed === 0;
}

function resultText(paint: Painter, rule: Rule, plugin: string, problems: readonly ExampleProblem[]): string {
  const mark = problems.length === 0 ? paint('green', 'pass') : paint('red', 'fail');
  const head = `${mark}  ${rule.id}  ${paint('dim', plugin)}`;
  return [head, ...problems.flatMap((entry) => problemLines(paint, entry))].join('\n');
}

function problemLines(paint: Painter, { example, text, lines, difference }: ExampleProblem): readonly string[] {
  const diff = difference ? unifiedDiff('good', difference.fixed, difference.good).trimEnd().split('\n') : [];
  const legend = difference ? [paint('dim', '- is what fixing gives, + is what `good` says')] : [];
  const colon = lines.length > 0 || difference ? ':' : '.';
  return [
    `      \`${example}\` ${text}${colon}`,
    ...[...legend, ...lines.map(printable), ...diff].map((line) => `        ${line}`),
  ];
}
