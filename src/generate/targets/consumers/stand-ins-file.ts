import { compareText } from '../../../diagnostics/index.js';
import { sampleMessage } from '../../../model/values/sample.js';
import type { TemplateView } from '../../template.js';
import { objectKey, propertyKey, stringLiteral } from '../../text.js';
import { namesOf } from '../sagas/json-style.js';
import { literalText } from '../sagas/literal-text.js';
import { access } from '../sagas/names.js';
import { sharedFields } from '../sagas/stand-ins-file.js';
import type { TypeStyle } from '../typescript/print-type.js';
import { messagesOf } from './definition-file.js';
import { outcomesOf, type PlannedHandler, type ServicePlan } from './service-plan.js';
import { nameOf, type ServiceNames } from './types-file.js';

/** A file under `handlers/`: a stand-in that its owner replaces. */
export interface StandIn {
  readonly file: string;
  readonly view: TemplateView;
}

/** A stand-in for each handler and command. */
export function standIns(style: TypeStyle, plan: ServicePlan, names: ServiceNames): readonly StandIn[] {
  const events = plan.handlers.map((handler) => {
    const { on, emits, fails } = handler;
    const from = on.length === 1 ? on[0]?.id : undefined;
    const usual = emits.length > 0 ? emits : fails.slice(0, 1);
    return standIn(
      style,
      names,
      handler.name,
      from,
      usual.map(({ id }) => id),
      emits.length > 1,
    );
  });
  const commands = plan.commands.map((command) => {
    const [usual] = outcomesOf(style.catalog, command);
    return standIn(style, names, command.id, command.id, usual === undefined ? undefined : [usual.id], false);
  });
  return [...events, ...commands];
}

/** `usual`: what it answers with; undefined where it would have to and cannot. */
function standIn(
  style: TypeStyle,
  names: ServiceNames,
  handler: string,
  from: string | undefined,
  usual: readonly string[] | undefined,
  isList: boolean,
): StandIn {
  const { method, type, file } = nameOf(names, handler);
  const results = (usual ?? []).map((event) => resultView(style, from, event));
  const usesInput = results.some(({ fields }) => fields.length > 0);
  return {
    file,
    view: {
      method,
      type,
      handler: stringLiteral(handler),
      input: usesInput ? 'input' : '_input',
      results,
      isList,
      isMute: usual === undefined,
    },
  };
}

function resultView(style: TypeStyle, from: string | undefined, event: string) {
  const shared = from === undefined ? [] : sharedFields(style.catalog, from, event);
  return {
    outcome: stringLiteral(event),
    sample: access('samples', event),
    fields: shared.map((name) => ({ key: objectKey(name), value: access('input', name) })),
  };
}

/** What `samples.ts` is filled with: one of each message, and what to try the service with. */
export function samplesView(style: TypeStyle, plan: ServicePlan): TemplateView {
  const { catalog } = style;
  return {
    samples: messagesOf(catalog, plan).map((id) => ({
      key: propertyKey(id),
      object: objectKey(id),
      data: namesOf(style, id).data,
      value: literalText(sampleMessage(catalog, id), '  '),
    })),
    trials: plan.handlers.flatMap((handler) => trialView(handler)),
    commands: [...plan.commands]
      .sort((a, b) => compareText(a.id, b.id))
      .map(({ id, success }) => ({
        id: stringLiteral(id),
        success: stringLiteral(success.map(({ name }) => name).join(',')),
      })),
    hasEvents: plan.handlers.length > 0,
    hasCommands: plan.commands.length > 0,
  };
}

function trialView({ name, on, needs }: PlannedHandler): readonly TemplateView[] {
  const event = on.find(({ channel }) => channel !== undefined);
  if (event === undefined) return [];
  const before = needs.filter(({ channel }) => channel !== undefined);
  return [
    {
      handler: stringLiteral(name),
      event: stringLiteral(event.id),
      needs: before.map(({ id }) => stringLiteral(id)),
    },
  ];
}
