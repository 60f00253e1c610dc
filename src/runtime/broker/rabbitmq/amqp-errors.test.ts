import { expect, it } from 'vitest';
import { wordsOf } from './amqp-errors.js';

it.each([
  ['undefined: ACCESS_REFUSED - Login was refused', 'ACCESS_REFUSED - Login was refused'],
  ['connect ECONNREFUSED 127.0.0.1:9', 'connect ECONNREFUSED 127.0.0.1:9'],
])('says what %j says in words', (message, words) => {
  expect(wordsOf(new Error(message))).toBe(words);
});
