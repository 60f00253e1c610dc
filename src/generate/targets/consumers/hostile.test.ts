import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogOf, loadTemplate } from '../../testing/catalog.js';
import { consumersTarget } from './index.js';

const HOSTILE = fc
  .array(
    fc.constantFrom(
      '*/',
      '`',
      '${',
      '}',
      '\n',
      '\u2028',
      "'",
      '"',
      '\\',
      '-->',
      '{{#x}}',
      '{{{y}}}',
      ';throw 1;',
      '|',
      '@x',
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));

function textsWith(text: string): Record<string, string> {
  const quoted = JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return {
    'sagac.yaml': `catalog: ${quoted}\n`,
    'a.json.yaml': `{
      "services": { "desk": { "summary": ${quoted} } },
      "channels": { "c": { "summary": ${quoted}, "deadLetter": { "channel": "c.dead", "owner": ${quoted} } } },
      "events": {
        "Happened": { "version": "1.0.0", "channel": "c", "summary": ${quoted}, "docs": ${quoted}, "wire": ${quoted},
          "payload": { "constructor": { "type": "string", "summary": ${quoted}, "default": ${quoted} }, "__proto__": "string" } },
        "Done": { "version": "1.0.0", "channel": "c", "payload": { "why": { "type": "string", "default": ${quoted} } } }
      },
      "commands": { "Do": { "handler": "desk", "summary": ${quoted}, "payload": {}, "success": "Done" } },
      "flows": { "Flow": { "summary": ${quoted}, "correlation": "constructor",
        "reactions": [{ "on": "Happened", "by": "desk", "emits": "Done", "when": ${JSON.stringify(`Happened.constructor != ${JSON.stringify('x')}`)} }] } }
    }`,
  };
}

/** The code that is left of a file when types, comments and line breaks are gone, with every text in it the same. */
function shapeOf(text: string): string {
  const { code } = transformSync(text, { loader: 'ts', format: 'esm', minifyWhitespace: true });
  return code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');
}

function shapes(text: string): readonly (readonly [string, string])[] {
  const template = (file: string) => loadTemplate('consumers', file);
  const { files } = consumersTarget().generate({
    catalog: catalogOf(textsWith(text)),
    options: {},
    template,
    earlier: () => undefined,
  });
  const code = files.filter(({ path }) => path.endsWith('.ts'));
  return code.map(({ path, text: file }) => [path, shapeOf(file)] as const);
}

describe('texts of a catalog in generated consumers', () => {
  it('never become code', () => {
    const usual = shapes('plain');
    fc.assert(
      fc.property(HOSTILE, (text) => {
        expect(shapes(text)).toEqual(usual);
      }),
      { numRuns: 25, seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });
});
