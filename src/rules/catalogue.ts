import architectureCanRun from './architecture-can-run.ts';
import availabilityNeedEvaluated from './availability-need-evaluated.ts';
import bareMetalWithAssist from './bare-metal-with-assist.ts';
import capacityAfterHostLoss from './capacity-after-host-loss.ts';
import changeControlAndTest from './change-control-and-test.ts';
import consolidationPotential from './consolidation-potential.ts';
import type { EstateRule } from './define-rule.ts';
import driversCertified from './drivers-certified.ts';
import failoverTested from './failover-tested.ts';
import firstWaveCandidates from './first-wave-candidates.ts';
import guestClustersManageable from './guest-clusters-manageable.ts';
import guestOsSupported from './guest-os-supported.ts';
import heavyWorkloadSingledOut from './heavy-workload-singled-out.ts';
import hostBlastRadiusBounded from './host-blast-radius-bounded.ts';
import hostHardwareRedundant from './host-hardware-redundant.ts';
import hostOnCompatibilityList from './host-on-compatibility-list.ts';
import hypervisorSupported from './hypervisor-supported.ts';
import noCircularStartUp from './no-circular-start-up.ts';
import noSinglePointOfFailure from './no-single-point-of-failure.ts';
import notAllInOnePlace from './not-all-in-one-place.ts';
import patientCareIsCritical from './patient-care-is-critical.ts';
import peakBaselineMeasured from './peak-baseline-measured.ts';
import pilotBeforeCritical from './pilot-before-critical.ts';
import protectionMeetsNeed from './protection-meets-need.ts';
import recoveryFitsRto from './recovery-fits-rto.ts';
import redundantInstancesApart from './redundant-instances-apart.ts';
import restartFastEnough from './restart-fast-enough.ts';

/** Every rule, by category and number: the order in which they run and are listed. */
export const CATALOGUE: readonly EstateRule[] = [
  availabilityNeedEvaluated,
  patientCareIsCritical,
  protectionMeetsNeed,
  restartFastEnough,
  hostBlastRadiusBounded,
  noSinglePointOfFailure,
  redundantInstancesApart,
  notAllInOnePlace,
  recoveryFitsRto,
  noCircularStartUp,
  hostHardwareRedundant,
  hypervisorSupported,
  hostOnCompatibilityList,
  driversCertified,
  bareMetalWithAssist,
  capacityAfterHostLoss,
  guestClustersManageable,
  failoverTested,
  peakBaselineMeasured,
  heavyWorkloadSingledOut,
  guestOsSupported,
  architectureCanRun,
  pilotBeforeCritical,
  changeControlAndTest,
  consolidationPotential,
  firstWaveCandidates,
];
