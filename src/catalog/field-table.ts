import type { Constraints, Field } from '../model/index.js';
import { printFieldType } from '../model/values/print-type.js';
import { type SheetTable, tableOf } from './sheet.js';

/** The fields of a message or record, one a row. */
export function fieldTable(fields: readonly Field[]): readonly SheetTable[] {
  const rows = fields.map((field) => [
    field.name,
    printFieldType(field),
    marksOf(field).join(', '),
    field.summary ?? '',
  ]);
  return tableOf('fields', ['field', 'type', 'notes', 'summary'], rows);
}

function marksOf(field: Field): readonly string[] {
  return [
    ...(field.pii ? ['pii'] : []),
    ...(field.secret ? ['secret'] : []),
    ...(field.deprecated ? ['deprecated'] : []),
    ...constraintTexts(field.constraints),
    ...(field.default === undefined ? [] : [`default ${JSON.stringify(field.default)}`]),
    ...(field.since === undefined ? [] : [`since ${field.since}`]),
    ...(field.renamedFrom === undefined ? [] : [`was ${field.renamedFrom}`]),
  ];
}

/** Bounds as a person would say them. */
export function constraintTexts(bounds: Constraints): readonly string[] {
  const texts: readonly [string, string | number | undefined][] = [
    ['≥', bounds.min],
    ['≤', bounds.max],
    ['length ≥', bounds.minLength],
    ['length ≤', bounds.maxLength],
    ['matches', bounds.pattern],
  ];
  return texts.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
}
