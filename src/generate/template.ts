import Handlebars from 'handlebars';

/** What a template sees: text and lists of the same, all made ready in code. */
export type TemplateView = { readonly [key: string]: TemplateValue };
export type TemplateValue = string | boolean | TemplateView | readonly TemplateValue[];

/** A template that is ready to be filled. */
export type Template = (view: TemplateView) => string;

/** Why a template cannot be filled; whoever gave its text has made the mistake. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  constructor(
    message: string,
    /** The whole text of the template. */
    readonly template: string,
    /** Where in `template`, in UTF-16 units. */
    readonly start: number,
    readonly end: number,
    /** Names that the view has, where one was asked for that it lacks. */
    readonly known: readonly string[] = [],
    /** The name that is missing. */
    readonly missing?: string,
  ) {
    super(message);
  }
}

const OPTIONS = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: { each: true, if: true, unless: true, with: true },
};

const RIGHTS = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

/** Templates by their file names, each compiled once. `load` gives their texts. */
export function compiledTemplates(load: (name: string) => string): (name: string) => Template {
  const compiled = new Map<string, Template>();
  return (name) => {
    const template = compiled.get(name) ?? compileTemplate(load(name));
    compiled.set(name, template);
    return template;
  };
}

/**
 * Compiles handlebars text. A name that the view lacks throws, no helper but the four of layout is known, and
 * prototypes cannot be reached. Values are put in as they are: whoever makes the view has encoded them.
 * What is wrong with the text is a `TemplateError` when it is filled for the first time.
 */
export function compileTemplate(text: string): Template {
  let fill: Handlebars.TemplateDelegate | undefined;
  return (view) => {
    try {
      fill ??= Handlebars.compile(strictTree(text), OPTIONS);
      return fill(view, RIGHTS);
    } catch (error) {
      throw templateError(text, error, view);
    }
  };
}

/** What is wrong with the text itself, whatever it is filled with; undefined where nothing is. */
export function templateProblem(text: string): TemplateError | undefined {
  try {
    Handlebars.precompile(strictTree(text), OPTIONS);
    return undefined;
  } catch (error) {
    return templateError(text, error);
  }
}

/** Handlebars is strict about what it prints, and by default not about what it asks: `{{#if typo}}` would be false. */
function strictTree(text: string): hbs.AST.Program {
  const tree = Handlebars.parse(text);
  new StrictParams().accept(tree);
  return tree;
}

class StrictParams extends Handlebars.Visitor {
  override PathExpression(path: hbs.AST.PathExpression): void {
    (path as { strict?: boolean }).strict = true;
  }
}

/** Handlebars gives a line and column of its tree, or names the line in its message. */
function templateError(text: string, error: unknown, view: TemplateView = {}): TemplateError {
  const { message, lineNumber, column, endColumn } = error as Partial<ErrorOfHandlebars>;
  const said = message ?? String(error);
  const line = lineNumber ?? Number(/ on line (\d+)/.exec(said)?.[1] ?? 1);
  const lines = text.split('\n');
  const lineStart = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const length = lines[line - 1]?.length ?? 0;
  const start = lineStart + Math.min(column ?? 0, length);
  const end = Math.max(start, lineStart + Math.min(endColumn ?? length, length));
  const missing = /^"(.*)" not defined in /.exec(said)?.[1];
  if (missing === undefined) return new TemplateError(sentenceOf(said), text, start, end);
  return new TemplateError(`the target gives no \`${missing}\` here`, text, start, end, namesIn(view), missing);
}

interface ErrorOfHandlebars {
  readonly message: string;
  readonly lineNumber?: number;
  readonly column?: number;
  readonly endColumn?: number;
}

/** The parser draws an arrow and lists its tokens, which helps nobody who does not know its grammar. */
function sentenceOf(message: string): string {
  const helper = /unknown helper (\S+)/.exec(message)?.[1];
  if (helper !== undefined)
    return `there is no helper \`${helper}\`: \`each\`, \`if\`, \`unless\` and \`with\` are all`;
  const partial = /^The partial (\S+) could not be found/.exec(message)?.[1];
  if (partial !== undefined) return `there is no partial \`${partial}\`: a template stands alone`;
  if (/^(Parse|Lexical) error/.test(message)) return 'a `{{...}}` is not closed, or holds what Handlebars cannot read';
  return (message.split('\n')[0] ?? '').replace(/ - \d+:\d+$/, '').replaceAll('`', "'");
}

/** Names of a view and of what is in it, as a template would write them, sorted and each once. */
function namesIn(view: TemplateView): readonly string[] {
  const names = new Set<string>();
  const visit = (value: TemplateValue | undefined) => {
    if (Array.isArray(value)) visit(value[0]);
    else if (typeof value === 'object') {
      for (const [name, inner] of Object.entries(value)) {
        names.add(name);
        visit(inner);
      }
    }
  };
  visit(view);
  return [...names].sort();
}
