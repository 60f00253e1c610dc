import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, installPackages, run } from './packages.mjs';

/** The system's own settings would add to these. */
const SETTINGS = `[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[server]
subjectAltName = IP:127.0.0.1, DNS:localhost
extendedKeyUsage = serverAuth
[client]
extendedKeyUsage = clientAuth
`;
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const DAYS = ['-days', '2'];

/**
 * Makes an authority and what it signs, as PEM files of the folder, which is made: `ca.pem`, and `server.pem` for 127.0.0.1 and
 * localhost, `client.pem`, each with a `.key` beside it, and `server.both.pem` with both. Resolves to the texts that a client needs, and the path of `ca.pem`.
 */
export async function makeCertificates(folder, say = () => undefined) {
  mkdirSync(folder, { mode: 0o700 });
  if (findProgram('openssl') === undefined) await installPackages(['openssl'], say);
  const file = (name) => join(folder, name);
  const openssl = (...args) => run(findProgram('openssl'), args, { cwd: folder });
  writeFileSync(file('settings'), SETTINGS);
  const settings = ['-config', 'settings'];
  const authority = ['-x509', '-extensions', 'authority', ...DAYS, '-subj', '/CN=authority of a test'];
  await openssl('req', ...settings, ...NEW_KEY, ...authority, '-keyout', 'ca.key', '-out', 'ca.pem');
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', ...DAYS, '-extfile', 'settings'];
  for (const name of ['server', 'client']) {
    const request = ['-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`];
    await openssl('req', '-new', ...settings, ...NEW_KEY, ...request);
    await openssl('x509', '-req', '-in', `${name}.csr`, ...signed, '-extensions', name, '-out', `${name}.pem`);
  }
  const text = (name) => readFileSync(file(name), 'utf8');
  writeFileSync(file('server.both.pem'), text('server.key') + text('server.pem'), { mode: 0o600 });
  return { ca: text('ca.pem'), caFile: file('ca.pem'), cert: text('client.pem'), key: text('client.key') };
}
