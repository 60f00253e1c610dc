import type { JsonValue } from '../../../../model/index.js';
import type { Change } from '../../../change.js';

/** Where a change stands, in words: "`lines[].sku` of `OrderPlaced`", or the definition alone. */
export function placeOf({ owner, at }: Pick<Change, 'owner' | 'at'>): string {
  const path = at.replace(/^payload\.?/, '');
  if (path === '') return owner.kind === 'type' ? `\`${owner.id}\`` : `the payload of \`${owner.id}\``;
  return `\`${path.replace(/^(?=[[{])/, 'value')}\` of \`${owner.id}\``;
}

/** The definition that a field stands in: "`OrderPlaced`", "the inline record `address` of `OrderPlaced`". */
export function homeOf({ owner, at }: Pick<Change, 'owner' | 'at'>): string {
  const path = at.replace(/^payload\.?/, '').replace(/\.?[^.]+$/, '');
  return path === '' ? `\`${owner.id}\`` : `\`${path}\` of \`${owner.id}\``;
}

/** A value of YAML in backquotes, or "none". */
export function valueText(value: JsonValue | undefined): string {
  return value === undefined ? 'none' : `\`${JSON.stringify(value)}\``;
}
