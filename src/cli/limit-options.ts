import { type Command, Option } from 'commander';
import {
  DEFAULT_LIMITS,
  DEFAULT_MAX_FINDINGS,
  DEFAULT_MAX_RULE_SECONDS,
  type InputLimits,
  type JudgingLimits,
  MOST_DEPTH,
} from '../domain/limits.ts';
import type { Host } from './host.ts';
import { number } from './options.ts';

/** The options of every command that reads an estate. */
export interface LimitOptions {
  readonly maxFileSize: number;
  readonly maxDocuments: number;
  readonly maxNodes: number;
  readonly maxDepth: number;
}

/** Those of every command that judges one. */
export interface JudgingLimitOptions extends LimitOptions {
  readonly maxFindings: number;
  readonly maxRuleTime: number;
}

const MOST = Number.MAX_SAFE_INTEGER;

const READING = [
  () => limit('--max-file-size <MiB>', 'refuse larger files', DEFAULT_LIMITS.maxFileMiB, 65_536),
  () => limit('--max-documents <n>', 'refuse files of more', DEFAULT_LIMITS.maxDocuments, MOST),
  () =>
    limit(
      '--max-nodes <n>',
      'refuse files of more values, those of aliases included',
      DEFAULT_LIMITS.maxNodes,
      MOST,
    ),
  () => limit('--max-depth <n>', 'refuse deeper nesting', DEFAULT_LIMITS.maxDepth, MOST_DEPTH),
];

const JUDGING = [
  () => limit('--max-findings <n>', 'refuse estates of more findings', DEFAULT_MAX_FINDINGS, MOST),
  () =>
    limit(
      '--max-rule-time <seconds>',
      'end where own rules take longer, all together',
      DEFAULT_MAX_RULE_SECONDS,
      86_400,
    ),
];

function limit(flags: string, about: string, value: number, most: number): Option {
  return new Option(flags, about).argParser((text) => number(text, 1, most)).default(value);
}

/** Adds the limits of what is read, and where `judges` those of what is judged. */
export function addLimits(command: Command, judges: boolean): void {
  for (const make of judges ? [...READING, ...JUDGING] : READING) command.addOption(make());
}

export function limitsOf(options: LimitOptions): InputLimits {
  const { maxFileSize, maxDocuments, maxNodes, maxDepth } = options;
  return { maxFileMiB: maxFileSize, maxDocuments, maxNodes, maxDepth };
}

/** What an assessment takes of both. */
export function judgingLimitsOf(
  host: Host,
  options: JudgingLimitOptions,
): { readonly limits: InputLimits; readonly judging: JudgingLimits } {
  const { maxFindings, maxRuleTime: maxRuleSeconds } = options;
  const judging = { maxFindings, maxRuleSeconds, clock: () => host.clock() };
  return { limits: limitsOf(options), judging };
}
