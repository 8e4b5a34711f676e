import { blastRadius, criticalCount } from '../analysis/blast-radius.ts';
import { fail, pass, unknown, warn } from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { count, formatNumber, listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Spread them over more hosts, give each a peer on another host, or run the critical few fault tolerant.';

const number = (value: number, about: string) =>
  numberOption({ default: value, minimum: 0, unit: 'applications', about });

const share = (percent: number, about: string) =>
  numberOption({ default: percent, minimum: 0, maximum: 100, unit: '%', about });

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
    projectDefault('The shares of all critical applications, and from how many on they are asked.'),
  ],
  why: 'Consolidation puts many applications on one machine; its loss is the loss of all of them at once.',
  condition: {
    fail: 'More than failAbove applications of tier 0 or 1 have no surviving peer elsewhere, or more than failShare of all of them.',
    warn: 'More than warnAbove, or more than warnShare.',
    unknown:
      'Machines whose host, protection, application or tier is not recorded may change the answer; as many of them are counted as the host has memory for.',
  },
  remedy: REMEDY,
  options: {
    warnAbove: number(4, 'Applications that may fall with one host before a warning.'),
    failAbove: number(6, 'Applications that may fall with one host before a failure.'),
    warnShare: share(25, 'Share of all critical applications before a warning.'),
    failShare: share(50, 'Share of all critical applications before a failure.'),
    sharesFrom: number(
      4,
      'Critical applications from which on the shares are asked: of two, one is already half.',
    ),
  },
  check(_facts, options, { subject, estate }) {
    const { certain, upTo, missing } = blastRadius(estate, subject.value);
    const all = criticalCount(estate);
    const sure = level(certain.length, all.possible, all.certain, options);
    const worst = level(upTo, all.certain, all.possible, options);

    const names = certain.map(({ id }) => id);
    const which = names.length === 0 ? '' : ` (${listNames(names)})`;
    const text = `${count(names.length, 'application')} of tier 0 or 1 would fall with it${which}`;
    const allowed = allowance(all.possible, options);
    const details = {
      facts: { fallingApplications: names, fallingUpTo: upTo, criticalApplications: all.certain },
    };
    if (sure === 'fail') return fail(`${text}, allowed ${allowed}`, REMEDY, details);
    if (sure !== worst) {
      const range = `${text} for sure, up to ${upTo} for all that is recorded`;
      return unknown(`${range}, allowed ${allowed}`, missing, details);
    }
    if (sure === 'warn') return warn(`${text}, allowed ${allowed}`, REMEDY, details);
    return pass(`${text}, allowed ${allowed}`, details);
  },
});

interface Limits {
  readonly warnAbove: number;
  readonly failAbove: number;
  readonly warnShare: number;
  readonly failShare: number;
  readonly sharesFrom: number;
}

/** `of` is what the share is taken of; `known` decides whether there are enough for a share. */
function level(lost: number, of: number, known: number, limits: Limits): 'pass' | 'warn' | 'fail' {
  const percent = known >= limits.sharesFrom ? (100 * lost) / Math.max(of, lost, 1) : 0;
  if (lost > limits.failAbove || percent > limits.failShare) return 'fail';
  return lost > limits.warnAbove || percent > limits.warnShare ? 'warn' : 'pass';
}

function allowance(all: number, { warnAbove, warnShare, sharesFrom }: Limits): string {
  return all < sharesFrom
    ? `${warnAbove}`
    : `${warnAbove} and ${formatNumber(warnShare)} % of the ${all} in all`;
}
