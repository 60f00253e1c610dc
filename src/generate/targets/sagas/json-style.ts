import type { Catalog, TypeDef } from '../../../model/index.js';
import type { Template } from '../../template.js';
import type { MessageNames } from '../typescript/names.js';
import { createTypeStyle, type TypeStyle } from '../typescript/print-type.js';
import { typeFile } from '../typescript/type-file.js';

/** Types as they are in JSON, which is what the engine speaks: ids are plain texts there. */
export function jsonStyle(catalog: Catalog): TypeStyle {
  return createTypeStyle(catalog, { long: 'number', brandedIds: false });
}

/** Names of a message, the same as in the target `typescript`; every message of a compiled saga is in the catalog. */
export function namesOf(style: TypeStyle, message: string): MessageNames {
  const names = style.names.messages.get(message);
  if (names === undefined) throw new Error(`The message ${message} has no name in TypeScript.`);
  return names;
}

/** The declaration of a type, laid out by `template`. */
export function typeText(style: TypeStyle, type: TypeDef, template: Template): string {
  const names = style.names.types.get(type.id);
  return names === undefined ? '' : typeFile(style, type, names, template).text;
}
