import { hash } from 'node:crypto';
import type { SubjectRef } from '../domain/subject.ts';

/**
 * The identity of a finding: rule and subject, as 64 hexadecimal digits. It does not change with
 * the line, the message, the file, the severity or the score, so baselines and waivers keep to it.
 */
export function fingerprint(ruleId: string, subject: SubjectRef): string {
  return hash('sha256', `${ruleId}\n${subject.kind}\n${subject.id}\n`, 'hex');
}
