import { brokerUrl } from '../../testing/servers.js';
import { describeBrokerContract } from '../broker-contract.js';
import { openKafkaRoom } from './testing/open-kafka.js';

const url = brokerUrl('kafka');

if (url !== undefined) {
  describeBrokerContract('Kafka', async () => {
    const room = await openKafkaRoom(url);
    // Processes share partitions, and so nothing with only one.
    const create = { partitions: 4 };
    return {
      broker: await room.openThrough({ create }),
      connect: () => room.open({ create }),
      channel: room.channel,
      tooLarge: 1_100_000,
      network: room.proxy,
      cleanUp: () => room.close(),
    };
  });
}
