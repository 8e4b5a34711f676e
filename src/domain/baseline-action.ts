/** What can be done with a baseline. */
export const BASELINE_ACTIONS = ['create', 'update', 'prune', 'check'] as const;

export type BaselineAction = (typeof BASELINE_ACTIONS)[number];
