/** Builds the command line in one file, for machines without network, into `dist-standalone/`. */
import { readFileSync } from 'node:fs';
import { buildStandalone } from './build/standalone.ts';

const FOLDER = 'dist-standalone';

await buildStandalone(FOLDER, false);
process.stdout.write(readFileSync(`${FOLDER}/SHA256SUMS`, 'utf8'));
