import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** With user and password where it asks for them. */
export function natsUrl({ ports, options, secrets: { username, password } }) {
  const user = `${[username, password].map(encodeURIComponent).join(':')}@`;
  return `tls://${options.secured === 'password' ? user : ''}127.0.0.1:${ports.main}`;
}

/**
 * Writes the settings of a server that asks for TLS and one kind of login: a server knows no two of them. Resolves to the
 * `credentials` of a user, where it is for such.
 */
export async function secureNats({ folder, options, secrets }) {
  const tls = (name) => JSON.stringify(join(folder, 'tls', name));
  const lines = [
    `tls { cert_file: ${tls('server.pem')}, key_file: ${tls('server.key')}, ca_file: ${tls('ca.pem')}, verify: ${options.secured === 'certificate'} }`,
  ];
  const text = (name) => JSON.stringify(secrets[name]);
  if (options.secured === 'password') {
    lines.push(`authorization { user: ${text('username')}, password: ${text('password')} }`);
  }
  if (options.secured === 'token') lines.push(`authorization { token: ${text('token')} }`);
  const accounts = options.secured === 'credentials' ? await makeAccounts() : undefined;
  if (accounts !== undefined) lines.push(accounts.settings);
  writeFileSync(join(folder, 'nats.conf'), `${lines.join('\n')}\n`, { mode: 0o600 });
  return accounts === undefined ? {} : { credentials: accounts.credentials };
}

/** An operator whose server knows two accounts, its own and one with JetStream, and the `.creds` file of a user of the latter. */
async function makeAccounts() {
  const { nkeys } = await import('@nats-io/transport-node');
  const [operator, system, account] = [nkeys.createOperator(), nkeys.createAccount(), nkeys.createAccount()];
  const user = nkeys.createUser();
  const accounts = [
    [system, {}],
    [account, { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 }],
  ].map(([keys, jetstream]) => {
    const limits = { subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1 };
    const claims = { type: 'account', limits: { ...limits, ...jetstream } };
    return `${keys.getPublicKey()}: ${signed(operator, keys, claims)}`;
  });
  const permit = signed(account, user, { type: 'user', pub: {}, sub: {}, subs: -1, data: -1, payload: -1 });
  const settings = [
    `operator: ${signed(operator, operator, { type: 'operator' })}`,
    `system_account: ${system.getPublicKey()}`,
    'resolver: MEMORY',
    `resolver_preload { ${accounts.join(', ')} }`,
  ];
  return {
    settings: settings.join('\n'),
    credentials: credentialsFile(permit, new TextDecoder().decode(user.getSeed())),
  };
}

/** A JWT of NATS: `issuer` says that `subject` has these claims. */
function signed(issuer, subject, claims) {
  const part = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const subjectKey = subject.getPublicKey();
  const facts = { jti: subjectKey, iat: Math.floor(Date.now() / 1_000), iss: issuer.getPublicKey(), sub: subjectKey };
  const text = `${part({ typ: 'JWT', alg: 'ed25519-nkey' })}.${part({ ...facts, nats: { ...claims, version: 2 } })}`;
  return `${text}.${Buffer.from(issuer.sign(Buffer.from(text))).toString('base64url')}`;
}

function credentialsFile(jwt, seed) {
  const part = (name, text) => `-----BEGIN ${name}-----\n${text}\n------END ${name}------\n\n`;
  return part('NATS USER JWT', jwt) + part('USER NKEY SEED', seed);
}
