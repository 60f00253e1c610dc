import type { DeployProblem } from '../../compat/deploy/can-deploy.js';
import { capital, printableLine, wrapText } from '../../diagnostics/index.js';
import { grouped } from '../../model/grouped.js';
import { VERSION } from '../../version.js';
import type { Deployment } from './deployments-file.js';

/** Whether a service can be deployed, and what stands against it. */
export interface DeployAnswer {
  readonly service: string;
  readonly version: string;
  readonly environment: string;
  readonly running: readonly Deployment[];
  readonly problems: readonly DeployProblem[];
}

/** For programs; `version` rises when a reader would break. */
export function deployJson({ service, version, environment, running, problems }: DeployAnswer): string {
  const tool = { name: 'sagac', version: VERSION };
  const answer = {
    version: 1,
    tool,
    service,
    serviceVersion: version,
    environment,
    deployable: problems.length === 0,
    running,
    problems,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

/** For a person: yes or no, and with whom it would go wrong. */
export function deployText(
  { service, version, environment, running, problems }: DeployAnswer,
  columns: number,
): string {
  const what = `${service} (${version})`;
  const beside = running.map((entry) => `${entry.service} ${entry.version}`).join(', ');
  if (problems.length === 0) {
    const why =
      beside === ''
        ? `can be deployed, as nothing runs in ${environment} yet`
        : `fits what runs in ${environment} (${beside})`;
    return linesOf(`Yes: ${what} ${why}.`, columns).join('\n');
  }
  const groups = grouped(problems, (entry) => `${entry.with} ${entry.version}`);
  const blocks = [...groups].map(([other, found]) =>
    [printableLine(other), ...found.flatMap((entry) => problemLines(service, entry, columns))].join('\n'),
  );
  return [
    ...linesOf(
      `No: ${what} does not fit ${groups.size === 1 ? 'one service' : `${groups.size} services`} in ${environment}.`,
      columns,
    ),
    '',
    blocks.join('\n\n'),
  ].join('\n');
}

/** Names and values of a catalog may hold what steers a terminal. */
function linesOf(text: string, columns: number): readonly string[] {
  return wrapText(printableLine(text), columns);
}

function problemLines(service: string, entry: DeployProblem, columns: number): readonly string[] {
  const text = `${howText(service, entry)}${entry.reason} [${entry.id}]`;
  const help =
    entry.instead === undefined ? [] : linesOf(`help: ${entry.instead}`, columns - 4).map((line) => `    ${line}`);
  return [...linesOf(text, columns - 2).map((line, at) => `${at === 0 ? '- ' : '  '}${line}`), ...help];
}

function howText(service: string, { how, with: other, message, id }: DeployProblem): string {
  if (id === 'message-not-written') return '';
  const [now, runs] = other === service ? ['the new one', 'the one that runs'] : [`\`${service}\``, `\`${other}\``];
  switch (how) {
    case 'reads':
      return capital(`${now} cannot read \`${message}\` of ${runs}: `);
    case 'is-read':
      return capital(`${runs} cannot read \`${message}\` of ${now}: `);
    case 'resumes':
      return 'Sagas that are running would go wrong: ';
  }
}
