import { tierOf } from '../analysis/tier.ts';
import type { Application } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, onAssumption, pass, warn } from '../domain/outcome.ts';
import { listOption, tierOption } from '../domain/rule-option.ts';
import { APPLICATION_FUNCTIONS } from '../knowledge/application-functions.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

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
      'patientCare is not recorded; tier is not, where patientCare is true (one that only follows from the RTO is not a pass); function is not, where patientCare is false.',
  },
  remedy: 'Classify it anew, or write down why an outage cannot touch the care of a patient.',
  needs: { patientCare: 'patientCare' },
  reads: { function: 'function', tier: 'tier', rto: 'availability.rtoMinutes' },
  options: {
    largestTier: tierOption(1, 'Largest tier number of an application that supports patient care.'),
    clinicalFunctions: listOption({
      default: ['ehr', 'cpoe', 'emar', 'pharmacy', 'lis', 'pacs', 'monitoring'],
      choices: APPLICATION_FUNCTIONS,
      about: 'Functions that are taken to support patient care.',
    }),
  },
  check({ patientCare, function: use }, { largestTier, clinicalFunctions }, { subject }) {
    if (patientCare) return judgeTier(subject.value, largestTier);
    if (use === undefined) return notRecorded('function');
    if (!clinicalFunctions.includes(use)) return pass(`${use}, does not support patient care`);
    return warn(
      `function ${use} is clinical, yet patientCare is false`,
      'Write down why an outage of it cannot touch the care of a patient, or correct patientCare.',
      { at: 'patientCare' },
    );
  },
});

/** The tier is asked only here: without patient care, any tier will do. */
function judgeTier(application: Application, largestTier: number): Outcome {
  const tier = tierOf(application);
  if (tier === undefined) return notRecorded('tier');
  const text = `supports patient care and is of tier ${tier}`;
  const allowed = allowedTiers(largestTier);
  const isRecorded = application.tier !== undefined;
  const at = isRecorded ? 'tier' : 'availability.rtoMinutes';
  const outcome =
    tier <= largestTier
      ? pass(text, { at })
      : fail(
          `${text}, allowed ${allowed}`,
          `Classify it as tier ${allowed}, or record that it does not support patient care.`,
          { at },
        );
  if (isRecorded) return outcome;
  // A short RTO is no classification: a recorded tier may still be a larger one.
  const rto = application.availability?.rtoMinutes;
  return onAssumption(outcome, [`the tier that its RTO of ${rto} min asks for`], ['tier']);
}

function allowedTiers(largest: number): string {
  if (largest === 0) return '0';
  return largest === 1 ? '0 or 1' : `0 to ${largest}`;
}
