import { type Catalog, type Deprecation, type Element, elementsIn } from '../../model/index.js';

/** Everything that a catalog calls deprecated, section by section. */
export function deprecatedElements(catalog: Catalog): readonly (readonly [Element, Deprecation])[] {
  return elementsIn(catalog).flatMap((element) => (element.deprecated ? [[element, element.deprecated] as const] : []));
}
