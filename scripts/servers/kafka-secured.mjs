import { join } from 'node:path';

const SCRAM = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];
const MODULES = 'org.apache.kafka.common.security';

/** With user and password, which Kafka takes as PLAIN. */
export function kafkaUrl({ ports, secrets }) {
  const user = [secrets.username, secrets.password].map(encodeURIComponent).join(':');
  return `kafka://${user}@127.0.0.1:${ports.main}?tls=true`;
}

/** Where Kafka wants a client's certificate and no login. */
export function certifiedUrl({ ports }) {
  return `kafka://127.0.0.1:${ports.certified}?tls=true`;
}

/** TLS with a login at the main port, TLS with a client's certificate at another, and one in the clear for the broker itself. */
export function securedSettings({ folder, ports, secrets }) {
  const places = { SECURE: ports.main, CERTIFIED: ports.certified, INTERNAL: ports.internal };
  const addresses = Object.entries(places).map(([name, port]) => `${name}://127.0.0.1:${port}`);
  const tls = (name) => join(folder, 'tls', name);
  const user = `"user_${secrets.username}"="${secrets.password}"`;
  const logins = SCRAM.map((name) => [name, `${MODULES}.scram.ScramLoginModule required;`]);
  const modules = [['PLAIN', `${MODULES}.plain.PlainLoginModule required ${user};`], ...logins];
  return {
    listeners: [...addresses, `CONTROLLER://127.0.0.1:${ports.controller}`].join(','),
    'advertised.listeners': addresses.join(','),
    'listener.security.protocol.map': 'SECURE:SASL_SSL,CERTIFIED:SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'INTERNAL',
    'sasl.enabled.mechanisms': modules.map(([name]) => name).join(','),
    ...Object.fromEntries(
      modules.map(([name, module]) => [`listener.name.secure.${name.toLowerCase()}.sasl.jaas.config`, module]),
    ),
    'listener.name.certified.ssl.client.auth': 'required',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': tls('server.both.pem'),
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': tls('ca.pem'),
  };
}

/** More arguments of the program that makes the data: users of SCRAM are kept there. */
export function scramUsers({ secrets: { username, password } }) {
  return SCRAM.flatMap((name) => ['--add-scram', `${name}=[name=${username},password=${password}]`]);
}
