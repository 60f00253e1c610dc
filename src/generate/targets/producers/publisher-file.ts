import { listed } from '../../../model/facts/name-list.js';
import { sagasUsing } from '../../../model/graph.js';
import type { SagaDef } from '../../../model/index.js';
import type { TemplateView } from '../../template.js';
import { commentText, docComment, stringLiteral } from '../../text.js';
import { namesOf } from '../sagas/json-style.js';
import { access } from '../sagas/names.js';
import { describeElement } from '../typescript/describe.js';
import type { TypeStyle } from '../typescript/print-type.js';
import { keyField, type Published, type ServicePlan } from './service-plan.js';

/** What `publisher.ts` is filled with: a method for each event, and for each command that no saga sends. */
export function publisherView(style: TypeStyle, plan: ServicePlan, name: string, validates: boolean): TemplateView {
  return {
    name,
    service: commentText(plan.service.id),
    publishes: plan.events.length > 0,
    sends: plan.commands.length > 0,
    validates,
    events: plan.events.map((published) => methodView(style, published, validates)),
    commands: plan.commands.map((published) => methodView(style, published, validates)),
  };
}

function methodView(style: TypeStyle, published: Published, validates: boolean): TemplateView {
  const { create, data } = namesOf(style, published.message.id);
  return {
    doc: indented(describeElement(published.message, factsOf(style, published))),
    method: create,
    data,
    spec: access('specs', published.message.id),
    settings: validates ? 'checked' : 'settings',
  };
}

/** What the caller has to know of where a message goes, and of who else sends it there. */
function factsOf({ catalog }: TypeStyle, { message, channel, endOf, answers }: Published): readonly string[] {
  const key = keyField(catalog, message);
  const keyed = key === undefined ? 'no key' : `the key \`${key}\``;
  const answered = (saga: SagaDef) => answers.filter(({ id }) => sagasUsing(catalog, id).includes(saga));
  const sagas = listed(endOf.filter((saga) => answered(saga).length === 0).map(({ id }) => `\`${id}\``));
  const commands = listed(answers.map(({ id }) => `\`${id}\``));
  const facts = [
    `Goes to \`${channel}\` with ${keyed}.`,
    sagas === '' ? '' : `The saga ${sagas} publishes it at its end: do not do so as well.`,
    commands === ''
      ? ''
      : `It also answers ${commands}: what the handler gives back goes to whoever asked, and needs no publishing.`,
    // What a step has answered with the engine does not publish: nobody else would.
    ...endOf.flatMap((saga) => {
      const by = listed(answered(saga).map(({ id }) => `\`${id}\``));
      return by === ''
        ? []
        : [`The saga \`${saga.id}\` does not publish what ${by} has answered with: publish it in that handler.`];
    }),
  ];
  return facts.filter((fact) => fact !== '').map(commentText);
}

function indented(doc: string): string {
  return doc === '' ? '' : doc.replace(/^(?=.)/gm, '  ');
}

/** What `outcomes.ts` is filled with: a function for each answer to each command. */
export function outcomesView(style: TypeStyle, { service, handled }: ServicePlan): TemplateView {
  return {
    service: commentText(service.id),
    commands: handled.map(({ command, outcomes }) => ({
      doc: docComment([`Answers to \`${commentText(command.id)}\`.`], [], '  '),
      key: namesOf(style, command.id).create,
      outcomes: outcomes.map(({ id }) => ({
        outcome: namesOf(style, command.id).outcome,
        key: namesOf(style, id).create,
        literal: stringLiteral(id),
        data: namesOf(style, id).data,
      })),
    })),
  };
}
