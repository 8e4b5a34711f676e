import type { ReportFinding } from '../domain/report.ts';
import type { Severity } from '../domain/severity.ts';
import { subjectName } from '../domain/subject.ts';

/** How loud a message is where a receiver knows three levels. */
export type Level = 'error' | 'warning' | 'note';

const FAIL_LEVELS: Readonly<Record<Severity, Level>> = {
  blocker: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/**
 * The level of a failed or warned finding. A warning is never an error: receivers fail a check on errors,
 * and a rule that is met in part has not failed.
 */
export function levelOf(outcome: 'fail' | 'warn', severity: Severity): Level {
  const level = FAIL_LEVELS[severity];
  return outcome === 'warn' && level === 'error' ? 'warning' : level;
}

/** `application/ehr (warning): the last test is 400 d old, allowed 365`. */
export function findingLine(finding: ReportFinding): string {
  return `${subjectName(finding.subject)}${outcomeNote(finding)}: ${finding.message}`;
}

/** The same as a sentence, and what to do. */
export function findingText(finding: ReportFinding): string {
  const line = sentence(findingLine(finding));
  return finding.remedy === null ? line : `${line} ${sentence(finding.remedy)}`;
}

export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Why, by whom and until when a finding is borne. */
export function waiverText({ reason, owner, until, ticket }: NonNullable<ReportFinding['waiver']>) {
  const by = ticket === null ? owner : `${owner}, ${ticket}`;
  return `${sentence(reason)} Borne by ${by} until ${until}.`;
}

function outcomeNote({ outcome, waiver }: ReportFinding): string {
  switch (outcome) {
    case 'fail':
      return '';
    case 'warn':
      return ' (warning)';
    case 'error':
      return ' (the rule crashed)';
    case 'waived':
      return waiver === null ? ' (waived)' : ` (waived until ${waiver.until})`;
    default:
      return ` (${outcome})`;
  }
}
