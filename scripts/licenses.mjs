/** Collects the licence texts of the packages that a bundle contains. */
import { readdirSync, readFileSync } from 'node:fs';

const PACKAGE = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//g;

/** One text with name, version and licence of every package that one of `inputs` (paths in `root`) belongs to. */
export function collectLicenses(root, inputs) {
  const folders = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined))].sort();
  const head = 'This product bundles the following packages.\n';
  return [head, ...folders.map((folder) => licenseEntry(`${root}${folder}`))].join(`\n${'-'.repeat(80)}\n\n`);
}

function packageFolder(input) {
  const last = [...input.matchAll(PACKAGE)].at(-1);
  return last && input.slice(0, last.index + last[0].length);
}

function licenseEntry(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(folder + file, 'utf8').trim());
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}
