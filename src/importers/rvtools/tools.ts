import type { Instance } from '../../domain/inventory.ts';
import { recorded } from '../recorded.ts';
import type { FactOf } from './headings.ts';
import type { MachineRows } from './machine-rows.ts';
import type { Machine } from './machines.ts';
import type { Notes } from './notes.ts';

type ToolsFacts = Pick<Instance, 'toolsState' | 'toolsCurrent' | 'timeSyncWithHost'>;

/** VirtualMachineToolsStatus of the vSphere API. */
const STATES = {
  toolsnotinstalled: { state: 'none', current: undefined },
  toolsnotrunning: { state: 'stopped', current: undefined },
  toolsok: { state: 'running', current: true },
  toolsold: { state: 'running', current: false },
} as const;

/** Whether VMware Tools are there, run and are current. */
export function toolsOf(
  machine: Machine,
  rows: MachineRows<FactOf<'vTools'>>,
  runs: boolean,
  notes: Notes,
): ToolsFacts {
  const [row] = rows.of(machine);
  if (row === undefined) return {};
  const { state, current } =
    row.choice<(typeof STATES)[keyof typeof STATES]>('state', STATES) ?? {};
  const resting = state === 'stopped' && !runs;
  if (resting) notes.add('tools-of-resting-machine', machine.name);
  return recorded<ToolsFacts>({
    toolsState: resting ? undefined : state,
    toolsCurrent: current ?? (row.flag('upgradeable') === true ? false : undefined),
    timeSyncWithHost: row.flag('timeSync'),
  });
}
