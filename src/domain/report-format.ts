/** The formats of a report, by their word on the command line. */
export const FORMATS = [
  'terminal',
  'json',
  'jsonl',
  'markdown',
  'csv',
  'sarif',
  'gitlab',
  'junit',
  'github',
  'html',
] as const;

export type Format = (typeof FORMATS)[number];

/** The formats of what the tool says beside a report: a list of rules, an explanation. */
export const ANSWER_FORMATS = ['terminal', 'json'] as const satisfies readonly Format[];

export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/** The formats of what has changed between two reports. */
export const DIFF_FORMATS = ['terminal', 'markdown', 'json'] as const satisfies readonly Format[];

export type DiffFormat = (typeof DIFF_FORMATS)[number];

/** How a report's findings can stand together. */
export const GROUPINGS = ['rule', 'application', 'severity'] as const;

export type GroupBy = (typeof GROUPINGS)[number];
