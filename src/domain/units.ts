/** What one of each unit is in the first unit of its kind. */
const KINDS: readonly Readonly<Record<string, number>>[] = [
  {
    B: 1,
    kB: 1e3,
    MB: 1e6,
    GB: 1e9,
    TB: 1e12,
    PB: 1e15,
    KiB: 2 ** 10,
    MiB: 2 ** 20,
    GiB: 2 ** 30,
    TiB: 2 ** 40,
    PiB: 2 ** 50,
  },
  { MHz: 1, GHz: 1000 },
  { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 },
  { '%': 1, ratio: 100 },
  { 'Gbit/s': 1, 'Mbit/s': 1e-3, 'Tbit/s': 1000 },
  { 'MB/s': 1, 'kB/s': 1e-3, 'GB/s': 1e3, 'MiB/s': 2 ** 20 / 1e6, 'GiB/s': 2 ** 30 / 1e6 },
  { km: 1, m: 1e-3 },
];

/** The units that can stand for one, itself among them: a count of things has itself alone. */
export function unitsLike(unit: string): readonly string[] {
  return Object.keys(KINDS.find((kind) => Object.hasOwn(kind, unit)) ?? { [unit]: 1 });
}

/** A value in another unit of the same kind; as it is, where the units are one. */
export function inUnit(value: number, from: string, to: string): number {
  const kind = KINDS.find((one) => Object.hasOwn(one, from) && Object.hasOwn(one, to));
  return kind === undefined || from === to ? value : (value * (kind[from] ?? 1)) / (kind[to] ?? 1);
}

/** A unit at the end of a heading: `RAM (GB)`, `Disk size in MiB`, `RamMB`, `RTO [hours]`. */
const AT_END =
  /(?:^|[\s(_[-]|(?<=[a-z])(?=[A-Z]))([kmgtp]i?b(?:\/s)?|[kmgt]bit\/s|[mg]hz|%|ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|km)[\s)\]]*$/i;

const TIMES: Readonly<Record<string, string>> = { s: 's', m: 'min', h: 'h', d: 'd' };

/** The unit that a heading names in the way of headings, undefined where it names none. */
export function unitInHeading(heading: string): string | undefined {
  const word = AT_END.exec(heading)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  const known = KINDS.flatMap((kind) => Object.keys(kind));
  return known.find((unit) => unit.toLowerCase() === word) ?? TIMES[word.charAt(0)];
}
