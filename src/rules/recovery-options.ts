import type { RecoveryDefaults } from '../analysis/recovery.ts';
import { numberOption, type OptionValues } from '../domain/rule-option.ts';

/** What rules on recovery assume of a cluster that does not record it. */
export const RECOVERY_OPTIONS = {
  assumedParallelRestarts: numberOption({
    default: 4,
    minimum: 1,
    unit: 'machines',
    about: 'Restarts at a time where the cluster does not record them.',
  }),
  assumedDetection: numberOption({
    default: 60,
    minimum: 0,
    unit: 's',
    about:
      'Detection time where neither the cluster records it nor its product is known to have a default.',
  }),
};

/** The same for the timeline, with the times of a restart that is not measured, in minutes. */
export function recoveryDefaults(
  options: OptionValues<typeof RECOVERY_OPTIONS>,
  times: Pick<RecoveryDefaults, 'bootMinutes' | 'appStartMinutes'>,
): RecoveryDefaults {
  return {
    ...times,
    parallelRestarts: options.assumedParallelRestarts,
    detectionSeconds: options.assumedDetection,
  };
}
