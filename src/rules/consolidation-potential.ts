import { type Consolidation, consolidationOf } from '../analysis/consolidation.ts';
import { notRecorded, pass, unknown } from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { count, formatNumber } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'BEN-001',
  name: 'consolidation-potential',
  category: 'opportunity',
  subject: 'estate',
  severity: 'info',
  effort: 'large',
  title: 'What consolidation would save, and what it would put at stake',
  source: [
    paper('P14'),
    TEXTS.stratusDownside,
    projectDefault('Failures, repair and restart times where the inventory records none.'),
  ],
  why: 'Fewer machines cost less, and each of them takes more with it; decide with both numbers in sight.',
  condition: {
    unknown: 'No standalone machine has a measured load, or no host a recorded size.',
    notApplicable: 'There is no standalone machine.',
  },
  remedy: 'Decide with both numbers in sight.',
  options: {
    growthPercent: numberOption({
      default: 20,
      minimum: 0,
      unit: '%',
      about: 'Growth that is added to the measured p95.',
    }),
    failuresPerYear: numberOption({
      default: 1 / 3,
      minimum: 0,
      unit: 'per year',
      about: 'Failures of a machine where mtbfHours is not recorded.',
    }),
    repairMinutes: numberOption({
      default: 240,
      minimum: 0,
      unit: 'min',
      about: 'Repair time where mttrHours is not recorded.',
    }),
    restartMinutes: numberOption({
      default: 5,
      minimum: 0,
      unit: 'min',
      about: 'Restart time where boot and application start are not measured.',
    }),
  },
  notApplicable: ({ estate }) =>
    estate.standaloneServers.length === 0 ? 'there is no standalone machine' : undefined,
  check(_facts, options, { estate }) {
    const result = consolidationOf(estate, options);
    if ('missing' in result) {
      if (result.missing.length > 0) return notRecorded(...result.missing);
      return unknown('no host of a recorded size, or no machine that may move', ['servers']);
    }
    const { assumed, outageToday, outageAfter, hostsNeeded, servers } = result;
    const note = assumed.length === 0 ? '' : ` (assumed: ${assumed.join(', ')})`;
    return pass(`${potential(result)}; ${price(result)}${note}`, {
      facts: {
        servers: servers.map(({ id }) => id),
        hostsNeeded,
        ratio: twoFigures(servers.length / hostsNeeded),
        outageMinutesPerYearToday: twoFigures(outageToday),
        outageMinutesPerYearAfter: twoFigures(outageAfter),
      },
    });
  },
});

function potential({ servers, hostsNeeded, host }: Consolidation): string {
  const ratio = formatNumber(servers.length / hostsNeeded);
  return `${count(servers.length, 'measured machine')} would fit on ${count(hostsNeeded, 'host')} like ${host.id} and one to spare (${ratio} to 1)`;
}

function price({ outageToday, outageAfter, atOnceToday, atOnceAfter }: Consolidation): string {
  const [today, after] = [outageToday, outageAfter].map(twoFigures);
  return `failing hardware costs ${today} application-minutes a year today and ${after} afterwards, and one lost machine takes down ${count(atOnceAfter, 'application')} at once instead of ${atOnceToday}`;
}

/** More than two significant figures would claim more than is known. */
function twoFigures(value: number): number {
  return Number(value.toPrecision(2));
}
