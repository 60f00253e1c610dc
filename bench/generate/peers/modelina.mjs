// modelina.mjs ASYNCAPI-FILE OUT: TypeScript interfaces from its API, one file a model.
import { readFileSync } from 'node:fs';
import { TypeScriptFileGenerator } from '@asyncapi/modelina';
import { load } from 'js-yaml';

const [, , input, out] = process.argv;
const generator = new TypeScriptFileGenerator({ modelType: 'interface' });
await generator.generateToFiles(load(readFileSync(input, 'utf8')), out, { exportType: 'named' });
