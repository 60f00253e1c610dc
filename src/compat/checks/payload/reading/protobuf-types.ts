import { primitiveType } from '../../../../generate/targets/protobuf/primitive-type.js';
import type { TypeFact } from '../../../change.js';
import { breaks, type Ruling, risks } from '../../../check.js';
import type { Way } from './way.js';

/** Whether a Protobuf reader of one type can take what was written as another: on the wire, and in its JSON form. */
export function readProtobufType(way: Way, reader: TypeFact, writer: TypeFact): Ruling | undefined {
  const { words } = way;
  const [to, from] = [protobufType(reader), protobufType(writer)];
  if (to === undefined || from === undefined)
    return risks(
      `${words.reader} reads \`${writer.text}\` as \`${reader.text}\`, and one of the two is not known here.`,
    );
  if (to === from && to !== 'repeated' && to !== 'map') return undefined;
  const types = `\`${from}\` (\`${writer.text}\`) as \`${to}\` (\`${reader.text}\`)`;
  const only = jsonOnly(to, from);
  if (only !== undefined)
    return breaks(`${words.reader} reads ${types}: the wire allows it, but in Protobuf's JSON form ${only}.`);
  if (to === 'int32' && from === 'int64') return breaks(`${words.reader} reads ${types} and loses all above 32 bits.`);
  return breaks(`${words.reader} cannot read ${types}.`);
}

/** What goes wrong in JSON alone, where the bytes on the wire are fine. */
function jsonOnly(reader: string, writer: string): string | undefined {
  if (reader === 'int64' && writer === 'int32') return 'an `int64` is a text and an `int32` a number';
  if (reader === 'bytes' && writer === 'string') return '`bytes` are base64';
  return undefined;
}

function protobufType(type: TypeFact): string | undefined {
  switch (type.kind) {
    case 'primitive':
      return primitiveType(type.name);
    case 'decimal':
      return 'string';
    case 'list':
      return 'repeated';
    case 'record':
      return 'message';
    case 'union':
      return 'oneof';
    case 'map':
    case 'enum':
      return type.kind;
    case 'json':
    case 'anyOf':
      return 'google.protobuf.Value';
    case 'unknown':
      return undefined;
  }
}
