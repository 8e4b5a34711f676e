import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { numberOption, percentOption } from '../domain/rule-option.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const MORE_SPACE =
  'Extend it, or reclaim space (old snapshots, orphaned disks, machines that were retired).';
const PROMISE_LESS = 'Extend it, move machines elsewhere, or promise them less.';

export default defineRule({
  id: 'STO-003',
  name: 'storage-space-headroom',
  category: 'platform',
  subject: 'storage',
  severity: 'medium',
  effort: 'medium',
  title: 'Storage has free space, and does not promise far more than it has',
  source: [TEXTS.vCheck, TEXTS.imagingPractices],
  why: 'Storage that runs full stops every machine on it at once.',
  condition: {
    fail: 'Less than failBelow percent are free.',
    warn: 'Less than warnBelow percent are free, or more than warnPromisedAbove percent of its capacity are promised to machines.',
    unknown:
      'The free share, the capacity or what is promised is not recorded, and none of them fails.',
  },
  remedy: MORE_SPACE,
  reads: { free: 'freePercent', capacity: 'capacityTiB', promised: 'provisionedTiB' },
  options: {
    warnBelow: percentOption(15, 'Free share below which it warns.'),
    failBelow: percentOption(10, 'Free share below which it fails.'),
    warnPromisedAbove: numberOption({
      default: 150,
      minimum: 0,
      unit: '%',
      about: 'Promised share of the capacity above which it warns.',
    }),
  },
  check({ free, capacity, promised }, { warnBelow, failBelow, warnPromisedAbove }) {
    return worstOf([
      ifRecorded(free, 'freePercent', (percent) => judgeFree(percent, warnBelow, failBelow)),
      capacity === undefined || promised === undefined
        ? notRecorded(
            ...(capacity === undefined ? ['capacityTiB'] : []),
            ...(promised === undefined ? ['provisionedTiB'] : []),
          )
        : judgePromised(promised, capacity, warnPromisedAbove),
    ]);
  },
});

function judgeFree(percent: number, warnBelow: number, failBelow: number): Outcome {
  const text = `${percent} % free`;
  const details = { at: 'freePercent' };
  if (percent < failBelow) return fail(`${text}, at least ${failBelow} %`, MORE_SPACE, details);
  return percent < warnBelow
    ? warn(`${text}, warning below ${warnBelow} %`, MORE_SPACE, details)
    : pass(`${text}, at least ${failBelow} %`, details);
}

/** Judged as it is shown, to a tenth, so that no error of rounding decides. */
function judgePromised(promised: number, capacity: number, warnAbove: number): Outcome {
  const percent = Number(((promised / capacity) * 100).toFixed(1));
  const text = `${promised} TiB promised of ${capacity} TiB, ${percent} %`;
  const details = { at: 'provisionedTiB', facts: { promisedPercent: percent } };
  return percent > warnAbove
    ? warn(`${text}, warning above ${warnAbove} %`, PROMISE_LESS, details)
    : pass(text, details);
}
