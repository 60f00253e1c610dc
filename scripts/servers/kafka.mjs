import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findProgram, installPackages, run } from './packages.mjs';

const VERSION = '3.9.1';
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sagac-services');
const JARS = join(CACHE, `kafka-${VERSION}`);

/** Starts in seconds on a small machine: little heap, and no second compiler that would pay off after minutes only. */
const JAVA_FLAGS = ['-Xms256m', '-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

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
  url: ({ ports }) => `kafka://127.0.0.1:${ports.main}`,
  async install(say) {
    const missing = [];
    if (findJava() === undefined) missing.push('default-jre-headless');
    if (!existsSync(JARS) && findProgram('mvn') === undefined) missing.push('maven');
    if (missing.length > 0) await installPackages(missing, say);
    if (!existsSync(JARS)) await fetchJars(say);
  },
  async prepare(site) {
    const { folder } = site;
    writeFileSync(join(folder, 'server.properties'), settingsOf(site));
    writeFileSync(join(folder, 'log4j.properties'), LOGGING);
    const cluster = randomBytes(16).toString('base64url');
    const format = ['format', '--cluster-id', cluster, '--config', join(folder, 'server.properties')];
    await run(findJava(), javaArguments(folder, 'kafka.tools.StorageTool', format));
  },
  commands: ({ folder }) => ({
    server: { file: findJava(), args: javaArguments(folder, 'kafka.Kafka', [join(folder, 'server.properties')]) },
  }),
};

function findJava() {
  const own = process.env.JAVA_HOME && join(process.env.JAVA_HOME, 'bin', 'java');
  return own && existsSync(own) ? own : findProgram('java');
}

/** Into a folder beside the final one, so that a download that is cut off leaves nothing half. */
async function fetchJars(say) {
  say(`fetches the jars of Kafka ${VERSION} with Maven`);
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'fetch-'));
  try {
    writeFileSync(join(work, 'pom.xml'), POM);
    const flags = ['-B', '-q', '-f', join(work, 'pom.xml'), COPY, '-DincludeScope=runtime'];
    await run(findProgram('mvn'), [...flags, `-DoutputDirectory=${join(work, 'jars')}`]);
    renameSync(join(work, 'jars'), JARS);
  } catch (error) {
    // Another clone may have been quicker.
    if (!existsSync(JARS)) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function javaArguments(folder, main, args) {
  const jars = readdirSync(JARS).map((jar) => join(JARS, jar));
  const logging = `-Dlog4j.configuration=file:${join(folder, 'log4j.properties')}`;
  return [...JAVA_FLAGS, logging, '-cp', jars.join(delimiter), main, ...args];
}

function settingsOf({ folder, ports, options }) {
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
    ...options.settings,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
