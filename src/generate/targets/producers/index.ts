import { posix } from 'node:path';
import type { Diagnostic } from '../../../diagnostics/index.js';
import { sampleMessage } from '../../../model/values/sample.js';
import { replyChannel } from '../../../runtime/consumer/channels.js';
import { fileNames } from '../../file-names.js';
import { safeIdentifier } from '../../reserved-words.js';
import type { CheckMessages, MessageChecks } from '../../shared/message-checks.js';
import { SUBFOLDER, subfolderOf } from '../../shared/subfolder.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { compiledTemplates, type Template, type TemplateView } from '../../template.js';
import { commentText, pascalCase, stringLiteral } from '../../text.js';
import { jsonStyle, namesOf } from '../sagas/json-style.js';
import { literalText } from '../sagas/literal-text.js';
import { messagesView } from '../sagas/messages-file.js';
import { dialectsOf } from '../sql/dialects.js';
import type { SqlDialect } from '../sql/steps.js';
import type { TypeStyle } from '../typescript/print-type.js';
import { outcomesView, publisherView } from './publisher-file.js';
import { messagesOf, planServices, type ServicePlan } from './service-plan.js';
import { specsView } from './specs-file.js';

/** A folder per service with a typed publisher that writes into the outbox, in the caller's own transaction. */
export function producersTarget(checkMessages?: CheckMessages): Target {
  return {
    id: 'producers',
    summary: 'A typed outbox publisher for each service',
    options: {
      properties: {
        dialect: { type: 'string', enum: ['postgres', 'sqlite', 'both'] },
        folder: SUBFOLDER,
      },
    },
    generate: (context) => generate(context, checkMessages),
  };
}

const BOTH: readonly SqlDialect[] = ['postgres', 'sqlite'];

function generate(context: TargetContext, checkMessages: CheckMessages | undefined): TargetResult {
  const { catalog, options } = context;
  const style = jsonStyle(catalog);
  const template = compiledTemplates(context.template);
  const plans = planServices(catalog, context.service);
  const folders = fileNames(catalog.services.values());
  const checked = plans.map((plan) => {
    const published = publishedBy(plan);
    return { plan, checks: published.length === 0 ? undefined : checkMessages?.(context, published) };
  });
  const files = checked.flatMap(({ plan, checks }) => {
    const named = dialectsOf(plan.service, options['dialect']);
    const folder = folders.names.get(plan.service.id) ?? plan.service.id;
    const made = serviceFiles({ style, template, checks }, plan, named.length === 0 ? BOTH : named);
    return made.map((file) => ({ ...file, path: posix.join(folder, subfolderOf(context), file.path) }));
  });
  const ofChecks = checked.flatMap(({ checks }) => checks?.diagnostics ?? []);
  return { files, diagnostics: [...diagnosticsOf(style, plans), ...folders.diagnostics, ...ofChecks] };
}

/** What the names of messages had to give way to is told once, and only where a message of ours is concerned. */
function diagnosticsOf(style: TypeStyle, plans: readonly ServicePlan[]): readonly Diagnostic[] {
  return plans.length === 0 ? [] : style.names.diagnostics;
}

function publishedBy({ events, commands }: ServicePlan): readonly string[] {
  return [...events, ...commands].map(({ message }) => message.id);
}

/** What the files of a service depend on beside its plan. */
interface Making {
  readonly style: TypeStyle;
  readonly template: (name: string) => Template;
  /** Of what it publishes, where the settings ask for validators. */
  readonly checks: MessageChecks | undefined;
}

function serviceFiles(making: Making, plan: ServicePlan, dialects: readonly SqlDialect[]): readonly OutputFile[] {
  const { style, template, checks } = making;
  const publishes = plan.events.length + plan.commands.length > 0;
  const views: View[] = [
    ['README.md', 'readme.hbs', readmeView(plan, dialects, checks !== undefined)],
    ['messages.ts', 'messages.hbs', messagesOfPlan(style, plan, template('type.hbs'))],
  ];
  if (plan.handled.length > 0) views.push(['outcomes.ts', 'outcomes.hbs', outcomesView(style, plan)]);
  if (publishes) views.push(...publisherFiles(making, plan, dialects));
  return [...views.map(([path, file, view]) => ({ path, text: template(file)(view) })), ...(checks?.files ?? [])];
}

/** Path, template and what that is filled with. */
type View = readonly [string, string, TemplateView];

function publisherFiles(
  { style, checks }: Making,
  plan: ServicePlan,
  dialects: readonly SqlDialect[],
): readonly View[] {
  const name = safeIdentifier(pascalCase(plan.service.id));
  const wiring = wiringView(plan, name);
  const validation: readonly View[] = checks === undefined ? [] : [['validation.ts', 'validation.hbs', checks.view]];
  return [
    ['specs.ts', 'specs.hbs', specsView(style.catalog, plan)],
    ...validation,
    ['publisher.ts', 'publisher.hbs', publisherView(style, plan, name, checks !== undefined)],
    ['main.ts', 'main.hbs', mainView(style, plan, name)],
    ...dialects.map((dialect): View => [`${dialect}.ts`, `${dialect}.hbs`, wiring]),
  ];
}

function messagesOfPlan(style: TypeStyle, plan: ServicePlan, typeTemplate: Template): TemplateView {
  const commands = plan.handled.map(
    ({ command, outcomes }) => [command.id, { success: outcomes.map(({ id }) => id), failure: [] }] as const,
  );
  return messagesView({ style, messages: messagesOf(plan), commands: new Map(commands) }, typeTemplate);
}

function wiringView({ service, events, commands }: ServicePlan, name: string): TemplateView {
  const { outboxKeep } = service;
  return {
    name,
    service: commentText(service.id),
    serviceName: stringLiteral(service.id),
    keep: outboxKeep === undefined ? '' : String(outboxKeep.ms),
    publishes: events.length > 0,
    sends: commands.length > 0,
  };
}

function mainView(style: TypeStyle, { service, events, commands }: ServicePlan, name: string): TemplateView {
  const all = [...events, ...commands];
  const message = (id: string) => {
    const { create, data } = namesOf(style, id);
    return { method: create, data, value: literalText(sampleMessage(style.catalog, id), '  ') };
  };
  return {
    name,
    service: commentText(service.id),
    serviceName: stringLiteral(service.id),
    publishes: events.length > 0,
    sends: commands.length > 0,
    samples: all.map((published) => message(published.message.id)),
    events: events.map((published) => message(published.message.id)),
    commands: commands.map((published) => message(published.message.id)),
    channels: literalText([...new Set(all.map(({ channel }) => channel))].sort()),
  };
}

function readmeView(plan: ServicePlan, dialects: readonly SqlDialect[], validates: boolean): TemplateView {
  const { service, events, commands, handled, unsaid } = plan;
  const row = (published: (typeof events)[number] | (typeof commands)[number]) => ({
    name: commentText(published.message.id),
    channel: commentText(published.channel),
  });
  return {
    service: commentText(service.id),
    publishes: events.length + commands.length > 0,
    validates,
    messages: [...events, ...commands].map(row),
    hasCommands: commands.length > 0,
    replies: commentText(replyChannel(service.id)),
    outcomes: handled.length > 0,
    unsaid: unsaid.map(({ id }) => commentText(id)),
    postgres: dialects.includes('postgres'),
    sqlite: dialects.includes('sqlite'),
  };
}
