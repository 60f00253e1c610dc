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
  if (isOrdinary(builder, event)) return new OrdinaryScalar(file, text, event.valueStart, event.valueEnd);
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
const MOST_KEPT = 50_000;
const texts = new Map<string, string>();

/** One string for equal texts: `type`, `uuid` and the like stand in a big catalog a hundred thousand times. */
function kept(text: string): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size < MOST_KEPT) texts.set(text, text);
  return text;
}

/** Makes its span when it is asked for: a big catalog has a million scalars, and looks at the places of a few. */
class OrdinaryScalar implements ScalarNode {
  readonly text: string;
  readonly value: ScalarValue;
  readonly #file: string;
  readonly #start: number;
  readonly #end: number;

  constructor(file: string, source: string, start: number, end: number) {
    this.text = end - start > LONGEST_KEPT ? source.slice(start, end) : kept(source.slice(start, end));
    this.value = resolvePlain(this.text);
    this.#file = file;
    this.#start = start;
    this.#end = end;
  }

  get kind(): 'scalar' {
    return 'scalar';
  }

  get quoted(): boolean {
    return false;
  }

  get span(): Span {
    return spanAt(this.#file, this.#start, this.#end);
  }
}

/** Nearly every scalar: plain, on one line, without a tag, in a file without corrections. Its text is what stands there. */
function isOrdinary({ corrections }: Builder, { fast, style, valueStart, tagStart }: ScalarEvent): boolean {
  return fast && style === SCALAR_STYLE.PLAIN && valueStart !== -1 && tagStart === -1 && corrections.length === 0;
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
