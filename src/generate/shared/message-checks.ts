import { posix } from 'node:path';
import { compareText, type Diagnostic } from '../../diagnostics/index.js';
import { type Catalog, messageById, type TargetSetting } from '../../model/index.js';
import type { OutputFile, TargetContext } from '../target.js';
import { messageFolder } from '../targets/typescript/message-file.js';
import { exportsOf } from '../targets/validators/check-files.js';
import { checksOf, helperFiles } from '../targets/validators/check-set.js';
import { planValidators, type ValidatorPlan } from '../targets/validators/plan.js';
import { compiledTemplates, type TemplateView } from '../template.js';
import { objectKey, stringLiteral } from '../text.js';

/** Where the modules stand that check data, below the file that asks them. */
const FOLDER = 'validators';

/** What checks the data of messages beyond their types: bounds, patterns, foreign schemas. */
export interface MessageChecks {
  /** What `validation.ts` is filled with: the check of each message. */
  readonly view: TemplateView;
  /** What it imports, and what these import; nothing else. */
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What makes the checks of some messages, by their ids; undefined where the settings do not list the target `validators`. */
export type CheckMessages = (context: TargetContext, ids: readonly string[]) => MessageChecks | undefined;

/**
 * The checks of some messages, by the options that the target `validators` has; undefined where the settings do not list it. They
 * stand beside the code that asks them, as TypeScript: a package that is built with `outDir` finds no JavaScript that stands elsewhere.
 */
export function messageChecks(context: TargetContext, ids: readonly string[]): MessageChecks | undefined {
  const { catalog } = context;
  const setting = validatorsIn(catalog);
  if (setting === undefined) return undefined;
  const plan = planValidators(catalog, setting.options);
  const load = compiledTemplates((name) => context.template(name, 'validators'));
  const template = (name: string) => load(`${name}.hbs`);
  const messages = [...new Set(ids)].sort(compareText).flatMap((id) => messageById(catalog, id) ?? []);
  const checks = checksOf(plan, messages, template('check'));
  const files = [...checks.flatMap(({ value }) => value), ...helperFiles(template)];
  return {
    view: { messages: messages.flatMap((message) => checkView(plan, message)) },
    files: files.map(asTypeScript),
    diagnostics: [...plan.types.names.checkDiagnostics, ...checks.flatMap(({ diagnostics }) => diagnostics)],
  };
}

function validatorsIn(catalog: Catalog): TargetSetting | undefined {
  return catalog.settings.generate.find(({ target }) => target === 'validators');
}

function checkView({ types }: ValidatorPlan, message: Parameters<typeof messageFolder>[0]): readonly TemplateView[] {
  const names = types.names.messages.get(message.id);
  if (names === undefined) return [];
  const { errors } = exportsOf(types.names, message.id);
  const path = `./${FOLDER}/${messageFolder(message)}/${names.file}.js`;
  return [{ key: objectKey(message.id), errors, path: stringLiteral(path) }];
}

/** Compilers copy no JavaScript. What is in these modules was made without types, and is judged by none. */
function asTypeScript({ path, text }: OutputFile): OutputFile {
  const marked = text.includes('// @ts-nocheck') ? text : `// @ts-nocheck\n${text}`;
  return { path: posix.join(FOLDER, path.replace(/\.js$/, '.ts')), text: marked };
}
