/**
 * Reads the site of a server, and again whenever it changes, as lines of JSON from the process that uses it. At the end
 * of the input, which comes with the end of that process, the server is removed.
 */
import { createInterface } from 'node:readline';
import { removeSite } from './site.mjs';

// A key that ends the tests must not end this first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

let site;
for await (const line of createInterface({ input: process.stdin })) site = JSON.parse(line);
if (site !== undefined) await removeSite(site);
