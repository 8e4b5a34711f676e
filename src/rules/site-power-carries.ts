import { carriesTier, productionAtSite } from '../analysis/carried-production.ts';
import type { Estate } from '../analysis/estate.ts';
import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import type { Site } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import {
  countOption,
  daysOption,
  minutesOption,
  type OptionValues,
  tierOption,
} from '../domain/rule-option.ts';
import { count, formatMinutes, tiersUpTo } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const OPTIONS = {
  leastUpsMinutes: minutesOption(10, 'Shortest time that the UPS carries the full load.'),
  generatorUpToTier: tierOption(1, 'Largest tier number that needs a generator.'),
  leastFeeds: countOption(2, 'feeds', 'Least number of independent feeds from the grid.'),
  testMaxAge: daysOption(40, 'Age of the last test of the generator that warns.'),
};

type Options = OptionValues<typeof OPTIONS>;

export default defineRule({
  id: 'PLT-010',
  name: 'site-power-carries',
  category: 'platform',
  subject: 'site',
  severity: 'high',
  effort: 'large',
  title: 'The power of a site carries the platform when the grid does not',
  source: [
    TEXTS.saferPower,
    TEXTS.generatorExercise,
    TEXTS.stratusPowerFailure,
    projectDefault(
      'A second feed from the grid, and that a generator test is older than a month and a margin, warn.',
    ),
  ],
  why: 'No redundancy within a site outlives the loss of its power.',
  condition: {
    fail: 'The UPS carries less than leastUpsMinutes; or there is no generator, and an application up to generatorUpToTier runs here or fails over to here.',
    warn: 'Fewer than leastFeeds feeds from the grid, or the last test of the generator under load is older than testMaxAge.',
    unknown:
      'One of these facts is not recorded, or the day of the test lies in the future; without a generator, also where tier or place of a production machine is not.',
  },
  remedy: 'Add a UPS, a generator or a second feed; run the generator under load every month.',
  reads: {
    upsMinutes: 'power.upsRuntimeMinutes',
    generator: 'power.generator',
    lastTest: 'power.generatorLastTest',
    feeds: 'power.utilityFeeds',
  },
  options: OPTIONS,
  check({ upsMinutes, generator, lastTest, feeds }, options, { subject, estate }) {
    const { leastUpsMinutes, leastFeeds, testMaxAge } = options;
    return worstOf([
      ifRecorded(upsMinutes, 'power.upsRuntimeMinutes', (minutes) => {
        const text = `the UPS carries ${formatMinutes(minutes)}, at least ${formatMinutes(leastUpsMinutes)}`;
        const details = { at: 'power.upsRuntimeMinutes', snippet: snippet(options, estate.asOf) };
        return minutes >= leastUpsMinutes
          ? pass(text)
          : fail(text, 'Enlarge the UPS or renew its batteries.', details);
      }),
      ifRecorded(generator, 'power.generator', (present) =>
        present
          ? judgeTest(lastTest, estate.asOf, testMaxAge)
          : judgeWithout(estate, subject.value, options),
      ),
      ifRecorded(feeds, 'power.utilityFeeds', (number) => {
        const text = `${count(number, 'utility feed')}, at least ${leastFeeds}`;
        const details = { at: 'power.utilityFeeds' };
        return number >= leastFeeds
          ? pass(text)
          : warn(text, 'Connect the site to a second feed.', details);
      }),
    ]);
  },
});

function judgeTest(day: IsoDate | undefined, asOf: IsoDate, maxAge: number): Outcome {
  const at = 'power.generatorLastTest';
  if (day === undefined) return notRecorded(at);
  const age = daysBetween(day, asOf);
  if (age < 0) {
    return unknown(`the generator test of ${day} is still to be held (today is ${asOf})`, [at]);
  }
  const text = `generator tested on ${day}, ${age} d ago`;
  if (age <= maxAge) return pass(text);
  const remedy = 'Run the generator under load every month and record the day.';
  return warn(`${text}, warning after ${maxAge} d`, remedy, { at, effort: 'small' });
}

function judgeWithout(estate: Estate, site: Site, options: Options): Outcome {
  const upToTier = options.generatorUpToTier;
  const critical = carriesTier(estate, productionAtSite(estate, site), upToTier);
  const tiers = tiersUpTo(upToTier);
  if (critical === false) return pass(`no generator, and nothing of ${tiers}`);
  const text = `no generator, which ${tiers} needs`;
  if (critical !== true) return { ...notRecorded(...critical), message: text };
  const details = { at: 'power.generator', snippet: snippet(options, estate.asOf) };
  return fail(text, 'Install a generator, or move these applications to a site with one.', details);
}

function snippet({ leastUpsMinutes, leastFeeds }: Options, today: IsoDate): string {
  return `power:
  upsRuntimeMinutes: ${leastUpsMinutes}
  generator: true
  generatorLastTest: ${today}
  utilityFeeds: ${leastFeeds}`;
}
