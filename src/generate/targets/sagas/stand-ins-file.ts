import { type Catalog, type MessageDef, messageById } from '../../../model/index.js';
import { isAssignable } from '../../../model/values/assignable.js';
import { sampleMessage } from '../../../model/values/sample.js';
import { valueType } from '../../../model/values/value-type.js';
import { answersTo } from '../../../runtime/saga/plan.js';
import type { TemplateView } from '../../template.js';
import { objectKey, propertyKey, stringLiteral } from '../../text.js';
import { namesOf } from './json-style.js';
import { literalText } from './literal-text.js';
import { access, sagaTypeName } from './names.js';
import type { SagaPlan } from './saga-plan.js';

/** What `stand-ins.ts` is filled with: a scripted answer for every command. */
export function standInsView(plan: SagaPlan): TemplateView {
  const { definition } = plan;
  const { catalog } = plan.style;
  const awaited = plan.awaits.flatMap(({ events }) => events);
  const answers = [...new Set([...[...plan.commands.values()].flatMap(answersTo), ...awaited])].sort();
  return {
    saga: sagaTypeName(plan.saga.id),
    start: namesOf(plan.style, definition.start.message).data,
    startSample: literalText(sampleMessage(catalog, definition.start.message)),
    script: [
      ...plan.calls.map(({ key, call }) => ({
        key: propertyKey(key),
        outcome: `messages.${namesOf(plan.style, call.command).outcome}['outcome']`,
      })),
      ...plan.awaits.map(({ key, events }) => ({
        key: propertyKey(key),
        outcome: events.map(stringLiteral).join(' | '),
      })),
    ],
    outcomes: [
      ...plan.calls.map(({ key, call }) => ({ key: objectKey(key), events: answersTo(call).map(stringLiteral) })),
      ...plan.awaits.map(({ key, events }) => ({ key: objectKey(key), events: events.map(stringLiteral) })),
    ],
    samples: answers.map((event) => ({
      key: propertyKey(event),
      object: objectKey(event),
      data: namesOf(plan.style, event).data,
      value: literalText(sampleMessage(catalog, event), '  '),
    })),
    services: plan.services.map((service) => ({
      key: objectKey(service),
      methods: [...plan.commands].flatMap(([command, call]) =>
        call.service === service ? [methodView(plan, command, answersTo(call))] : [],
      ),
    })),
  };
}

function methodView(plan: SagaPlan, command: string, events: readonly string[]): TemplateView {
  const shared = events.map((event) => sharedFields(plan.style.catalog, command, event));
  return {
    method: namesOf(plan.style, command).create,
    outcome: namesOf(plan.style, command).outcome,
    input: shared.some((fields) => fields.length > 0) ? 'input' : '_input',
    usual: stringLiteral(events[0] ?? ''),
    answers: events.map((event, index) => ({
      key: objectKey(event),
      sample: access('samples', event),
      shared: (shared[index] ?? []).map((name) => ({ key: objectKey(name), value: access('input', name) })),
    })),
  };
}

/** Fields that an answer repeats from the command: those that are always there and fit. */
export function sharedFields(catalog: Catalog, command: string, event: string): readonly string[] {
  const inputs = fieldsOf(messageById(catalog, command));
  return fieldsOf(messageById(catalog, event)).flatMap((field) => {
    const source = inputs.find((candidate) => candidate.name === field.name);
    if (source === undefined || source.optional) return [];
    return isAssignable(catalog, valueType(source), valueType(field)) ? [field.name] : [];
  });
}

function fieldsOf(message: MessageDef | undefined): MessageDef['payload']['fields'] {
  return message?.payload.fields ?? [];
}
