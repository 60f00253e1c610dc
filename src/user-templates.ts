import { join } from 'node:path';
import { type Diagnostic, didYouMean, type Outcome, spanAt } from './diagnostics/index.js';
import { generateDiagnostic } from './generate/messages.js';
import { templateDiagnostic, type UserTemplate, type UserTemplates } from './generate/run-target.js';
import { templateProblem } from './generate/template.js';
import { type Host, HostError } from './host.js';
import { SETTINGS_FILE } from './language/find-catalog.js';
import { nodeAt } from './language/node.js';
import { leavesByLink, pathInside } from './language/paths.js';
import { listed } from './model/facts/name-list.js';
import type { TargetSetting } from './model/index.js';
import { readText } from './read-catalog.js';

/**
 * Reads the folders of templates that `settings` name. `builtIn` gives the names of a target's own templates, undefined for
 * one that may have any. Notes in Markdown may stand beside the templates.
 */
export function readUserTemplates(
  host: Host,
  root: string,
  settings: readonly TargetSetting[],
  builtIn: (target: string) => readonly string[] | undefined,
): Outcome<ReadonlyMap<TargetSetting, UserTemplates>> {
  const value = new Map<TargetSetting, UserTemplates>();
  const diagnostics: Diagnostic[] = [];
  for (const setting of settings) {
    if (setting.templates === undefined) continue;
    const read = readFolder(host, root, setting, setting.templates, builtIn(setting.target));
    value.set(setting, read.value);
    diagnostics.push(...read.diagnostics);
  }
  return { value, diagnostics };
}

function readFolder(
  host: Host,
  root: string,
  setting: TargetSetting,
  written: string,
  known: readonly string[] | undefined,
): Outcome<UserTemplates> {
  const refuse = (problem: string) => ({ value: new Map(), diagnostics: [unreadable(setting, written, problem)] });
  const folder = pathInside(SETTINGS_FILE, written);
  if (folder === undefined || leavesByLink(host, root, folder)) return refuse('is outside of the catalog');
  const names = namesIn(host, root, folder);
  if (typeof names === 'string') return refuse(names);
  const templates = new Map<string, UserTemplate>();
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const file = `${folder}/${name}`;
    const text = leavesByLink(host, root, file) ? undefined : readText(host, join(root, file));
    if (known && !known.includes(name)) diagnostics.push(noSuchTemplate(setting, file, name, known));
    else if (text === undefined) diagnostics.push(unreadable(setting, file, 'cannot be read'));
    else {
      const template = { file, text };
      const problem = known && templateProblem(text);
      if (problem) diagnostics.push(templateDiagnostic(template, problem));
      templates.set(name, template);
    }
  }
  return { value: templates, diagnostics };
}

/** Names of the files below a folder, in code-unit order; a text says why it cannot be listed. */
function namesIn(host: Host, root: string, folder: string): readonly string[] | string {
  try {
    const path = join(root, folder);
    const kind = host.kindOf(path);
    if (kind === undefined) return 'is not there';
    if (kind === 'file') return 'is no folder';
    return filesBelow(host, path, '');
  } catch (error) {
    if (error instanceof HostError) return error.code === 'ENOTDIR' ? 'is no folder' : 'cannot be read';
    throw error;
  }
}

function filesBelow(host: Host, path: string, before: string): readonly string[] {
  return host.list(path).flatMap(({ name, kind }) => {
    if (name.startsWith('.') || /\.md$/i.test(name)) return [];
    if (kind === 'folder') return filesBelow(host, join(path, name), `${before}${name}/`);
    return [`${before}${name}`];
  });
}

function noSuchTemplate(setting: TargetSetting, file: string, name: string, known: readonly string[]): Diagnostic {
  const { target } = setting;
  const list = known.length === 0 ? 'It has no templates.' : `It has ${listed(known.map((one) => `\`${one}\``))}.`;
  const help = didYouMean(name, known) ?? list;
  return { ...generateDiagnostic('no-such-template', spanAt(file, 0), { file, target }, { help }), input: true };
}

function unreadable(setting: TargetSetting, folder: string, problem: string): Diagnostic {
  const span = nodeAt(setting.node, 'templates')?.span ?? setting.span;
  return { ...generateDiagnostic('templates-unreadable', span, { folder, problem }), input: true };
}
