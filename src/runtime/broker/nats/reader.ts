import type { BrokerMessage } from '../broker.js';
import { fromBrokerHeaders, HEADER_SPELLINGS } from '../wire/header-names.js';
import type { WireFormat } from '../wire/wire-format.js';
import type { Delivered } from './delivered.js';

/** Reads messages as they have arrived, and hands them on in this order. */
export interface Reader {
  read(delivered: Delivered): void;
}

export interface ReaderSetting {
  readonly wire: WireFormat;
  readonly channel: string;
  readonly push: (message: BrokerMessage, delivered: Delivered) => void;
  /** The message cannot be read now. Resolves when it is to be tried again: `false` where that is not to be here. */
  readonly postpone: (delivered: Delivered, error: unknown) => Promise<boolean>;
}

export function createReader({ wire, channel, push, postpone }: ReaderSetting): Reader {
  const line: Delivered[] = [];
  let isBusy = false;

  function decode({ body, headers, sequence }: Delivered): Promise<BrokerMessage> | BrokerMessage {
    const message = { body, headers: fromBrokerHeaders(headers, HEADER_SPELLINGS.nats) };
    return wire.decode(message, { channel, position: String(sequence) });
  }

  /** Most formats read at once, and then nothing waits. */
  function readNow(delivered: Delivered): Promise<BrokerMessage> | undefined {
    try {
      const message = decode(delivered);
      if (message instanceof Promise) return message;
      push(message, delivered);
      return undefined;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async function readLine(): Promise<void> {
    isBusy = true;
    for (let first = line[0]; first !== undefined; first = line[0]) {
      if (!(await readFirst(first))) continue;
      line.shift();
    }
    isBusy = false;
  }

  /** Whether it is done with. */
  async function readFirst(first: Delivered): Promise<boolean> {
    try {
      const message = await readNow(first);
      if (message !== undefined) push(message, first);
      return true;
    } catch (error) {
      return !(await postpone(first, error));
    }
  }

  return {
    read(delivered) {
      line.push(delivered);
      if (!isBusy) void readLine();
    },
  };
}
