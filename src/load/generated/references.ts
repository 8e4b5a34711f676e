// Generated from schemas/inventory.schema.json by `npm run generate`.

import type { Reference, ReferenceOwner } from '../reference.ts';

export const REFERENCES: Readonly<Record<ReferenceOwner, readonly Reference[]>> = {
  site: [
  ],
  platform: [
    { path: ['management', 'needs', '*'], kinds: ['application'] },
  ],
  cluster: [
    { path: ['platform'], kinds: ['platform'] },
    { path: ['quorum', 'witnessSite'], kinds: ['site'] },
  ],
  server: [
    { path: ['site'], kinds: ['site'] },
    { path: ['platform'], kinds: ['platform'] },
    { path: ['cluster'], kinds: ['cluster'] },
    { path: ['clusteredWith', '*'], kinds: ['server'] },
  ],
  storage: [
    { path: ['site'], kinds: ['site'] },
    { path: ['reachableBy', '*'], kinds: ['server', 'cluster'] },
    { path: ['replication', 'target'], kinds: ['storage'] },
  ],
  application: [
    { path: ['dependsOn', '*', 'application'], kinds: ['application'], unless: 'external' },
    { path: ['continuity', 'drSite'], kinds: ['site'] },
  ],
  instance: [
    { path: ['application'], kinds: ['application'] },
    { path: ['server'], kinds: ['server'] },
    { path: ['target', 'cluster'], kinds: ['cluster'] },
    { path: ['target', 'host'], kinds: ['server'] },
    { path: ['target', 'secondaryHost'], kinds: ['server'] },
    { path: ['placementRules', '*'], kinds: ['server'], prefix: 'pin:' },
    { path: ['disks', '*', 'storage'], kinds: ['storage'] },
    { path: ['ftSecondaryOf'], kinds: ['instance'] },
  ],
  operations: [
    { path: ['pilot', 'instance'], kinds: ['instance'] },
  ],
};
