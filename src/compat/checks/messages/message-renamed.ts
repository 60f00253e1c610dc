import { breaks, type CompatCheck } from '../../check.js';

/** Another name in the catalog for what is called as before on the wire. */
export const messageRenamed: CompatCheck<'message-renamed'> = {
  id: 'message-renamed',
  group: 'messages',
  since: '0.1.0',
  summary: 'A message gets another name and keeps the one on the wire.',
  why: `In JSON and Protobuf a message is found by its name on the wire, which \`wire\` keeps. The name of an Avro record is the one in the catalog, and checkers of Avro refuse a record of another name. Code that was written against the old definition imports a type that is not there any more.`,
  examples: [
    {
      title: 'kept on the wire',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  SeatWasSold: { version: 1.1.0, producer: tickets, wire: SeatSold, payload: { seatId: uuid } }
`,
      verdicts: { avro: 'backward forward', typescript: 'forward' },
    },
  ],
  describe: ({ from, to }) => `\`${to}\` is the name now of what was \`${from}\` before; on the wire it is the same.`,
  judge({ from, to }) {
    const refused = breaks(`The Avro record \`${to}\` and the record \`${from}\` do not read each other.`);
    return {
      avro: { backward: refused, forward: refused },
      typescript: { forward: breaks(`Code that imports \`${from}\` finds no such type.`) },
    };
  },
  instead: ({ from }) => `Keep the name \`${from}\` until the next major version.`,
};
