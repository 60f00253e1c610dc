import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { applyEdits, type Span, spanAt } from '../diagnostics/index.js';
import { report } from './messages.js';
import type { ScalarNode, ScalarValue } from './node.js';
import type { Builder } from './yaml-builder.js';
import { blockScalarStart, emptyValueAt } from './yaml-places.js';
import { resolvePlain, resolveTagged } from './yaml-scalar.js';

/** The located node of a scalar, with the value that its text or tag gives it. */
export function scalarNode(builder: Builder, event: ScalarEvent): ScalarNode {
  const { file, text } = builder;
  if (isOrdinary(builder, event)) {
    const { valueStart, valueEnd } = event;
    if (event.style === SCALAR_STYLE.PLAIN) return new PlainScalar(file, cut(text, valueStart, valueEnd), valueStart);
    return new QuotedScalar(file, cut(text, valueStart, valueEnd), valueStart - 1);
  }
  const quoted = event.style !== SCALAR_STYLE.PLAIN;
  const [start, end] = scalarPlace(builder, event);
  const span = spanAt(file, start, end);
  const content = scalarText(builder, event, start, end);
  if (event.tagStart === -1) {
    return { kind: 'scalar', value: quoted ? content : resolvePlain(content), text: content, quoted, span };
  }
  const tag = text.slice(event.tagStart, event.tagEnd);
  const resolved = resolveTagged(tag, content);
  if ('value' in resolved) return { kind: 'scalar', value: resolved.value, text: content, quoted, span };
  const tagSpan = spanAt(file, event.tagStart, event.tagEnd);
  builder.broken = true;
  if (resolved.problem === 'unknown-tag') builder.diagnostics.push(report('yaml-unknown-tag', tagSpan, { tag }));
  else builder.diagnostics.push(report('yaml-bad-tag-value', span, { tag, text: content }));
  return { kind: 'scalar', value: content, text: content, quoted, span };
}

/** Longer texts hardly come twice. */
const LONGEST_KEPT = 24;
const PLACES = 4096;
/** Texts that were read lately, each at the place that a few of its letters give. */
const recent: string[] = new Array(PLACES).fill('');

/**
 * The text of a stretch. Equal texts are mostly one string: `type`, `uuid` and the like stand in a big catalog a hundred
 * thousand times, and comparing takes less than cutting each of them out.
 */
function cut(source: string, start: number, end: number): string {
  const length = end - start;
  if (length > LONGEST_KEPT || length < 1) return source.slice(start, end);
  const place = placeOf(source, start, end);
  const known = recent[place] ?? '';
  if (known.length === length && source.startsWith(known, start)) return known;
  const text = source.slice(start, end);
  recent[place] = text;
  return text;
}

function placeOf(source: string, start: number, end: number): number {
  const half = source.charCodeAt(start + ((end - start) >> 1));
  const late = source.charCodeAt(end - 3 > start ? end - 3 : start);
  const ends = source.charCodeAt(start) * 31 + source.charCodeAt(end - 1);
  return (((ends * 31 + half) * 31 + late) * 31 + end - start) % PLACES;
}

/** Makes span and value when they are asked for: a big catalog has a million scalars, and looks at the places of a few. */
class PlainScalar implements ScalarNode {
  constructor(
    private readonly file: string,
    readonly text: string,
    private readonly start: number,
  ) {}

  get kind(): 'scalar' {
    return 'scalar';
  }

  get quoted(): boolean {
    return false;
  }

  get value(): ScalarValue {
    return resolvePlain(this.text);
  }

  get span(): Span {
    return spanAt(this.file, this.start, this.end);
  }

  get end(): number {
    return this.start + this.text.length;
  }
}

/** The same in quotes; `start` is the place of the first one. Keeps its span, which tells the keys of JSON files apart. */
class QuotedScalar implements ScalarNode {
  private place: Span | undefined;

  constructor(
    private readonly file: string,
    readonly text: string,
    private readonly start: number,
  ) {}

  get kind(): 'scalar' {
    return 'scalar';
  }

  get quoted(): boolean {
    return true;
  }

  get value(): ScalarValue {
    return this.text;
  }

  get span(): Span {
    this.place ??= spanAt(this.file, this.start, this.end);
    return this.place;
  }

  get end(): number {
    return this.start + this.text.length + 2;
  }
}

/** Offset behind a scalar, without making a span for it. */
export function endOf(node: ScalarNode): number {
  return node instanceof PlainScalar || node instanceof QuotedScalar ? node.end : node.span.end;
}

/**
 * Nearly every scalar: on one line, without a tag, in a file without corrections, plain or in quotes without escapes. Its text
 * is what stands there.
 */
function isOrdinary({ corrections }: Builder, { fast, style, valueStart, tagStart }: ScalarEvent): boolean {
  if (!fast || valueStart === -1 || tagStart !== -1 || corrections.length > 0) return false;
  return style === SCALAR_STYLE.PLAIN || style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}

function scalarText(builder: Builder, event: ScalarEvent, start: number, end: number): string {
  if (event.valueStart === -1) return '';
  const edits = builder.corrections.filter((edit) => edit.span.start >= start && edit.span.end <= end);
  if (edits.length === 0) return getScalarValue(builder.text, event);
  const moved = edits.map((edit) => ({
    text: edit.text,
    span: spanAt(builder.file, edit.span.start - start, edit.span.end - start),
  }));
  return applyEdits(builder.text.slice(start, end), moved);
}

/** Start and end with quotes or the `|` of a block scalar; an empty value stands behind its `:` or `-`. */
function scalarPlace(builder: Builder, event: ScalarEvent): readonly [number, number] {
  const { text } = builder;
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return [event.valueStart - 1, event.valueEnd + 1];
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      const start = blockScalarStart(text, event.valueStart);
      return [start, start + text.slice(start, event.valueEnd).trimEnd().length];
    }
    case SCALAR_STYLE.PLAIN: {
      if (event.valueStart !== -1) return [event.valueStart, event.valueEnd];
      const at = Math.max(event.tagEnd, event.anchorEnd, emptyValueAt(text, builder.end, builder.stack.at(-1)?.kind));
      return [at, at];
    }
  }
}
