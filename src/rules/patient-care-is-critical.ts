import { tierOf } from '../analysis/tier.ts';
import { fail, notRecorded, pass, warn } from '../domain/outcome.ts';
import { listOption, numberOption } from '../domain/rule-option.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const FUNCTIONS = [
  'ehr',
  'cpoe',
  'emar',
  'pharmacy',
  'lis',
  'ris',
  'pacs',
  'monitoring',
  'interface-engine',
  'directory',
  'dns',
  'erp',
  'billing',
  'email',
  'file',
  'other',
] as const;

export default defineRule({
  id: 'AVL-002',
  name: 'patient-care-is-critical',
  category: 'availability',
  subject: 'application',
  severity: 'high',
  // The tier itself is in question here, so it must not soften the answer.
  severityBelow: 'high',
  effort: 'small',
  title: 'Applications that support patient care are of tier 0 or 1',
  source: [
    paper('P2'),
    TEXTS.ucsfTiers,
    projectDefault('Which functions are clinical, and that tiers 0 and 1 are the critical ones.'),
  ],
  why: 'An application that care depends on is mission-critical, whatever it was called before.',
  condition: {
    fail: 'It supports patient care and its tier is larger than largestTier.',
    warn: 'Its function is clinical, yet it is said not to support patient care.',
    unknown:
      'patientCare is not recorded; neither tier nor RTO is; function, where patientCare is false.',
  },
  remedy: 'Classify it anew, or write down why an outage cannot touch the care of a patient.',
  needs: { patientCare: 'patientCare' },
  reads: { function: 'function', tier: 'tier', rto: 'availability.rtoMinutes' },
  options: {
    largestTier: numberOption({
      default: 1,
      minimum: 0,
      maximum: 4,
      unit: 'tier',
      about: 'Largest tier number of an application that supports patient care.',
    }),
    clinicalFunctions: listOption({
      default: ['ehr', 'cpoe', 'emar', 'pharmacy', 'lis', 'pacs', 'monitoring'],
      choices: FUNCTIONS,
      about: 'Functions that are taken to support patient care.',
    }),
  },
  check({ patientCare, function: use }, { largestTier, clinicalFunctions }, { subject }) {
    const tier = tierOf(subject.value);
    if (tier === undefined) return notRecorded('tier');
    if (patientCare) {
      const text = `supports patient care and is of tier ${tier}`;
      if (tier <= largestTier) return pass(text, { at: 'patientCare' });
      return fail(
        `${text}, allowed 0 to ${largestTier}`,
        'Classify it as tier 0 or 1, or record that it does not support patient care.',
        { at: 'tier' },
      );
    }
    if (use === undefined) return notRecorded('function');
    if (!clinicalFunctions.includes(use)) return pass(`${use}, does not support patient care`);
    return warn(
      `function ${use} is clinical, yet patientCare is false`,
      'Write down why an outage of it cannot touch the care of a patient, or correct patientCare.',
      { at: 'patientCare' },
    );
  },
});
