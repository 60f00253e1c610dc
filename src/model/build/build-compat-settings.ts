import type { Node } from '../../language/node.js';
import {
  type CompatSettings,
  ENCODINGS,
  type Encoding,
  JSON_SCHEMA_PROFILES,
  type TargetSetting,
} from '../settings.js';
import { choiceAt, textAt, textsAt } from './read.js';

/** Reads `compat` of `sagac.yaml`. */
export function buildCompatSettings(node: Node | undefined, targets: readonly TargetSetting[]): CompatSettings {
  const written = new Set(textsAt(node, 'encodings'));
  return {
    mode: textAt(node, 'mode') ?? 'backward',
    encodings: written.size > 0 ? ENCODINGS.filter((encoding) => written.has(encoding)) : encodingsOf(targets),
    jsonSchema: choiceAt(node, 'jsonSchema', JSON_SCHEMA_PROFILES) ?? 'confluent-lenient',
    against: textsAt(node, 'against'),
  };
}

/** Messages travel in JSON and in what schemas are made for; code is compiled where people look. */
function encodingsOf(targets: readonly TargetSetting[]): readonly Encoding[] {
  const made = new Set(targets.map(({ target }) => target));
  return ENCODINGS.filter((encoding) => encoding === 'json' || (encoding !== 'typescript' && made.has(encoding)));
}
