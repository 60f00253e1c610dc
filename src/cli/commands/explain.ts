import { CHECK_GROUPS } from '../../compat/check.js';
import { checkText } from '../../compat/check-text.js';
import { checks } from '../../compat/checks/index.js';
import { type KindText, kindTexts } from '../../compat/schemas/kind-texts/index.js';
import { type CodePage, didYouMean, NO_EXAMPLES, wrapText } from '../../diagnostics/index.js';
import { findCatalog } from '../../language/find-catalog.js';
import { RULE_GROUPS, type Rule } from '../../lint/rule.js';
import { ruleText } from '../../lint/rule-text.js';
import { rules as builtIn } from '../../lint/rules/index.js';
import { grouped } from '../../model/grouped.js';
import { allInvariants } from '../../simulate/invariants/index.js';
import { INVARIANT_SUBJECTS } from '../../simulate/invariants/invariant.js';
import { invariantText } from '../../simulate/invariants/invariant-text.js';
import { rulesAt, tellLeftOut } from '../catalog-rules.js';
import { checkLines } from '../check-lines.js';
import { type CodeText, codeTexts } from '../code-tables.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { listing, namesOf, type Page, section } from '../page.js';
import { problem, refuse } from '../problems.js';
import { columnsOf, painterFor } from '../screen.js';

/** `sagac explain`: what a code means, why it matters, and what it looks like wrong and right. */
export const explainCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('[id]', 'what stands in brackets beside a finding; lists all of them by default')
      .action((id: string | undefined) => perform((context) => explain(context, id)));
  },
};

async function explain(context: CliContext, id: string | undefined): Promise<ExitCode> {
  const page: Page = { columns: columnsOf(context.host, context.io.out), paint: await painterFor(context) };
  const rules = await rulesFor(context, id);
  const text = id === undefined ? overview(page, rules) : explanation(page, rules, id);
  if (text === undefined) return refuse(context, unknownCode(rules, id ?? ''));
  print(context.io.out, text);
  return EXIT.clean;
}

/** The catalog here, if there is one, is asked for rules of its own where `id` means nothing without them. */
async function rulesFor(context: CliContext, id: string | undefined): Promise<readonly Rule[]> {
  if (id !== undefined && namesBeside(builtIn).includes(id)) return builtIn;
  const loaded = await rulesAt(context.host, findCatalog(context.host, context.host.cwd));
  tellLeftOut(context, loaded);
  return loaded.rules;
}

function unknownCode(rules: readonly Rule[], id: string) {
  const help = didYouMean(id, namesBeside(rules));
  return problem('unknown-code', undefined, { id }, help === undefined ? {} : { help });
}

/** All that can be explained where these rules count. */
function namesBeside(rules: readonly Rule[]): readonly string[] {
  return [
    ...[...rules, ...allInvariants, ...checks].map((entry) => entry.id),
    ...allCodes().map((entry) => entry.code),
  ];
}

function overview(page: Page, rules: readonly Rule[]): string {
  const kinds = [...grouped(kindTexts, ({ engine }) => engine)].map(([engine, entries]) => {
    const names = entries.map(({ kind }) => kind);
    return namesOf(page, `differences of ${engine}`, names);
  });
  const codes = codeTexts().map(({ code }) => code);
  const listings = [...ruleListings(page, rules), ...invariantListings(page), ...checkListings(page)];
  return [...listings, ...kinds, namesOf(page, 'other codes', codes)].join('\n\n');
}

function ruleListings(page: Page, rules: readonly Rule[]): readonly string[] {
  return [...RULE_GROUPS, 'custom'].flatMap((group) => {
    const members = rules.filter((rule) => rule.group === group);
    const rows = members.map((rule) => [rule.id, rule.preset, rule.severity, rule.fixable ?? '', rule.summary]);
    return listing(page, group, ['rule', 'preset', 'severity', 'fix', ''], rows);
  });
}

function invariantListings(page: Page): readonly string[] {
  return INVARIANT_SUBJECTS.flatMap((about) => {
    const members = allInvariants.filter((invariant) => invariant.about === about);
    const rows = members.map(({ id, severity, summary }) => [id, severity, summary]);
    return listing(page, `simulated ${about}`, ['invariant', 'severity', ''], rows);
  });
}

function checkListings(page: Page): readonly string[] {
  return CHECK_GROUPS.flatMap((group) => {
    const members = checks.filter((check) => check.group === group);
    const rows = members.map(({ id, summary }) => [id, summary]);
    return listing(page, `changes of ${group}`, ['change', ''], rows);
  });
}

function explanation(page: Page, rules: readonly Rule[], id: string): string | undefined {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule) return rulePage(page, rule);
  const invariant = allInvariants.find((candidate) => candidate.id === id);
  if (invariant) return pageLines(page, invariantText(invariant)).join('\n');
  const check = checks.find((candidate) => candidate.id === id);
  if (check) return checkLines(page, checkText(check)).join('\n');
  const entries = allCodes().filter((entry) => entry.code === id);
  return entries.length === 0 ? undefined : entries.map((entry) => codeText(page, entry)).join('\n');
}

function rulePage(page: Page, rule: Rule): string {
  const text = ruleText(rule);
  const options = text.options.map(([name, value]) => `${name}: ${value}`);
  return [
    ...pageLines(page, text),
    ...section(page, 'Options', options),
    ...section(page, 'Settings', [`in sagac.yaml   ${text.setting}`, `in one place    ${text.comment}`]),
  ].join('\n');
}

function pageLines(page: Page, { id, facts, summary, why, examples }: CodePage): readonly string[] {
  const { paint, columns } = page;
  const shown =
    examples === undefined
      ? ['', ...wrapText(NO_EXAMPLES, columns)]
      : [
          ...(examples.settings === undefined ? [] : section(page, 'sagac.yaml', examples.settings.split('\n'))),
          ...section(page, 'Wrong', examples.bad.split('\n'), 'red'),
          ...section(page, 'Right', examples.good.split('\n'), 'green'),
        ];
  return [
    paint('bold', id),
    paint('dim', facts.join(' · ')),
    '',
    ...wrapText(summary, columns),
    ...section(page, 'Why', wrapText(why.join('\n\n'), columns - 2)),
    ...shown,
  ];
}

/** Codes, and kinds of differences between schemas: these have all that a code has. */
function allCodes(): readonly CodeText[] {
  return [...codeTexts(), ...kindTexts.map(codeOfKind)];
}

function codeOfKind({ kind, engine, effect, message, help }: KindText): CodeText {
  return { code: kind, stage: engine, severity: effect, message, ...(help !== undefined && { help }) };
}

function codeText(page: Page, entry: CodeText): string {
  const { paint, columns } = page;
  return [
    paint('bold', entry.code),
    paint('dim', `${entry.severity} · ${entry.stage}`),
    '',
    ...wrapText(entry.message, columns),
    ...(entry.note === undefined ? [] : section(page, 'Why', wrapText(entry.note, columns - 2))),
    ...(entry.help === undefined ? [] : section(page, 'What to do', wrapText(entry.help, columns - 2))),
    '',
  ].join('\n');
}
