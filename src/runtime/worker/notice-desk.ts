import type { AlertMessage, EventMessage } from '../saga/effects.js';
import { createFifo, type Fifo } from './fifo.js';

/** Notices on their way, of the kinds that keep their order. */
export interface NoticeDesk {
  readonly event: Lane<EventMessage>;
  readonly alert: Lane<AlertMessage>;
  /** Ids of what was delivered and is still in the store. */
  readonly delivered: string[];
  /** How many are not done with, of all kinds. */
  open: number;
  /** Something may be left in the store because too many wait to go out. */
  isFull: boolean;
  isRemoving: boolean;
}

/** Notices that go out one after the other. */
export interface Lane<Message> {
  readonly queue: Fifo<Message>;
  isMoving: boolean;
}

export function createNoticeDesk(): NoticeDesk {
  return {
    event: { queue: createFifo(), isMoving: false },
    alert: { queue: createFifo(), isMoving: false },
    delivered: [],
    open: 0,
    isFull: false,
    isRemoving: false,
  };
}
