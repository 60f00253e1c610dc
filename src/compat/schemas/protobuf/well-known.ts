/** The files that come with Protobuf, with the names of package `google.protobuf` that they define; enums have a `#` in front. */
const NAMES: Readonly<Record<string, string>> = {
  any: 'Any',
  api: 'Api Method Mixin',
  duration: 'Duration',
  empty: 'Empty',
  field_mask: 'FieldMask',
  source_context: 'SourceContext',
  struct: 'Struct Value ListValue #NullValue',
  timestamp: 'Timestamp',
  type: 'Type Field #Field.Kind #Field.Cardinality Enum EnumValue Option #Syntax',
  wrappers: 'DoubleValue FloatValue Int64Value UInt64Value Int32Value UInt32Value BoolValue StringValue BytesValue',
  descriptor:
    'FileDescriptorSet FileDescriptorProto DescriptorProto DescriptorProto.ExtensionRange DescriptorProto.ReservedRange ' +
    'ExtensionRangeOptions ExtensionRangeOptions.Declaration #ExtensionRangeOptions.VerificationState ' +
    'FieldDescriptorProto #FieldDescriptorProto.Type #FieldDescriptorProto.Label OneofDescriptorProto ' +
    'EnumDescriptorProto EnumDescriptorProto.EnumReservedRange EnumValueDescriptorProto ServiceDescriptorProto ' +
    'MethodDescriptorProto FileOptions #FileOptions.OptimizeMode MessageOptions FieldOptions #FieldOptions.CType ' +
    '#FieldOptions.JSType #FieldOptions.OptionRetention #FieldOptions.OptionTargetType FieldOptions.EditionDefault ' +
    'FieldOptions.FeatureSupport OneofOptions EnumOptions EnumValueOptions ServiceOptions MethodOptions ' +
    '#MethodOptions.IdempotencyLevel UninterpretedOption UninterpretedOption.NamePart FeatureSet ' +
    '#FeatureSet.FieldPresence #FeatureSet.EnumType #FeatureSet.RepeatedFieldEncoding #FeatureSet.Utf8Validation ' +
    '#FeatureSet.MessageEncoding #FeatureSet.JsonFormat FeatureSetDefaults ' +
    'FeatureSetDefaults.FeatureSetEditionDefault SourceCodeInfo SourceCodeInfo.Location GeneratedCodeInfo ' +
    'GeneratedCodeInfo.Annotation #GeneratedCodeInfo.Annotation.Semantic #Edition',
};

type Types = ReadonlyMap<string, 'message' | 'enum'>;

const TYPES: ReadonlyMap<string, Types> = new Map(
  Object.entries(NAMES).map(([file, names]) => [
    `google/protobuf/${file}.proto`,
    new Map(names.split(' ').map(typeEntry)),
  ]),
);

function typeEntry(name: string): [string, 'message' | 'enum'] {
  const isEnum = name.startsWith('#');
  return [`google.protobuf.${isEnum ? name.slice(1) : name}`, isEnum ? 'enum' : 'message'];
}

/** The types of an import that comes with Protobuf: full names, and whether each is an enum. Undefined for other paths. */
export function wellKnownTypes(path: string): Types | undefined {
  return TYPES.get(path);
}
