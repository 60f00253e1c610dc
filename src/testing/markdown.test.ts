import { describe, expect, it } from 'vitest';
import { anchors, fencedBlocks, localLinks } from './markdown.js';

const PAGE = `# The Page: a \`code\` title

See [there](there.md#part-two), [below](#part-two), [the web](https://example.com/x.md) and \`[not](this.md)\`.

\`\`\`yaml clean file=a/b.yaml
# no heading
a: [no](link.md)
\`\`\`

- in a list
  \`\`\`json
  { "a":
    1 }
  \`\`\`

## Part two
`;

describe('a Markdown page', () => {
  it('gives its blocks with line, language, info and text without the indent', () => {
    const [first, second, ...more] = fencedBlocks(PAGE);
    expect(first).toMatchObject({ line: 5, language: 'yaml', text: '# no heading\na: [no](link.md)\n' });
    expect(first?.info.has('clean')).toBe(true);
    expect(first?.info.get('file')).toBe('a/b.yaml');
    expect(second).toMatchObject({ line: 11, language: 'json', text: '{ "a":\n  1 }\n' });
    expect(more).toEqual([]);
  });

  it('gives the links that stay in the project, those in code apart', () => {
    expect(localLinks(PAGE)).toEqual(['there.md#part-two', '#part-two']);
  });

  it('gives the anchors of its headings', () => {
    expect(anchors(PAGE)).toEqual(['the-page-a-code-title', 'part-two']);
  });
});
