import { KINDS } from './server-kinds.mjs';

/** The names of all servers, in the order in which they are told. */
export const NAMES = Object.keys(KINDS);

const PROTOCOLS = {
  kafka: ['kafka:'],
  nats: ['nats:', 'tls:'],
  rabbitmq: ['amqp:', 'amqps:'],
  registry: ['http:'],
  postgres: ['postgres:', 'postgresql:'],
};

/** The environment variable that names a server which is there already. */
export function variableOf(name) {
  return `SAGAC_${name.toUpperCase()}_URL`;
}

/** The URL that the environment gives. Undefined where it gives none; throws where it is none of that kind of server. */
export function givenUrl(name, environment = process.env) {
  const url = environment[variableOf(name)];
  if (url === undefined || url === '') return undefined;
  if (PROTOCOLS[name].includes(URL.canParse(url) ? new URL(url).protocol : '')) return url;
  const forms = PROTOCOLS[name].map((protocol) => `${protocol}//host:port`).join(' or ');
  throw new Error(`${variableOf(name)} is no URL of the form ${forms}`);
}

/** Lines for `eval` of a shell. */
export function exportLines(urls) {
  return NAMES.filter((name) => urls[name] !== undefined)
    .map((name) => `export ${variableOf(name)}=${quoted(urls[name])}\n`)
    .join('');
}

/** Lines for `eval` of a shell, which take back those above. */
export function unsetLines(names) {
  return NAMES.filter((name) => names.includes(name))
    .map((name) => `unset ${variableOf(name)}\n`)
    .join('');
}

function quoted(text) {
  return /^[\w:/@.,+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
