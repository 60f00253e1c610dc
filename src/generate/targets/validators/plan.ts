import { posix } from 'node:path';
import type { Catalog, JsonValue, MessageDef, TypeDef, TypeExpr } from '../../../model/index.js';
import { partsOf, partsOfDef, partsOfFields } from '../../walk-types.js';
import { readJsonSchemaOptions } from '../json-schema/options.js';
import type { SchemaStyle } from '../json-schema/schema-style.js';
import { readTypeScriptOptions } from '../typescript/options.js';
import { createTypeStyle, type TypeStyle } from '../typescript/print-type.js';
import { readValidatorOptions, type ValidatorOptions } from './options.js';

/** What all files of one output folder depend on. */
export interface ValidatorPlan extends ValidatorOptions {
  readonly catalog: Catalog;
  readonly types: TypeStyle;
  readonly schemas: SchemaStyle;
  /** From this output folder to that of the target `typescript`, where its types are those of JSON. */
  readonly typescript?: string;
}

/** Folder and name of the module of a type, as other modules import it from a folder beside. */
export function typeModule(plan: ValidatorPlan, id: string): string {
  return `types/${plan.types.names.types.get(id)?.file ?? id}`;
}

/** Everything that the target's files are made by. */
export function planValidators(catalog: Catalog, options: Readonly<Record<string, JsonValue>>): ValidatorPlan {
  const own = readValidatorOptions(options);
  const typescript = folderOfTypes(catalog, options);
  return {
    ...own,
    catalog,
    types: createTypeStyle(catalog, { long: 'number', brandedIds: false }),
    schemas: {
      ...readJsonSchemaOptions({ additionalProperties: own.additionalProperties }, catalog.settings.catalog),
      catalog,
      reference: referenceOf,
    },
    ...(typescript !== undefined && { typescript }),
  };
}

/** What schemas call a type: a URI without anything that has a meaning in one. */
export function referenceOf(name: string): string {
  return `type-${Buffer.from(name).toString('hex')}`;
}

/** A type with `bigint` or `Uint8Array` in it is none of what JSON gives; then validators have types of their own. */
function folderOfTypes(catalog: Catalog, options: Readonly<Record<string, JsonValue>>): string | undefined {
  const { generate } = catalog.settings;
  const out = generate.find((entry) => entry.target === 'validators' && entry.options === options)?.out;
  const target = generate.find((entry) => entry.target === 'typescript');
  if (out === undefined || target === undefined) return undefined;
  const { long, bytes } = readTypeScriptOptions(target.options);
  if (long !== 'number' || bytes !== 'base64') return undefined;
  const path = posix.relative(out, target.out);
  return path.startsWith('.') ? path : `./${path}`;
}

/** The types that a payload is written with. */
export function partsOfPayload({ payload }: MessageDef): readonly TypeExpr[] {
  return payload.raw ? partsOf(payload.raw) : partsOfFields(payload.fields);
}

/** The same for a type of the catalog, whose unions are written out case by case. */
export function partsOfType(
  plan: ValidatorPlan,
  type: TypeDef,
  seen: ReadonlySet<string> = new Set(),
): readonly TypeExpr[] {
  const parts = partsOfDef(type);
  if (type.shape !== 'union' || seen.has(type.id)) return parts;
  const inner = new Set([...seen, type.id]);
  return type.cases.flatMap((entry) => {
    const found = plan.catalog.types.get(entry.type.name);
    return found ? partsOfType(plan, found, inner) : [];
  });
}
