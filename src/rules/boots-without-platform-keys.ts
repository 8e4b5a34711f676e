import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'POR-005',
  name: 'boots-without-platform-keys',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'medium',
  title: 'How it boots is known, and needs no key that its platform keeps',
  source: [
    TEXTS.forkliftMachine,
    TEXTS.azureAgentless,
    projectDefault(
      'Encryption by the platform fails, because no copy of the files starts without its keys; secure boot is told and passes, because a target can be given it.',
    ),
  ],
  why: 'A machine whose files or secrets are sealed with keys of its platform starts nowhere else, after a disaster no less than after a move.',
  condition: {
    fail: 'The platform encrypts its files.',
    warn: 'It has a virtual TPM, whose secrets stay behind.',
    unknown: 'Its firmware, secure boot, TPM or encryption is not recorded.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy:
    'Write down its firmware and secure boot, keep the recovery keys of its guest, and decrypt it before it moves.',
  reads: {
    firmware: 'firmware',
    secureBoot: 'secureBoot',
    tpm: 'tpm',
    encrypted: 'encrypted',
  },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ firmware, secureBoot, tpm, encrypted }) {
    return worstOf([
      ifRecorded(encrypted, 'encrypted', judgeEncryption),
      ifRecorded(tpm, 'tpm', judgeTpm),
      ifRecorded(firmware, 'firmware', (kind) => pass(`boots by ${kind}`, { at: 'firmware' })),
      ifRecorded(secureBoot, 'secureBoot', (on) =>
        pass(on ? 'with secure boot, which its target must offer' : 'without secure boot'),
      ),
    ]);
  },
});

function judgeEncryption(isEncrypted: boolean): Outcome {
  return isEncrypted
    ? fail(
        'the platform encrypts its files',
        'Keep the keys where a disaster does not reach them, and decrypt the machine before it moves.',
        { at: 'encrypted' },
      )
    : pass('its files are not encrypted');
}

function judgeTpm(isThere: boolean): Outcome {
  return isThere
    ? warn(
        'it has a virtual TPM, whose secrets stay behind',
        'Keep the recovery keys of what the guest seals with it (BitLocker), and unseal it before it moves.',
        { at: 'tpm' },
      )
    : pass('no TPM');
}
