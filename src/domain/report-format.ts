/** The formats of a report, by their word on the command line. */
export const FORMATS = ['terminal', 'json'] as const;

export type Format = (typeof FORMATS)[number];

/** How a report's findings can stand together. */
export const GROUPINGS = ['rule', 'application', 'severity'] as const;

export type GroupBy = (typeof GROUPINGS)[number];
