import type {
  FailedApplication,
  FailedMachine,
  ObjectiveVerdict,
  Outage,
  ReturnWay,
} from '../domain/failure.ts';
import { formatMinutes } from '../domain/wording.ts';

const VERDICTS: readonly ObjectiveVerdict[] = ['exceeded', 'unknown', 'met'];

/** The worst of what is said against its objectives. */
export function worstOf({
  rto,
  tolerable,
}: Pick<FailedApplication, 'rto' | 'tolerable'>): ObjectiveVerdict {
  return VERDICTS.find((one) => one === rto.verdict || one === tolerable.verdict) ?? 'unknown';
}

/** `out for 7.3 min`, `out for at least 5 min, and about 12 min`, `out for good`. */
export function outageWords({ fromMinutes, toMinutes, ending, assumed }: Outage): string {
  if (ending === 'never') {
    if (fromMinutes === null) return 'out for good';
    const least = fromMinutes === 0 ? '' : ` for at least ${formatMinutes(fromMinutes)}, and`;
    return `out${least} for good as far as is recorded`;
  }
  const least = fromMinutes === null || fromMinutes === 0 ? '' : formatMinutes(fromMinutes);
  if (toMinutes === null) {
    return least === ''
      ? 'out for a time that no record tells'
      : `out for at least ${least}; no record tells how long`;
  }
  const most = formatMinutes(toMinutes);
  if (!assumed)
    return least === most || least === '' ? `out for ${most}` : `out for ${least} to ${most}`;
  return least === '' || least === most
    ? `out for ${most}, on assumptions`
    : `out for at least ${least}; ${most} on assumptions`;
}

const WAYS: Readonly<Record<ReturnWay, string>> = {
  restart: 'restarted by HA in',
  mirror: 'goes on with the mirror',
  failover: 'fails over to',
  restore: 'restored from backup',
  repair: 'waits for the repair',
  'not-known': 'no record tells what brings it back',
  nothing: 'its data are gone, and there is no copy',
};

/** What brings a machine back: `restarted by HA in cluster/clinical`. */
export function wayWords({ way, through }: Pick<FailedMachine, 'way' | 'through'>): string {
  return through === null ? WAYS[way] : `${WAYS[way]} ${through}`;
}

/** A plan and a restore are recorded with everything that they take, up to a usable application. */
export function isWholeTime(way: ReturnWay): boolean {
  return way === 'failover' || way === 'restore';
}

/** When a machine starts, and when it is back. */
export function timeWords(machine: FailedMachine): string {
  const { way, startsAtMinutes, backAtMinutes, ending, assumed } = machine;
  if (ending === 'never') return 'never back';
  if (startsAtMinutes === null || backAtMinutes === null)
    return 'back at a time that no record tells';
  const back = `back after ${formatMinutes(backAtMinutes)}`;
  const words = isWholeTime(way) ? back : `starts after ${formatMinutes(startsAtMinutes)}, ${back}`;
  return assumed ? `${words}, on assumptions` : words;
}
