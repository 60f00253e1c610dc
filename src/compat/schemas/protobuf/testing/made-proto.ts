/** A field of a made-up message: what a syntax has no words for is left out when it is printed. */
export interface MadeField {
  readonly name: string;
  readonly number: number;
  readonly label: 'optional' | 'required' | 'repeated' | 'map' | 'bare';
  /** A scalar, or the name of a type as it is written. */
  readonly type: string;
  /** Whether the type is a message that a group may stand for. */
  readonly group?: boolean;
  readonly oneof?: string;
  readonly default?: string;
  readonly jsonName?: string;
}

export interface MadeReserved {
  readonly ranges: readonly (readonly [number, number])[];
  readonly names: readonly string[];
}

export interface MadeMessage {
  readonly kind: 'message';
  readonly name: string;
  readonly fields: readonly MadeField[];
  readonly nested: readonly (MadeMessage | MadeEnum)[];
  readonly reserved: MadeReserved;
  readonly jsonFormat?: string;
}

export interface MadeEnum {
  readonly kind: 'enum';
  readonly name: string;
  readonly values: readonly (readonly [string, number])[];
  readonly reserved: MadeReserved;
  readonly jsonFormat?: string;
}

export interface MadeCall {
  readonly name: string;
  readonly takes: string;
  readonly gives: string;
  readonly idempotency?: string;
}

/** A made-up file, in any syntax. */
export interface MadeFile {
  readonly syntax: 'proto2' | 'proto3' | '2023';
  readonly package: string;
  readonly imports: readonly string[];
  readonly features: readonly string[];
  readonly types: readonly (MadeMessage | MadeEnum)[];
  readonly extensions: readonly MadeField[];
  readonly calls: readonly MadeCall[];
}

interface Style {
  readonly isProto2: boolean;
  readonly isProto3: boolean;
  readonly isEdition: boolean;
  /** A field whose absence cannot be told has no default. */
  readonly hasDefaults: boolean;
}

function styleOf({ syntax, features }: MadeFile): Style {
  const isEdition = syntax === '2023';
  const isImplicit = isEdition && features.includes('field_presence = IMPLICIT');
  const isProto3 = syntax === 'proto3';
  return { isProto2: syntax === 'proto2', isProto3, isEdition, hasDefaults: !isProto3 && !isImplicit };
}

/** The text of a made-up file. */
export function printProto(file: MadeFile): string {
  const style = styleOf(file);
  const lines = [
    style.isEdition ? 'edition = "2023";' : `syntax = "${file.syntax}";`,
    file.package === '' ? '' : `package ${file.package};`,
    ...file.imports.map((path) => `import "${path}";`),
    ...(style.isEdition ? file.features.map((feature) => `option features.${feature};`) : []),
    ...file.types.map((type) => printType(type, style)),
  ];
  const extensions = style.isProto3 ? [] : file.extensions.map((field) => printField(field, style));
  if (extensions.length > 0) lines.push(`extend Extended { ${extensions.join(' ')} }`);
  if (file.calls.length > 0) lines.push(`service Service { ${file.calls.map(printCall).join(' ')} }`);
  return `${lines.join('\n')}\n`;
}

function printCall(call: MadeCall): string {
  const option = call.idempotency === undefined ? '' : `option idempotency_level = ${call.idempotency};`;
  return `rpc ${call.name}(${call.takes}) returns (${call.gives}) { ${option} }`;
}

function printType(type: MadeMessage | MadeEnum, style: Style): string {
  return type.kind === 'enum' ? printEnum(type, style) : printMessage(type, style);
}

