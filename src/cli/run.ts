import manifest from '../../package.json' with { type: 'json' };
import { main } from './main.ts';
import { nodeHost } from './node-host.ts';

/** The command line in the real world. */
export function run(args: readonly string[]): Promise<number> {
  return main(nodeHost(), { name: 'virtready', version: manifest.version }, args);
}
