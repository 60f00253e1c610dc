import type { CommandDef, EventDef } from '../../../model/index.js';
import type { TemplateView } from '../../template.js';
import { commentLines, docComment, objectKey, propertyKey, stringLiteral } from '../../text.js';
import { namesOf } from '../sagas/json-style.js';
import { access } from '../sagas/names.js';
import type { TypeStyle } from '../typescript/print-type.js';
import type { HandlerNames } from './names.js';
import type { PlannedHandler, ServicePlan } from './service-plan.js';

/** Names of everything that a service's files declare. */
export interface ServiceNames {
  readonly type: string;
  readonly handlers: ReadonlyMap<string, HandlerNames>;
}

/** What `types.ts` is filled with: a type for each handler, and the interface of all. */
export function handlersView(style: TypeStyle, plan: ServicePlan, names: ServiceNames): TemplateView {
  return {
    name: names.type,
    service: commentLines(plan.service.id).join(' '),
    hasEvents: plan.handlers.length > 0,
    hasCommands: plan.commands.length > 0,
    hasSeen: plan.handlers.some(({ asks }) => asks.length > 0),
    events: plan.handlers.map((handler) => eventView(style, handler, nameOf(names, handler.name))),
    commands: plan.commands.map((command) => commandView(style, command, nameOf(names, command.id))),
  };
}

/** Every handler has names: both come from one list. */
export function nameOf(names: ServiceNames, handler: string): HandlerNames {
  const found = names.handlers.get(handler);
  if (found === undefined) throw new Error(`The handler ${handler} has no names.`);
  return found;
}

function eventView(style: TypeStyle, handler: PlannedHandler, { method, type }: HandlerNames): TemplateView {
  const { on, emits, fails } = handler;
  const outcomes = [...emits, ...fails];
  return {
    method,
    type,
    doc: docComment(docLines(handler)),
    methodDoc: docComment(docLines(handler), [], '  '),
    input: inputOf(style, on),
    seen: seenOf(style, handler),
    hasOutcomes: outcomes.length > 0,
    outcome: `${type}Outcome`,
    outcomes: outcomesOf(style, handler),
  };
}

function docLines({ on, needs, reaction, flow, emits }: PlannedHandler): readonly string[] {
  const said = flow === undefined ? on[0]?.summary : flow.summary;
  const names = (events: readonly EventDef[], word: string) => events.map(({ id }) => `\`${id}\``).join(` ${word} `);
  const missing = {
    park: 'waits until they have come',
    retry: 'is tried again until they have come',
    ignore: 'is passed over where they have not come',
  };
  const lines = [
    `Takes ${names(on, 'or')}${flow === undefined ? '' : ` in the flow \`${flow.id}\``}.`,
    ...(said === undefined ? [] : [said]),
    ...(needs.length > 0
      ? [`Needs ${names(needs, 'and')}${reaction?.onMissing ? `, and ${missing[reaction.onMissing]}` : ''}.`]
      : []),
    ...(reaction?.when ? [`Only where \`${reaction.when.text}\`.`] : []),
    ...(reaction?.after ? [`After ${reaction.after.text}.`] : []),
    ...(reaction?.at === undefined ? [] : [`At \`${reaction.at}\`.`]),
    ...(emits.length > 1 ? ['Where it goes well, all of its events are published.'] : []),
  ];
  return lines.flatMap((line) => commentLines(line));
}

function inputOf(style: TypeStyle, on: readonly EventDef[]): string {
  const [only, ...others] = on.map(({ id }) => ({ id, data: `messages.${namesOf(style, id).data}` }));
  if (only === undefined || others.length === 0) return only?.data ?? 'never';
  return [only, ...others]
    .map(({ id, data }) => `\n  | { readonly event: ${stringLiteral(id)}; readonly data: ${data} }`)
    .join('');
}

/** What is needed is there for sure, unless it is handled without. */
function seenOf(style: TypeStyle, { asks, needs, reaction }: PlannedHandler): string {
  if (asks.length === 0) return '{ readonly [event: string]: never }';
  const fields = asks.map((event) => {
    const isSure = needs.includes(event) && reaction?.onMissing !== undefined;
    return `readonly ${propertyKey(event.id)}${isSure ? '' : '?'}: messages.${namesOf(style, event.id).data}`;
  });
  return `{ ${fields.join('; ')} }`;
}

function outcomesOf(style: TypeStyle, { emits, fails }: PlannedHandler): readonly string[] {
  const one = ({ id }: EventDef) =>
    `{ readonly outcome: ${stringLiteral(id)}; readonly data: messages.${namesOf(style, id).data} }`;
  const good = emits.length > 1 ? [`readonly [${emits.map(one).join(', ')}]`] : emits.map(one);
  return [...good, ...fails.map(one)];
}

function commandView(style: TypeStyle, command: CommandDef, { method, type }: HandlerNames): TemplateView {
  const { data, outcome } = namesOf(style, command.id);
  const lines = commentLines(command.summary ?? `Carries out ${command.id}.`);
  return {
    method,
    type,
    doc: docComment(lines),
    methodDoc: docComment(lines, [], '  '),
    input: `messages.${data}`,
    outcome: `messages.${outcome}`,
  };
}

/** What `consumer.ts` is filled with: the handlers as the runtime calls them. */
export function consumerView(plan: ServicePlan, names: ServiceNames, validates: boolean): TemplateView {
  const { handlers, commands, service } = plan;
  return {
    name: names.type,
    service: commentLines(service.id).join(' '),
    hasEvents: handlers.length > 0,
    hasCommands: commands.length > 0,
    emits: handlers.some(({ emits, fails }) => emits.length + fails.length > 0),
    validates,
    events: handlers.map(({ name, on }) => ({
      key: objectKey(name),
      several: on.length > 1,
      call: access('handlers', nameOf(names, name).method),
    })),
    commands: commands.map(({ id }) => ({ key: objectKey(id), call: access('handlers', nameOf(names, id).method) })),
  };
}
