import { DIRECTIONS, type Direction } from '../../../compat/check.js';
import type { CompatFinding } from '../../../compat/finding.js';
import { compatDiagnostic, type FindingHome, findingFrom } from '../../../compat/messages.js';
import { under } from '../../../compat/schemas/json.js';
import type { VersionPin } from '../../../compat/schemas/json-schema/version-pins.js';
import type { Locate, Side } from '../../../compat/schemas/judge-pair.js';
import { type Span, spanAt } from '../../../diagnostics/index.js';
import type { BothSides, ReadSchema, SchemaSource } from './engine.js';

/** What is wrong with a schema itself: an error where it could not be read at all, else a warning. */
export function problemFindings(
  name: string,
  { value, problems }: ReadSchema<unknown>,
  side: Side,
  locate: Locate,
): readonly CompatFinding[] {
  const code = value === undefined ? 'schema-unreadable' : 'schema-doubtful';
  return problems.map(({ place, message, help }) => {
    const said = compatDiagnostic(
      code,
      undefined,
      { problem: ofSide(side, message) },
      help === undefined ? {} : { help },
    );
    const home = { ...homeOf(name), at: place.pointer, ...placed(side, locate(place, side)) };
    return findingFrom(said, [name, place.pointer, message], home);
  });
}

/** A file that the disk did not give, or that is no text. */
export function faultFinding(name: string, { file, fault }: SchemaSource, side: Side): CompatFinding | undefined {
  if (fault === undefined) return undefined;
  const said = compatDiagnostic('schema-unreadable', undefined, { problem: ofSide(side, fault) });
  return findingFrom(said, [name, file, fault], { ...homeOf(name), ...placed(side, spanAt(file, 0)) });
}

/** Formats without frames show no place of the old side. */
function ofSide(side: Side, message: string): string {
  return side === 'old' ? `In the old schema: ${message}` : message;
}

/** A schema that has come, or has gone. */
export function onOneSide(
  name: string,
  old: readonly SchemaSource[],
  now: readonly SchemaSource[],
  directions: ReadonlySet<Direction>,
): CompatFinding {
  const home = { ...homeOf(name), ...placed('old', beginOf(old)), ...placed('new', beginOf(now)) };
  if (now.length > 0) return findingFrom(compatDiagnostic('schema-added', undefined, { name }), [name], home);
  const reason = 'what was written with it, or is still read with it, has no schema any more';
  const consequences = DIRECTIONS.map((direction) => ({
    reach: 'every' as const,
    direction,
    level: 'break' as const,
    reason,
    counts: directions.has(direction),
  }));
  const severity = directions.size > 0 ? 'error' : 'info';
  return findingFrom(compatDiagnostic('schema-removed', undefined, { name }), [name], {
    ...home,
    severity,
    consequences,
  });
}

/** Two files that are not of one format. */
export function notComparable(name: string, old: readonly SchemaSource[], now: readonly SchemaSource[]): CompatFinding {
  const [was, is] = [formatName(old), formatName(now)];
  const problem = was === is ? `\`${name}\` is ${is}.` : `\`${name}\` was ${was} and is ${is} now.`;
  const help =
    'Name Avro (`.avsc`), JSON Schema (`.json`) or Protobuf (`.proto`) files, the same format on both sides.';
  const said = compatDiagnostic('schema-unreadable', undefined, { problem }, { help });
  return findingFrom(said, [name, problem], { ...homeOf(name), ...placed('new', beginOf(now)) });
}

/** Versions that both sides pin and that differ: metadata, and no break. */
export function pinFindings(
  name: string,
  pins: readonly VersionPin[],
  sources: BothSides<readonly SchemaSource[]>,
  locate: Locate,
  profile: string,
): readonly CompatFinding[] {
  return pins.map((pin) => {
    const [from, to] = [String(pin.from), String(pin.to)];
    const code = profile === 'sound' ? 'schema-version-pinned' : 'schema-version-pinned-for-registry';
    const said = compatDiagnostic(code, undefined, { field: pin.name, from, to });
    const spanOn = (side: Side) => {
      const file = sources[side][0]?.file;
      return file === undefined ? undefined : locate({ file, pointer: pointerOf(pin[side]) }, side);
    };
    const home = { ...homeOf(name), at: pointerOf(pin.new) };
    return findingFrom(said, [name, home.at], {
      ...home,
      ...placed('old', spanOn('old')),
      ...placed('new', spanOn('new')),
    });
  });
}

function pointerOf(path: readonly (string | number)[]): string {
  return path.reduce<string>(under, '');
}

function formatName([source]: readonly SchemaSource[]): string {
  switch (source?.format) {
    case undefined:
      return 'no schema that is known';
    case 'avro':
      return 'Avro';
    case 'json-schema':
      return 'JSON Schema';
    case 'protobuf':
      return 'Protobuf';
  }
}

function beginOf([source]: readonly SchemaSource[]): Span | undefined {
  return source && spanAt(source.file, 0);
}

function placed(side: Side, span: Span | undefined): Partial<Record<Side, Span>> {
  return span ? { [side]: span } : {};
}

function homeOf(name: string): FindingHome {
  return { group: 'schemas', owner: { kind: 'schema', id: name }, at: '' };
}
