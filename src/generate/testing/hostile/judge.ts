import { outputPathProblem } from '../../output-path.js';
import type { GeneratedTarget } from '../../run.js';
import { type Faults, readModule, readSql, type ScriptFolder } from './read-code.js';
import {
  readAlerts,
  readAsyncApi,
  readAvro,
  readJson,
  readJsonSchema,
  readProtobuf,
  readYamlText,
} from './read-data.js';
import { readMarkdown, readMdx } from './read-markdown.js';

/** Characters that hide, turn around or end lines: they have no place in any file as they are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is there to find.
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/u;

/** Prose may have what joins letters and emoji. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is there to find.
const HIDDEN_IN_PROSE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;

type File = readonly [path: string, text: string];

/** Lets an outside reader of its format read each file that a target has made. */
export async function judge({ target, files }: GeneratedTarget, scripts: ScriptFolder): Promise<Faults> {
  const texts: readonly File[] = files.map(({ path, text }) => [path, text]);
  const each = await Promise.all(
    texts.map(async ([path, text]) => {
      const found = [
        ...pathFaults(path),
        ...hiddenFaults(path, text),
        ...(await readFile(target, path, text, scripts)),
        ...(target === 'asyncapi' ? readAsyncApi(text) : []),
      ];
      return found.map((fault) => `${path}: ${fault}`);
    }),
  );
  return [...each.flat(), ...readTogether(target, texts)].map((fault) => `${target} ${fault}`);
}

function readTogether(target: string, files: readonly File[]): Faults {
  const ending = (end: string) => files.filter(([path]) => path.endsWith(end));
  const proto = ending('.proto');
  return [
    ...readSql(ending('.sql')),
    ...(target === 'protobuf' && proto.length > 0 ? readProtobuf(new Map(proto)) : []),
  ];
}

function pathFaults(path: string): Faults {
  const problem = outputPathProblem(path);
  return problem === undefined ? [] : [`the path ${problem}`];
}

function hiddenFaults(path: string, text: string): Faults {
  const found = (/\.mdx?$/.test(path) ? HIDDEN_IN_PROSE : HIDDEN).exec(text);
  if (found === null) return [];
  const near = text.slice(Math.max(0, found.index - 40), found.index + 40);
  return [`has a hidden character as it is: ${JSON.stringify(near)}`];
}

async function readFile(target: string, path: string, text: string, scripts: ScriptFolder): Promise<Faults> {
  switch (path.slice(path.lastIndexOf('.') + 1)) {
    case 'ts':
      return path.endsWith('.d.ts') ? [] : readModule(text, 'ts');
    case 'js':
      return readModule(text, 'js');
    case 'json':
      return target === 'json-schema' && path !== 'index.json' ? readJsonSchema(text) : readJson(text);
    case 'avsc':
      return readAvro(text);
    case 'yaml':
      return [...readYamlText(text), ...(target === 'alerts' ? readAlerts(text) : [])];
    case 'md':
      return readMarkdown(text);
    case 'mdx':
      return readMdx(text);
    case 'sh':
      return scripts.read(text);
    case 'gitignore':
    case 'sql':
    case 'proto':
      return [];
    default:
      return ['no reader of such a file is known'];
  }
}
