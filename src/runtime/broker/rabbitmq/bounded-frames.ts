import type { Socket } from 'node:net';
import type { Driver, DriverOptions } from './driver.js';

/** No frame of AMQP is near as long, in bytes: servers and clients agree on some 128 kB. */
const LONGEST_FRAME = 2 ** 27;

interface Inner {
  /** Not a part of the driver's interface; a version without it never calls ours. */
  _connect(): Socket;
}

/**
 * The driver, told to give up where no RabbitMQ answers. The greeting of another server, such as the management plugin by HTTP, reads
 * like a frame of a gigabyte; the driver asks Node for as many bytes, and Node throws where nobody can catch it.
 */
export function withBoundedFrames({ Connection }: Driver): Driver {
  const Unbounded = Connection as unknown as new (options?: DriverOptions) => Inner;
  class Bounded extends Unbounded {
    override _connect(): Socket {
      return bounded(super._connect());
    }
  }
  return { Connection: Bounded as unknown as Driver['Connection'] };
}

function bounded(socket: Socket): Socket {
  const read = socket.read.bind(socket);
  socket.read = (size?: number) => {
    if (size === undefined || size <= LONGEST_FRAME) return read(size);
    socket.destroy(new Error('what answers there is no RabbitMQ'));
    return null;
  };
  return socket;
}
