import type { CommandDef } from '../../../model/index.js';
import type { TemplateView } from '../../template.js';
import { commentLines, docComment, propertyKey } from '../../text.js';
import { namesOf } from './json-style.js';
import { participantNames, sagaTypeName } from './names.js';
import type { SagaPlan } from './saga-plan.js';

/** What `participants.ts` is filled with: an interface per service, a method per command. */
export function participantsView(plan: SagaPlan): TemplateView {
  const names = participantNames(plan.services);
  return {
    saga: sagaTypeName(plan.saga.id),
    services: plan.services.map((service) => ({
      key: propertyKey(service),
      name: names.get(service) ?? service,
      methods: commandsOf(plan, service).map((command) => ({
        doc: methodDoc(plan, command),
        name: namesOf(plan.style, command).create,
        input: namesOf(plan.style, command).data,
        outcome: namesOf(plan.style, command).outcome,
      })),
    })),
  };
}

/** Ids of the commands that a service handles in this saga, sorted. */
function commandsOf(plan: SagaPlan, service: string): readonly string[] {
  return [...plan.commands].filter(([, call]) => call.service === service).map(([command]) => command);
}

function methodDoc(plan: SagaPlan, command: string): string {
  const def: CommandDef | undefined = plan.style.catalog.commands.get(command);
  const uses = plan.calls.filter(({ call }) => call.command === command);
  const undone = uses.filter(({ use }) => use === 'undo').map(({ step }) => step);
  const summary = commentLines(def?.summary ?? `Handles ${command}.`);
  const undoes = undone.length === 0 ? [] : [`Undoes ${undone.join(', ')}, and is harmless where that never happened.`];
  return docComment([...summary, ...undoes.flatMap(commentLines)], [], '  ');
}
