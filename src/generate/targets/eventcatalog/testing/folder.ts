import { parse } from 'yaml';
import type { Catalog } from '../../../../model/index.js';
import type { TargetResult } from '../../../target.js';
import { loadTemplate } from '../../../testing/catalog.js';
import { eventcatalog } from '../index.js';

/** What the target makes. */
export function generated(catalog: Catalog): TargetResult {
  const template = (file: string) => loadTemplate('eventcatalog', file);
  return eventcatalog.generate({ catalog, options: {}, template, earlier: () => undefined });
}

/** The files that the target makes, by path. */
export function folderOf(catalog: Catalog): ReadonlyMap<string, string> {
  return new Map(generated(catalog).files.map(({ path, text }) => [path, text]));
}

/** Front matter and body of a page. */
export function pageOf(files: ReadonlyMap<string, string>, path: string) {
  const text = files.get(path);
  if (text === undefined) throw new Error(`There is no ${path} among ${[...files.keys()].join(', ')}.`);
  const [, matter = '', body = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? [];
  return { matter: parse(matter), body };
}
