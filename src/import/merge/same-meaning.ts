import type { Catalog, Constraints, Field, TypeExpr } from '../../model/index.js';
import { canonicalText } from '../canonical-text.js';
import type { DraftField, DraftType } from '../draft.js';

/** Whether a field of the catalog says all that the source says of it; it may say more, and by names of its own. */
export function saysTheSame(catalog: Catalog, mine: Field, source: DraftField): boolean {
  if (mine.optional !== (source.optional === true)) return false;
  const { type, constraints, nullable } = resolved(catalog, mine.type, mine.constraints, source.type);
  const isNullable = mine.nullable || nullable;
  if (isNullable !== (source.nullable === true)) return false;
  return sameType(catalog, type, source.type) && includes(constraints, source.constraints ?? {});
}

/** Whether two types are the same, where the catalog may have given the inner parts names. */
export function sameType(catalog: Catalog, mine: TypeExpr, source: DraftType): boolean {
  if (mine.kind === 'named') {
    if (source.kind === 'named' && source.name === mine.ref.name) return true;
    const { type, constraints } = resolved(catalog, mine, {}, source);
    return type.kind !== 'named' && Object.keys(constraints).length === 0 && sameType(catalog, type, source);
  }
  switch (source.kind) {
    case 'primitive':
      return mine.kind === 'primitive' && mine.name === source.name;
    case 'decimal':
      return mine.kind === 'decimal' && mine.precision === source.precision && mine.scale === source.scale;
    case 'list':
      return mine.kind === 'list' && sameType(catalog, mine.items, source.items);
    case 'map':
      return mine.kind === 'map' && sameType(catalog, mine.values, source.values);
    case 'nullable':
      return mine.kind === 'nullable' && sameType(catalog, mine.inner, source.inner);
    case 'enum':
      return mine.kind === 'enum' && source.values.every((value) => mine.values.includes(value));
    case 'anyOf':
      return (
        mine.kind === 'anyOf' &&
        mine.options.length === source.options.length &&
        source.options.every((option, index) => sameOption(catalog, mine.options[index], option))
      );
    case 'json':
      return (
        mine.kind === 'json' && canonicalText([mine.schema, mine.avro]) === canonicalText([source.schema, source.avro])
      );
    case 'named':
    case 'record':
      return false;
  }
}

function sameOption(catalog: Catalog, mine: TypeExpr | undefined, source: DraftType): boolean {
  return mine !== undefined && sameType(catalog, mine, source);
}

interface Resolved {
  readonly type: TypeExpr;
  readonly constraints: Constraints;
  readonly nullable: boolean;
}

/** What a name of the catalog stands for, where the source does not name it: a scalar or an enumeration that a person gave a name. */
function resolved(catalog: Catalog, type: TypeExpr, constraints: Constraints, source: DraftType): Resolved {
  if (type.kind !== 'named' || (source.kind === 'named' && source.name === type.ref.name))
    return { type, constraints, nullable: false };
  const definition = catalog.types.get(type.ref.name);
  if (definition?.shape === 'enum')
    return { type: { kind: 'enum', values: definition.values }, constraints, nullable: false };
  if (definition?.shape !== 'scalar') return { type, constraints, nullable: false };
  const inner = definition.type.kind === 'nullable' ? definition.type.inner : definition.type;
  const all = { ...definition.constraints, ...constraints };
  return { type: inner, constraints: all, nullable: definition.type.kind === 'nullable' };
}

function includes(mine: Constraints, source: Constraints): boolean {
  return Object.entries(source).every(([key, value]) => mine[key as keyof Constraints] === value);
}
