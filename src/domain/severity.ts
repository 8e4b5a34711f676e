/** How much an unmet rule matters, gravest first. */
export const SEVERITIES = ['blocker', 'high', 'medium', 'low', 'info'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Weight of a check in the score. */
export const SEVERITY_WEIGHT: Readonly<Record<Severity, number>> = {
  blocker: 10,
  high: 6,
  medium: 3,
  low: 1,
  info: 0,
};

/** One level lower, as it counts for applications of tier 2 to 4; `low` and `info` stay. */
export function lowerSeverity(severity: Severity): Severity {
  if (severity === 'low' || severity === 'info') return severity;
  return SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? severity;
}

/** Whether `severity` is as grave as `limit`, or graver. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}
