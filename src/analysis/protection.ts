import type { Application, Instance } from '../domain/inventory.ts';

export type Protection = NonNullable<Instance['protection']>;

/**
 * Weakest first. `ft` and `app-cluster` answer different faults (hardware; operating system and
 * application), so their order is a convention, not a measure.
 */
export const PROTECTION_RANK: Readonly<Record<Protection, number>> = {
  none: 0,
  'backup-restore': 1,
  'dr-failover': 2,
  'ha-restart': 3,
  'app-cluster': 4,
  ft: 5,
};

/** Tolerable outages, in minutes, at which the next weaker protection is enough. */
export interface ProtectionThresholds {
  readonly transparentBelow: number;
  readonly clusterBelow: number;
  readonly measuredRestartBelow: number;
  readonly restartWithin: number;
  readonly restoreWithin: number;
}

/** Harvard Research Group's classes AE4 to AE0 as the inventory model reads them. */
export const PROTECTION_THRESHOLDS: ProtectionThresholds = {
  transparentBelow: 1,
  clusterBelow: 5,
  measuredRestartBelow: 30,
  restartWithin: 360,
  restoreWithin: 1440,
};

export interface RequiredProtection {
  /** The weakest protection that is enough. */
  readonly level: Protection;
  /** `ha-restart` is enough as well, where its restart time is measured. */
  readonly orMeasuredRestart: boolean;
}

/**
 * The protection that a tolerable outage asks for (paper P3; classes AE0 to AE4). Where it depends
 * on whether work in flight may be lost and that is not recorded, both answers are given.
 */
export function requiredProtection(
  application: Application,
  thresholds: ProtectionThresholds = PROTECTION_THRESHOLDS,
): readonly RequiredProtection[] {
  const { maxOutageMinutes: outage, inFlightLossOk } = application.availability ?? {};
  if (outage === undefined) return [];
  const required = (level: Protection, orMeasuredRestart = false) => ({ level, orMeasuredRestart });
  if (outage < thresholds.transparentBelow) {
    if (inFlightLossOk === false) return [required('ft')];
    const cluster = required('app-cluster');
    return inFlightLossOk === undefined ? [cluster, required('ft')] : [cluster];
  }
  if (outage < thresholds.clusterBelow) return [required('app-cluster')];
  if (outage < thresholds.measuredRestartBelow) {
    return [required('app-cluster', true)];
  }
  if (outage <= thresholds.restartWithin) return [required('dr-failover')];
  if (outage <= thresholds.restoreWithin) return [required('backup-restore')];
  return [required('none')];
}
