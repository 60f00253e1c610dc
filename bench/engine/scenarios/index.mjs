import { contestants } from '../rows.mjs';
import { describeMemory, measureMemory } from './memory.mjs';
import { describeSleepers, measureSleepers } from './sleepers.mjs';

/** Runs what is about sagac alone: its memory over very many instances, and very many that sleep. */
export async function runScenarios(options, surroundings, record) {
  const own = contestants.filter(({ name }) => name.startsWith('sagac-'));
  if (options.wanted('memory')) {
    for (const row of own) {
      const measured = () => measureMemory(row, options.instances, surroundings);
      await tell(`memory, ${row.name}`, 'memory', measured, describeMemory, record);
    }
  }
  if (options.wanted('sleepers')) {
    const measured = () => measureSleepers(options.sleepers, surroundings);
    await tell('sleepers', 'sleepers', measured, describeSleepers, record);
  }
}

async function tell(name, type, measured, describe, record) {
  try {
    const result = await measured();
    record({ type, ...result });
    console.log(describe(result));
  } catch (error) {
    record({ type: 'skipped', name, reason: error.message });
    console.log(`skipped ${name}: ${error.message}`);
  }
}
