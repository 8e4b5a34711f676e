import architectureCanRun from './architecture-can-run.ts';
import availabilityNeedEvaluated from './availability-need-evaluated.ts';
import bareMetalWithAssist from './bare-metal-with-assist.ts';
import changeControlAndTest from './change-control-and-test.ts';
import consolidationPotential from './consolidation-potential.ts';
import coreMinimumsLicensed from './core-minimums-licensed.ts';
import type { EstateRule } from './define-rule.ts';
import devicesResolved from './devices-resolved.ts';
import directoryServicesDoneRight from './directory-services-done-right.ts';
import driversCertified from './drivers-certified.ts';
import failoverTested from './failover-tested.ts';
import firstWaveCandidates from './first-wave-candidates.ts';
import guestClustersManageable from './guest-clusters-manageable.ts';
import guestOsInVendorSupport from './guest-os-in-vendor-support.ts';
import guestOsSupported from './guest-os-supported.ts';
import heavyWorkloadSingledOut from './heavy-workload-singled-out.ts';
import hostBlastRadiusBounded from './host-blast-radius-bounded.ts';
import hostHardwareRedundant from './host-hardware-redundant.ts';
import hostOnCompatibilityList from './host-on-compatibility-list.ts';
import hypervisorSupported from './hypervisor-supported.ts';
import licenceExposureBounded from './licence-exposure-bounded.ts';
import patientCareIsCritical from './patient-care-is-critical.ts';
import peakBaselineMeasured from './peak-baseline-measured.ts';
import pilotBeforeCritical from './pilot-before-critical.ts';
import protectedMachineIsMobile from './protected-machine-is-mobile.ts';
import protectionMeetsNeed from './protection-meets-need.ts';
import recoveryFitsRto from './recovery-fits-rto.ts';
import regulatedSoftwareValidated from './regulated-software-validated.ts';
import restartFastEnough from './restart-fast-enough.ts';
import vendorConditionsMet from './vendor-conditions-met.ts';
import vendorSupportsPlatform from './vendor-supports-platform.ts';

/** Every rule, by category and number: the order in which they run and are listed. */
export const CATALOGUE: readonly EstateRule[] = [
  availabilityNeedEvaluated,
  patientCareIsCritical,
  protectionMeetsNeed,
  restartFastEnough,
  hostBlastRadiusBounded,
  recoveryFitsRto,
  hostHardwareRedundant,
  hypervisorSupported,
  hostOnCompatibilityList,
  driversCertified,
  bareMetalWithAssist,
  guestClustersManageable,
  failoverTested,
  peakBaselineMeasured,
  heavyWorkloadSingledOut,
  guestOsSupported,
  guestOsInVendorSupport,
  architectureCanRun,
  devicesResolved,
  protectedMachineIsMobile,
  directoryServicesDoneRight,
  regulatedSoftwareValidated,
  vendorSupportsPlatform,
  vendorConditionsMet,
  licenceExposureBounded,
  coreMinimumsLicensed,
  pilotBeforeCritical,
  changeControlAndTest,
  consolidationPotential,
  firstWaveCandidates,
];
