import { staysPhysicalAsAWhole } from '../analysis/vendor-statement.ts';
import type { Application } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, unknown, worstOf } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type VendorSupport = NonNullable<Application['vendorSupport']>;
type Condition = NonNullable<VendorSupport['conditions']>[number];

export default defineRule({
  id: 'SUP-002',
  name: 'vendor-conditions-met',
  category: 'support',
  subject: 'application',
  severity: 'high',
  effort: 'medium',
  title: 'What the vendor asks for in a virtual environment is met',
  source: [TEXTS.irisOnVirtual, TEXTS.meditechProfile, TEXTS.medicalImaging, TEXTS.epicCopies],
  why: 'Support with conditions is support while they are met: a reservation that was taken away ends it unnoticed.',
  condition: {
    fail: 'A condition of the vendor is not met.',
    unknown:
      'The conditions are not recorded, or whether one is met; the vendor supports it with conditions, and none is recorded. What a published vendor profile asks for in figures is judged by the rules on performance and storage.',
    notApplicable:
      'Its vendor supports it without conditions, or not at all, or its production stays on its hardware.',
  },
  remedy: 'Meet the condition, or agree with the vendor in writing on what stands in for it.',
  reads: { virtualized: 'vendorSupport.virtualized', conditions: 'vendorSupport.conditions' },
  notApplicable: ({ subject, estate }) =>
    notAsked(subject.value) ?? staysPhysicalAsAWhole(estate, subject.value),
  check({ virtualized, conditions }) {
    if (conditions === undefined) return notRecorded('vendorSupport.conditions');
    if (conditions.length > 0) return worstOf(conditions.map(judgeCondition));
    if (virtualized === undefined) return notRecorded('vendorSupport.virtualized');
    return unknown('its vendor supports it with conditions, and none is recorded', [
      'vendorSupport.conditions',
    ]);
  },
});

function notAsked({ vendorSupport }: Application): string | undefined {
  const { virtualized, conditions } = vendorSupport ?? {};
  if (virtualized === 'not-supported') return 'its vendor supports no virtual machine at all';
  const isFree = virtualized === 'supported' && conditions?.length === 0;
  return isFree ? 'its vendor supports it without conditions' : undefined;
}

function judgeCondition({ text, met }: Condition, index: number): Outcome {
  const at = `vendorSupport.conditions[${index}].met`;
  if (met === undefined) return notRecorded(at);
  return met
    ? pass(`met: ${text}`)
    : fail(`not met: ${text}`, 'Meet it, or agree with the vendor in writing on what stands in.', {
        at,
      });
}
