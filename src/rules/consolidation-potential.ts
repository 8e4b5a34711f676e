import { type Consolidation, consolidationOf } from '../analysis/consolidation.ts';
import type { ConsolidationAssumptions } from '../analysis/consolidation-gaps.ts';
import { movableServers } from '../analysis/migration.ts';
import { notRecorded, onAssumption, pass, unknown } from '../domain/outcome.ts';
import { minutesOption, numberOption } from '../domain/rule-option.ts';
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
    unknown:
      'No standalone machine has a measured load, or no host a recorded size; or the numbers leave out a machine or a host, or rest on assumed failures, repairs or restarts: they are shown nevertheless.',
    notApplicable: 'No standalone machine is recorded that may move.',
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
    repairMinutes: minutesOption(240, 'Repair time where mttrHours is not recorded.'),
    restartMinutes: minutesOption(
      5,
      'Restart time where boot and application start are not measured.',
    ),
  },
  notApplicable: ({ estate }) =>
    movableServers(estate).length === 0
      ? 'no standalone machine is recorded that may move'
      : undefined,
  check(_facts, options, { estate }) {
    const result = consolidationOf(estate, options);
    if ('withoutSize' in result) {
      if (result.withoutSize.length > 0) return notRecorded(...result.withoutSize);
      return unknown('no virtualization host is recorded', ['servers']);
    }
    return onAssumption(
      pass(`${potential(result, options)}; ${price(result)}`, { facts: factsOf(result) }),
      result.assumed,
      result.missing,
    );
  },
});

function potential(
  { servers, hostsNeeded, host }: Consolidation,
  { growthPercent }: Pick<ConsolidationAssumptions, 'growthPercent'>,
): string {
  const machines = count(servers.length, 'measured machine');
  const verb = servers.length === 1 ? 'needs' : 'need';
  const hosts = `at least ${count(hostsNeeded, 'host')} like ${host.id}`;
  return `with ${growthPercent} % growth ${machines} ${verb} ${hosts} and one to spare (${ratio(servers.length, hostsNeeded)} to 1)`;
}

/** The spare counts: without it, the loss of one host is an outage of all that stood on it. */
function ratio(servers: number, hostsNeeded: number): string {
  return formatNumber(servers / (hostsNeeded + 1));
}

function price({ outageToday, outageAfter, atOnceToday, atOnceAfter }: Consolidation): string {
  const applications = atOnceAfter === 0 ? 'no application' : count(atOnceAfter, 'application');
  const [today, after] = [outageToday, outageAfter].map(twoFigures);
  return `failing hardware costs ${today} application-minutes a year today and at least ${after} afterwards, and one lost machine takes down ${applications} at once instead of ${atOnceToday}`;
}

function factsOf({ servers, hostsNeeded, host, outageToday, outageAfter }: Consolidation) {
  return {
    servers: servers.map(({ id }) => id),
    host: host.id,
    hostsNeeded,
    hostsWithSpare: hostsNeeded + 1,
    ratio: twoFigures(servers.length / (hostsNeeded + 1)),
    outageMinutesPerYearToday: twoFigures(outageToday),
    outageMinutesPerYearAfter: twoFigures(outageAfter),
  };
}

/** More than two significant figures would claim more than is known. */
function twoFigures(value: number): number {
  return Number(value.toPrecision(2));
}
