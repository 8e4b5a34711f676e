import admissionControlReservesFailover from './admission-control-reserves-failover.ts';
import architectureCanRun from './architecture-can-run.ts';
import availabilityNeedEvaluated from './availability-need-evaluated.ts';
import backupMeetsRpo from './backup-meets-rpo.ts';
import backupThreeTwoOne from './backup-three-two-one.ts';
import bareMetalWithAssist from './bare-metal-with-assist.ts';
import capacityAfterHostLoss from './capacity-after-host-loss.ts';
import changeControlAndTest from './change-control-and-test.ts';
import clusterMembersAlike from './cluster-members-alike.ts';
import consolidationPotential from './consolidation-potential.ts';
import coreMinimumsLicensed from './core-minimums-licensed.ts';
import cpuReadyLow from './cpu-ready-low.ts';
import criticalMemoryNotOvercommitted from './critical-memory-not-overcommitted.ts';
import type { EstateRule } from './define-rule.ts';
import dependenciesProtectedAsWell from './dependencies-protected-as-well.ts';
import devicesResolved from './devices-resolved.ts';
import directoryServicesDoneRight from './directory-services-done-right.ts';
import disasterRecoveryReachesRto from './disaster-recovery-reaches-rto.ts';
import downtimeProcedureReady from './downtime-procedure-ready.ts';
import driversCertified from './drivers-certified.ts';
import ehrTargetHigh from './ehr-target-high.ts';
import failoverTested from './failover-tested.ts';
import firstWaveCandidates from './first-wave-candidates.ts';
import ftInsideProductLimits from './ft-inside-product-limits.ts';
import ftWithoutIncompatibleDevices from './ft-without-incompatible-devices.ts';
import guestClusterConstraintsKept from './guest-cluster-constraints-kept.ts';
import guestClustersManageable from './guest-clusters-manageable.ts';
import guestOsInVendorSupport from './guest-os-in-vendor-support.ts';
import guestOsSupported from './guest-os-supported.ts';
import hardwareSupportFitsRto from './hardware-support-fits-rto.ts';
import heavyWorkloadSingledOut from './heavy-workload-singled-out.ts';
import hostBlastRadiusBounded from './host-blast-radius-bounded.ts';
import hostHardwareRedundant from './host-hardware-redundant.ts';
import hostHeadroom from './host-headroom.ts';
import hostNetworkingRedundant from './host-networking-redundant.ts';
import hostOnCompatibilityList from './host-on-compatibility-list.ts';
import hypervisorPatched from './hypervisor-patched.ts';
import hypervisorSupported from './hypervisor-supported.ts';
import inFlightLossAllowed from './in-flight-loss-allowed.ts';
import licenceExposureBounded from './licence-exposure-bounded.ts';
import machineFitsNumaAndMaximum from './machine-fits-numa-and-maximum.ts';
import machineLifecycleControlled from './machine-lifecycle-controlled.ts';
import managementPlaneRestorable from './management-plane-restorable.ts';
import monitoringCoversEveryLayer from './monitoring-covers-every-layer.ts';
import noCircularStartUp from './no-circular-start-up.ts';
import noSinglePointOfFailure from './no-single-point-of-failure.ts';
import notAllInOnePlace from './not-all-in-one-place.ts';
import patientCareIsCritical from './patient-care-is-critical.ts';
import peakBaselineMeasured from './peak-baseline-measured.ts';
import pilotBeforeCritical from './pilot-before-critical.ts';
import predictedAvailabilityMeetsTarget from './predicted-availability-meets-target.ts';
import protectedMachineIsMobile from './protected-machine-is-mobile.ts';
import protectedOnSharedStorage from './protected-on-shared-storage.ts';
import protectionMeetsNeed from './protection-meets-need.ts';
import quorumCannotTie from './quorum-cannot-tie.ts';
import recoveryFitsRto from './recovery-fits-rto.ts';
import redundantInstancesApart from './redundant-instances-apart.ts';
import regulatedSoftwareValidated from './regulated-software-validated.ts';
import restartFastEnough from './restart-fast-enough.ts';
import restoreProven from './restore-proven.ts';
import sitePowerCarries from './site-power-carries.ts';
import snapshotsShortLived from './snapshots-short-lived.ts';
import staffAroundTheClock from './staff-around-the-clock.ts';
import storageIopsHeadroom from './storage-iops-headroom.ts';
import storageLatencyFitsProfile from './storage-latency-fits-profile.ts';
import storagePathsRedundant from './storage-paths-redundant.ts';
import storageSpaceHeadroom from './storage-space-headroom.ts';
import timeSourcesSane from './time-sources-sane.ts';
import vcpuRatioByTier from './vcpu-ratio-by-tier.ts';
import vendorConditionsMet from './vendor-conditions-met.ts';
import vendorSupportsPlatform from './vendor-supports-platform.ts';

/** Every rule, by category and number: the order in which they run and are listed. */
export const CATALOGUE: readonly EstateRule[] = [
  availabilityNeedEvaluated,
  patientCareIsCritical,
  protectionMeetsNeed,
  restartFastEnough,
  inFlightLossAllowed,
  predictedAvailabilityMeetsTarget,
  ehrTargetHigh,
  dependenciesProtectedAsWell,
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
  hardwareSupportFitsRto,
  bareMetalWithAssist,
  hypervisorPatched,
  managementPlaneRestorable,
  timeSourcesSane,
  sitePowerCarries,
  capacityAfterHostLoss,
  admissionControlReservesFailover,
  guestClustersManageable,
  failoverTested,
  guestClusterConstraintsKept,
  quorumCannotTie,
  clusterMembersAlike,
  ftInsideProductLimits,
  ftWithoutIncompatibleDevices,
  peakBaselineMeasured,
  hostHeadroom,
  vcpuRatioByTier,
  cpuReadyLow,
  criticalMemoryNotOvercommitted,
  machineFitsNumaAndMaximum,
  storageLatencyFitsProfile,
  storageIopsHeadroom,
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
  protectedOnSharedStorage,
  storagePathsRedundant,
  storageSpaceHeadroom,
  hostNetworkingRedundant,
  backupMeetsRpo,
  restoreProven,
  backupThreeTwoOne,
  disasterRecoveryReachesRto,
  downtimeProcedureReady,
  snapshotsShortLived,
  pilotBeforeCritical,
  staffAroundTheClock,
  changeControlAndTest,
  monitoringCoversEveryLayer,
  machineLifecycleControlled,
  consolidationPotential,
  firstWaveCandidates,
];
