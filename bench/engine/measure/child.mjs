import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Starts one of the benchmark's own processes; `order` tells it what to do. `next` resolves with its next message of a
 * type, and rejects with the error that it last wrote if it ends before that.
 */
export function startChild(file, order, execArgv = []) {
  const child = fork(fileURLToPath(file), [JSON.stringify(order)], {
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let written = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    written = (written + text).slice(-2000);
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  return {
    ended,
    tell: (type) => child.send({ type }),
    stop: () => child.kill(),
    next(type) {
      const message = new Promise((resolve) => {
        child.on('message', (received) => received.type === type && resolve(received));
      });
      const early = ended.then((code) => Promise.reject(new Error(explain(code, written))));
      return Promise.race([message, early]);
    },
  };
}

function explain(code, written) {
  const line = written.split('\n').find((text) => /\w*Error\b.*: ./.test(text)) ?? written.trim().split('\n').at(-1);
  return line?.trim() || `its process ended with ${code}`;
}
