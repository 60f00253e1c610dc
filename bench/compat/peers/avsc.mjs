// Asks avsc for a resolver of every pair of schemas in two folders, in both directions. With `changed`, equal texts are passed over.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { Type } = createRequire(import.meta.url)('avsc');

const [before, after, only] = process.argv.slice(2);
let broken = 0;
for (const path of readdirSync(after, { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.avsc')) continue;
  const [old, next] = [before, after].map((folder) => readFileSync(join(folder, path), 'utf8'));
  if (only === 'changed' && old === next) continue;
  const [writer, reader] = [old, next].map((text) => Type.forSchema(JSON.parse(text)));
  try {
    reader.createResolver(writer);
    writer.createResolver(reader);
  } catch {
    broken += 1;
  }
}
process.stdout.write(`${broken} broken\n`);
