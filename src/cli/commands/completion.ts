import { script } from '@bomb.sh/tab';
import { EXIT, type ExitCode } from '../exit-code.ts';

/** Shells whose completion can be had. */
export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

/** Prints the script that a shell reads; it asks the hidden command `complete`. */
export function completion(shell: Shell): ExitCode {
  script(shell, 'virtready', 'virtready');
  return EXIT.ok;
}
