import { SagaError } from '../../errors.js';
import type { BrokerOperations, DeadLetter } from '../operations.js';
import type { WireFormat } from '../wire/wire-format.js';
import { wordsOf } from './amqp-errors.js';
import type { RabbitmqConnection } from './connection.js';
import { type Brought, fromAmqp, publishedAt } from './envelope.js';
import { type LetterSession, openLetterSession } from './letter-session.js';
import { partProblem } from './settings.js';

/** Where an operator deals with dead letters. */
export interface LetterDesk extends Pick<BrokerOperations, 'deadLetters' | 'countDeadLetters' | 'removeDeadLetter'> {
  /** Puts back what is in hand. */
  close(): Promise<void>;
}

/** How long letters stay in hand for the next act of the same operator, in milliseconds; then others may look through them. */
const IDLE_MS = 250;

interface Place {
  /** The end of the line of acts. */
  turn: Promise<unknown>;
  session: LetterSession | undefined;
  timer: NodeJS.Timeout | undefined;
}

export function createLetterDesk(connection: RabbitmqConnection, wire: WireFormat, place: string): LetterDesk {
  const places = new Map<string, Place>();

  /** Acts on the letters of one channel one after the other. */
  function inTurn<T>(channel: string, act: (own: Place) => Promise<T>): Promise<T> {
    const own: Place = places.get(channel) ?? { turn: Promise.resolve(), session: undefined, timer: undefined };
    places.set(channel, own);
    clearTimeout(own.timer);
    const work = own.turn.then(() => act(own));
    const ended = work
      .catch(() => undefined)
      .then(() => {
        if (own.turn !== ended) return;
        own.timer = setTimeout(() => void inTurn(channel, putBack), IDLE_MS);
        if (own.session === undefined) {
          clearTimeout(own.timer);
          places.delete(channel);
        }
      });
    own.turn = ended;
    return work;
  }

  async function putBack(own: Place): Promise<void> {
    const { session } = own;
    own.session = undefined;
    await session?.close();
  }

  async function withSession<T>(
    channel: string,
    none: T,
    act: (session: LetterSession, own: Place) => Promise<T>,
  ): Promise<T> {
    if (partProblem(channel) !== undefined) return none;
    return inTurn(channel, async (own) => {
      try {
        if (own.session?.isOpen === false) await putBack(own);
        own.session ??= await openLetterSession(connection, channel);
        return own.session === undefined ? none : await act(own.session, own);
      } catch (error) {
        await putBack(own);
        if (error instanceof SagaError) throw error;
        throw new SagaError(
          'broker-unreachable',
          `the dead letters of \`${channel}\` cannot be read from ${place}: ${wordsOf(error)}; nothing is lost, try again`,
          { cause: error },
        );
      }
    });
  }

  async function toDeadLetter(channel: string, position: string, brought: Brought): Promise<DeadLetter> {
    const message = await wire.decode(fromAmqp(brought), { channel, position });
    const at = publishedAt(brought);
    return { message, position, ...(at !== undefined && { at }) };
  }

  async function show(channel: string, limit: number, own: Place): Promise<readonly DeadLetter[]> {
    const isUnread = own.session?.letters.slice(0, limit).some(({ brought }) => brought === undefined);
    if (isUnread) {
      await putBack(own);
      own.session = await openLetterSession(connection, channel);
    }
    const { session } = own;
    if (session === undefined) return [];
    await session.read(() => session.letters.length >= limit, limit);
    const shown = session.letters.slice(0, limit);
    return Promise.all(
      shown.flatMap(({ position, brought }) =>
        brought === undefined ? [] : [toDeadLetter(channel, position, brought)],
      ),
    );
  }

  return {
    async deadLetters(channel, limit) {
      if (limit <= 0) return [];
      return withSession<readonly DeadLetter[]>(channel, [], (_session, own) => show(channel, limit, own));
    },
    countDeadLetters: (channel) =>
      withSession<number | undefined>(
        channel,
        undefined,
        async (session) => session.letters.length + (await session.ready()),
      ),
    removeDeadLetter: (channel, position) =>
      withSession(channel, false, async (session) => {
        const isThere = () => session.letters.some((letter) => letter.position === position);
        if (!isThere()) await session.read(isThere, 0);
        return session.take(position);
      }),
    async close() {
      await Promise.all([...places.keys()].map((channel) => inTurn(channel, putBack)));
    },
  };
}
