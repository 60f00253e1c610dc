import type { ElementKind } from '../model/index.js';

/** All that is known of one definition, ready to be laid out or printed as JSON. */
export interface Sheet {
  readonly kind: ElementKind;
  readonly name: string;
  /** Relative to the catalog, with `/`. */
  readonly file: string;
  readonly summary?: string;
  readonly docs?: string;
  readonly deprecated?: string;
  /** What is said of it and follows from other definitions; several values are a list. */
  readonly facts: readonly Fact[];
  readonly tables: readonly SheetTable[];
}

export interface Fact {
  readonly label: string;
  readonly values: readonly string[];
}

/** Rows of texts under a title; a column without a text in any row need not be shown. */
export interface SheetTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A fact, where there is something to say. */
export function fact(label: string, ...values: readonly (string | number | undefined)[]): readonly Fact[] {
  const said = [...new Set(values.filter((value) => value !== undefined && value !== '').map(String))];
  return said.length === 0 ? [] : [{ label, values: said }];
}

/** A table, where it has rows. */
export function tableOf(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly SheetTable[] {
  return rows.length === 0 ? [] : [{ title, columns, rows }];
}
