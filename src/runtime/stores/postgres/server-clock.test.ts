import { describe, expect, it } from 'vitest';
import { createServerClock } from './server-clock.js';

describe('the clock of the server', () => {
  it('shows the time of the server, whatever the machine says', () => {
    let machine = 5_000;
    const clock = createServerClock(() => machine);
    const askedAt = machine;
    machine += 10;
    clock.measured(1_000_005, askedAt);
    expect(clock.now()).toBe(1_000_010);
    machine += 90;
    expect(clock.now()).toBe(1_000_100);
  });

  it('is not misled by an answer that took long, as after an outage', () => {
    let machine = 0;
    const clock = createServerClock(() => machine);
    clock.measured(10_000, machine);
    const askedAt = machine;
    machine += 40_000;
    clock.measured(50_000, askedAt);
    expect(clock.now()).toBe(50_000);
    clock.measured(50_007, machine);
    expect(clock.now()).toBe(50_007);
  });

  it('does not go back by a little, and follows the server where it is far off', () => {
    let machine = 0;
    const clock = createServerClock(() => machine);
    clock.measured(10_000, machine);
    expect(clock.now()).toBe(10_000);
    clock.measured(9_500, machine);
    expect(clock.now()).toBe(10_000);
    machine += 600;
    expect(clock.now()).toBe(10_100);
    clock.measured(2_000, machine);
    expect(clock.now()).toBe(2_000);
  });
});
