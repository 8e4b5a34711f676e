import type { Format } from '../domain/report-format.ts';
import { json } from './json.ts';
import type { Reporter } from './reporter.ts';
import { terminal } from './terminal/terminal.ts';

/** The reporter of every format. */
export const REPORTERS: Readonly<Record<Format, Reporter>> = { terminal, json };
