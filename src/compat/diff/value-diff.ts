import type { Constraints, TypeDef, TypeExpr } from '../../model/index.js';
import { printType } from '../../model/values/print-type.js';
import type { ResolvedType } from '../../model/values/value-type.js';
import type { ChangeOf } from '../change.js';
import { diffBounds } from './bounds-diff.js';
import { diffEnums } from './enums-diff.js';
import { diffFields } from './fields-diff.js';
import { linkPair, type PayloadDiff } from './payload-diff.js';
import { note, type Place } from './place.js';
import { diffRaw } from './raw-diff.js';
import { type SolidType, solidTypeOf, typeFact } from './solid-type.js';
import { definitionOf, innerValue, MARKS, type WrittenValue } from './written-value.js';

/** What differs between two values. Pairs of named types are compared once, wherever they stand. */
export function diffValues(diff: PayloadDiff, place: Place, old: WrittenValue, next: WrittenValue): void {
  const [oldDef, newDef] = [definitionOf(diff.old, old.type), definitionOf(diff.new, next.type)];
  if (oldDef && newDef && oldDef.id === newDef.id && oldDef.shape === newDef.shape) {
    diffSameName(diff, place, old, next);
    linkPair(diff, place, oldDef, newDef);
    return;
  }
  const [from, to] = [solidTypeOf(diff.old, old), solidTypeOf(diff.new, next)];
  diffMarks(place, from, to, old, next);
  if (diffForms(diff, place, from, to, { old: oldDef, new: newDef })) noteName(place, from, to);
}

/** What stands behind the name is compared by its pair; here remains what stands beside it. */
function diffSameName(diff: PayloadDiff, place: Place, old: WrittenValue, next: WrittenValue): void {
  if (MARKS.some((mark) => old[mark] !== next[mark])) {
    diffMarks(place, solidTypeOf(diff.old, old), solidTypeOf(diff.new, next), old, next);
  }
  diffBounds(place, old.constraints, next.constraints, () => typeFact(solidTypeOf(diff.new, next)));
}

/** A mark at the place and one within the type say the same; only where both are without it is it not there. */
function diffMarks(place: Place, from: SolidType, to: SolidType, old: WrittenValue, next: WrittenValue): void {
  if (from.nullable !== to.nullable) {
    const fields = { ...(old.field && { from: old.field }), ...(next.field && { to: next.field }) };
    note(place, to.nullable ? 'null-allowed' : 'null-forbidden', { type: typeFact(to), ...fields });
  }
  for (const mark of ['pii', 'secret'] as const) {
    if (from[mark] !== to[mark]) note(place, 'sensitivity-changed', { mark, to: to[mark] });
  }
}

interface Names {
  readonly old: TypeDef | undefined;
  readonly new: TypeDef | undefined;
}

/** Says whether both are of one form, so that only the name can be another. */
function diffForms(diff: PayloadDiff, place: Place, from: SolidType, to: SolidType, names: Names): boolean {
  const [old, next] = [from.type, to.type];
  if (from.def && to.def && from.def.shape === to.def.shape) linkPair(diff, place, from.def, to.def);
  else if (old.kind === 'enum' && next.kind === 'enum') diffEnums(place, enumOf(from), enumOf(to));
  else if (old.kind === 'record' && next.kind === 'record') diffFields(diff, place, old, next);
  else if (old.kind === 'json' && next.kind === 'json') diffRaw(place, old, next);
  else if (old.kind === 'anyOf' && next.kind === 'anyOf' && haveSameOptions(old, next))
    diffOptions(diff, place, old, next);
  else if (old.kind === next.kind && (old.kind === 'list' || old.kind === 'map')) {
    diffBounds(place, from.constraints, to.constraints, () => typeFact(to));
    // Two names for containers may each contain itself, so what is in them is compared once as well.
    if (names.old && names.new) linkPair(diff, place, names.old, names.new);
    else diffInside(diff, place, old, next);
  } else if (isSameType(from, to)) diffBounds(place, from.constraints, to.constraints, () => typeFact(to));
  else {
    const nullable = { from: from.nullable, to: to.nullable };
    note(place, 'type-changed', { from: typeFact(from), to: typeFact(to), nullable });
    diffBoundsBeside(place, from, to);
    return false;
  }
  return true;
}

