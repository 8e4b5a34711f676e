import { fail, ifRecorded, type Outcome, pass, worstOf } from '../domain/outcome.ts';
import { countOption } from '../domain/rule-option.ts';
import { count } from '../domain/wording.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-010',
  name: 'host-clock-set',
  category: 'hygiene',
  subject: 'host',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'The host follows a time server',
  source: [TEXTS.vCheckHosts, TEXTS.hardeningTime],
  why: 'One host with a wrong clock gives it to its machines and cannot log in to the others; PLT-009 asks how many sources the platform has.',
  condition: {
    fail: 'Its time service does not run, or it knows fewer than leastServers time servers.',
    unknown: 'Whether the service runs is not recorded, or how many servers it knows.',
  },
  remedy: 'Give every host the same time servers, and start the service with the host.',
  reads: { runs: 'timeService', servers: 'timeServers' },
  options: {
    leastServers: countOption(1, 'servers', 'Least number of time servers of a host.'),
  },
  check({ runs, servers }, { leastServers }) {
    return worstOf([
      ifRecorded(runs, 'timeService', judgeService),
      ifRecorded(servers, 'timeServers', (number) => judgeServers(number, leastServers)),
    ]);
  },
});

function judgeService(runs: boolean): Outcome {
  return runs
    ? pass('its time service runs')
    : fail('its time service does not run', 'Start it, and let it start with the host.', {
        at: 'timeService',
        snippet: 'timeService: true',
      });
}

function judgeServers(number: number, least: number): Outcome {
  const text = count(number, 'time server');
  return number >= least
    ? pass(text)
    : fail(`${text}, at least ${least}`, 'Give it the time servers of the platform.', {
        at: 'timeServers',
      });
}
