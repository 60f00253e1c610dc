/**
 * Turns the files under `templates/` into one module, so that the bundle needs no files beside it at run time.
 * Writes only when the content changed.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../templates/', import.meta.url));
const target = fileURLToPath(new URL('../src/templates.generated.js', import.meta.url));

/** Writes `src/templates.generated.js`: the text of every template by its path below `templates/`, with `/`. */
export function writeTemplates() {
  const entries = filesBelow(folder, '').map((path) => `  ${JSON.stringify(path)}: ${literal(path)},\n`);
  const text = `export const templates = {\n${entries.join('')}};\n`;
  if (currentText() !== text) writeFileSync(target, text);
}

function literal(path) {
  return JSON.stringify(readFileSync(folder + path, 'utf8'));
}

function filesBelow(base, prefix) {
  const entries = readdirSync(base + prefix, { withFileTypes: true });
  const paths = entries.flatMap((entry) =>
    entry.isDirectory() ? filesBelow(base, `${prefix}${entry.name}/`) : [prefix + entry.name],
  );
  return paths.sort((a, b) => (a < b ? -1 : 1));
}

function currentText() {
  try {
    return readFileSync(target, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeTemplates();
