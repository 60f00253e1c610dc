/** A catalog of messages with several majors: what follows from an older one, and what does not. */
export const MAJORS: Readonly<Record<string, string>> = {
  'sagac.yaml': 'catalog: majors\ngenerate:\n  - { target: typescript, out: out }\n',
  'types.yaml': `
types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
  OldLine: { fields: { sku: string, count: int, remark: string?, dropped: string } }
  Line: { fields: { sku: string, quantity: { type: long, renamedFrom: count }, remark: string? } }
  OldPlace: { fields: { street: string } }
  Place: { fields: { street: string, number: { type: int, default: 1 } } }
  Size: { enum: [s, m] }
  WiderSize: { enum: [s, m, l] }
  Short: { type: string, maxLength: 10 }
  Long: { type: string, maxLength: 20 }
  Node: { fields: { name: string, next: Node? } }
  OtherNode: { fields: { name: string, next: OtherNode? } }
  Card: { fields: { number: string } }
  Cash: { fields: { till: string } }
  Method: { oneOf: { card: Card }, discriminator: kind }
  WiderMethod: { oneOf: { card: Card, cash: Cash }, discriminator: kind }
`,
  'messages.yaml': `
events:
  Derived:
    version: 3.1.0
    payload:
      id: uuid
      total: Money
      seller: { type: string, renamedFrom: vendor }
      buyer: { type: uuid, aliases: [customer] }
      amount: long
      ratio: double
      price: decimal(14.3)
      name: Long
      size: WiderSize
      letters: string
      method: WiderMethod
      lines: list<Line>
      maybeLines: "list<Line>?"
      byName: map<Line>
      "odd-name": string?
      when: string
      nothing: Line|null
      note: string?
      filled: { type: string, default: "it's" }
      fresh: { type: int, default: 3 }
      owner: { type: uuid, default: 6f9619ff-8b86-4011-b42d-00cf4fc964ff }
      worth: { type: Money, default: { amount: "1.00", currency: EUR } }
      place: Place
      anything: json
  Derived@2: { version: 2.0.0, payload: &payload {
      id: uuid, total: Money, vendor: string, customer: uuid, amount: int, ratio: float, price: "decimal(12.2)", name: Short,
      size: Size, letters: "enum(a|b)", method: Method, lines: "list<OldLine>", maybeLines: "list<OldLine>?", byName: map<OldLine>,
      odd-name: "string?", when: timestamp, nothing: OldLine|null, note: string, filled: "string?",
      place: OldPlace, anything: json } }
  Derived@1: { version: 1.0.0, payload: *payload }
  Unclear:
    version: 2.0.0
    payload:
      id: uuid
      narrower: int
      required: string
      notNull: string
      fewer: Size
      shorter: { type: string, maxLength: 5 }
      patterned: { type: string, pattern: "^a" }
      fresh: string
      either: { type: string, aliases: [one, other] }
      taken: string
      alsoTaken: { type: string, renamedFrom: taken }
      tree: OtherNode
      lines: list<Line>
      becameText: string
      still: string
      perhaps: { type: Size, optional: true }
  Unclear@1:
    version: 1.0.0
    payload: { id: uuid, narrower: long, required: "string?", notNull: "string|null", fewer: WiderSize, shorter: string, patterned: string,
      one: string, other: string, taken: string, tree: Node, lines: "list<string>", becameText: bytes, still: string, gone: string,
      perhaps: "WiderSize?" }
  Free: { version: 2.0.0, payload: { a: "string?", b: "string?", c: "string?", d: "string?", e: "string?", f: "string?", g: "string?", h: "string?",
      i: "string?", j: "string?", k: "string?", l: "string?", m: "string?", n: "string?", o: "string?", p: "string?", q: "string?", r: "string?" } }
  Free@1: { version: 1.0.0, payload: { a: "string?", b: "string?", c: "string?", d: "string?", e: "string?", f: "string?", g: "string?", h: "string?",
      i: "string?", j: "string?", k: "string?", l: "string?", m: "string?", n: "string?", o: "string?", p: "string?", q: "string?", r: "string?" } }
commands:
  Act: { version: 2.0.0, wire: shop.act.v2, payload: { id: uuid, why: string }, success: Derived, failure: [Unclear, Derived@2] }
  Act@1: { version: 1.0.0, wire: shop.act, payload: { id: uuid } }
  Ask: { version: 1.0.0, payload: {}, success: Derived }
  Tell: { version: 1.0.0, payload: {} }
`,
};

const TYPES = [
  ...[
    'string',
    'boolean',
    'int',
    'long',
    'float',
    'double',
    'uuid',
    'timestamp',
    'bytes',
    'json',
    'decimal(5.2)',
    'decimal(9.4)',
  ],
  ...[
    'Size',
    'WiderSize',
    'Short',
    'Long',
    'OldPlace',
    'Place',
    'OldLine',
    'Line',
    'Node',
    'OtherNode',
    'Method',
    'WiderMethod',
  ],
  ...[
    'list<int>',
    'list<long>',
    'list<OldLine>',
    'list<list<OldLine|null>>',
    'list<list<Line|null>>',
    'map<OldLine>',
    'map<Line|null>',
  ],
];
const MARKS = ['', '?', '|null', '|null?'];

/** Each type beside each: a message a type, in whose next major the type of a field is each of the others, also absent or null. */
export const EVERY_PAIR: Readonly<Record<string, string>> = {
  ...MAJORS,
  'messages.yaml': `events:\n${TYPES.map(pairsOf).join('')}`,
};

function pairsOf(old: string, at: number): string {
  const marks = TYPES.map((_, index) => [MARKS[(at + index) % 4], MARKS[(at + 2 * index + (index >> 2)) % 4]] as const);
  const before = marks.map(([mark], index) => `f${index}: "${old}${mark}"`);
  const after = marks.map(([, mark], index) => `f${index}: "${TYPES[index]}${mark}"`);
  return `  Pair${at}: { version: 2.0.0, payload: { ${after.join(', ')} } }
  Pair${at}@1: { version: 1.0.0, payload: { ${before.join(', ')} } }\n`;
}