function printMessage(message: MadeMessage, style: Style): string {
  const oneofs = new Map<string, MadeField[]>();
  for (const field of message.fields) {
    if (field.oneof !== undefined) oneofs.set(field.oneof, [...(oneofs.get(field.oneof) ?? []), field]);
  }
  const parts = [
    ...printReserved(message.reserved, style),
    ...(message.jsonFormat !== undefined && style.isEdition
      ? [`option features.json_format = ${message.jsonFormat};`]
      : []),
    ...(message.name === 'Extended' && !style.isProto3 ? ['extensions 1000 to 2000;'] : []),
    ...message.nested.map((type) => printType(type, style)),
    ...message.fields.filter((field) => field.oneof === undefined).map((field) => printField(field, style)),
    ...[...oneofs].map(([name, fields]) => {
      const inside = fields.map((field) => printField({ ...field, label: 'bare' }, style, true));
      return `oneof ${name} { ${inside.join(' ')} }`;
    }),
  ];
  return `message ${message.name} {\n  ${parts.join('\n  ')}\n}`;
}

function printReserved({ ranges, names }: MadeReserved, style: Style): readonly string[] {
  const numbers = ranges.map(([start, end]) => (start === end ? `${start}` : `${start} to ${end}`));
  const words = names.map((name) => (style.isEdition ? name : `"${name}"`));
  return [numbers, words].filter((list) => list.length > 0).map((list) => `reserved ${list.join(', ')};`);
}

function printEnum(definition: MadeEnum, style: Style): string {
  const values = style.isProto2 ? definition.values : zeroFirst(definition);
  const alias = new Set(values.map(([, number]) => number)).size < values.length;
  const parts = [
    ...(alias ? ['option allow_alias = true;'] : []),
    ...(definition.jsonFormat !== undefined && style.isEdition
      ? [`option features.json_format = ${definition.jsonFormat};`]
      : []),
    ...printReserved(definition.reserved, style),
    ...values.map(([name, number]) => `${name} = ${number};`),
  ];
  return `enum ${definition.name} {\n  ${parts.join('\n  ')}\n}`;
}

/** Where enums are open, the first value has to be zero. */
function zeroFirst({ name, values }: MadeEnum): MadeEnum['values'] {
  const zeros = values.filter(([, number]) => number === 0);
  const rest = values.filter(([, number]) => number !== 0);
  return zeros.length > 0 ? [...zeros, ...rest] : [[`${name}_ZERO`, 0], ...rest];
}

function printField(field: MadeField, style: Style, inOneof = false): string {
  const { name, number, type } = field;
  const isGroup = field.group === true && field.label !== 'map';
  const options = printOptions(field, style, inOneof);
  if (isGroup && style.isProto2) {
    const label = inOneof ? '' : labelOf(field, style);
    return `${label}group G${name} = ${number}${options} { optional int32 inner = 1; }`;
  }
  if (field.label === 'map') return `map<string, ${mapValue(type, style)}> ${name} = ${number}${options};`;
  return `${inOneof ? '' : labelOf(field, style)}${type} ${name} = ${number}${options};`;
}

/** The first value of an enum in a map has to be zero, which only open enums have for sure. */
function mapValue(type: string, { isProto2 }: Style): string {
  return isProto2 && /(?:Color|State|Kind)$/.test(type) ? 'int32' : type;
}

function labelOf({ label }: MadeField, style: Style): string {
  if (label === 'repeated') return 'repeated ';
  if (style.isEdition) return '';
  if (style.isProto3) return label === 'optional' ? 'optional ' : '';
  return label === 'required' ? 'required ' : 'optional ';
}

function printOptions(field: MadeField, style: Style, inOneof: boolean): string {
  const isSingle = inOneof || !['repeated', 'map'].includes(field.label);
  const { isEdition } = style;
  const options = [
    ...(field.default !== undefined && isSingle && style.hasDefaults && !field.group
      ? [`default = ${field.default}`]
      : []),
    ...(field.jsonName === undefined ? [] : [`json_name = "${field.jsonName}"`]),
    ...(isEdition && field.group && field.label !== 'map' ? ['features.message_encoding = DELIMITED'] : []),
    ...(isEdition && field.label === 'required' && !inOneof ? ['features.field_presence = LEGACY_REQUIRED'] : []),
  ];
  return options.length === 0 ? '' : ` [${options.join(', ')}]`;
}
