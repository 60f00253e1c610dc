import { PRIMITIVES, type Primitive, type TypeExpr } from '../type.js';
import { printType } from '../values/print-type.js';

/** What a type expression says of a field: its type, and whether it may be absent or null. */
export interface ParsedType {
  readonly type: TypeExpr;
  readonly optional: boolean;
  readonly nullable: boolean;
}

/** What is wrong in a type expression, and where: offsets into its text. */
export interface TypeProblem {
  readonly message: string;
  readonly help?: string;
  readonly start: number;
  readonly end: number;
}

export type TypeParse = ParsedType | { readonly problem: TypeProblem };

/** Where in the source a stretch of the expression's text stands. */
export type SpanOf = (
  start: number,
  end: number,
) => { readonly file: string; readonly start: number; readonly end: number };

const MAX_PRECISION = 38;
const MAX_DEPTH = 32;

class TypeSyntaxError extends Error {
  constructor(readonly problem: TypeProblem) {
    super(problem.message);
  }
}

/** `uuid` and `uuid?`, as nearly all fields are: they need no parser, and all of them share one object. */
const SIMPLE: ReadonlyMap<string, ParsedType> = new Map(
  [...PRIMITIVES, 'json' as const].flatMap((name): [string, ParsedType][] => {
    const type = name === 'json' ? ({ kind: 'json' } as const) : ({ kind: 'primitive', name } as const);
    return [
      [name, { type, optional: false, nullable: false }],
      [`${name}?`, { type, optional: true, nullable: false }],
    ];
  }),
);

const NULL = /null\b/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*(@\d+)?/y;
const DIGITS = /\d+/y;
const ENUM_VALUE = /[A-Za-z0-9_][A-Za-z0-9_.-]*/y;

/** Types that name no other, which have a place: the same enumerations come back in thousands of messages. */
const recent = new Map<string, ParsedType>();
const MOST_KEPT = 1000;

/** Reads a type expression: primitives, `decimal(12.2)`, `list<T>`, `T[]`, `map<T>`, `enum(a|b)`, names, `T?`, `T|null`, `T|U`. */
export function parseType(text: string, spanOf: SpanOf): TypeParse {
  const known = SIMPLE.get(text) ?? recent.get(text);
  if (known) return known;
  let hasNames = false;
  const placed: SpanOf = (start, end) => {
    hasNames = true;
    return spanOf(start, end);
  };
  try {
    const parsed = createParser(text, placed).parseField();
    if (!hasNames && recent.size < MOST_KEPT) recent.set(text, parsed);
    return parsed;
  } catch (error) {
    if (error instanceof TypeSyntaxError) return { problem: error.problem };
    throw error;
  }
}

