import { compareText } from '../../../diagnostics/index.js';
import { commandsOf } from '../../../model/graph.js';
import type { Catalog, SagaDef } from '../../../model/index.js';
import type { TemplateView } from '../../template.js';
import { cell, link } from './alert-page.js';

/** The services that a saga sends commands to: whom to ask what really happened. */
export function participantRows(catalog: Catalog, saga: SagaDef): readonly TemplateView[] {
  const commands = new Map<string, Set<string>>();
  for (const name of commandsOf(saga)) {
    const handler = catalog.commands.get(name)?.handler?.name;
    if (handler !== undefined) commands.set(handler, (commands.get(handler) ?? new Set()).add(name));
  }
  return [...commands]
    .sort(([a], [b]) => compareText(a, b))
    .map(([service, names]) => {
      const def = catalog.services.get(service);
      return {
        service: `\`${service}\``,
        owner: def?.owner === undefined ? 'nobody is named' : cell(def.owner),
        commands: [...names].map((name) => `\`${name}\``).join(', '),
        runbook: link(def?.runbook),
      };
    });
}
