import { compareText } from '../../../diagnostics/index.js';
import type { MessageDef, TypeDef } from '../../../model/index.js';
import type { OutputFile } from '../../target.js';
import type { Template } from '../../template.js';
import { partsOfDef } from '../../walk-types.js';
import { importType, typeImports } from '../typescript/imports.js';
import { messageFolder } from '../typescript/message-file.js';
import { EMPTY_RECORD, printFields, printType } from '../typescript/print-type.js';
import { typeFile } from '../typescript/type-file.js';
import { exportsOf } from './check-files.js';
import { partsOfPayload, typeModule, type ValidatorPlan } from './plan.js';

/** The types of a message's module: the payload's own, or that of the target `typescript`. */
export function messageDeclaration(
  plan: ValidatorPlan,
  message: MessageDef,
  template: Template,
): readonly OutputFile[] {
  const names = plan.types.names.messages.get(message.id);
  if (!names) return [];
  const folder = messageFolder(message);
  const errors = importType('ValidationError', '../errors.js');
  const imported = plan.typescript && importType(names.data, `../${plan.typescript}/${folder}/${names.file}.js`);
  const imports = imported ? [imported] : typeImports(plan.types, partsOfPayload(message), '../types/');
  const text = template({
    imports: [errors, ...imports].sort(compareText),
    data: imported ? '' : dataType(plan, message, names.data),
    message: names.message,
    type: names.data,
    amount: plan.allErrors ? 'or all of it' : 'or the first thing',
    ...exportsOf(plan.types.names, message.id),
  });
  return [{ path: `${folder}/${names.file}.d.ts`, text }];
}

function dataType(plan: ValidatorPlan, { id, payload }: MessageDef, name: string): string {
  const doc = `/** The payload of \`${plan.types.names.messages.get(id)?.message ?? name}\`. */\n`;
  if (payload.raw) return `${doc}export type ${name} = ${printType(plan.types, payload.raw)};\n`;
  const fields = printFields(plan.types, payload.fields, '  ');
  return `${doc}${fields === '' ? `export type ${name} = ${EMPTY_RECORD};` : `export interface ${name} {\n${fields}}`}\n`;
}

/** The TypeScript type of a type of the catalog, where there is no target `typescript` to take it from. */
export function typeDeclaration(plan: ValidatorPlan, type: TypeDef, template: Template): readonly OutputFile[] {
  const names = plan.types.names.types.get(type.id);
  if (!names) return [];
  const imports = typeImports(plan.types, partsOfDef(type), './', type.id);
  const { text } = typeFile(plan.types, type, names, template);
  return [
    {
      path: `${typeModule(plan, type.id)}.d.ts`,
      text: [...imports, ...(imports.length > 0 ? [''] : []), text].join('\n'),
    },
  ];
}
