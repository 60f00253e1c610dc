import type { Diagnostic } from '../../../diagnostics/index.js';
import { deadLetterChannel } from '../../../runtime/broker/dead-letters.js';
import { fileNames } from '../../file-names.js';
import { generateDiagnostic } from '../../messages.js';
import type { CheckMessages, MessageChecks } from '../../shared/message-checks.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { compiledTemplates, type Template, type TemplateView } from '../../template.js';
import { commentText, stringLiteral } from '../../text.js';
import { jsonStyle } from '../sagas/json-style.js';
import { literalText } from '../sagas/literal-text.js';
import { messagesView } from '../sagas/messages-file.js';
import type { TypeStyle } from '../typescript/print-type.js';
import { reactionProblems } from './asks.js';
import { consumerDefinition, messagesOf } from './definition-file.js';
import { handlerNames, packageName, serviceTypeName } from './names.js';
import { groupsOn, heardBy, outcomesOf, planServices, type ServicePlan } from './service-plan.js';
import { samplesView, standIns } from './stand-ins-file.js';
import { consumerView, handlersView, nameOf, type ServiceNames } from './types-file.js';

/** A folder per service that runs at once: what it takes, typed handlers with stand-ins, and all that stands around them. */
export function consumersTarget(checkMessages?: CheckMessages): Target {
  return {
    id: 'consumers',
    summary: 'Typed handlers for each service, with inbox, retries, dead letters and stand-ins to begin with',
    options: { properties: {} },
    generate: (context) => generate(context, checkMessages),
  };
}

function generate(context: TargetContext, checkMessages: CheckMessages | undefined): TargetResult {
  const style = jsonStyle(context.catalog);
  const template = compiledTemplates(context.template);
  const plans = planServices(context.catalog, context.service);
  const folders = fileNames(context.catalog.services.values());
  const diagnostics = plans.length === 0 ? [] : [...style.names.diagnostics, ...folders.diagnostics];
  const checked = plans.map((plan) => ({ plan, checks: checkMessages?.(context, takenBy(plan)) }));
  return {
    files: checked.flatMap(({ plan, checks }) => {
      const folder = folders.names.get(plan.service.id) ?? plan.service.id;
      const files = serviceFiles({ style, template, checks }, plan);
      return files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
    }),
    diagnostics: [
      ...diagnostics,
      ...plans.flatMap((plan) => problemsOf(style, plan)),
      ...checked.flatMap(({ checks }) => checks?.diagnostics ?? []),
    ],
  };
}

/** What the files of a service depend on beside its plan. */
interface Making {
  readonly style: TypeStyle;
  readonly template: (name: string) => Template;
  /** Of what it takes, where the settings ask for validators. */
  readonly checks: MessageChecks | undefined;
}

/** Ids of what comes from outside; what its own handlers give back is checked by its types alone. */
function takenBy(plan: ServicePlan): readonly string[] {
  return [...heardBy(plan), ...plan.commands].map(({ id }) => id);
}

function problemsOf(style: TypeStyle, plan: ServicePlan): readonly Diagnostic[] {
  const reactions = plan.handlers.flatMap((handler) => reactionProblems(style.catalog, handler));
  return [...reactions, ...groupProblems(plan)];
}

/** The messages of a channel come to a service by one group. */
function groupProblems(plan: ServicePlan): readonly Diagnostic[] {
  const { service } = plan;
  const channels = [...new Set(heardBy(plan).flatMap(({ channel }) => channel?.name ?? []))];
  return channels.flatMap((channel) => {
    const [group, other] = groupsOn(plan, channel);
    if (group === undefined || other === undefined) return [];
    const params = { service: service.id, channel, group, other };
    return [
      generateDiagnostic('consumer-groups-differ', service.nameSpan, params, { element: `service ${service.id}` }),
    ];
  });
}

