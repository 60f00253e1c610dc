import type { Host } from '../../host.js';
import { type MapNode, type Node, nodeAt } from '../../language/node.js';
import { type CheckedFile, Fault, mapOf, readCheckedFile, textAt } from '../checked-file.js';
import { compatProblem } from './problems.js';

/** A service as it runs in an environment, and the state of the catalog that it was built from. */
export interface Deployment {
  readonly service: string;
  readonly version: string;
  /** As `--against` takes it. */
  readonly state: string;
}

/** Which version of which service runs where. */
export interface Deployments {
  readonly environments: ReadonlyMap<string, readonly Deployment[]>;
  /** The state of the catalog that a version of a service was built from. */
  stateOf(service: string, version: string): string;
}

/** Reads the file of deployments; `file` is as seen from where the command runs. */
export function readDeployments(host: Host, file: string): CheckedFile<Deployments> {
  return readCheckedFile(host, file, deploymentsOf, (place, reason) =>
    compatProblem('deployments-unusable', undefined, { place, reason }),
  );
}

function deploymentsOf(root: Node): Deployments {
  const map = mapOf(root, ['states', 'environments']);
  const templates = templatesOf(nodeAt(map, 'states'));
  const stateOf = (service: string, version: string) =>
    (templates.get(service) ?? templates.get('') ?? '{version}')
      .replaceAll('{version}', version)
      .replaceAll('{service}', service);
  const environments = entriesOf(nodeAt(map, 'environments'), map, 'environments');
  return {
    stateOf,
    environments: new Map(
      environments.map(({ key, value }) => {
        const services = entriesOf(value, map, key.text);
        return [key.text, services.map((entry) => deploymentOf(entry.key.text, entry.value, stateOf))] as const;
      }),
    ),
  };
}

/** One form for all services, or one for each; `default` is for those that have none. */
function templatesOf(node: Node | undefined): ReadonlyMap<string, string> {
  if (!node) return new Map();
  if (node.kind === 'scalar') return new Map([['', node.text]]);
  if (node.kind !== 'map') throw new Fault(node.span, '`states` is a text such as `v{version}`, or a map of them');
  return new Map(node.entries.map(({ key }) => [key.text === 'default' ? '' : key.text, textAt(node, key.text)]));
}

function entriesOf(node: Node | undefined, parent: Node, key: string): MapNode['entries'] {
  if (node?.kind === 'map') return node.entries;
  throw new Fault((node ?? parent).span, `\`${key}\` is not a map`);
}

function deploymentOf(service: string, node: Node, stateOf: Deployments['stateOf']): Deployment {
  if (node.kind === 'scalar' && node.value !== null) {
    return { service, version: node.text, state: stateOf(service, node.text) };
  }
  const map = mapOf(node, ['version', 'state']);
  const written = nodeAt(map, 'version');
  const version = written?.kind === 'scalar' ? written.text : textAt(map, 'version');
  return { service, version, state: nodeAt(map, 'state') ? textAt(map, 'state') : stateOf(service, version) };
}
