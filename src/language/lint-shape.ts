import type { Diagnostic, Outcome } from '../diagnostics/index.js';
import { describeNode } from './describe.js';
import { report } from './messages.js';
import type { MapNode, Node, ScalarNode } from './node.js';
import { checkShape } from './shape.js';

/**
 * Checks a file that `lint.extends` names: it is what stands under `lint` in a `sagac.yaml`. Any mistake leaves no value,
 * as in the settings themselves.
 */
export function checkLintShape(root: Node): Outcome<MapNode | undefined> {
  if (root.kind !== 'map') return { value: undefined, diagnostics: [notSettings(root)] };
  const entries = root.entries.filter(({ key }) => key.text !== '$schema');
  const whole = entries.find(({ key, value }) => key.text === 'lint' && value.kind === 'map');
  if (whole) return { value: undefined, diagnostics: [report('extends-whole-settings', whole.key.span, undefined)] };
  const lint: MapNode = { ...root, entries };
  const settings: MapNode = {
    ...root,
    entries: [
      { key: scalarAt(root, 'catalog'), value: scalarAt(root, 'shared') },
      { key: scalarAt(root, 'lint'), value: lint },
    ],
  };
  const { diagnostics } = checkShape('settings', settings);
  return { value: diagnostics.length > 0 ? undefined : lint, diagnostics };
}

function scalarAt({ span }: Node, text: string): ScalarNode {
  return { kind: 'scalar', value: text, text, quoted: false, span: { ...span, end: span.start } };
}

function notSettings(root: Node): Diagnostic {
  return report('extends-not-settings', root.span, { file: root.span.file, is: describeNode(root) });
}
