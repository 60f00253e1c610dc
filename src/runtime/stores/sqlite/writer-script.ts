import { parentPort, workerData } from 'node:worker_threads';
import { GroupWriter } from './group-writer.js';
import { openDatabase } from './open-database.js';
import { type PlainWrite, performWrite } from './plain-write.js';
import { prepareStatements } from './statements.js';
import { type FromWriter, packOutcome } from './writer-messages.js';

/** What the thread of `WriterThread` runs: writes each group that it is sent, and answers with the outcomes. */
async function serve(port: NonNullable<typeof parentPort>, path: string): Promise<void> {
  const database = await openDatabase(path, { fileMustExist: true });
  const statements = prepareStatements(database);
  const groups = new GroupWriter(database);
  const tell = (message: FromWriter): void => port.postMessage(message);
  port.on('message', (writes: readonly PlainWrite[] | 'close') => {
    if (writes === 'close') {
      database.close();
      port.close();
      return;
    }
    const outcomes = groups.write(writes.map((write) => () => performWrite(statements, write)));
    tell(outcomes.map(packOutcome));
  });
  tell('ready');
}

if (parentPort !== null) await serve(parentPort, String(workerData));
