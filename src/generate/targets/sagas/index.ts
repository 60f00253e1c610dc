import { posix } from 'node:path';
import { compileSaga } from '../../../compile/compile-saga.js';
import { type Diagnostic, markdownText } from '../../../diagnostics/index.js';
import type { SagaDef } from '../../../model/saga.js';
import { fileNames } from '../../file-names.js';
import { sagaChannels } from '../../shared/channel-uses.js';
import { SUBFOLDER, subfolderOf } from '../../shared/subfolder.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { compiledTemplates, type Template } from '../../template.js';
import { commentText, objectKey, propertyKey, stringLiteral } from '../../text.js';
import { channelsView } from './channels-file.js';
import { failurePathsView } from './failure-paths-file.js';
import { jsonStyle, namesOf } from './json-style.js';
import { literalText } from './literal-text.js';
import { messagesView } from './messages-file.js';
import { access, kebabCase, sagaTypeName } from './names.js';
import { participantsView } from './participants-file.js';
import { planSagaFiles, type SagaPlan } from './saga-plan.js';
import { standInsView } from './stand-ins-file.js';
import { stepNameProblems } from './step-names.js';

/** A folder per saga that runs at once: definition, participants, orchestrator, stand-ins, tests. */
export const sagas: Target = {
  id: 'sagas',
  summary: 'Runnable orchestrators with typed participants, stand-ins and tests of every failure path',
  options: { properties: { folder: SUBFOLDER } },
  generate,
};

function generate(context: TargetContext): TargetResult {
  const { catalog } = context;
  const files: OutputFile[] = [];
  const style = jsonStyle(catalog);
  const diagnostics: Diagnostic[] = [...style.names.diagnostics];
  const template = compiledTemplates(context.template);
  const folders = fileNames(catalog.sagas.values(), ({ id }) => kebabCase(id));
  const services = fileNames(catalog.services.values());
  diagnostics.push(...folders.diagnostics);
  for (const saga of catalog.sagas.values()) {
    const compiled = compileSaga(catalog, saga);
    diagnostics.push(...compiled.diagnostics, ...stepNameProblems(saga));
    if (compiled.value === undefined) continue;
    const plan = planSagaFiles(style, saga, compiled.value);
    const folder = folders.names.get(saga.id) ?? saga.id;
    const parent = parentOf(context, services.names, saga);
    files.push(...sagaFiles(plan, folder, template).map((file) => ({ ...file, path: posix.join(parent, file.path) })));
  }
  return { files, diagnostics };
}

/** Where the folder of a saga stands: where `folder` says so, inside that of the service which runs it, beside its handlers. */
function parentOf(context: TargetContext, services: ReadonlyMap<string, string>, { service }: SagaDef): string {
  const folder = subfolderOf(context);
  if (folder === '' || service === undefined) return folder;
  return posix.join(services.get(service.name) ?? service.name, folder);
}

function sagaFiles(plan: SagaPlan, folder: string, template: (name: string) => Template): readonly OutputFile[] {
  const saga = sagaTypeName(plan.saga.id);
  const channels = channelsView(plan);
  const views = [
    ...(channels ? [['channels.ts', 'channels.hbs', channels] as const] : []),
    ['README.md', 'readme.hbs', readmeView(plan, folder)],
    [`${folder}.test.ts`, 'test.hbs', { saga }],
    ['failure-paths.ts', 'failure-paths.hbs', failurePathsView(plan)],
    ['definition.ts', 'definition.hbs', { saga, definition: literalText(plan.definition) }],
    ['main.ts', 'main.hbs', { saga, awaits: plan.awaits.length > 0 }],
    ['messages.ts', 'messages.hbs', messagesView(plan, template('type.hbs'))],
    ['orchestrator.ts', 'orchestrator.hbs', orchestratorView(plan)],
    ['participants.ts', 'participants.hbs', participantsView(plan)],
    ['stand-ins.ts', 'stand-ins.hbs', standInsView(plan)],
  ] as const;
  return views.map(([path, name, view]) => ({ path: `${folder}/${path}`, text: template(name)(view) }));
}

function orchestratorView(plan: SagaPlan) {
  return {
    saga: sagaTypeName(plan.saga.id),
    name: stringLiteral(plan.saga.id),
    start: namesOf(plan.style, plan.definition.start.message).data,
    events: plan.listensTo.map((event) => ({ key: propertyKey(event), data: namesOf(plan.style, event).data })),
    services: plan.services.map((service) => ({
      participant: access('participants', service),
      handlers: [...plan.commands].flatMap(([command, call]) =>
        call.service === service ? [handlerView(plan, command)] : [],
      ),
    })),
  };
}

function handlerView(plan: SagaPlan, command: string) {
  const { data, create } = namesOf(plan.style, command);
  return { key: objectKey(command), input: data, method: create };
}

function readmeView(plan: SagaPlan, folder: string) {
  return {
    name: markdownText(plan.saga.id),
    summary: markdownText(plan.saga.summary ?? ''),
    saga: sagaTypeName(plan.saga.id),
    folder,
    hasChannels: sagaChannels(plan.style.catalog, plan.saga) !== undefined,
    services: plan.services.map(commentText),
  };
}
