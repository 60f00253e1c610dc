/** A catalog with every type of the language, names that are reserved words, and types that contain themselves. */
export const EVERY_TYPE: Readonly<Record<string, string>> = {
  'sagac.yaml': `
catalog: every-type
envelope: cloudevents
generate:
  - { target: typescript, out: out/ts }
  - { target: json-schema, out: out/json }
  - { target: avro, out: out/avro }
`,
  'services.yaml': `
services:
  desk: { owner: team-desk }
  store: { owner: team-store }
`,
  'types.yaml': `
types:
  Money:
    summary: An exact amount.
    fields: { amount: decimal(12.2), currency: { type: string, pattern: "^[A-Z]{3}$" } }
  Colour: { enum: [red, dark-blue, "2nd", unknown], unknown: unknown }
  Card: { fields: { number: { type: string, secret: true, pattern: "^[0-9]{12,19}$" }, kind: string } }
  BankTransfer: { fields: { iban: Iban } }
  Voucher: { fields: { code: string } }
  Giro: { oneOf: { transfer: BankTransfer, voucher: Voucher }, discriminator: way }
  PaymentMethod: { oneOf: { card: Card, giro: Giro }, discriminator: kind }
  Iban: { type: string, pii: true, minLength: 5, maxLength: 34 }
  ShortIban: { type: Iban, maxLength: 20 }
  Labels: { type: "map<list<enum(big|small)>>" }
  Tree: { fields: { label: string, children: list<Tree>, parent: Tree?, other: Tree|null } }
  Expression: { oneOf: { value: Value, sum: Sum }, discriminator: op }
  Value: { fields: { value: long } }
  Sum: { fields: { terms: list<Expression> } }
  Empty: { fields: {} }
  Uuid: { type: uuid, summary: Has the name of the brand. }
  Date: { fields: { day: date } }
  Point: { closed: true, fields: { x: { type: double, exclusiveMin: 0, exclusiveMax: 1 }, y: { type: int, multipleOf: 5 } } }
  Either: { schema: { anyOf: [{ type: integer }, { $ref: "#/$defs/Code" }], $defs: { Code: { type: string, pattern: "^E" } } } }
  Millis: { type: timestamp, avro: { type: long, logicalType: timestamp-millis } }
  Address: { type: string, format: ipv4 }
`,
  'messages.yaml': `
events:
  Everything:
    version: 2.1.0
    summary: Has a field of every type.
    producer: store
    key: id
    payload:
      id: uuid
      text: { type: string, minLength: 1, maxLength: 20, pattern: "^[a-z]+$", default: abc, summary: Some text. }
      flag: { type: boolean, default: true }
      count: { type: int, min: 1, max: 10, default: 3 }
      total: { type: long, default: 5 }
      ratio: float
      weight: double
      price: { type: decimal(12.2), default: "-10.50" }
      whole: decimal(5.0)
      day: { type: date, default: 2026-01-02 }
      hour: time
      at: { type: timestamp, default: "2026-01-02T03:04:05Z" }
      span: duration
      raw: { type: bytes, minLength: 1, maxLength: 4, default: AQID }
      link: uri
      mail: { type: email, pii: true }
      money: { type: Money, default: { amount: "1.00", currency: EUR } }
      colour: { type: Colour, default: dark-blue }
      method: PaymentMethod
      iban: ShortIban
      bounded: { type: Iban, maxLength: 8 }
      labels: Labels
      tree: Tree
      expression: Expression
      empty: Empty
      uuidType: Uuid
      dateType: Date
      list: { type: "list<int>", minLength: 1, maxLength: 3 }
      listOfNullable: list<string|null>
      map: map<Money>
      size: { type: "enum(s|m|l)", renamedFrom: extent, aliases: [bigness] }
      maybe: string?
      maybeMoney: Money?
      maybeWithDefault: { type: int, optional: true, default: 7 }
      nullable: string|null
      nullableMoney: Money|null
      nullableSize: "enum(s|m)|null"
      nullableMethod: PaymentMethod|null
      both: { type: timestamp, optional: true, nullable: true, deprecated: true, since: 2.1.0 }
      class: string?
  Everything@1: { version: 1.3.0, producer: store, payload: { id: string } }
  Foreign:
    version: 1.0.0
    summary: Has what other formats can say.
    producer: store
    closed: true
    payload:
      id: uuid
      smtp-id: string?
      anything: json
      somethings: list<json|null>
      point: Point
      either: Either
      eithers: list<Either>
      choice: { schema: { enum: [1, 2, "x"] }, nullable: true }
      avroChoice: { avro: [string, { type: record, name: Legacy, fields: [{ name: a, type: int }] }], optional: true }
      at: { type: timestamp, avro: { type: long, logicalType: timestamp-millis }, default: "2026-01-02T03:04:05Z" }
      times: list<Millis>
      host: Address
      reference: string|int|null
      places: list<Point|string>
      tags: { type: "list<string>", unique: true }
      headers: { type: map<string>, keyPattern: "^x-" }
  Delete: { version: 1.0.0, producer: store, payload: {}, deprecated: { since: 1.0.0, use: Removed } }
  Removed: { version: 0.2.0, producer: store, wire: Store.Removed, payload: { id: uuid } }
  Kept: { producer: store, payload: { id: uuid } }
commands:
  DoEverything:
    version: 1.0.0
    handler: store
    senders: [desk]
    payload: { id: uuid, tree: Tree }
    success: Everything
    failure: [Kept, Removed]
`,
};
