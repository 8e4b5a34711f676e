import { isEmptyEstate } from '../analysis/carried-production.ts';
import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { listOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const LAYERS = ['host', 'hypervisor', 'guest', 'application', 'storage'] as const;

const MONITORING = 'operations.monitoring';
const REPORTED = 'operations.downtimeReported';

const AT_MONITORING = {
  at: MONITORING,
  snippet: 'monitoring:\n  [host, hypervisor, guest, application, storage]',
};

export default defineRule({
  id: 'OPS-004',
  name: 'monitoring-covers-every-layer',
  category: 'operations',
  subject: 'estate',
  severity: 'high',
  effort: 'medium',
  title: 'Monitoring covers every layer, and downtime is reported',
  source: [
    TEXTS.saferMonitoring,
    TEXTS.stratusEndToEnd,
    projectDefault('Which layers fail and which warn where they are not monitored.'),
  ],
  why: 'A machine that is up tells nothing of the application on it; what nobody watches, the ward reports.',
  condition: {
    fail: 'One of neededLayers is not monitored.',
    warn: 'One of goodLayers is not monitored, or downtime is not reported.',
    unknown: 'monitoring or downtimeReported is not recorded.',
    notApplicable: 'Nothing is recorded that anybody has to run.',
  },
  remedy: 'Monitor the layers that are missing, from host to application; publish the uptime.',
  reads: { monitoring: MONITORING, reported: REPORTED },
  options: {
    neededLayers: listOption({
      default: ['host', 'application'],
      choices: LAYERS,
      about: 'Layers that fail where they are not monitored.',
    }),
    goodLayers: listOption({
      default: ['hypervisor', 'guest', 'storage'],
      choices: LAYERS,
      about: 'Layers that warn where they are not monitored.',
    }),
  },
  notApplicable: ({ estate }) =>
    isEmptyEstate(estate) ? 'nothing is recorded that anybody has to run' : undefined,
  check({ monitoring, reported }, { neededLayers, goodLayers }) {
    return worstOf([
      ifRecorded(monitoring, MONITORING, (monitored) =>
        judgeLayers(monitored, neededLayers, goodLayers),
      ),
      ifRecorded(reported, REPORTED, (isReported) =>
        isReported
          ? pass('downtime is reported')
          : warn('downtime is not reported', 'Record every downtime and publish the uptime.', {
              at: REPORTED,
            }),
      ),
    ]);
  },
});

function judgeLayers(
  monitored: readonly string[],
  needed: readonly string[],
  good: readonly string[],
): Outcome {
  const isMissing = (layer: string): boolean => !monitored.includes(layer);
  const absent = needed.filter(isMissing);
  const useful = good.filter((layer) => isMissing(layer) && !needed.includes(layer));
  const parts: Outcome[] = [];
  if (absent.length > 0) {
    const text = `not monitored: ${absent.join(', ')} (needed are ${needed.join(', ')})`;
    parts.push(fail(text, `Monitor ${absent.join(', ')}.`, AT_MONITORING));
  }
  if (useful.length > 0) {
    const text = `not monitored: ${useful.join(', ')} (good are ${good.join(', ')})`;
    parts.push(warn(text, `Monitor ${useful.join(', ')}.`, AT_MONITORING));
  }
  if (parts.length > 0) return worstOf(parts);
  return pass(`monitored: ${[...new Set(monitored)].join(', ') || 'nothing'}`);
}
