import { _, Ajv, type AnySchemaObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValueScopeName } from 'ajv/dist/compile/codegen/index.js';
import standalone from 'ajv/dist/standalone/index.js';
import { compareText } from '../../../diagnostics/index.js';
import { grouped } from '../../../model/grouped.js';
import { escapeHidden } from '../../text.js';
import type { Schema } from '../json-schema/schema-style.js';
import { FORMAT_FUNCTIONS, FORMATS } from './formats.js';
import { prepareSchema } from './prepare-schema.js';

/** What a schema is compiled with. */
export interface ModuleRequest {
  readonly schema: Schema;
  /** Modules that check the other types, by the `$ref` that the schema has for them; paths as imports have them. */
  readonly references: ReadonlyMap<string, string>;
  readonly allErrors: boolean;
  /** From the module to the folder of the helpers: `./` or `../`. */
  readonly root: string;
}

/** A compiled schema: what stands at the top of its module, the name of its function, and all functions. */
export interface ModuleCode {
  readonly imports: readonly string[];
  readonly check: string;
  readonly code: string;
}

/** Compiles a schema with ajv to code that needs nothing of ajv; throws where the schema is none that ajv can compile. */
export function compileModule(request: ModuleRequest): ModuleCode {
  const schema = prepareSchema(request.schema);
  const ajv = createAjv(request, schema);
  const stubs = new Map<unknown, string>();
  for (const [reference, path] of request.references) stubs.set(addStub(ajv, reference), path);
  const validate = ajv.compile(schema as AnySchemaObject);
  const sources = sourcesOf(validate);
  const imports = sources.flatMap((source) => takeImports(source, stubs, request.root));
  dropUnusedSchemas(sources);
  const text = standalone.default(ajv, validate);
  const check = String(validate.source?.validateName);
  const opening = `"use strict";\nexport const validate = ${check};\nexport default ${check};\n`;
  if (!text.startsWith(opening)) throw new Error('The code of ajv does not begin as expected.');
  return { imports: importLines(imports), check, code: escapeHidden(text.slice(opening.length).trim()) };
}

function createAjv({ allErrors }: ModuleRequest, schema: Schema): Ajv {
  const options: Options = {
    // The schemas are made here and not by hand; what ajv would warn about is of no use to anyone.
    strict: false,
    meta: false,
    validateSchema: false,
    logger: false,
    allErrors,
    discriminator: true,
    inlineRefs: false,
    // Texts of errors are made by one file for all, out of keyword and parameters.
    messages: false,
    // A field `constructor` is no field that every object has.
    ownProperties: hasInheritedName(schema),
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  };
  const ajv = usesNewKeywords(schema) ? new Ajv2020(options) : new Ajv(options);
  for (const [name, format] of FORMATS) ajv.addFormat(name, format);
  for (const name of formatsIn(schema)) if (!FORMATS.has(name)) ajv.addFormat(name, true);
  return ajv;
}

/** Keywords that JSON Schema has got after draft 7. Schemas of our own have none of them, and validators without them are simpler. */
const NEW_KEYWORDS: ReadonlySet<string> = new Set([
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  'dependentRequired',
  'dependentSchemas',
  'maxContains',
  'minContains',
  'prefixItems',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

function usesNewKeywords(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, part]) => NEW_KEYWORDS.has(key) || usesNewKeywords(part));
}

/** Formats that nobody knows are notes, as JSON Schema has it. */
function formatsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(formatsIn);
  const { format } = value as { readonly format?: unknown };
  return typeof format === 'string' ? [format, ...inner] : inner;
}

function hasInheritedName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (!Array.isArray(value) && Object.keys(value).some((key) => key in Object.prototype)) return true;
  return Object.values(value).some(hasInheritedName);
}

/** A function that stands for the check of another module; it is never called. */
function addStub(ajv: Ajv, reference: string): ValidateFunction {
  const stub = (() => true) as unknown as ValidateFunction;
  ajv.addSchema({}, reference);
  const entry = ajv.schemas[reference];
  if (entry === undefined) throw new Error(`The schema ${reference} was not added.`);
  entry.validate = stub;
  return stub;
}

type Source = NonNullable<ValidateFunction['source']>;

/** The code of a function and of all that it calls, each once. */
function sourcesOf(validate: ValidateFunction, known = new Set<Source>()): readonly Source[] {
  const { source } = validate;
  if (source === undefined || known.has(source)) return [...known];
  known.add(source);
  for (const prefix of ['validate', 'root', 'wrapper']) {
    for (const { value } of source.scopeValues[prefix] ?? []) {
      const ref: unknown = value?.ref;
      const next = typeof ref === 'function' ? ref : (ref as { readonly validate?: unknown } | undefined)?.validate;
      if (typeof next === 'function') sourcesOf(next as ValidateFunction, known);
    }
  }
  return [...known];
}

/** Something of another module, and what this one calls it. */
interface Import {
  readonly path: string;
  readonly what: string;
  readonly as: string;
}

/** What ajv would `require`, or define; each is taken out of what ajv prints. */
function takeImports({ scopeValues }: Source, stubs: ReadonlyMap<unknown, string>, root: string): readonly Import[] {
  const imports: Import[] = [];
  const take = (prefix: string, choose: (name: ValueScopeName) => Omit<Import, 'as'> | undefined) => {
    const names = scopeValues[prefix];
    for (const name of names ?? []) {
      const chosen = choose(name);
      if (chosen === undefined) continue;
      names?.delete(name);
      imports.push({ ...chosen, as: name.str });
    }
  };
  take('validate', ({ value }) => {
    const path = stubs.get(value?.ref);
    return path === undefined ? undefined : { path, what: 'check' };
  });
  take('formats', ({ value }) => {
    const what = FORMAT_FUNCTIONS.get(String(value?.key));
    return what === undefined ? undefined : { path: `${root}formats.js`, what };
  });
  take('func', ({ value }) => {
    const what = /runtime\/(ucs2length|equal)"/.exec(String(value?.code))?.[1];
    return what === undefined ? undefined : { path: `${root}helpers.js`, what };
  });
  for (const { value } of scopeValues['pattern'] ?? []) {
    // Who imports one validator only has no use for the patterns of others; a bundler has to be told that it may drop them.
    if (value?.code) value.code = _`/* @__PURE__ */ ${value.code}`;
  }
  return imports;
}

function importLines(imports: readonly Import[]): readonly string[] {
  const byPath = grouped(imports, ({ path }) => path);
  return [...byPath.keys()].sort(compareText).map((path) => {
    const names = new Set((byPath.get(path) ?? []).map(({ what, as }) => `${what} as ${as}`));
    return `import { ${[...names].sort(compareText).join(', ')} } from '${path}';`;
  });
}

/** A schema stands in the code where a function looks something up in it, such as a long enumeration. */
function dropUnusedSchemas(sources: readonly Source[]): void {
  const code = sources.map((source) => String(source.validateCode)).join('\n');
  const words = new Set(code.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/\bschema\d+\b/g));
  for (const { scopeValues } of sources) {
    for (const name of scopeValues['schema'] ?? []) if (!words.has(name.str)) scopeValues['schema']?.delete(name);
  }
}