function createParser(text: string, spanOf: SpanOf) {
  let at = 0;
  let depth = 0;

  function fail(
    message: string,
    help?: string,
    start: number = at,
    end: number = Math.min(start + 1, text.length),
  ): never {
    throw new TypeSyntaxError({ message, ...(help !== undefined && { help }), start, end: Math.max(end, start) });
  }

  function skipSpace(): void {
    while (text[at] === ' ' || text[at] === '\t') at++;
  }

  function take(token: string): boolean {
    skipSpace();
    if (!text.startsWith(token, at)) return false;
    at += token.length;
    return true;
  }

  function expect(token: string, after: string): void {
    if (!take(token)) fail(`A \`${token}\` is missing after ${after}.`);
  }

  function takeMatch(sticky: RegExp): string | undefined {
    skipSpace();
    sticky.lastIndex = at;
    const found = sticky.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }

  function parseField(): ParsedType {
    let optional = false;
    let nullable = false;
    const options = [parsePostfix()];
    for (;;) {
      if (take('?')) optional = true;
      else if (!take('|')) break;
      else if (takeMatch(NULL)) nullable = true;
      else options.push(parsePostfix());
    }
    skipSpace();
    if (at < text.length) failAtRest();
    return { type: joined(options), optional, nullable };
  }

  function joined(options: readonly TypeExpr[]): TypeExpr {
    const [first, second] = options;
    if (first === undefined) return fail('A type is missing.');
    if (second === undefined) return first;
    const texts = options.map(printType);
    const twice = texts.find((one, index) => texts.indexOf(one) < index);
    if (twice !== undefined) fail(`\`${twice}\` stands twice in this choice.`, undefined, 0, text.length);
    return { kind: 'anyOf', options };
  }

  function failAtRest(): never {
    if (text[at] === '[')
      fail('A list is written `T[]` or `list<T>`.', 'The length of a list is set with `maxLength`.');
    return fail(`\`${text.slice(at)}\` is not expected here.`, undefined, at, text.length);
  }

  function parseInner(): TypeExpr {
    if (++depth > MAX_DEPTH) fail('This type is nested too deeply.', 'Give its inner part a name under `types`.');
    const options = [parsePostfix()];
    let nullable = false;
    while (take('|')) {
      if (takeMatch(NULL)) nullable = true;
      else options.push(parsePostfix());
    }
    const inner = joined(options);
    if (take('?')) fail('Only a field can be absent.', 'Write `|null` for an item that may be null.', at - 1);
    depth--;
    return nullable ? { kind: 'nullable', inner } : inner;
  }

  function parsePostfix(): TypeExpr {
    let type = parseAtom();
    while (take('[]')) type = { kind: 'list', items: type };
    return type;
  }

  function parseAtom(): TypeExpr {
    skipSpace();
    const start = at;
    const name = takeMatch(NAME);
    if (name === undefined)
      return fail(at >= text.length ? 'A type is missing.' : `\`${text[at]}\` cannot begin a type.`);
    skipSpace();
    if (name === 'decimal') return parseDecimal(start);
    if (name === 'enum') return parseEnum();
    if (name === 'list' || name === 'map') return parseContainer(name);
    if (text[at] === '<' || text[at] === '(') fail(`\`${name}\` takes no parameters.`);
    if (name === 'json') return { kind: 'json' };
    if (isPrimitive(name)) return { kind: 'primitive', name };
    return { kind: 'named', ref: { name, span: spanOf(start, start + name.length) } };
  }

  function parseContainer(name: 'list' | 'map'): TypeExpr {
    expect('<', `\`${name}\``);
    const inner = parseInner();
    if (name === 'map' && take(','))
      fail('The keys of a map are always texts.', 'Write `map<T>` with the type of the values only.', at - 1);
    expect('>', 'the inner type');
    return name === 'list' ? { kind: 'list', items: inner } : { kind: 'map', values: inner };
  }

  function parseDecimal(start: number): TypeExpr {
    const help = 'Write `decimal(12.2)`: 12 digits, 2 of them after the point.';
    if (!take('(')) fail('`decimal` needs its digits.', help, start, at);
    const precision = takeMatch(DIGITS);
    if (precision === undefined) return fail('`decimal` needs the number of its digits.', help);
    if (!take('.') && !take(',')) fail('`decimal` needs the digits after the point.', help);
    const scale = takeMatch(DIGITS);
    if (scale === undefined) return fail('`decimal` needs the digits after the point.', help);
    expect(')', 'the digits of `decimal`');
    const digits = Number(precision);
    if (digits < 1 || digits > MAX_PRECISION) fail(`\`decimal\` has 1 to ${MAX_PRECISION} digits.`, help, start, at);
    if (Number(scale) > digits) fail('`decimal` has more digits after the point than in all.', help, start, at);
    return { kind: 'decimal', precision: digits, scale: Number(scale) };
  }

  function parseEnum(): TypeExpr {
    expect('(', '`enum`');
    const values: string[] = [];
    do {
      const value = takeMatch(ENUM_VALUE);
      if (value === undefined) return fail('A value of the enumeration is missing.', 'Write `enum(a|b)`.');
      if (values.includes(value))
        fail(`The value \`${value}\` stands twice in this enumeration.`, undefined, at - value.length, at);
      values.push(value);
    } while (take('|') || take(','));
    expect(')', 'the values of `enum`');
    return { kind: 'enum', values };
  }

  return { parseField };
}

/** Whether a type expression reads `name` as something other than a type of the catalog. */
export function isBuiltIn(name: string): boolean {
  return isPrimitive(name) || ['decimal', 'enum', 'list', 'map', 'json'].includes(name);
}

function isPrimitive(name: string): name is Primitive {
  return (PRIMITIVES as readonly string[]).includes(name);
}
