import process from 'node:process';
import fc from 'fast-check';

/**
 * Properties try the same cases each time, so that a run says the same of the same code. Others are tried
 * with `VIRTREADY_SEED=$RANDOM npx vitest run <file>`; a counterexample is shrunk for a while only.
 */
fc.configureGlobal({
  seed: Number(process.env['VIRTREADY_SEED'] ?? 20261122),
  interruptAfterTimeLimit: 240_000,
});
