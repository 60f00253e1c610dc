import { join } from 'node:path';
import { cached, findJava, installWithMaven, JAVA_FLAGS } from './maven.mjs';

/** 3.3, which has passed the tests, too, needs Java 21. */
const VERSION = '2.6.13.Final';
const FOLDER = cached(`apicurio-registry-${VERSION}`);
const ARTIFACT = `io.apicurio:apicurio-registry-app:${VERSION}:tar.gz:all`;

/** Apicurio Registry, which also speaks as Confluent's does, at the path of its URL. Its data end with it. */
export const registry = {
  name: 'registry',
  ports: ['main'],
  signals: { stop: 'SIGTERM', kill: 'SIGKILL' },
  url: ({ ports }) => `http://127.0.0.1:${ports.main}/apis/ccompat/v7`,
  install: (say) =>
    installWithMaven(
      {
        folder: FOLDER,
        what: `Apicurio Registry ${VERSION}`,
        goal: 'unpack',
        argumentsIn: () => [`-Dartifact=${ARTIFACT}`],
      },
      say,
    ),
  prepare: async () => undefined,
  commands: ({ ports }) => ({
    server: {
      file: findJava(),
      args: [...JAVA_FLAGS, '-jar', join(FOLDER, `apicurio-registry-app-${VERSION}-runner.jar`)],
      env: { QUARKUS_HTTP_HOST: '127.0.0.1', QUARKUS_HTTP_PORT: String(ports.main) },
    },
  }),
};
