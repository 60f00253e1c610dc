import type { Diagnostic, Outcome } from '../../../diagnostics/index.js';
import type { Element, MessageDef, TypeDef, TypeExpr } from '../../../model/index.js';
import { generateDiagnostic } from '../../messages.js';
import type { OutputFile } from '../../target.js';
import type { Template, TemplateView } from '../../template.js';
import { namesAmong } from '../../walk-types.js';
import { definitionSchema } from '../json-schema/definition-schema.js';
import { objectSchema } from '../json-schema/record-schema.js';
import type { Schema } from '../json-schema/schema-style.js';
import { withSlices } from '../json-schema/slice-schema.js';
import { typeSchema } from '../json-schema/type-schema.js';
import { messageFolder } from '../typescript/message-file.js';
import type { CheckNames, NameTable } from '../typescript/names.js';
import { compileModule, type ModuleCode } from './module-code.js';
import { partsOfPayload, partsOfType, referenceOf, typeModule, type ValidatorPlan } from './plan.js';

/** The module that checks the payload of a message; none where its schema cannot be compiled. */
export function messageCheck(
  plan: ValidatorPlan,
  message: MessageDef,
  template: Template,
): Outcome<readonly OutputFile[]> {
  const schema = payloadSchema(plan, message);
  const names = plan.types.names.messages.get(message.id);
  if (!names) return { value: [], diagnostics: [] };
  const path = `${messageFolder(message)}/${names.file}.js`;
  return checkFile(plan, { element: message, schema, parts: partsOfPayload(message), path }, (compiled) =>
    template({
      imports: ["import { describeErrors } from '../errors.js';", ...compiled.imports],
      names: { ...exportsOf(plan.types.names, message.id), check: compiled.check },
      check: compiled.check,
      code: compiled.code,
    }),
  );
}

function payloadSchema({ schemas }: ValidatorPlan, { payload }: MessageDef): Schema {
  return withSlices(schemas, (style) => (payload.raw ? typeSchema(style, payload.raw) : objectSchema(style, payload)));
}

/** Names that the module of a message exports. */
export function exportsOf(names: NameTable, message: string): CheckNames & TemplateView {
  const { validate, errors } = names.checks.get(message) ?? {
    validate: `validate${message}`,
    errors: `errorsOf${message}`,
  };
  return { validate, errors };
}

/** The module that checks a type of the catalog for other modules. */
export function typeCheck(plan: ValidatorPlan, type: TypeDef, template: Template): Outcome<readonly OutputFile[]> {
  const schema = withSlices(plan.schemas, (style) => definitionSchema(style, type));
  const part = { element: type, schema, parts: partsOfType(plan, type), path: `${typeModule(plan, type.id)}.js` };
  return checkFile(plan, part, ({ imports, check, code }) => template({ imports, names: false, check, code }));
}

interface Part {
  readonly element: Element;
  readonly schema: Schema;
  readonly parts: readonly TypeExpr[];
  readonly path: string;
}

function checkFile(
  plan: ValidatorPlan,
  { element, schema, parts, path }: Part,
  print: (compiled: ModuleCode) => string,
): Outcome<readonly OutputFile[]> {
  const ids = namesAmong(plan.catalog, parts).map((id): [string, string] => [
    referenceOf(id),
    `../${typeModule(plan, id)}.js`,
  ]);
  const itself = element.kind === 'type' ? referenceOf(element.id) : '';
  try {
    const compiled = compileModule({
      schema: itself === '' ? schema : withItself(schema, itself),
      references: new Map(ids.filter(([reference]) => reference !== itself)),
      allErrors: plan.allErrors,
      root: '../',
    });
    return { value: [{ path, text: print(compiled) }], diagnostics: [] };
  } catch (error) {
    return { value: [], diagnostics: [refusal(element, error)] };
  }
}

/** References of a type to itself lead to the top of its own module. */
function withItself(schema: Schema, reference: string): Schema {
  return JSON.parse(JSON.stringify(schema), (key, value) => (key === '$ref' && value === reference ? '#' : value));
}

/** Schemas of our own always compile; what a foreign one has may not. */
function refusal(element: Element, error: unknown): Diagnostic {
  const reason = error instanceof Error ? error.message : String(error);
  const params = { one: `${element.kind} \`${element.id}\``, reason: reason.split('\n')[0] ?? '' };
  return generateDiagnostic('validator-schema-refused', element.nameSpan, params, {
    element: `${element.kind} ${element.id}`,
  });
}
