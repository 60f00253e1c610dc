import type { TypeExpr } from '../../../model/index.js';
import { namesAmong } from '../../walk-types.js';
import { printType, SCALAR_NAMES, type TypeStyle } from './print-type.js';

/** Import lines for the catalog types and the scalars among `parts`; `folder` leads to the types, `self` is the file's own. */
export function typeImports(
  style: TypeStyle,
  parts: readonly TypeExpr[],
  folder: './' | '../types/',
  self?: string,
): readonly string[] {
  const ids = namesAmong(style.catalog, parts).filter((id) => id !== self);
  const names = ids.flatMap((id) => style.names.types.get(id) ?? []);
  const lines = names.map(({ type, file }) => importType(type, `${folder}${file}.js`));
  const scalars = scalarsAmong(style, parts);
  return scalars.length === 0 ? lines : [importType(scalars.join(', '), '../scalars.js'), ...lines];
}

/** Those names of `scalars.ts` that the parts are written with, sorted. */
function scalarsAmong(style: TypeStyle, parts: readonly TypeExpr[]): readonly string[] {
  const single = parts.filter((part) => part.kind === 'primitive' || part.kind === 'json');
  const used = new Set(single.map((part) => printType(style, part)));
  return SCALAR_NAMES.filter((name) => used.has(name));
}

/** `import type { name } from 'path';` */
export function importType(name: string, path: string): string {
  return `import type { ${name} } from '${path}';`;
}
