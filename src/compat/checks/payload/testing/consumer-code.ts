import { readTypeScriptOptions } from '../../../../generate/targets/typescript/options.js';
import { createTypeStyle, printType, type TypeStyle } from '../../../../generate/targets/typescript/print-type.js';
import type { Catalog, Field, TypeDef, TypeExpr, UnionType } from '../../../../model/index.js';

/** What is being written, and the names that it imports. */
interface Writing {
  readonly style: TypeStyle;
  readonly imports: Set<string>;
  /** For a name of its own for each value. */
  count: number;
}

/**
 * TypeScript of a consumer that reads every field of every message and handles every value of enumerations and every case of
 * unions, written for the types that `catalog` has; `from` is what it imports.
 */
export function consumerCode(catalog: Catalog, from: string): string {
  const { options } = catalog.settings.generate.find(({ target }) => target === 'typescript') ?? { options: {} };
  const style = createTypeStyle(catalog, readTypeScriptOptions(options));
  const writing: Writing = { style, imports: new Set(), count: 0 };
  const types = [...catalog.types.values()].filter((def) => reached(catalog).has(def.id));
  const functions = types.map((def) => readDefinition(writing, def));
  for (const message of [...catalog.events.values(), ...catalog.commands.values()]) {
    const { data } = style.names.messages.get(message.id) ?? { data: '' };
    writing.imports.add(data);
    functions.push(
      `export function on${data}(data: ${data}): void {\n${readFields(writing, message.payload.fields, 'data')}}\n`,
    );
  }
  const names = [...writing.imports].sort();
  const types_ = names.filter((name) => !/^to[A-Z]/.test(name)).map((name) => `type ${name}`);
  const values = names.filter((name) => /^to[A-Z]/.test(name));
  const head = `import { ${[...types_, ...values].join(', ')} } from '${from}';\n`;
  return `${head}declare function never(value: never): void;\ndeclare function use(...values: unknown[]): void;\n${functions.join('')}`;
}

function reached(catalog: Catalog): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (type: TypeExpr): void => {
    if (type.kind === 'list') visit(type.items);
    else if (type.kind === 'map') visit(type.values);
    else if (type.kind === 'nullable') visit(type.inner);
    else if (type.kind === 'record') for (const field of type.fields) visit(field.type);
    else if (type.kind === 'named' && !found.has(type.ref.name)) {
      const def = catalog.types.get(type.ref.name);
      if (!def) return;
      found.add(def.id);
      if (def.shape === 'record') for (const field of def.fields) visit(field.type);
      if (def.shape === 'scalar') visit(def.type);
      if (def.shape === 'union') for (const { type: ref } of def.cases) visit({ kind: 'named', ref });
    }
  };
  for (const { payload } of [...catalog.events.values(), ...catalog.commands.values()])
    for (const field of payload.fields) visit(field.type);
  return found;
}

function readDefinition(writing: Writing, def: TypeDef): string {
  const names = writing.style.names.types.get(def.id) ?? { type: '', convert: '' };
  writing.imports.add(names.type);
  if (names.convert !== '') writing.imports.add(names.convert);
  const helper = names.convert === '' ? '' : `  use(${names.convert}('x'));\n`;
  return `export function read${names.type}(value: ${names.type}): void {\n${helper}${definitionBody(writing, def)}}\n`;
}

function definitionBody(writing: Writing, def: TypeDef): string {
  switch (def.shape) {
    case 'record':
      return readFields(writing, def.fields, 'value');
    case 'enum':
      return exhaustive('value', def.values, () => '');
    case 'union':
      return unionBody(writing, def);
    case 'scalar':
      return readValue(writing, def.type, 'value');
  }
}

function unionBody(writing: Writing, def: UnionType): string {
  const marker = `value[${JSON.stringify(def.discriminator)}]`;
  const typeOf = new Map(def.cases.map(({ tag, type }) => [tag, type]));
  return exhaustive(
    marker,
    def.cases.map(({ tag }) => tag),
    (tag) => {
      const ref = typeOf.get(tag);
      const inner = ref && writing.style.catalog.types.get(ref.name);
      return inner?.shape === 'record' ? readFields(writing, inner.fields, 'value') : '';
    },
    'value',
  );
}

function exhaustive(
  value: string,
  tags: readonly string[],
  body: (tag: string) => string,
  rest: string = value,
): string {
  const cases = tags.map((tag) => `    case ${JSON.stringify(tag)}: {\n${body(tag)}      break;\n    }\n`);
  return `  switch (${value}) {\n${cases.join('')}    default:\n      never(${rest});\n  }\n`;
}

function readFields(writing: Writing, fields: readonly Field[], record: string): string {
  return fields
    .map((field) => {
      const value = `${record}[${JSON.stringify(field.name)}]`;
      const type: TypeExpr = field.nullable ? { kind: 'nullable', inner: field.type } : field.type;
      const name = `v${++writing.count}`;
      const read = readValue(writing, type, name);
      const body = field.optional ? `if (${name} !== undefined) {\n${read}}\n` : read;
      return `{ const ${name} = ${value};\n${body}}\n`;
    })
    .join('');
}

function readValue(writing: Writing, type: TypeExpr, value: string): string {
  if (type.kind === 'nullable') return `if (${value} !== null) {\n${readValue(writing, type.inner, value)}}\n`;
  return `${checkType(writing, type, value)}${readInside(writing, type, value)}`;
}

/** Names that the printed type needs are imported by what reads its parts. */
function checkType(writing: Writing, type: TypeExpr, value: string): string {
  const printed = printType(writing.style, type);
  if (/\bUuid\b/.test(printed) && writing.style.brandedIds) writing.imports.add('Uuid');
  return type.kind === 'record' ? '' : `const c${++writing.count}: ${printed} = ${value};\nuse(c${writing.count});\n`;
}

function readInside(writing: Writing, type: TypeExpr, value: string): string {
  switch (type.kind) {
    case 'named': {
      const names = writing.style.names.types.get(type.ref.name);
      return names ? `read${names.type}(${value});\n` : '';
    }
    case 'list': {
      const item = `i${++writing.count}`;
      return `${value}.map((${item}) => {\n${readValue(writing, type.items, item)}});\n`;
    }
    case 'map': {
      const item = `i${++writing.count}`;
      return `Object.values(${value}).map((${item}) => {\n${readValue(writing, type.values, item)}});\n`;
    }
    case 'enum':
      return exhaustive(value, type.values, () => '');
    case 'record':
      return readFields(writing, type.fields, value);
    default:
      return '';
  }
}
