import type { Diagnostic } from '../../../diagnostics/index.js';
import { keySpan, nodeAt } from '../../../language/node.js';
import { type MessageDef, messagesIn } from '../../../model/index.js';
import { generateDiagnostic } from '../../messages.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { compileTemplate, type Template } from '../../template.js';
import { objectKey, propertyKey } from '../../text.js';
import { messageFolder } from '../typescript/message-file.js';
import { exportsOf } from './check-files.js';
import { checksOf, helperFiles } from './check-set.js';
import { messageDeclaration, typeDeclaration } from './declaration-files.js';
import { validatorOptionSchema } from './options.js';
import { planValidators, type ValidatorPlan } from './plan.js';

/** Validators of payloads as plain code: one module a message and a type, which import nothing but each other. */
export const validators: Target = {
  id: 'validators',
  summary: 'Validators of all payloads as code that needs no library, compiled by ajv',
  options: validatorOptionSchema,
  generate,
};

function generate(context: TargetContext): TargetResult {
  const plan = planValidators(context.catalog, context.options);
  const shared = sharedFolder(context, plan);
  if (shared.length > 0) return { files: [], diagnostics: shared };
  const template = (name: string) => compileTemplate(context.template(`${name}.hbs`));
  const messages = messagesIn(plan.catalog);
  const made = checksOf(plan, messages, template('check'));
  const files: readonly OutputFile[] = [
    ...made.flatMap((outcome) => outcome.value),
    ...declarationsOf(plan, messages, template),
    { path: 'errors.d.ts', text: template('errors-types')({}) },
    ...helperFiles(template),
    ...indexFiles(plan, messages, template),
  ];
  return {
    files,
    // With types of the target `typescript`, that target has told of the names.
    diagnostics: [
      ...(plan.typescript === undefined ? plan.types.names.diagnostics : []),
      ...plan.types.names.checkDiagnostics,
      ...plan.types.names.fileDiagnostics,
      ...made.flatMap((outcome) => outcome.diagnostics),
    ],
  };
}

function declarationsOf(
  plan: ValidatorPlan,
  messages: readonly MessageDef[],
  template: (name: string) => Template,
): readonly OutputFile[] {
  const types = plan.typescript === undefined ? [...plan.catalog.types.values()] : [];
  const [ofMessage, ofType] = [template('check-types'), template('type')];
  return [
    ...messages.flatMap((message) => messageDeclaration(plan, message, ofMessage)),
    ...types.flatMap((type) => typeDeclaration(plan, type, ofType)),
  ];
}

function indexFiles(
  { types }: ValidatorPlan,
  messages: readonly MessageDef[],
  template: (name: string) => Template,
): readonly OutputFile[] {
  const entries = messages.flatMap((message) => {
    const names = types.names.messages.get(message.id);
    if (names === undefined) return [];
    const { validate } = exportsOf(types.names, message.id);
    const path = `./${messageFolder(message)}/${names.file}.js`;
    return [{ path, validate, key: objectKey(message.id), typeKey: propertyKey(message.id) }];
  });
  return [
    { path: 'index.js', text: template('index')({ messages: entries }) },
    { path: 'index.d.ts', text: template('index-types')({ messages: entries }) },
  ];
}

/** Beside `OrderPlaced.ts` of the target `typescript`, nobody could tell what an import of `OrderPlaced.js` means. */
function sharedFolder({ catalog, options }: TargetContext, plan: ValidatorPlan): readonly Diagnostic[] {
  const setting = catalog.settings.generate.find((entry) => entry.target === 'validators' && entry.options === options);
  if (plan.typescript !== './' || !setting) return [];
  const span = nodeAt(setting.node, 'out')?.span ?? keySpan(setting.node, 'out') ?? setting.span;
  return [generateDiagnostic('validators-share-folder', span, { out: setting.out })];
}
