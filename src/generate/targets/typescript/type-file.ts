import type { EnumType, TypeDef, UnionType } from '../../../model/index.js';
import type { OutputFile } from '../../target.js';
import type { Template, TemplateView } from '../../template.js';
import { propertyKey, stringLiteral } from '../../text.js';
import { partsOfDef } from '../../walk-types.js';
import { describeElement, formatTags, sensitivityLines } from './describe.js';
import { typeImports } from './imports.js';
import type { TypeNames } from './names.js';
import { EMPTY_RECORD, printFields, printType, type TypeStyle } from './print-type.js';

/** The file of one type of the catalog. */
export function typeFile(style: TypeStyle, type: TypeDef, names: TypeNames, template: Template): OutputFile {
  const view: TemplateView = {
    imports: typeImports(style, partsOfDef(type), './', type.id),
    doc: describeType(type),
    names: { ...names },
    interface: '',
    alias: '',
    values: [],
    fallback: '',
    isEnum: type.shape === 'enum',
    ...declarationOf(style, type),
  };
  return { path: `types/${names.file}.ts`, text: template(view) };
}

/** Just one of `interface`, `alias` (all that follows the `=`) and the enumeration's parts is filled. */
function declarationOf(style: TypeStyle, type: TypeDef): TemplateView {
  switch (type.shape) {
    case 'record':
      return type.fields.length === 0
        ? { alias: ` ${EMPTY_RECORD}` }
        : { interface: printFields(style, type.fields, '  ') };
    case 'enum':
      return enumView(type);
    case 'union':
      return { alias: printUnion(style, type) };
    case 'scalar':
      return { alias: ` ${printType(style, type.type)}` };
  }
}

function describeType(type: TypeDef): string {
  if (type.shape !== 'scalar') return describeElement(type);
  return describeElement(type, sensitivityLines(type), formatTags(type.type, type.constraints));
}

function enumView(type: EnumType): TemplateView {
  return {
    values: type.values.map(stringLiteral),
    fallback: type.unknown === undefined ? '' : stringLiteral(type.unknown),
  };
}

/** Each case has the discriminator with its own value beside the fields of its type. */
function printUnion(style: TypeStyle, type: UnionType): string {
  if (type.cases.length === 0) return ' never';
  const key = propertyKey(type.discriminator);
  const cases = type.cases.map(({ tag, type: ref }) => {
    const body = printType(style, { kind: 'named', ref });
    return `\n  | ({ readonly ${key}: ${stringLiteral(tag)} } & ${body})`;
  });
  return cases.join('');
}
