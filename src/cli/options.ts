import { InvalidArgumentError, Option } from 'commander';
import { isIsoDate } from '../domain/calendar.ts';

import {
  ANSWER_FORMATS,
  DIFF_FORMATS,
  FORMATS,
  type Format,
  GROUPINGS,
} from '../domain/report-format.ts';
import { VERDICTS } from '../domain/score.ts';
import { SEVERITIES } from '../domain/severity.ts';
import { UserError } from '../domain/user-error.ts';
import { listWords } from '../domain/wording.ts';
import { WHEN } from './appearance.ts';
import { CONFIG_FILES } from './configuration.ts';
import { type Output, parseOutput, TO_TERMINAL } from './outputs.ts';

/** The options that several commands share; each has one home. */
export const OPTIONS = {
  outputs: () => outputs(FORMATS),
  diffOutputs: () => outputs(DIFF_FORMATS),
  output: () =>
    new Option('-o, --output <format[=file]>', `write ${listWords(ANSWER_FORMATS)}`)
      .argParser((text) => output(text, ANSWER_FORMATS))
      .default(TO_TERMINAL, 'terminal'),
  asOf: () =>
    new Option('--as-of <date>', 'the day that stands for today (YYYY-MM-DD)').argParser(day),
  failOn: () =>
    new Option(
      '--fail-on <severity>',
      'fail the gate on a failed finding of this severity or a graver one (default: blocker)',
    ).choices([...SEVERITIES, 'none']),
  failOnNew: () =>
    new Option(
      '--fail-on-new <severity>',
      'fail the gate on what the baseline lacks, warnings included, from this severity on',
    ).choices(SEVERITIES),
  minCoverage: () =>
    new Option('--min-coverage <percent>', 'fail the gate where less could be judged').argParser(
      (text) => number(text, 0, 100),
    ),
  minScore: () =>
    new Option('--min-score <n>', 'fail the gate below this guaranteed score (0 to 100)').argParser(
      (text) => number(text, 0, 100),
    ),
  requireVerdict: () =>
    new Option('--require-verdict <verdict>', 'fail the gate below this verdict').choices(VERDICTS),
  config: () =>
    new Option(
      '--config <file>',
      `what the team has settled (default: ${CONFIG_FILES[0]} of this folder or one above)`,
    ),
  baseline: () => new Option('--baseline <file>', 'known findings: only new ones fail the gate'),
  history: () =>
    new Option(
      '--history <folder>',
      'with html: draw how the score went in the reports kept there (see virtready history)',
    ),
  watch: () => new Option('--watch', 'assess again whenever a file changes, and show what changed'),
  only: () => rules('--only <rules>', 'run only these rules or categories', 'all'),
  skip: () => rules('--skip <rules>', 'do not run these rules or categories', 'none'),
  application: () =>
    new Option('--application <id>', 'report on this application only; may be repeated')
      .argParser((text, before: readonly string[]) => [...before, text])
      .default([], 'all'),
  failOnDrop: () =>
    new Option(
      '--fail-on-drop [points]',
      'fail where the guaranteed score of the estate or an application has fallen, by more than these points',
    ).argParser((text) => number(text, 0, 100)),
  groupBy: () =>
    new Option('--group-by <what>', 'how findings stand together')
      .choices(GROUPINGS)
      .default('rule'),
  limit: (what = 'findings shown in a group') =>
    new Option('--limit <n>', `${what}; 0 shows all`)
      .argParser((text) => number(text, 0, Number.MAX_SAFE_INTEGER))
      .default(10),
  showPasses: () =>
    new Option(
      '--show-passes',
      'show what passed, did not apply, or is unknown and weighs nothing',
    ),
  quiet: () => new Option('-q, --quiet', 'say only the least'),
  verbose: () => new Option('-v, --verbose', 'name on standard error what was read'),
  stats: () => new Option('--stats', 'say on standard error how long each step and rule took'),
  color: () => new Option('--color <when>', 'colour the output').choices(WHEN).default('auto'),
  hyperlinks: () =>
    new Option('--hyperlinks <when>', 'make places and sources links that the terminal opens')
      .choices(WHEN)
      .default('auto'),
  exitZero: () => new Option('--exit-zero', 'exit with 0 even when the gate fails'),
  allowEmpty: () => new Option('--allow-empty', 'accept that there is nothing to assess'),
};

function outputs(formats: readonly Format[]): Option {
  return new Option('-o, --output <format[=file]>', `write ${listWords(formats)}; may be repeated`)
    .argParser((text, before: readonly Output[]) => [...before, output(text, formats)])
    .default([], 'terminal');
}

/**
 * Several words with commas between them, or the option several times. Words with spaces between
 * them would swallow the path that follows.
 */
function rules(flags: string, about: string, unset: string): Option {
  return new Option(flags, `${about}, with commas between them`)
    .argParser((text, before: readonly string[]) => [
      ...before,
      ...text.split(',').map((word) => word.trim()),
    ])
    .default([], unset);
}

function output<F extends Format>(text: string, formats: readonly F[]): Output<F> {
  try {
    return parseOutput(text, formats);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [problem] = error.problems;
    throw new InvalidArgumentError([problem?.message, problem?.hint].join('. '));
  }
}

/** Whether an option takes a file or a folder. */
export function namesPlace({ flags }: Option): boolean {
  return /<(?:file|folder)>$/.test(flags);
}

/** An empty one is mostly a variable of a script that nobody has set. */
export function place(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

function day(text: string): string {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError('It must be a day that exists, written YYYY-MM-DD.');
}

/** A number of the command line, within its bounds. */
export function number(text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  throw new InvalidArgumentError(`It must be a number ${range}.`);
}
