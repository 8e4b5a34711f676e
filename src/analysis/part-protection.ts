import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import type { Estate } from './estate.ts';
import { outlivesOneHost, type Part, partsOf } from './parts.ts';
import { PROTECTION_RANK, type Protection } from './protection.ts';

/** Between which ranks a protection lies, as far as facts are recorded. */
export interface ProtectionRange {
  readonly atLeast: number;
  readonly atMost: number;
  /** The facts that would close the range; empty where it is closed. */
  readonly missing: readonly FactRef[];
}

export interface PartProtection extends ProtectionRange {
  readonly part: Part;
}

/**
 * How a part is protected: as well as its best member, and like an application cluster where its
 * members stand on different hosts, because any of them is enough.
 */
function protectionOfPart(estate: Estate, part: Part): PartProtection {
  const ways = [...part.members.map(rangeOf), ...peersOf(estate, part)];
  const atLeast = Math.max(...ways.map((way) => way.atLeast));
  const open = ways.filter((way) => way.atMost > atLeast);
  return {
    part,
    atLeast,
    atMost: Math.max(...ways.map((way) => way.atMost)),
    missing: open.flatMap(({ missing }) => missing),
  };
}

/** How each part of an application's production is protected, weakest first; empty without one. */
export function protectionOfParts(
  estate: Estate,
  application: Application,
): readonly PartProtection[] {
  return protectionIn(estate)(application);
}

/** Computed once for each application: many may need the same one. */
const protectionIn = memoised((estate: Estate) =>
  memoised((application: Application) =>
    partsOf(estate, application)
      .map((part) => protectionOfPart(estate, part))
      .sort((a, b) => a.atMost - b.atMost || a.atLeast - b.atLeast),
  ),
);

/** How an application is protected: as its weakest part, since it is up while every part is. */
export function weakestProtection(
  application: Application,
  parts: readonly PartProtection[],
): ProtectionRange {
  if (parts.length === 0) {
    const missing = [factRef('application', application.id, 'instances')];
    return { atLeast: PROTECTION_RANK.none, atMost: PROTECTION_RANK.ft, missing };
  }
  const atMost = Math.min(...parts.map((part) => part.atMost));
  const open = parts.filter((part) => part.atLeast < atMost);
  return {
    atLeast: Math.min(...parts.map((part) => part.atLeast)),
    atMost,
    missing: open.flatMap(({ missing }) => missing),
  };
}

/** The protection of a rank. */
export function protectionAt(rank: number): Protection {
  const found = Object.entries(PROTECTION_RANK).find(([, value]) => value === rank);
  return (found?.[0] ?? 'none') as Protection;
}

function rangeOf({ id, protection }: Instance): ProtectionRange {
  if (protection === undefined) {
    const missing = [factRef('instance', id, 'protection')];
    return { atLeast: PROTECTION_RANK.none, atMost: PROTECTION_RANK.ft, missing };
  }
  const rank = PROTECTION_RANK[protection];
  return { atLeast: rank, atMost: rank, missing: [] };
}

function peersOf(estate: Estate, part: Part): readonly ProtectionRange[] {
  const apart = outlivesOneHost(estate, part);
  const rank = PROTECTION_RANK['app-cluster'];
  if (apart === false) return [];
  if (apart === true) return [{ atLeast: rank, atMost: rank, missing: [] }];
  return [{ atLeast: PROTECTION_RANK.none, atMost: rank, missing: apart }];
}
