import addressesUnique from './addresses-unique.ts';
import admissionControlReservesFailover from './admission-control-reserves-failover.ts';
import architectureCanRun from './architecture-can-run.ts';
import availabilityNeedEvaluated from './availability-need-evaluated.ts';
import backupMeetsRpo from './backup-meets-rpo.ts';
import backupThreeTwoOne from './backup-three-two-one.ts';
import bareMetalWithAssist from './bare-metal-with-assist.ts';
import bootsWithoutPlatformKeys from './boots-without-platform-keys.ts';
import capacityAfterHostLoss from './capacity-after-host-loss.ts';
import changeControlAndTest from './change-control-and-test.ts';
import changedBlocksTracked from './changed-blocks-tracked.ts';
import clusterMembersAlike from './cluster-members-alike.ts';
import clusterNetworksAlike from './cluster-networks-alike.ts';
import consolidationPotential from './consolidation-potential.ts';
import coreMinimumsLicensed from './core-minimums-licensed.ts';
import cpuReadyLow from './cpu-ready-low.ts';
import criticalMemoryNotOvercommitted from './critical-memory-not-overcommitted.ts';
import type { EstateRule } from './define-rule.ts';
import dependenciesProtectedAsWell from './dependencies-protected-as-well.ts';
import devicesResolved from './devices-resolved.ts';
import directoryServicesDoneRight from './directory-services-done-right.ts';
import disasterRecoveryReachesRto from './disaster-recovery-reaches-rto.ts';
import disksArePlain from './disks-are-plain.ts';
import disksCanBeCarried from './disks-can-be-carried.ts';
import disksInSnapshots from './disks-in-snapshots.ts';
import downtimeProcedureReady from './downtime-procedure-ready.ts';
import driversCertified from './drivers-certified.ts';
import ehrTargetHigh from './ehr-target-high.ts';
import failoverTested from './failover-tested.ts';
import fileSystemCurrent from './file-system-current.ts';
import firstWaveCandidates from './first-wave-candidates.ts';
import ftInsideProductLimits from './ft-inside-product-limits.ts';
import ftWithoutIncompatibleDevices from './ft-without-incompatible-devices.ts';
import guestClusterConstraintsKept from './guest-cluster-constraints-kept.ts';
import guestClustersManageable from './guest-clusters-manageable.ts';
import guestIsWhatItSays from './guest-is-what-it-says.ts';
import guestOsInVendorSupport from './guest-os-in-vendor-support.ts';
import guestOsSupported from './guest-os-supported.ts';
import guestToolsRun from './guest-tools-run.ts';
import guestVolumesHaveRoom from './guest-volumes-have-room.ts';
import hardwareSupportFitsRto from './hardware-support-fits-rto.ts';
import heavyWorkloadSingledOut from './heavy-workload-singled-out.ts';
import hostAccessClosed from './host-access-closed.ts';
import hostBlastRadiusBounded from './host-blast-radius-bounded.ts';
import hostCertificateValid from './host-certificate-valid.ts';
import hostClockSet from './host-clock-set.ts';
import hostHardwareRedundant from './host-hardware-redundant.ts';
import hostHeadroom from './host-headroom.ts';
import hostInService from './host-in-service.ts';
import hostLinksUp from './host-links-up.ts';
import hostNetworkingRedundant from './host-networking-redundant.ts';
import hostOnCompatibilityList from './host-on-compatibility-list.ts';
import hostPowerPolicy from './host-power-policy.ts';
import hostsStayOn from './hosts-stay-on.ts';
import hotAddInBounds from './hot-add-in-bounds.ts';
import hypervisorPatched from './hypervisor-patched.ts';
import hypervisorSupported from './hypervisor-supported.ts';
import inFlightLossAllowed from './in-flight-loss-allowed.ts';
import kernelFramesFit from './kernel-frames-fit.ts';
import licenceExposureBounded from './licence-exposure-bounded.ts';
import licenceInForce from './licence-in-force.ts';
import loadBalanced from './load-balanced.ts';
import machineCpuHeadroom from './machine-cpu-headroom.ts';
import machineFitsNumaAndMaximum from './machine-fits-numa-and-maximum.ts';
import machineLifecycleControlled from './machine-lifecycle-controlled.ts';
import machineWithinReach from './machine-within-reach.ts';
import managementPlaneRestorable from './management-plane-restorable.ts';
import monitoringCoversEveryLayer from './monitoring-covers-every-layer.ts';
import namesCarryOver from './names-carry-over.ts';
import networkCardsCarryOver from './network-cards-carry-over.ts';
import networksDistributed from './networks-distributed.ts';
import noCircularStartUp from './no-circular-start-up.ts';
import noDeviceHandedThrough from './no-device-handed-through.ts';
import noResourceLimits from './no-resource-limits.ts';
import noSecretInNotes from './no-secret-in-notes.ts';
import noSinglePointOfFailure from './no-single-point-of-failure.ts';
import noSnapshotRemains from './no-snapshot-remains.ts';
import notAllInOnePlace from './not-all-in-one-place.ts';
import notSuspended from './not-suspended.ts';
import patientCareIsCritical from './patient-care-is-critical.ts';
import peakBaselineMeasured from './peak-baseline-measured.ts';
import pilotBeforeCritical from './pilot-before-critical.ts';
import portGroupsInOrder from './port-groups-in-order.ts';
import predictedAvailabilityMeetsTarget from './predicted-availability-meets-target.ts';
import protectedMachineIsMobile from './protected-machine-is-mobile.ts';
import protectedOnSharedStorage from './protected-on-shared-storage.ts';
import protectionMeetsNeed from './protection-meets-need.ts';
import quorumCannotTie from './quorum-cannot-tie.ts';
import recoveryFitsRto from './recovery-fits-rto.ts';
import redundantInstancesApart from './redundant-instances-apart.ts';
import regulatedSoftwareValidated from './regulated-software-validated.ts';
import removableMediaDisconnected from './removable-media-disconnected.ts';
import restartFastEnough from './restart-fast-enough.ts';
import restoreProven from './restore-proven.ts';
import scheduledFreely from './scheduled-freely.ts';
import sitePowerCarries from './site-power-carries.ts';
import snapshotsShortLived from './snapshots-short-lived.ts';
import staffAroundTheClock from './staff-around-the-clock.ts';
import storageIopsHeadroom from './storage-iops-headroom.ts';
import storageLatencyFitsProfile from './storage-latency-fits-profile.ts';
import storageLoadShared from './storage-load-shared.ts';
import storageNotCrowded from './storage-not-crowded.ts';
import storagePathPolicy from './storage-path-policy.ts';
import storagePathsRedundant from './storage-paths-redundant.ts';
import storageSpaceHeadroom from './storage-space-headroom.ts';
import storageWithinReach from './storage-within-reach.ts';
import switchPortsFree from './switch-ports-free.ts';
import switchesRefuseForgery from './switches-refuse-forgery.ts';
import timeSourcesSane from './time-sources-sane.ts';
import vcpuRatioByTier from './vcpu-ratio-by-tier.ts';
import vendorConditionsMet from './vendor-conditions-met.ts';
import vendorSupportsPlatform from './vendor-supports-platform.ts';
import virtualHardwareRecent from './virtual-hardware-recent.ts';

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
  machineCpuHeadroom,
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
  noSnapshotRemains,
  guestToolsRun,
  removableMediaDisconnected,
  guestVolumesHaveRoom,
  noResourceLimits,
  machineWithinReach,
  guestIsWhatItSays,
  noSecretInNotes,
  hostInService,
  hostClockSet,
  hostCertificateValid,
  hostAccessClosed,
  hostPowerPolicy,
  hostLinksUp,
  kernelFramesFit,
  clusterNetworksAlike,
  switchesRefuseForgery,
  portGroupsInOrder,
  switchPortsFree,
  loadBalanced,
  hostsStayOn,
  storageWithinReach,
  storagePathPolicy,
  storageLoadShared,
  fileSystemCurrent,
  storageNotCrowded,
  licenceInForce,
  addressesUnique,
  disksArePlain,
  disksInSnapshots,
  noDeviceHandedThrough,
  virtualHardwareRecent,
  bootsWithoutPlatformKeys,
  scheduledFreely,
  disksCanBeCarried,
  changedBlocksTracked,
  namesCarryOver,
  networkCardsCarryOver,
  networksDistributed,
  hotAddInBounds,
  notSuspended,
  consolidationPotential,
  firstWaveCandidates,
];