function serviceFiles({ style, template, checks }: Making, plan: ServicePlan): readonly OutputFile[] {
  const all = [...plan.handlers.map(({ name }) => name), ...plan.commands.map(({ id }) => id)];
  const names = { type: serviceTypeName(plan.service.id), handlers: handlerNames(all) };
  const service = plan.service.id;
  const definition = literalText(consumerDefinition(style.catalog, plan));
  const common = commonView(plan, names);
  const always: readonly (readonly [string, string, TemplateView])[] = [
    ['README.md', 'readme.hbs', readmeView(style, plan, names, checks !== undefined)],
    ['consumer.ts', 'consumer.hbs', consumerView(plan, names, checks !== undefined)],
    ['definition.ts', 'definition.hbs', { service: commentText(service), definition }],
    ['handlers/index.ts', 'handlers-index.hbs', indexView(all, names)],
    ['main.ts', 'main.hbs', common],
    ['messages.ts', 'messages.hbs', serviceMessages(style, plan, template('type.hbs'))],
    ['samples.ts', 'samples.hbs', samplesView(style, plan)],
    ['types.ts', 'types.hbs', handlersView(style, plan, names)],
    ...(checks === undefined ? [] : [['validation.ts', 'validation.hbs', checks.view] as const]),
  ];
  const once: readonly (readonly [string, string, TemplateView])[] = [
    ['.gitignore', 'gitignore.hbs', {}],
    ['handlers.test.ts', 'test.hbs', common],
    ['package.json', 'package.hbs', { name: JSON.stringify(packageName(service)) }],
    ['setup.ts', 'setup.hbs', common],
    ['tsconfig.json', 'tsconfig.hbs', {}],
    ...standIns(style, plan, names).map(({ file, view }) => [`handlers/${file}.ts`, 'stand-in.hbs', view] as const),
  ];
  return [
    ...always.map(([path, name, view]) => ({ path, text: template(name)(view) })),
    ...(checks?.files ?? []),
    ...once.map(([path, name, view]) => ({
      path,
      text: template(name)(view),
      write: 'once' as const,
    })),
  ];
}

function commonView({ service, handlers, commands }: ServicePlan, names: ServiceNames): TemplateView {
  return {
    name: names.type,
    service: commentText(service.id),
    literal: stringLiteral(service.id),
    hasEvents: handlers.length > 0,
    hasCommands: commands.length > 0,
    emits: handlers.some(({ emits, fails }) => emits.length + fails.length > 0),
  };
}

function indexView(all: readonly string[], names: ServiceNames): TemplateView {
  return {
    name: names.type,
    service: stringLiteral(names.type),
    handlers: all.map((handler) => {
      const { method, file } = nameOf(names, handler);
      return { method, path: stringLiteral(`./${file}.js`) };
    }),
  };
}

function serviceMessages(style: TypeStyle, plan: ServicePlan, typeTemplate: Template): TemplateView {
  const commands = plan.commands.map((command) => {
    const outcomes = outcomesOf(style.catalog, command).map(({ id }) => id);
    return [command.id, { success: outcomes, failure: [] }] as const;
  });
  const messages = messagesOf(style.catalog, plan);
  return messagesView({ style, messages, commands: new Map(commands) }, typeTemplate);
}

function readmeView(style: TypeStyle, plan: ServicePlan, names: ServiceNames, validates: boolean): TemplateView {
  const { service, handlers, commands, started, unheard } = plan;
  const { channels } = consumerDefinition(style.catalog, plan);
  const list = (events: readonly { readonly id: string }[]) =>
    events.map(({ id }) => `\`${commentText(id)}\``).join(', ');
  return {
    service: commentText(service.id),
    name: names.type,
    handlers: handlers.map(({ name, on, emits, fails }) => ({
      file: nameOf(names, name).file,
      takes: list(on),
      gives: list([...emits, ...fails]),
    })),
    commands: commands.map((command) => ({
      file: nameOf(names, command.id).file,
      takes: list([command]),
      gives: list(outcomesOf(style.catalog, command)),
    })),
    channels: Object.entries(channels).map(([channel, { ordering, deadLetter, group = service.id }]) => ({
      channel: commentText(channel),
      ordering: ordering === 'key' ? 'in order for each key' : 'in any order',
      dead: deadLetter === false ? 'none' : `\`${commentText(deadLetter ?? deadLetterChannel(channel, group))}\``,
    })),
    hasChannels: Object.keys(channels).length > 0,
    validates,
    started: list(started),
    unheard: list(unheard),
  };
}
