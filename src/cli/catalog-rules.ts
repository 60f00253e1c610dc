import { BUILT_IN, type CatalogRules, loadRules } from '../custom-rules.js';
import { type Diagnostic, didYouMean } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import type { Rule } from '../lint/rule.js';
import { readCatalog } from '../pipeline.js';
import { type CliContext, print } from './context.js';
import { problem } from './problems.js';

/** The rules of the catalog at `root`; the built-in ones alone where its settings cannot be used. */
export async function rulesAt(host: Host, root: string | undefined, plugins?: boolean): Promise<CatalogRules> {
  if (root === undefined) return BUILT_IN;
  const { catalog } = await readCatalog(host, root);
  return catalog ? loadRules(host, root, catalog, plugins) : BUILT_IN;
}

/** What to say of ids that were asked for and are none of `rules`. */
export function unknownRules(asked: readonly string[], rules: readonly Rule[]): readonly Diagnostic[] {
  const ids = rules.map((rule) => rule.id);
  const unknown = asked.filter((id) => !ids.includes(id));
  return unknown.map((id) => {
    const help = didYouMean(id, ids);
    return problem('unknown-rule', undefined, { id }, help === undefined ? {} : { help });
  });
}

/** Says which plugins did not run, so that nobody takes silence for consent. */
export function tellLeftOut({ io }: CliContext, rules: CatalogRules | undefined): void {
  const names = rules?.leftOut ?? [];
  if (names.length === 0) return;
  print(
    io.err,
    `Code of plugins is not to run, so these rules are left out: ${names.map((name) => `\`${name}\``).join(', ')}.`,
  );
}
