import { describe, expect, it } from 'vitest';
import { templates } from '../templates.generated.js';
import { templateText } from '../templates.js';
import { compileTemplate, TemplateError, templateProblem } from './template.js';

function fault(text: string, view: Parameters<ReturnType<typeof compileTemplate>>[0] = {}) {
  try {
    compileTemplate(text)(view);
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { message, start, end, known } = error;
    return { message, at: text.slice(start, end), ...(known.length > 0 && { known }) };
  }
}

describe('compileTemplate', () => {
  it('puts values in as they are', () => {
    expect(compileTemplate('{{#each a}}<{{this}}>{{/each}}{{b.c}}')({ a: ['1', '&'], b: { c: 'x' } })).toBe('<1><&>x');
  });

  it.each([
    ['{{no}}', 'no'],
    ['line\n  {{a.no}}', 'a.no'],
    ['{{#if no}}x{{/if}}', 'no'],
    ['{{#unless no}}x{{/unless}}', 'no'],
    ['{{#each no}}x{{/each}}', 'no'],
    ['{{#with a.no}}x{{/with}}', 'a.no'],
  ])('says where %j asks for what the view lacks', (text, at) => {
    expect(fault(text, { a: { b: '1' } })).toEqual({
      message: `the target gives no \`${at.replace('a.', '')}\` here`,
      at,
      known: ['a', 'b'],
    });
  });

  it.each([
    ['a\n{{#if x}}b', 'a `{{...}}` is not closed, or holds what Handlebars cannot read'],
    ['{{', 'a `{{...}}` is not closed, or holds what Handlebars cannot read'],
    ['{{#if x}}{{/each}}', "if doesn't match each"],
    ['{{upper x}}', 'there is no helper `upper`: `each`, `if`, `unless` and `with` are all'],
  ])('tells what is wrong with the text %j', (text, message) => {
    expect(fault(text, { x: '' })?.message).toBe(message);
    expect(templateProblem(text)?.message).toBe(message);
  });

  it('reaches no prototypes', () => {
    expect(compileTemplate('<{{a.constructor}}>')({ a: {} })).toBe('<>');
  });

  it('knows no partials', () => {
    expect(fault('{{> p}}')?.message).toBe('there is no partial `p`: a template stands alone');
  });

  it.each(Object.keys(templates).filter((path) => path.endsWith('.hbs')))('finds nothing wrong with %s', (path) => {
    expect(templateProblem(templateText(path))).toBeUndefined();
  });
});
