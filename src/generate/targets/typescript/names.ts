import type { Diagnostic } from '../../../diagnostics/index.js';
import type { Catalog, Element, MessageDef, TypeDef } from '../../../model/index.js';
import { fileNames } from '../../file-names.js';
import { generateDiagnostic } from '../../messages.js';
import { safeIdentifier } from '../../reserved-words.js';
import { camelCase } from '../../text.js';
import { familiesOf } from './families.js';

/** Names that the generated package has of its own; a definition with such a name gets an underscore behind it. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  'AnyCommand',
  'AnyEvent',
  'Base64',
  'CloudEvent',
  'CommandMap',
  'EventMap',
  'JsonValue',
  'MessageMeta',
  'PlainMessage',
  'Uuid',
  'createMessage',
  'isMessage',
  'isUuid',
  'unexpected',
  'uuid',
  'withData',
]);

/** What is exported for a type; all but `type` only for enumerations, `convert` only for those with an `unknown`. */
export interface TypeNames {
  /** Of its file, without the extension. */
  readonly file: string;
  readonly type: string;
  readonly values: string;
  readonly guard: string;
  readonly convert: string;
}

/** What is exported for a message; what it has no use for is empty. */
export interface MessageNames {
  /** Of its file, without the extension. */
  readonly file: string;
  readonly message: string;
  readonly data: string;
  readonly guard: string;
  readonly create: string;
  /** Of a command: the type of every answer. */
  readonly outcome: string;
  /** Of a command that can be answered: its answers by kind, and what takes one of them apart. */
  readonly success: string;
  readonly failure: string;
  readonly isFailure: string;
  readonly cases: string;
  readonly match: string;
  /** Of a message with several majors: of an old one the step to the next, of the newest the way from any. */
  readonly upcast: string;
  readonly missing: string;
}

/** What the target `validators` exports for a message. */
export interface CheckNames {
  readonly validate: string;
  readonly errors: string;
}

/** Every exported name, by element id. */
export interface NameTable {
  readonly types: ReadonlyMap<string, TypeNames>;
  readonly messages: ReadonlyMap<string, MessageNames>;
  /** Claimed after all others, so that the target `typescript` has the same names without them. */
  readonly checks: ReadonlyMap<string, CheckNames>;
  /** Warnings about names that had to give way. */
  readonly diagnostics: readonly Diagnostic[];
  readonly checkDiagnostics: readonly Diagnostic[];
  /** The same about names of files. */
  readonly fileDiagnostics: readonly Diagnostic[];
}

type Claim = (wanted: string, element: Element) => string;

/**
 * Names everything. `Name@1` becomes `NameV1`; reserved words get an underscore. Where two exports would have one name,
 * messages come before types, and both before derived names such as `OrderPlacedData`; the later one gets an
 * underscore, and a warning says so.
 */
export function createNames(catalog: Catalog): NameTable {
  const diagnostics: Diagnostic[] = [];
  const checkDiagnostics: Diagnostic[] = [];
  const owners = new Map<string, Element>();
  const claim = createClaim(owners, diagnostics);
  const messages: readonly MessageDef[] = [...catalog.events.values(), ...catalog.commands.values()];
  const types = [...catalog.types.values()];
  const primary = new Map<Element, string>();
  for (const element of [...messages, ...types]) primary.set(element, claim(element.id.replace('@', 'V'), element));
  const nameOf = (element: Element) => primary.get(element) ?? element.id;
  const inFamilies = new Set(familiesOf(catalog).flat());
  const messageFiles = fileNames(messages, nameOf);
  const typeFiles = fileNames(types, nameOf);
  const namesOf = (message: MessageDef) => ({
    file: messageFiles.names.get(message.id) ?? nameOf(message),
    ...messageNames(message, nameOf(message), claim),
    ...outcomeNames(message, nameOf(message), claim),
    ...upcastNames(message, nameOf(message), inFamilies.has(message), claim),
  });
  const messageTable = new Map(messages.map((message) => [message.id, namesOf(message)]));
  const typeTable = new Map(
    types.map((type) => [
      type.id,
      { file: typeFiles.names.get(type.id) ?? nameOf(type), ...typeNames(type, nameOf(type), claim) },
    ]),
  );
  const claimCheck = createClaim(owners, checkDiagnostics);
  return {
    messages: messageTable,
    types: typeTable,
    checks: new Map(messages.map((message) => [message.id, checkNames(message, nameOf(message), claimCheck)])),
    diagnostics,
    checkDiagnostics,
    fileDiagnostics: [...messageFiles.diagnostics, ...typeFiles.diagnostics],
  };
}

function checkNames(element: MessageDef, message: string, claim: Claim): CheckNames {
  return { validate: claim(`validate${message}`, element), errors: claim(`errorsOf${message}`, element) };
}

function createClaim(owners: Map<string, Element>, diagnostics: Diagnostic[]): Claim {
  return (wanted, element) => {
    const first = safeIdentifier(wanted, OWN_NAMES);
    let name = first;
    while (owners.has(name)) name += '_';
    const other = owners.get(first);
    if (other) diagnostics.push(clashDiagnostic(first, name, element, other));
    owners.set(name, element);
    return name;
  };
}

type NamesOf<K extends keyof MessageNames> = Pick<MessageNames, K>;

function messageNames(
  element: MessageDef,
  message: string,
  claim: Claim,
): NamesOf<'message' | 'data' | 'guard' | 'create'> {
  return {
    message,
    data: claim(`${message}Data`, element),
    guard: claim(`is${message}`, element),
    create: claim(camelCase(message), element),
  };
}

function outcomeNames(
  element: MessageDef,
  message: string,
  claim: Claim,
): NamesOf<'outcome' | 'success' | 'failure' | 'isFailure' | 'cases' | 'match'> {
  const isCommand = element.kind === 'command';
  const isAnswered = isCommand && element.success.length + element.failure.length > 0;
  const fails = isCommand && element.failure.length > 0;
  return {
    outcome: isCommand ? claim(`${message}Outcome`, element) : '',
    success: isAnswered ? claim(`${message}Success`, element) : '',
    failure: isAnswered ? claim(`${message}Failure`, element) : '',
    isFailure: fails ? claim(`is${message}Failure`, element) : '',
    cases: isAnswered ? claim(`${message}Cases`, element) : '',
    match: isAnswered ? claim(`match${message}`, element) : '',
  };
}

function upcastNames(
  element: MessageDef,
  message: string,
  inFamily: boolean,
  claim: Claim,
): NamesOf<'upcast' | 'missing'> {
  return {
    upcast: inFamily ? claim(`upcast${message}`, element) : '',
    missing: inFamily ? claim(`${message}Missing`, element) : '',
  };
}

function typeNames(element: TypeDef, type: string, claim: Claim): Omit<TypeNames, 'file'> {
  if (element.shape !== 'enum') return { type, values: '', guard: '', convert: '' };
  return {
    type,
    values: claim(`${type}Values`, element),
    guard: claim(`is${type}`, element),
    convert: element.unknown === undefined ? '' : claim(`to${type}`, element),
  };
}

function clashDiagnostic(wanted: string, given: string, element: Element, other: Element): Diagnostic {
  const params = { wanted, given, one: describe(element), other: describe(other) };
  return generateDiagnostic('generated-name-clash', element.nameSpan, params, {
    labels: [{ span: other.nameSpan, text: 'takes the name first' }],
    element: `${element.kind} ${element.id}`,
  });
}

function describe(element: Element): string {
  return `${element.kind} \`${element.id}\``;
}
