import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { certifiedUrl, kafkaUrl, scramUsers, securedSettings } from './kafka-secured.mjs';
import { cached, findJava, installWithMaven, JAVA_FLAGS } from './maven.mjs';
import { run } from './packages.mjs';

/** What the tests run against where nothing else is said; 4.x starts in the same way. */
const VERSION = process.env.SAGAC_KAFKA_VERSION || '3.9.1';
const JARS = cached(`kafka-${VERSION}`);

const POM = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>sagac</groupId>
  <artifactId>services</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-reload4j</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

const LOGGING = `log4j.rootLogger=INFO, out
log4j.appender.out=org.apache.log4j.ConsoleAppender
log4j.appender.out.layout=org.apache.log4j.PatternLayout
log4j.appender.out.layout.ConversionPattern=%d %p %c{1} %m%n
`;

/** One node that is broker and controller (KRaft). */
export const kafka = {
  name: 'kafka',
  ports: ['main', 'controller'],
  signals: { stop: 'SIGTERM', kill: 'SIGKILL' },
  securedPorts: ['certified', 'internal'],
  secure: async (site) => ({ certifiedUrl: certifiedUrl(site) }),
  url: (site) => (site.secrets ? kafkaUrl(site) : `kafka://127.0.0.1:${site.ports.main}`),
  install: (say) =>
    installWithMaven(
      { folder: JARS, what: `the jars of Kafka ${VERSION}`, goal: 'copy-dependencies', argumentsIn: writePom },
      say,
    ),
  async prepare(site) {
    const { folder } = site;
    writeFileSync(join(folder, 'server.properties'), settingsOf(site));
    writeFileSync(join(folder, 'log4j.properties'), LOGGING);
    const cluster = randomBytes(16).toString('base64url');
    const format = ['format', '--cluster-id', cluster, '--config', join(folder, 'server.properties')];
    if (site.secrets) format.push(...scramUsers(site));
    await run(findJava(), javaArguments(folder, 'kafka.tools.StorageTool', format));
  },
  commands: ({ folder }) => ({
    server: { file: findJava(), args: javaArguments(folder, 'kafka.Kafka', [join(folder, 'server.properties')]) },
  }),
};

function writePom(folder) {
  const file = join(folder, 'pom.xml');
  writeFileSync(file, POM);
  return ['-f', file, '-DincludeScope=runtime'];
}

function javaArguments(folder, main, args) {
  const jars = readdirSync(JARS).map((jar) => join(JARS, jar));
  const logging = `-Dlog4j.configuration=file:${join(folder, 'log4j.properties')}`;
  return [...JAVA_FLAGS, logging, '-cp', jars.join(delimiter), main, ...args];
}

function settingsOf(site) {
  const { folder, ports, options } = site;
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${ports.main},CONTROLLER://127.0.0.1:${ports.controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${ports.main}`,
    'log.dirs': join(folder, 'data'),
    'auto.create.topics.enable': 'false',
    'offsets.topic.num.partitions': '4',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    // After a crash, the controller waits as long as this before it takes the broker back.
    'broker.session.timeout.ms': '3000',
    'broker.heartbeat.interval.ms': '500',
    ...(site.secrets && securedSettings(site)),
    ...options.settings,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
