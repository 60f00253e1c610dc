import { readTypeScriptOptions } from '../generate/targets/typescript/options.js';
import type { Catalog, JsonValue } from '../model/index.js';
import type { JudgeContext } from './check.js';

/** What the settings of the new state say that judging depends on. */
export function judgeContext(old: Catalog, next: Catalog, today: string): JudgeContext {
  return {
    old,
    new: next,
    profile: next.settings.compat.jsonSchema,
    openObjects: optionsOf(next, 'json-schema')['additionalProperties'] !== false,
    typescript: readTypeScriptOptions(optionsOf(next, 'typescript')),
    today,
  };
}

function optionsOf(catalog: Catalog, target: string): Readonly<Record<string, JsonValue>> {
  return catalog.settings.generate.find((entry) => entry.target === target)?.options ?? {};
}
