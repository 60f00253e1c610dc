import type { Outcome } from '../../../diagnostics/index.js';
import type { MessageDef, TypeDef } from '../../../model/index.js';
import type { OutputFile } from '../../target.js';
import type { Template } from '../../template.js';
import { namesAmong } from '../../walk-types.js';
import { messageCheck, typeCheck } from './check-files.js';
import { partsOfPayload, partsOfType, type ValidatorPlan } from './plan.js';
import { URI } from './uri-pattern.js';

/** The modules that check these messages, and the types that they are written with. */
export function checksOf(
  plan: ValidatorPlan,
  messages: readonly MessageDef[],
  template: Template,
): readonly Outcome<readonly OutputFile[]>[] {
  return [
    ...messages.map((message) => messageCheck(plan, message, template)),
    ...reachedTypes(plan, messages).map((type) => typeCheck(plan, type, template)),
  ];
}

/** The types that schemas of payloads refer to, directly or through others. */
function reachedTypes(plan: ValidatorPlan, messages: readonly MessageDef[]): readonly TypeDef[] {
  const { catalog } = plan;
  const found = new Set<string>();
  let front = namesAmong(catalog, messages.flatMap(partsOfPayload));
  while (front.length > 0) {
    for (const id of front) found.add(id);
    const defs = front.flatMap((id) => catalog.types.get(id) ?? []);
    const next = namesAmong(
      catalog,
      defs.flatMap((def) => partsOfType(plan, def)),
    );
    front = next.filter((id) => !found.has(id));
  }
  return [...catalog.types.values()].filter((type) => found.has(type.id));
}

/** What all of these modules import. */
export function helperFiles(template: (name: string) => Template): readonly OutputFile[] {
  return [
    { path: 'errors.js', text: template('errors')({}) },
    { path: 'formats.js', text: template('formats')({ uri: URI.source }) },
    { path: 'helpers.js', text: template('helpers')({}) },
  ];
}
