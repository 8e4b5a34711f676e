import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { listOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const LAYERS = ['host', 'hypervisor', 'guest', 'application', 'storage'] as const;

const MONITORING = 'operations.monitoring';

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
    projectDefault('Which layers fail where nobody watches them, and which only warn.'),
  ],
  why: 'Between the hardware and the user every layer can fail while the others look well; what nobody watches is reported by a ward.',
  condition: {
    fail: 'A layer of neededLayers is not monitored.',
    warn: 'A layer of expectedLayers is not monitored, or downtime is not reported.',
    unknown: 'The monitored layers or whether downtime is reported are not recorded.',
  },
  remedy: 'Monitor the missing layers; record every downtime and publish the figures.',
  reads: { monitored: MONITORING, reported: 'operations.downtimeReported' },
  options: {
    neededLayers: listOption({
      default: ['host', 'application'],
      choices: LAYERS,
      about: 'Layers that fail where they are not monitored.',
    }),
    expectedLayers: listOption({
      default: ['hypervisor', 'guest', 'storage'],
      choices: LAYERS,
      about: 'Layers that warn where they are not monitored.',
    }),
  },
  check({ monitored, reported }, { neededLayers, expectedLayers }) {
    return worstOf([
      ifRecorded(monitored, MONITORING, (layers) =>
        judgeLayers(layers, neededLayers, expectedLayers),
      ),
      ifRecorded(reported, 'operations.downtimeReported', (isReported) =>
        isReported
          ? pass('downtime is reported')
          : warn('downtime is not reported', 'Record every downtime and publish the figures.', {
              at: 'operations.downtimeReported',
            }),
      ),
    ]);
  },
});

function judgeLayers(
  monitored: readonly string[],
  needed: readonly string[],
  expected: readonly string[],
): Outcome {
  const found = `monitored: ${[...new Set(monitored)].join(', ') || 'nothing'}`;
  const isMissing = (layer: string): boolean => !monitored.includes(layer);
  const failing = needed.filter(isMissing);
  const warning = expected.filter((layer) => isMissing(layer) && !failing.includes(layer));
  const missing = [...failing, ...warning];
  if (missing.length === 0) return pass(found, { at: MONITORING });
  const details = {
    at: MONITORING,
    snippet: `monitoring:\n  [${[...new Set([...monitored, ...missing])].join(', ')}]`,
  };
  const needs = failing.length > 0 ? [`needed too: ${failing.join(', ')}`] : [];
  const expects = warning.length > 0 ? [`expected too: ${warning.join(', ')}`] : [];
  const text = [found, ...needs, ...expects].join('; ');
  const remedy = `Monitor ${missing.join(', ')} as well.`;
  return failing.length > 0 ? fail(text, remedy, details) : warn(text, remedy, details);
}
