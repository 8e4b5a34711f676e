import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';

/** The test that shows whether a protection works. */
export interface ProtectionTest {
  /** Not one that is still to be held. */
  readonly date: string | undefined;
  readonly result: 'pass' | 'fail' | undefined;
  /** Where its day is recorded, or would be. */
  readonly at: FactRef;
  readonly remedy: string;
}

/**
 * The last test of an instance's protection: a failover, an exercise of the
 * disaster-recovery plan, or a restore. Undefined where there is nothing to test.
 */
export function lastProtectionTest(
  estate: Estate,
  application: Application,
  instance: Instance,
): ProtectionTest | undefined {
  const held = (day: string | undefined) =>
    day !== undefined && day <= estate.asOf ? day : undefined;
  switch (instance.protection) {
    case undefined:
    case 'none':
      return undefined;
    case 'backup-restore': {
      const date = held(instance.backup?.lastRestoreTest);
      return {
        date,
        result: date === undefined ? undefined : 'pass',
        at: factRef('instance', instance.id, 'backup.lastRestoreTest'),
        remedy: 'Restore it once and record lastRestoreTest.',
      };
    }
    case 'dr-failover':
      return {
        date: held(application.continuity?.drLastTest),
        result: application.continuity?.drResult,
        at: factRef('application', application.id, 'continuity.drLastTest'),
        remedy: 'Exercise the disaster-recovery plan; record drLastTest and drResult.',
      };
    default:
      return failoverTest(estate, instance, held);
  }
}

/** A failover of its cluster, or of the machine itself where it is outside the platform. */
function failoverTest(
  estate: Estate,
  instance: Instance,
  held: (day: string | undefined) => string | undefined,
): ProtectionTest {
  const cluster = estate.clusterOfInstance(instance);
  const isOutside = cluster === undefined && instance.form === 'physical';
  const tested = isOutside ? instance : cluster;
  return {
    date: held(tested?.lastFailoverTest),
    result: tested?.lastFailoverTestResult,
    at:
      cluster !== undefined
        ? factRef('cluster', cluster.id, 'lastFailoverTest')
        : {
            subject: { kind: 'instance', id: instance.id },
            path: isOutside ? 'lastFailoverTest' : 'target.cluster',
          },
    remedy: `${isOutside ? 'Fail over' : 'Fail a host'} on purpose; record lastFailoverTest and lastFailoverTestResult.`,
  };
}
