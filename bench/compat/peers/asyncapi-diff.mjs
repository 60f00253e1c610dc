// Compares two AsyncAPI documents with `@asyncapi/diff`: reads both, and finds their changes. `$ref`s are left as they are.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { diff } = require('@asyncapi/diff');
const { load } = require('js-yaml');

const [old, next] = process.argv.slice(2).map((path) => load(readFileSync(path, 'utf8')));
const output = diff(old, next).getOutput();
process.stdout.write(`${output.changes.length} changes\n`);
