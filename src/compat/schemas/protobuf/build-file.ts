import type protobuf from 'protobufjs';
import type { SchemaProblem } from '../schema-problem.js';
import { buildField, buildMapEntry } from './build-field.js';
import { type Building, type Scope, typeNamed } from './building.js';
import { syntaxFeatures, withFeatures } from './features.js';
import { type ParsedFile, type Parser, placeIn } from './parse-file.js';
import type {
  ProtoEnum,
  ProtoEnumValue,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoMethod,
  ProtoReserved,
  ProtoService,
} from './proto-files.js';
import { type Names, qualified } from './resolve-names.js';

/** Turns a parsed file into our model. Names that mean nothing are put to the problems. */
export function buildFile(parser: Parser, file: ParsedFile, names: Names, problems: SchemaProblem[]): ProtoFile {
  const groups = new Set(file.outline.groups.map((group) => group.pointer));
  const build: Building = {
    parser,
    file,
    names,
    groups,
    messages: [],
    enums: [],
    services: [],
    extensions: [],
    problems,
  };
  let features = withFeatures(syntaxFeatures(file.syntax), file.root);
  if (file.scope !== file.root) features = withFeatures(features, file.scope);
  buildNested(build, file.scope, { name: file.package, pointer: '', features });
  const { messages, enums, services, extensions } = build;
  const { path } = file.source;
  return {
    path,
    package: file.package,
    syntax: file.syntax,
    messages,
    enums,
    services,
    extensions,
    place: placeIn(file, ''),
  };
}

function buildNested(build: Building, around: protobuf.NamespaceBase, scope: Scope): void {
  const { parser } = build;
  for (const definition of around.nestedArray) {
    if (definition instanceof parser.Type) buildMessage(build, definition, scope);
    else if (definition instanceof parser.Enum) build.enums.push(buildEnum(build, definition, scope));
    else if (definition instanceof parser.Service) build.services.push(buildService(build, definition, scope));
    else if (definition instanceof parser.Field) build.extensions.push(buildField(build, definition, scope));
  }
}

function buildMessage(build: Building, type: protobuf.Type, around: Scope): void {
  const scope = inside(around, type);
  const fields: ProtoField[] = [];
  const entries: ProtoMessage[] = [];
  for (const field of type.fieldsArray) {
    // The parser adds extensions of the same file to what they extend.
    if (field.declaringField) continue;
    if (field instanceof build.parser.MapField) entries.push(buildMapEntry(build, field, scope));
    fields.push(buildField(build, field, scope));
  }
  build.messages.push({
    name: localName(scope),
    fullName: scope.name,
    fields,
    reserved: reservedOf(type.reserved),
    extensionRanges: reservedOf(type.extensions).ranges,
    jsonFormat: scope.features.jsonFormat,
    isMapEntry: false,
    place: placeIn(build.file, scope.pointer),
  });
  build.messages.push(...entries);
  buildNested(build, type, scope);
}

function inside(around: Scope, definition: protobuf.ReflectionObject): Scope {
  return {
    name: qualified(around.name, definition.name),
    pointer: `${around.pointer}/${definition.name}`,
    features: withFeatures(around.features, definition),
  };
}

function localName(scope: Scope): string {
  return scope.pointer.slice(1).replaceAll('/', '.');
}

function reservedOf(given: readonly (readonly number[] | string)[] | undefined): ProtoReserved {
  const names = (given ?? []).filter((entry) => typeof entry === 'string');
  const ranges = (given ?? []).filter((entry) => typeof entry !== 'string');
  return { names, ranges: ranges.map(([start = 0, end = start]) => ({ start, end })) };
}

function buildEnum(build: Building, definition: protobuf.Enum, around: Scope): ProtoEnum {
  const scope = inside(around, definition);
  const values = Object.entries(definition.values).map(([name, number]): ProtoEnumValue => {
    return { name, number, place: placeIn(build.file, `${scope.pointer}/${name}`) };
  });
  return {
    name: localName(scope),
    fullName: scope.name,
    values,
    reserved: reservedOf(definition.reserved),
    jsonFormat: scope.features.jsonFormat,
    place: placeIn(build.file, scope.pointer),
  };
}

function buildService(build: Building, definition: protobuf.Service, around: Scope): ProtoService {
  const scope = inside(around, definition);
  const methods = definition.methodsArray.map((method) => buildMethod(build, method, around, scope));
  return { name: definition.name, fullName: scope.name, methods, place: placeIn(build.file, scope.pointer) };
}

/** The types of a call are looked up from the scope of its service. */
function buildMethod(build: Building, method: protobuf.Method, around: Scope, service: Scope): ProtoMethod {
  const pointer = `${service.pointer}/${method.name}`;
  return {
    name: method.name,
    input: typeNamed(build, around, method.requestType, pointer).name,
    output: typeNamed(build, around, method.responseType, pointer).name,
    clientStreaming: method.requestStream === true,
    serverStreaming: method.responseStream === true,
    idempotency: String(method.options?.['idempotency_level'] ?? 'IDEMPOTENCY_UNKNOWN'),
    place: placeIn(build.file, pointer),
  };
}
