import { schemaText } from '../schemas.ts';
import type { CiKind } from './ci-kinds.ts';
import { githubWorkflow, gitlabJob } from './starter-ci.ts';
import { STARTER_CONFIG } from './starter-config.ts';
import { STARTER_INVENTORY } from './starter-inventory.ts';

export interface StarterFile {
  /** Path below the folder that is begun. */
  readonly path: string;
  readonly text: string;
}

/** What a team begins with: an inventory, a configuration, their schemas for editors, and a CI job. */
export async function starterFiles(ci: CiKind, version: string): Promise<readonly StarterFile[]> {
  return [
    { path: 'inventory.yaml', text: STARTER_INVENTORY },
    { path: 'virtready.config.yaml', text: STARTER_CONFIG },
    { path: '.virtready/inventory.schema.json', text: await schemaText('inventory') },
    { path: '.virtready/config.schema.json', text: await schemaText('config') },
    ...ciFiles(ci, version),
  ];
}

function ciFiles(ci: CiKind, version: string): StarterFile[] {
  switch (ci) {
    case 'github':
      return [{ path: '.github/workflows/virtready.yml', text: githubWorkflow(version) }];
    case 'gitlab':
      return [{ path: '.gitlab/virtready.yml', text: gitlabJob(version) }];
    case 'none':
      return [];
  }
}
