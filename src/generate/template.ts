import Handlebars from 'handlebars';

/** What a template sees: text and lists of the same, all made ready in code. */
export type TemplateView = { readonly [key: string]: TemplateValue };
export type TemplateValue = string | boolean | TemplateView | readonly TemplateValue[];

/** A template that is ready to be filled. */
export type Template = (view: TemplateView) => string;

const OPTIONS = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: { each: true, if: true, unless: true, with: true },
};

/**
 * Compiles handlebars text. A name that the view lacks throws, no helper but the four of layout is known, and
 * prototypes cannot be reached. Values are put in as they are: whoever makes the view has encoded them.
 */
export function compileTemplate(text: string): Template {
  const fill = Handlebars.compile(text, OPTIONS);
  const rights = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };
  return (view) => fill(view, rights);
}
