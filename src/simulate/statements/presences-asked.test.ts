import { expect, it } from 'vitest';
import { parseGuard } from '../../runtime/saga/guard.js';
import { presencesAsked } from './presences-asked.js';

it.each([
  ['has(happened.A) && !has(seen.B)', ['happened A', 'seen B']],
  ['("A@1" in happened) ? true : has(happened.A)', ['happened A@1', 'happened A']],
  ['1 < 2', []],
  ['has(happened.A) && B.total > 1', undefined],
  ['has(B.total)', undefined],
  ['happened.A', undefined],
  ['seen.A.total > 1', undefined],
  ['size(happened) > 1', undefined],
  ['B.name in happened', undefined],
  ['"A" in B.names', undefined],
  ['[1].exists(x, x == 1)', undefined],
])('%s asks for %j', (cel, expected) => {
  expect(presencesAsked(parseGuard(cel).ast)?.map(({ among, name }) => `${among} ${name}`)).toEqual(expected);
});
