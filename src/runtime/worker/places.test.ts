import { expect, it } from 'vitest';
import { createPlaces } from './places.js';

it('places are given to so many, and then to whoever waits longest', () => {
  const places = createPlaces(2);
  const entered: number[] = [];
  for (const number of [1, 2, 3, 4]) places.enter(() => entered.push(number));
  expect([entered, places.taken(), places.waiting()]).toEqual([[1, 2], 2, 2]);
  places.leave();
  expect(entered).toEqual([1, 2, 3]);
  places.clear();
  places.leave();
  places.leave();
  expect([entered, places.taken()]).toEqual([[1, 2, 3], 0]);
});

it('places that are left at once do not pile up calls', () => {
  const places = createPlaces(1);
  let entered = 0;
  places.enter(() => undefined);
  for (let index = 0; index < 100_000; index += 1) {
    places.enter(() => {
      entered += 1;
      places.leave();
    });
  }
  places.leave();
  expect([entered, places.taken()]).toEqual([100_000, 0]);
});
