import { blastRadius, criticalCount } from '../analysis/blast-radius.ts';
import type { Estate } from '../analysis/estate.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import { fail, pass, unknown, warn } from '../domain/outcome.ts';
import { countOption, percentOption } from '../domain/rule-option.ts';
import { count, formatNumber, listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Spread them over more hosts, give each a peer on another host, or run the critical few fault tolerant.';

export default defineRule({
  id: 'CON-001',
  name: 'host-blast-radius-bounded',
  category: 'consolidation',
  subject: 'host',
  severity: 'high',
  effort: 'large',
  title: 'The loss of one host takes down few critical applications',
  source: [
    paper('P6'),
    TEXTS.stratusCatalyst,
    projectDefault('The shares of all critical applications, and that one alone is no share.'),
  ],
  why: 'Consolidation puts many applications on one machine; its loss is the loss of all of them at once.',
  condition: {
    fail: 'More than failAbove applications of tier 0 or 1 have no surviving peer elsewhere, or several that are more than failShare of all of them.',
    warn: 'More than warnAbove, or several that are more than warnShare of all.',
    unknown:
      'Machines whose host, protection, application or tier is not recorded may change the answer; as many of them are counted as the host has memory for.',
  },
  remedy: REMEDY,
  options: {
    warnAbove: countOption(
      4,
      'applications',
      'Applications that may fall with one host before a warning.',
    ),
    failAbove: countOption(
      6,
      'applications',
      'Applications that may fall with one host before a failure.',
    ),
    warnShare: percentOption(25, 'Share of all critical applications before a warning.'),
    failShare: percentOption(50, 'Share of all critical applications before a failure.'),
    sharesFrom: countOption(
      2,
      'applications',
      'Applications that fall together from which on their share is asked: one alone cannot be spread any further.',
    ),
  },
  check(_facts, options, { subject, estate }) {
    const { certain, upTo, missing } = blastRadius(estate, subject.value);
    const all = criticalCount(estate);
    const sure = level(certain.length, all.possible, options);
    const worst = level(upTo, all.certain, options);

    const names = certain.map(({ id }) => id);
    const allowed = `allowed ${allowance(sure === 'fail' ? names.length : upTo, options)}`;
    const text = `${describeFall(names, all)}${orMore(names.length, upTo)}, ${allowed}`;
    const details = {
      facts: { fallingApplications: names, fallingUpTo: upTo, criticalApplications: all.certain },
    };
    if (sure === 'fail') return fail(text, REMEDY, details);
    if (sure !== worst) {
      const hidden = [...missing, ...tiersBehindShare(estate, certain.length, upTo, options)];
      return unknown(text, hidden, details);
    }
    return sure === 'warn' ? warn(text, REMEDY, details) : pass(text, details);
  },
});

interface Limits {
  readonly warnAbove: number;
  readonly failAbove: number;
  readonly warnShare: number;
  readonly failShare: number;
  readonly sharesFrom: number;
}

/** `of` is what the share is taken of. */
function level(lost: number, of: number, limits: Limits): 'pass' | 'warn' | 'fail' {
  const percent = lost >= limits.sharesFrom ? (100 * lost) / Math.max(of, lost, 1) : 0;
  if (lost > limits.failAbove || percent > limits.failShare) return 'fail';
  return lost > limits.warnAbove || percent > limits.warnShare ? 'warn' : 'pass';
}

/** Tiers that settle how many critical applications there are, where the share depends on it. */
function tiersBehindShare(estate: Estate, certain: number, upTo: number, limits: Limits) {
  const all = criticalCount(estate);
  const matters = [certain, upTo].some(
    (lost) => level(lost, all.possible, limits) !== level(lost, all.certain, limits),
  );
  if (!matters) return [];
  return estate.applications
    .filter(({ tier }) => tier === undefined)
    .map(({ id }): FactRef => factRef('application', id, 'tier'));
}

function describeFall(
  names: readonly string[],
  all: { readonly certain: number; readonly possible: number },
): string {
  if (names.length === 0) return 'no application of tier 0 or 1 would fall with it';
  const total = all.certain === all.possible ? '' : `${all.certain} to `;
  const of = `${total}${count(all.possible, 'application')}`;
  return `${names.length} of ${of} of tier 0 or 1 would fall with it (${listNames(names)})`;
}

function orMore(certain: number, upTo: number): string {
  return upTo > certain ? ` for sure, up to ${upTo} in the worst case of what is not recorded` : '';
}

function allowance(lost: number, { warnAbove, warnShare, sharesFrom }: Limits): string {
  return lost < sharesFrom ? `${warnAbove}` : `${warnAbove} and ${formatNumber(warnShare)} %`;
}
