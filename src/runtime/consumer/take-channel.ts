import { Unprocessable } from '../broker/broker.js';
import { bury, reasonOf } from './bury.js';
import type { CommandTake } from './commands.js';
import { type Core, later, type Origin } from './core.js';
import type { ChannelSetting } from './definition.js';
import { Unavailable } from './errors.js';
import { createTake, type Take } from './take.js';

/**
 * Takes whatever comes on a channel: commands by `commands`, and events where there is a `setting`. Without one the channel is for
 * commands alone, and whatever is none of them is a dead letter.
 */
export function createChannelTake<Tx>(
  core: Core<Tx>,
  channel: string,
  setting: ChannelSetting | undefined,
  commands: CommandTake | undefined,
): Take {
  const takeEvent = setting && createTake(core, channel, setting);
  return async (message, delivery) => {
    if (takeEvent && !commands?.takes(message)) return takeEvent(message, delivery);
    const { position, attempt } = delivery;
    await takeCommand(core, { channel, message, ...(position !== undefined && { position }) }, attempt, commands);
  };
}

/** A sender that hears nothing sends its command again: there are no retries here but for what is away. */
async function takeCommand<Tx>(
  core: Core<Tx>,
  origin: Origin,
  attempts: number,
  commands: CommandTake | undefined,
): Promise<void> {
  try {
    try {
      await commands?.take(origin.message);
    } catch (error) {
      if (!(error instanceof Unprocessable)) throw error;
      await bury(core, { ...origin, attempts, error });
    }
  } catch (error) {
    throw later(
      core,
      origin,
      error instanceof Unavailable ? error : new Unavailable(reasonOf(error), { cause: error }),
    );
  }
}
