import { templates } from './templates.generated.js';

/** Text of `templates/<path>`; a path that is not there is a bug of the caller. */
export function templateText(path: string): string {
  const text = Object.hasOwn(templates, path) ? templates[path] : undefined;
  if (text === undefined) throw new Error(`There is no template ${path}.`);
  return text;
}

/** All templates below `templates/<folder>/`, by their path below it, in code-unit order. */
export function templatesIn(folder: string): ReadonlyMap<string, string> {
  const prefix = `${folder}/`;
  const inside = Object.entries(templates).filter(([path]) => path.startsWith(prefix));
  return new Map(inside.map(([path, text]) => [path.slice(prefix.length), text]));
}
