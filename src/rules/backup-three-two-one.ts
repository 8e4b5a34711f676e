import { isNoBackup } from '../analysis/backup.ts';
import { isProduction } from '../analysis/carriers.ts';
import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { countOption, numberOption, type OptionValues } from '../domain/rule-option.ts';
import { count, formatNumber } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const OPTIONS = {
  leastCopies: countOption(3, 'copies', 'Least number of copies, the original included.'),
  leastMedia: countOption(2, 'kinds', 'Least number of kinds of media or platforms.'),
  longestAge: numberOption({
    default: 24,
    minimum: 0,
    unit: 'h',
    about: 'Age of the newest copy off site that warns.',
  }),
};

type Options = OptionValues<typeof OPTIONS>;

export default defineRule({
  id: 'BDR-003',
  name: 'backup-three-two-one',
  category: 'continuity',
  subject: 'instance',
  severity: 'high',
  effort: 'medium',
  title: 'There are three copies on two media, one off site and one that nobody can change',
  source: [
    TEXTS.threeTwoOne,
    TEXTS.epicThreeTwoOne,
    TEXTS.saferContingency,
    projectDefault('The original counts as one of the copies; a copy that can be changed warns.'),
  ],
  why: 'A fire takes a site, a fault takes a platform, and an intruder deletes every backup that can be deleted.',
  condition: {
    fail: 'There is no backup, there are fewer than leastCopies copies or leastMedia media, or none is off site.',
    warn: 'No copy is immutable, or the newest one off site is older than longestAge hours.',
    unknown: 'One of these facts is not recorded, and none of the others fails.',
    notApplicable: 'It is not production.',
  },
  remedy: 'Add a copy on a second platform off site, with an object lock.',
  reads: {
    method: 'backup.method',
    copies: 'backup.copies',
    media: 'backup.media',
    offsite: 'backup.offsite',
    immutable: 'backup.immutable',
    ageHours: 'backup.offsiteAgeHours',
  },
  options: OPTIONS,
  notApplicable: ({ subject: { value } }) =>
    isProduction(value) ? undefined : `${value.environment}, not production`,
  check(facts, options) {
    const { method, copies, media, offsite, immutable, ageHours } = facts;
    const { leastCopies, leastMedia, longestAge } = options;
    const judgeLeast = (text: string, { isEnough, remedy, at }: Asked): Outcome =>
      isEnough ? pass(text) : fail(text, remedy, { at, snippet: snippet(method, options) });
    return worstOf([
      ifRecorded(method, 'backup.method', (by) =>
        judgeLeast(isNoBackup(by) ? 'no backup' : `backup by ${by}`, {
          isEnough: !isNoBackup(by),
          remedy: 'Back it up.',
          at: 'backup.method',
        }),
      ),
      ifRecorded(copies, 'backup.copies', (number) =>
        judgeLeast(`${count(number, 'copy', 'copies')}, at least ${leastCopies}`, {
          isEnough: number >= leastCopies,
          remedy: 'Add a copy.',
          at: 'backup.copies',
        }),
      ),
      ifRecorded(media, 'backup.media', (number) =>
        judgeLeast(`${count(number, 'kind of media', 'kinds of media')}, at least ${leastMedia}`, {
          isEnough: number >= leastMedia,
          remedy: 'Keep a copy on another platform; another array of the same kind is none.',
          at: 'backup.media',
        }),
      ),
      ifRecorded(offsite, 'backup.offsite', (isOffsite) =>
        isOffsite
          ? judgeAge(ageHours, longestAge)
          : judgeLeast('no copy off site', {
              isEnough: false,
              remedy: 'Keep a copy at another site.',
              at: 'backup.offsite',
            }),
      ),
      ifRecorded(immutable, 'backup.immutable', (isImmutable) =>
        isImmutable
          ? pass('one immutable')
          : warn('none immutable', 'Lock a copy (object lock, tape, offline).', {
              at: 'backup.immutable',
            }),
      ),
    ]);
  },
});

interface Asked {
  readonly isEnough: boolean;
  readonly remedy: string;
  readonly at: string;
}

/** A job that no longer runs leaves an old copy behind. */
function judgeAge(hours: number | undefined, longest: number): Outcome {
  return ifRecorded(hours, 'backup.offsiteAgeHours', (age) => {
    const text = `newest copy off site ${formatNumber(age)} h old`;
    if (age <= longest) return pass(text);
    return warn(
      `${text}, allowed ${formatNumber(longest)} h`,
      'Copy off site every day, and find out why the last copy is missing.',
      { at: 'backup.offsiteAgeHours' },
    );
  });
}

function snippet(method: string | undefined, options: Options): string {
  return `backup:
  method: ${method === undefined || isNoBackup(method) ? 'image' : method}
  copies: ${options.leastCopies}
  media: ${options.leastMedia}
  offsite: true
  offsiteAgeHours: ${options.longestAge}
  immutable: true`;
}
