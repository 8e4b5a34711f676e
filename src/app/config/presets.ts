import type { WrittenConfig } from '../../load/load-config.ts';

/** What a configuration can build on by name, written as a file would be. */
export const PRESETS: Readonly<Record<string, WrittenConfig>> = {
  healthcare: {
    profile: 'healthcare',
    gate: { failOn: 'blocker', requireVerdict: { tiers: { 0: 'unknown', 1: 'unknown' } } },
  },
  /** Without what only those who care for patients ask. */
  general: {
    profile: 'general',
    off: ['AVL-002', 'AVL-007', 'BDR-005', 'DEP-007'],
    gate: { failOn: 'blocker' },
  },
  strict: {
    gate: {
      failOn: 'medium',
      minCoverage: 80,
      requireVerdict: { tiers: { 0: 'ready-with-conditions', 1: 'ready-with-conditions' } },
      noExpiredWaivers: true,
    },
  },
};
