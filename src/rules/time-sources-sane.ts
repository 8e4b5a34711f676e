import { fail, pass, warn } from '../domain/outcome.ts';
import { countOption } from '../domain/rule-option.ts';
import { count } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Configure three or more time sources, or one authoritative one, on the hosts and on their management controllers.';

export default defineRule({
  id: 'PLT-009',
  name: 'time-sources-sane',
  category: 'platform',
  subject: 'platform',
  severity: 'medium',
  effort: 'small',
  title: 'The platform has one time source, or enough of them to outvote a wrong one',
  source: [
    TEXTS.hardeningTime,
    projectDefault('Several sources that cannot outvote one of them warn.'),
  ],
  why: 'Clocks that drift apart break logins, clusters and the order of entries in a record; of two that differ, nobody can say which is right.',
  condition: {
    fail: 'There are fewer time sources than leastSources.',
    warn: 'There is more than one, and fewer than majorityFrom.',
    unknown: 'timeSources is not recorded.',
  },
  remedy: REMEDY,
  needs: { sources: 'timeSources' },
  options: {
    leastSources: countOption(1, 'sources', 'Least number of time sources.'),
    majorityFrom: countOption(
      3,
      'sources',
      'Number of sources from which on the others outvote a wrong one.',
    ),
  },
  check({ sources }, { leastSources, majorityFrom }) {
    const text = count(sources, 'time source');
    const at = { at: 'timeSources', snippet: 'timeSources: 3' };
    if (sources < leastSources) return fail(`${text}, at least ${leastSources}`, REMEDY, at);
    if (sources > 1 && sources < majorityFrom) {
      const allowed = leastSources > 1 ? '' : '1 or ';
      return warn(
        `${text} cannot outvote a wrong one, allowed ${allowed}at least ${majorityFrom}`,
        REMEDY,
        at,
      );
    }
    return pass(text, { at: 'timeSources' });
  },
});
