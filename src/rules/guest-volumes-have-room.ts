import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import type { Instance } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { numberOption, percentOption } from '../domain/rule-option.ts';
import { formatNumber } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Volume = NonNullable<Instance['guestVolumes']>[number];

const REMEDY =
  'Find what fills it, and enlarge the volume: a guest that cannot write stops, and so do its backups.';

/** 100 MB in the source are taken as MiB, in which guests report. */
const MIB_PER_GIB = 1024;

function spaceOption(value: number, about: string) {
  return numberOption({ default: value, minimum: 0, unit: 'MiB', about });
}

export default defineRule({
  id: 'HYG-004',
  name: 'guest-volumes-have-room',
  category: 'hygiene',
  subject: 'instance',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'The file systems inside the guest have room',
  source: [
    TEXTS.forkliftGuest,
    TEXTS.vCheckGuest,
    projectDefault(
      'Below 10 % it warns as well; boot volumes are small and are held to leastBoot alone.',
    ),
  ],
  why: 'A full volume stops the application as surely as a lost host, and a conversion needs room for its drivers.',
  condition: {
    fail: 'A volume has less free space than leastSystem (/ and C:), leastBoot (/boot) or leastOther; shown as medium.',
    warn: 'A volume other than a boot volume has less than warnBelow or less than warnBelowShare free.',
    unknown: 'The volumes are not recorded, or the size or the free space of one.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: REMEDY,
  needs: { volumes: 'guestVolumes' },
  options: {
    leastSystem: spaceOption(100, 'Least free space on / and C:.'),
    leastBoot: spaceOption(50, 'Least free space on /boot.'),
    leastOther: spaceOption(10, 'Least free space on any other volume.'),
    warnBelow: spaceOption(1024, 'Free space below which a volume warns.'),
    warnBelowShare: percentOption(10, 'Free share below which a volume warns.'),
  },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ volumes }, options) {
    if (volumes.length === 0) return pass('no volumes');
    return worstOf(volumes.map((volume, i) => judgeVolume(volume, `guestVolumes[${i}]`, options)));
  },
});

interface Limits {
  readonly leastSystem: number;
  readonly leastBoot: number;
  readonly leastOther: number;
  readonly warnBelow: number;
  readonly warnBelowShare: number;
}

function judgeVolume(volume: Volume, at: string, limits: Limits): Outcome {
  const { path, freeGiB } = volume;
  if (freeGiB === undefined) return notRecorded(`${at}.freeGiB`);
  const freeMiB = freeGiB * MIB_PER_GIB;
  const text = `${path} has ${space(freeMiB)} free`;
  const details = { at: `${at}.freeGiB` };
  const least = leastOn(path, limits);
  if (freeMiB < least) {
    return fail(`${text}, at least ${space(least)}`, REMEDY, { ...details, severity: 'medium' });
  }
  if (isBoot(path)) return pass('its volumes have room');
  if (freeMiB < limits.warnBelow) {
    return warn(`${text}, warning below ${space(limits.warnBelow)}`, REMEDY, details);
  }
  return judgeShare(volume, at, text, limits.warnBelowShare);
}

function judgeShare(
  { capacityGiB, freeGiB = 0 }: Volume,
  at: string,
  text: string,
  warnBelow: number,
): Outcome {
  if (capacityGiB === undefined) return notRecorded(`${at}.capacityGiB`);
  const percent = capacityGiB === 0 ? 100 : (100 * freeGiB) / capacityGiB;
  return percent < warnBelow
    ? warn(`${text}, ${formatNumber(percent)} %, warning below ${warnBelow} %`, REMEDY, {
        at: `${at}.freeGiB`,
      })
    : pass('its volumes have room');
}

function leastOn(path: string, { leastSystem, leastBoot, leastOther }: Limits): number {
  if (isBoot(path)) return leastBoot;
  return path === '/' || /^c:\\?$/i.test(path) ? leastSystem : leastOther;
}

/** The EFI partition below it is a volume of the same kind. */
function isBoot(path: string): boolean {
  return path === '/boot' || path.startsWith('/boot/');
}

function space(MiB: number): string {
  return MiB < MIB_PER_GIB ? `${formatNumber(MiB)} MiB` : `${formatNumber(MiB / MIB_PER_GIB)} GiB`;
}
