import { grouped } from '../../../model/grouped.js';
import type { Definitions } from './definitions.js';

/** Messages that are one at several majors of a package (`shop.v1.OrderPlaced`, `shop.v2.OrderPlaced`), oldest first. */
export function majorsOf(definitions: Definitions, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return grouped(names, (name) => {
    const file = definitions.messages.get(name)?.file;
    const base = file?.package.replace(/(^|\.)v\d+$/, '') ?? '';
    return `${base} ${definitions.messages.get(name)?.message.name ?? name}`;
  });
}

/** 2 of the package `shop.v2`. */
export function majorOf(definitions: Definitions, name: string): number | undefined {
  const found = /(?:^|\.)v(\d+)$/.exec(definitions.messages.get(name)?.file.package ?? '')?.[1];
  const major = found === undefined ? undefined : Number(found);
  return major !== undefined && major > 0 && major < 10_000 ? major : undefined;
}
