import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { mdxjs } from 'micromark-extension-mdxjs';
import { describe, expect, it } from 'vitest';
import { catalogOf } from '../../testing/catalog.js';
import { mdxMarkdown, mdxText } from './mdx-text.js';
import { EVERY_STEP } from './testing/every-step.js';
import { folderOf } from './testing/folder.js';

interface Tree {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: string;
  readonly children?: readonly Tree[];
}

function parse(text: string): Tree {
  return fromMarkdown(text, { extensions: [mdxjs()], mdastExtensions: [mdxFromMarkdown()] }) as Tree;
}

/** Everything in a page that MDX would run. */
function live(tree: Tree): readonly string[] {
  const inner = (tree.children ?? []).flatMap(live);
  if (/^mdxJsx/.test(tree.type)) return [`<${tree.name}>`, ...inner];
  if (/^mdx/.test(tree.type)) return [isString(tree.value) ? 'text' : `{${tree.value}}`, ...inner];
  return inner;
}

function isString(value: string | undefined): boolean {
  try {
    return typeof JSON.parse(value ?? '') === 'string';
  } catch {
    return false;
  }
}

const hostile = fc.array(
  fc.constantFrom(
    ...[
      '<',
      '>',
      '{',
      '}',
      '`',
      '``',
      '```',
      '~~~',
      '\n',
      '\n\n',
      ' ',
      '    ',
      '- ',
      '> ',
      '1. ',
      '|',
      '\\',
      '"',
      "'",
      '$',
    ],
    ...[
      'import x from "y"',
      'export const a = 1',
      '<b>',
      '</b>',
      '<!--',
      '-->',
      '{alert(1)}',
      '[a](<b>)',
      '# ',
      'word',
      '&lt;',
      '\t',
      '*/',
    ],
  ),
  { maxLength: 24 },
);

describe('text in MDX', () => {
  it('never is code, whatever stands in it', () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const text = parts.join('');
        const page = `---\n\n${mdxText(text)}\n\n${mdxMarkdown(text)}\n\n| | |\n|---|---|\n| a | ${mdxText(text)} |\n\n<NodeGraph />\n`;
        const found = live(parse(page)).filter((entry) => entry !== '<code>' && entry !== 'text');
        expect(found).toEqual(['<NodeGraph>']);
      }),
      { numRuns: 400, seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });

  it('keeps Markdown, and code with its brackets', () => {
    expect(mdxMarkdown('See `map<string>`, **not** {this}.\n\n~~~ts\nconst a = {};\n~~~')).toBe(
      'See <code>{"map\\u003cstring\\u003e"}</code>, **not** &#123;this&#125;.\n\n```ts\nconst a = {};\n```',
    );
    expect(mdxText('a *b* `c`')).toBe('a \\*b\\* `c`');
    expect(mdxMarkdown('\\``<``')).toBe('&#92;<code>{"\\u003c"}</code>');
  });

  it('is harmless in every page of a catalog with hostile texts', () => {
    const pages = [...folderOf(catalogOf(EVERY_STEP))].filter(([path]) => path.endsWith('.mdx'));
    for (const [path, text] of pages) {
      const body = text.slice(text.indexOf('\n---\n') + 5);
      const known = ['<NodeGraph>', '<SchemaViewer>', '<code>', 'text'];
      expect(
        live(parse(body)).filter((entry) => !known.includes(entry)),
        path,
      ).toEqual([]);
    }
  });
});