interface Choice {
  readonly options: readonly TypeExpr[];
}

function haveSameOptions(old: Choice, next: Choice): boolean {
  const texts = new Set(old.options.map(printType));
  return old.options.length === next.options.length && next.options.every((option) => texts.has(printType(option)));
}

/** Options are the same where they are written the same, in whatever order. */
function diffOptions(diff: PayloadDiff, place: Place, old: Choice, next: Choice): void {
  for (const option of next.options) {
    const same = old.options.find((other) => printType(other) === printType(option));
    if (same) diffValues(diff, place, innerValue(same), innerValue(option));
  }
}

/** Compares what is in a list with what is in a list, and values of maps. */
export function diffInside(diff: PayloadDiff, place: Place, old: ResolvedType, next: ResolvedType): void {
  const inner = (mark: string) => ({ ...place, at: `${place.at}${mark}` });
  if (old.kind === 'list' && next.kind === 'list') {
    diffValues(diff, inner('[]'), innerValue(old.items), innerValue(next.items));
  }
  if (old.kind === 'map' && next.kind === 'map') {
    diffValues(diff, inner('{}'), innerValue(old.values), innerValue(next.values));
  }
}

/** Bounds of two types, where they mean the same: of numbers, or of texts, among which are bytes in their JSON form. */
function diffBoundsBeside(place: Place, from: SolidType, to: SolidType): void {
  const form = boundedForm(from);
  if (form === undefined || form !== boundedForm(to)) return;
  const told = [from, to].find(({ type }) => type.kind === 'primitive' && type.name !== 'bytes') ?? from;
  diffBounds(place, boundsInJson(from), boundsInJson(to), () => typeFact(told));
}

function boundedForm({ type }: SolidType): 'number' | 'text' | undefined {
  if (type.kind === 'enum' || type.kind === 'decimal') return 'text';
  if (type.kind !== 'primitive' || type.name === 'boolean') return undefined;
  return ['int', 'long', 'float', 'double'].includes(type.name) ? 'number' : 'text';
}

/** Three bytes are four characters of base64. */
function boundsInJson({ type, constraints }: SolidType): Constraints {
  if (type.kind !== 'primitive' || type.name !== 'bytes') return constraints;
  const { minLength, maxLength } = constraints;
  const length = (bytes: number) => Math.ceil(bytes / 3) * 4;
  return {
    ...(minLength !== undefined && { minLength: length(minLength) }),
    ...(maxLength !== undefined && { maxLength: length(maxLength) }),
  };
}

function isSameType(from: SolidType, to: SolidType): boolean {
  const [old, next] = [from.type, to.type];
  if (old.kind === 'decimal' && next.kind === 'decimal') {
    return old.precision === next.precision && old.scale === next.scale;
  }
  if (old.kind === 'primitive' && next.kind === 'primitive') return old.name === next.name;
  // Names that mean nothing are all that is known of such types.
  return old.kind === 'unknown' && next.kind === 'unknown' && from.text === to.text;
}

function enumOf({ type, def }: SolidType): Parameters<typeof diffEnums>[1] {
  if (def?.shape === 'enum') return def;
  return { values: type.kind === 'enum' ? type.values : [] };
}

/** The form is the same and the name is not. Where only an alias before the same definition differs, it is a scalar's name. */
function noteName(place: Place, from: SolidType, to: SolidType): void {
  if (!from.named && !to.named) return;
  const shape = from.def?.id === to.def?.id && from.def ? 'scalar' : shapeOf(to);
  const [old, next] = shape === 'scalar' ? [from.text, to.text] : [nameOf(from), nameOf(to)];
  if (old !== next) note(place, 'type-renamed', { from: old, to: next, shape, nullable: from.nullable && to.nullable });
}

function shapeOf({ type: { kind } }: SolidType): ChangeOf<'type-renamed'>['shape'] {
  return kind === 'record' || kind === 'enum' || kind === 'union' ? kind : 'scalar';
}

function nameOf({ def, text }: SolidType): string {
  return def?.id ?? text;
}
