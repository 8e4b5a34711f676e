import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const PROGRAM = `virtready() { "${process.execPath}" "${resolve('bin/virtready.js')}" "$@"; }`;

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of bash in a folder, in which `virtready` is the built program. */
export function shell(
  cwd: string,
  script: string,
  env: Readonly<Record<string, string>> = {},
): Ended {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-o', 'pipefail', '-c', `${PROGRAM}\n${script}`],
    {
      cwd,
      encoding: 'utf8',
      // A report may have more than the megabyte that Node keeps by itself.
      maxBuffer: 2 ** 28,
      env: { ...process.env, FORCE_COLOR: undefined, LANG: 'C.UTF-8', ...env },
    },
  );
  return { status, stdout, stderr };
}
