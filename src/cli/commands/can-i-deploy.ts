import { Option } from 'commander';
import { openAgainst } from '../../against/index.js';
import { checks } from '../../compat/checks/index.js';
import { type Deployed, type DeployProblem, deployProblems } from '../../compat/deploy/can-deploy.js';
import { type Diagnostic, didYouMean } from '../../diagnostics/index.js';
import { DEPLOYMENTS_FILE } from '../../language/find-catalog.js';
import { dayOf } from '../../model/facts/days.js';
import type { Catalog } from '../../model/index.js';
import { isError } from '../../read-catalog.js';
import { type CatalogStates, readStates } from '../../read-states.js';
import { deployJson, deployText } from '../compat/deploy-text.js';
import { type Deployment, type Deployments, readDeployments } from '../compat/deployments-file.js';
import { compatProblem } from '../compat/problems.js';
import { noteText } from '../compat/words.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { joinPath, locateCatalog, relativePath } from '../paths.js';
import { refuse } from '../problems.js';
import { columnsOf } from '../screen.js';

interface DeployFlags {
  readonly to: string;
  readonly deployments?: string;
  readonly format: 'text' | 'json';
}

/** `sagac can-i-deploy`: whether one service fits what runs beside it. */
export const canIDeployCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('<service>', 'service, or SERVICE@VERSION; without a version, as it is here')
      .argument('[dir]', 'folder of the catalog')
      .requiredOption('--to <environment>', 'environment of the file of deployments')
      .option(
        '--deployments <file>',
        `which version runs where; default ${DEPLOYMENTS_FILE} in the folder of the catalog`,
      )
      .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'));
    command.addHelpText('after', HELP);
    command.action((service: string, dir: string | undefined, flags: DeployFlags) =>
      perform((context) => canIDeploy(context, service, dir, flags)),
    );
  },
};

const HELP = `
Exit codes: 0 it can, 1 it cannot, 2 wrong usage or something that cannot be read.

${DEPLOYMENTS_FILE}:
  states: "v{version}"          # the git ref, snapshot or folder of a version
  environments:
    production: { order: 1.4.0, payment: 2.0.1 }

Examples:
  $ sagac can-i-deploy order@1.5.0 --to production
  $ sagac can-i-deploy order --to staging --format json`;

async function canIDeploy(
  context: CliContext,
  asked: string,
  dir: string | undefined,
  flags: DeployFlags,
): Promise<ExitCode> {
  const { host } = context;
  const { value: root, diagnostics } = locateCatalog(host, dir);
  if (root === undefined) return refuse(context, ...diagnostics);
  const file = flags.deployments ?? joinPath(relativePath(host.cwd, root), DEPLOYMENTS_FILE);
  const { value: deployments, problem: wrong } = readDeployments(host, file);
  if (!deployments) return refuse(context, wrong ?? compatProblem('no-deployments', undefined, { path: file }));
  const running = deployments.environments.get(flags.to);
  if (!running) return refuse(context, unknownEnvironment(deployments, flags.to));
  const plan = planOf(asked, running, deployments);
  const { value: states, diagnostics: refused } = await openStates(context, root, plan);
  if (!states) return refuse(context, ...refused);
  const catalog = states.get(plan.state);
  if (!catalog?.services.has(plan.service)) {
    return refuse(context, compatProblem('unknown-service', undefined, { service: plan.service, state: plan.version }));
  }
  const environment = running.flatMap(({ service, version, state }): readonly Deployed[] => {
    const then = states.get(state);
    return then ? [{ service, version, catalog: then }] : [];
  });
  const today = dayOf(host.now());
  const problems = deployProblems({ service: plan.service, catalog, environment, checks, today });
  tell(context, plan, flags, running, problems);
  return problems.length > 0 ? EXIT.findings : EXIT.clean;
}

/** What is to be deployed, and all states that are needed; the present one is the empty text. */
interface Plan {
  readonly service: string;
  readonly version: string;
  readonly state: string;
  readonly states: readonly string[];
}

function planOf(asked: string, running: readonly Deployment[], deployments: Deployments): Plan {
  const at = asked.indexOf('@');
  const service = at === -1 ? asked : asked.slice(0, at);
  const version = at === -1 ? '' : asked.slice(at + 1);
  const state = version === '' ? '' : deployments.stateOf(service, version);
  const states = [...new Set([state, ...running.map((entry) => entry.state)])].filter((entry) => entry !== '');
  return { service, version: version === '' ? 'as it is here' : version, state, states };
}

async function openStates(
  { host, io }: CliContext,
  root: string,
  { states }: Plan,
): Promise<{ readonly value?: ReadonlyMap<string, Catalog>; readonly diagnostics: readonly Diagnostic[] }> {
  const opened = states.map((state) => openAgainst(host, root, state, { transitive: false }));
  const told = opened.flatMap(({ diagnostics }) => diagnostics);
  const wrong = told.filter(isError);
  if (wrong.length > 0) return { diagnostics: wrong };
  for (const note of told) print(io.err, noteText(note));
  const read = await readStates(
    host,
    root,
    opened.flatMap(({ value }) => value),
  );
  const broken = brokenStates(read, states);
  if (broken.length > 0) return { diagnostics: broken };
  const entries = [read.now, ...read.earlier].map(({ catalog }, at) => [['', ...states][at] ?? '', catalog] as const);
  return {
    value: new Map(entries.flatMap(([state, catalog]) => (catalog ? [[state, catalog] as const] : []))),
    diagnostics: [],
  };
}

/** An answer from half a catalog would be none. */
function brokenStates({ now, earlier }: CatalogStates, states: readonly string[]): readonly Diagnostic[] {
  return [now, ...earlier].flatMap((checked, at) => {
    const broken = !checked.catalog || checked.diagnostics.some(isError);
    return broken
      ? [compatProblem('state-has-errors', undefined, { state: states[at - 1] ?? 'the catalog here' })]
      : [];
  });
}

function unknownEnvironment({ environments }: Deployments, name: string): Diagnostic {
  const help = didYouMean(name, [...environments.keys()]);
  return compatProblem('unknown-environment', undefined, { name }, help === undefined ? {} : { help });
}

function tell(
  { host, io }: CliContext,
  plan: Plan,
  { to, format }: DeployFlags,
  running: readonly Deployment[],
  problems: readonly DeployProblem[],
): void {
  const answer = { service: plan.service, version: plan.version, environment: to, running, problems };
  print(io.out, format === 'json' ? deployJson(answer) : deployText(answer, columnsOf(host, io.out)));
}
