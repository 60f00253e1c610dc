import { type Diagnostic, didYouMean, type Outcome, type Span } from '../diagnostics/index.js';
import { nodeAt } from '../language/node.js';
import { listed } from '../model/facts/name-list.js';
import type { Catalog, TargetSetting } from '../model/index.js';
import { acceptResult } from './custom/accept-result.js';
import { generateDiagnostic } from './messages.js';
import type { OutputFile, Target, TargetContext, TargetResult } from './target.js';
import { TemplateError } from './template.js';

/** A template of the user: its file relative to the catalog, and its text. */
export interface UserTemplate {
  readonly file: string;
  readonly text: string;
}

/** Templates of the user by the name of the built-in one that each takes the place of. */
export type UserTemplates = ReadonlyMap<string, UserTemplate>;

/** One entry of `generate` with all that it runs with. */
export interface TargetRun {
  readonly catalog: Catalog;
  readonly target: Target;
  readonly setting: TargetSetting;
  /** The target is a module of the user: what it does wrong is told, and no bug of ours. */
  readonly custom: boolean;
  readonly templates: UserTemplates;
  /** The text of a built-in template of the target, or of another one. */
  readonly builtIn: (name: string, of?: string) => string;
  readonly readOutput: ((path: string) => string | undefined) | undefined;
  readonly service: string | undefined;
}

/** Runs one target. What templates and modules of the user do wrong is in the diagnostics; a bug of ours is thrown. */
export function runTarget(run: TargetRun): Outcome<readonly OutputFile[]> {
  try {
    const result: unknown = run.target.generate(contextOf(run));
    const accepted = run.custom ? acceptResult(result, run.catalog) : (result as TargetResult);
    if (typeof accepted === 'string') return failed(moduleProblem(run, accepted));
    return { value: accepted.files, diagnostics: accepted.diagnostics };
  } catch (error) {
    const own = error instanceof TemplateError ? ownTemplate(run, error) : undefined;
    if (own && error instanceof TemplateError) return failed(templateDiagnostic(own, error));
    if (run.custom) return failed(moduleProblem(run, `throws \`${errorText(error)}\``));
    throw error;
  }
}

function contextOf({ catalog, setting, custom, templates, builtIn, readOutput, service }: TargetRun): TargetContext {
  return {
    catalog,
    options: setting.options,
    template(name, of) {
      const own = of === undefined ? templates.get(name) : undefined;
      if (own) return own.text;
      if (custom) throw new Error(`There is no template ${name} in ${setting.templates ?? 'a folder of `templates`'}.`);
      return builtIn(name, of);
    },
    earlier: (path) => readOutput?.(`${setting.out}/${path}`),
    ...(service !== undefined && { service }),
  };
}

function failed(diagnostic: Diagnostic): Outcome<readonly OutputFile[]> {
  return { value: [], diagnostics: [diagnostic] };
}

function ownTemplate({ templates }: TargetRun, { template }: TemplateError): UserTemplate | undefined {
  return [...templates.values()].find(({ text }) => text === template);
}

/** What is wrong with a template of the user, at its place in the file. */
export function templateDiagnostic({ file }: UserTemplate, error: TemplateError): Diagnostic {
  const { start, end, known, missing, message } = error;
  const help = missing === undefined ? undefined : (didYouMean(missing, known) ?? namesHelp(known));
  const span: Span = { file, start, end };
  const params = { file, problem: message };
  return { ...generateDiagnostic('template-broken', span, params, help === undefined ? {} : { help }), input: true };
}

function namesHelp(known: readonly string[]): string {
  return `It gives ${listed(known.map((name) => `\`${name}\``))}.`;
}

function moduleProblem({ setting }: TargetRun, problem: string): Diagnostic {
  return generateDiagnostic('target-module-fails', targetSpan(setting), { target: setting.target, problem });
}

/** The place of an entry's `target`. */
export function targetSpan(setting: TargetSetting): Span {
  return nodeAt(setting.node, 'target')?.span ?? setting.span;
}

/** What was thrown, in a line; anything may be thrown. */
function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (text.split('\n')[0] ?? '').replaceAll('`', "'").slice(0, 300);
}
