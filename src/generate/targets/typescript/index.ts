import type { Diagnostic } from '../../../diagnostics/index.js';
import { generateDiagnostic } from '../../messages.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { compileTemplate, type Template } from '../../template.js';
import { type Family, familiesOf, versionOf } from './families.js';
import { indexFile } from './index-file.js';
import { messageFile } from './message-file.js';
import { readTypeScriptOptions, typescriptOptionSchema } from './options.js';
import { createTypeStyle, type TypeStyle } from './print-type.js';
import { typeFile } from './type-file.js';
import { majorsAlike, upcasterFile } from './upcast/upcaster-file.js';

/** TypeScript types, guards and constructors: one file a type and a message, so that a change stays where it was made. */
export const typescript: Target = {
  id: 'typescript',
  summary: 'Readonly types, guards, constructors and upcasters of all messages',
  options: typescriptOptionSchema,
  generate,
};

function generate(context: TargetContext): TargetResult {
  const { catalog } = context;
  const style = createTypeStyle(catalog, readTypeScriptOptions(context.options), true);
  const families = familiesOf(catalog);
  const template = (name: string) => compileTemplate(context.template(name));
  const files = [
    { path: 'envelope.ts', text: template(`envelope-${catalog.settings.envelope}.hbs`)({}) },
    { path: 'scalars.ts', text: template('scalars.hbs')({ branded: style.brandedIds }) },
    ...typeFiles(style, template('type.hbs')),
    ...messageFiles(style, template('message.hbs')),
    ...upcasterFiles(style, families, template),
    indexFile(catalog, style.names, families, template('index.hbs')),
  ];
  return {
    files,
    diagnostics: [...style.names.diagnostics, ...style.names.fileDiagnostics, ...families.flatMap(alikeDiagnostics)],
  };
}

function typeFiles(style: TypeStyle, template: Template): readonly OutputFile[] {
  return [...style.catalog.types.values()].flatMap((type) => {
    const names = style.names.types.get(type.id);
    return names ? [typeFile(style, type, names, template)] : [];
  });
}

function messageFiles(style: TypeStyle, template: Template): readonly OutputFile[] {
  const messages = [...style.catalog.events.values(), ...style.catalog.commands.values()];
  return messages.flatMap((message) => {
    const names = style.names.messages.get(message.id);
    return names ? [messageFile(style, message, names, template)] : [];
  });
}

/** Most catalogs have one major of everything, and then the template is not even read. */
function upcasterFiles(
  style: TypeStyle,
  families: readonly Family[],
  template: (name: string) => Template,
): readonly OutputFile[] {
  if (families.length === 0) return [];
  const upcaster = template('upcaster.hbs');
  return families.map((family) => upcasterFile(style, family, upcaster));
}

function alikeDiagnostics(family: Family): readonly Diagnostic[] {
  return majorsAlike(family).map((message) =>
    generateDiagnostic('upcast-majors-alike', message.nameSpan, { message: message.name, version: versionOf(message) }),
  );
}
