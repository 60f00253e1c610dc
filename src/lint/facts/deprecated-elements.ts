import type { Catalog, Deprecation, Element } from '../../model/index.js';

/** Everything that a catalog calls deprecated, section by section. */
export function deprecatedElements(catalog: Catalog): readonly (readonly [Element, Deprecation])[] {
  const { services, types, channels, events, commands, sagas, flows } = catalog;
  const all: readonly ReadonlyMap<string, Element>[] = [services, types, channels, events, commands, sagas, flows];
  return all.flatMap((elements) =>
    [...elements.values()].flatMap((element) => (element.deprecated ? [[element, element.deprecated] as const] : [])),
  );
}
