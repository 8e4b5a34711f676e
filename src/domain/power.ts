import type { Instance } from './inventory.ts';

/**
 * Whether a machine is known to stand still: it is switched off or suspended, so it takes neither
 * CPU nor memory of its host, and nothing restarts it. One whose state is not recorded may run.
 */
export function standsStill({ powerState }: Pick<Instance, 'powerState'>): boolean {
  return powerState === 'off' || powerState === 'suspended';
}

/** How a machine stands still, in words; undefined for one that may run. */
export function stillness({ powerState }: Pick<Instance, 'powerState'>): string | undefined {
  if (powerState === 'off') return 'the machine is switched off';
  return powerState === 'suspended' ? 'the machine is suspended' : undefined;
}
