import type { TypeExpr } from '../../../model/index.js';
import { namesAmong } from '../../walk-types.js';
import type { TypeStyle } from './print-type.js';

/** Import lines for the catalog types and the branded id among `parts`; `folder` leads to the types, `self` is the file's own. */
export function typeImports(
  style: TypeStyle,
  parts: readonly TypeExpr[],
  folder: './' | '../types/',
  self?: string,
): readonly string[] {
  const ids = namesAmong(style.catalog, parts).filter((id) => id !== self);
  const names = ids.flatMap((id) => style.names.types.get(id)?.type ?? []);
  const lines = names.map((name) => importType(name, `${folder}${name}.js`));
  const usesId = style.brandedIds && parts.some((part) => part.kind === 'primitive' && part.name === 'uuid');
  return usesId ? [importType('Uuid', '../scalars.js'), ...lines] : lines;
}

/** `import type { name } from 'path';` */
export function importType(name: string, path: string): string {
  return `import type { ${name} } from '${path}';`;
}
