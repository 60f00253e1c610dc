import { fromMarkdown } from 'mdast-util-from-markdown';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { mdxjs } from 'micromark-extension-mdxjs';
import { parse } from 'yaml';
import type { Faults } from './read-code.js';
import { SENTINEL } from './texts.js';

interface Tree {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: string;
  readonly url?: string;
  readonly attributes?: readonly unknown[];
  readonly children?: readonly Tree[];
}

/** What a browser would run or load of a page of Markdown. */
export function readMarkdown(text: string): Faults {
  return nodesOf(fromMarkdown(text) as Tree).flatMap((node) => {
    if (
      node.type === 'html' &&
      !/^(<!--(?:(?!--)[^>])*-->|<a id="[\w.-]+"><\/a>|<\/?(?:a|br|details|summary)(?: id="[\w.-]+")?>)+$/.test(
        node.value ?? '',
      )
    )
      return [`HTML: ${node.value}`];
    return linkFaults(node);
  });
}

/** What MDX would run of a page: nothing but the components that the target puts there, and strings. */
export function readMdx(text: string): Faults {
  const [, matter, body] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? [];
  if (matter === undefined || body === undefined) return ['no front matter'];
  try {
    const read: unknown = parse(matter);
    if (typeof read !== 'object' || read === null) return ['the front matter is no map'];
    if (SENTINEL in read) return ['a text is a key of the front matter'];
    const tree = fromMarkdown(body, { extensions: [mdxjs()], mdastExtensions: [mdxFromMarkdown()] }) as Tree;
    return nodesOf(tree).flatMap((node) => [...mdxFaults(node), ...linkFaults(node)]);
  } catch (error) {
    return [String(error)];
  }
}

const COMPONENTS = ['NodeGraph', 'SchemaViewer', 'code'];

function mdxFaults({ type, name, value, attributes = [] }: Tree): Faults {
  if (/^mdxJsx/.test(type)) {
    const plain = COMPONENTS.includes(name ?? '') && !JSON.stringify(attributes).includes(SENTINEL);
    return plain ? [] : [`JSX: <${name}>`];
  }
  return /^mdx/.test(type) && !isString(value) ? [`code: ${value}`] : [];
}

function linkFaults({ type, url = '' }: Tree): Faults {
  if (!/^(link|image|definition)$/.test(type)) return [];
  return /^(?:https?:|mailto:|[^:]*$)/i.test(url) ? [] : [`a link to ${url}`];
}

function isString(value = ''): boolean {
  try {
    return typeof JSON.parse(value) === 'string';
  } catch {
    return false;
  }
}

function nodesOf(tree: Tree): readonly Tree[] {
  return [tree, ...(tree.children ?? []).flatMap(nodesOf)];
}
