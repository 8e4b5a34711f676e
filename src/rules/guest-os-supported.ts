import { staysOnHardware } from '../analysis/migration.ts';
import { platformsBelow } from '../analysis/platforms-below.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Platform } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import {
  type GuestFamily,
  type GuestSupport,
  guestSupport,
  wordSize,
} from '../knowledge/guest-support.ts';
import { doubtOf, provenanceFacts } from '../knowledge/provenance.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Upgrade the guest, choose a platform that supports it, or keep it physical.';

export default defineRule({
  id: 'DEP-001',
  name: 'guest-os-supported',
  category: 'dependencies',
  subject: 'instance',
  severity: 'blocker',
  effort: 'large',
  title: 'The guest operating system is supported by the target platform',
  source: [
    paper('P16'),
    TEXTS.azureMigrate,
    projectDefault('A 32-bit guest warns. The matrix names the vendor’s text behind each entry.'),
  ],
  why: 'A guest that the platform’s vendor does not support has no drivers tomorrow and no help today.',
  condition: {
    fail: 'The platform’s vendor lists the guest as unsupported or terminated, or it cannot run there at all.',
    warn: 'It is listed as legacy or deprecated, or it is 32-bit.',
    unknown:
      'Guest, platform or version is not recorded, the guest is `other`, its word size is not recorded, or the built-in matrix has no entry.',
    notApplicable:
      'It stays on its hardware: that is decided, or a device of its machine keeps it there.',
  },
  remedy: REMEDY,
  needs: { family: 'guestOs.family' },
  reads: {
    version: 'guestOs.version',
    bits: 'guestOs.bits',
    product: 'platform>product',
    platformVersion: 'platform>version',
  },
  notApplicable: ({ subject, estate }) =>
    staysOnHardware(estate, subject.value) ? 'it stays on its hardware' : undefined,
  check({ family, version, bits }, _options, { subject, estate }) {
    if (family === 'other') {
      return unknown('the guest is other, none of the systems that the built-in matrix knows', [], {
        at: 'guestOs.family',
      });
    }
    const { platforms, missing } = platformsBelow(estate, subject.value);
    return worstOf([
      ...platforms.map((platform) => judgePair(platform, { family, version })),
      ...(missing.length > 0 ? [notRecorded(...missing)] : []),
      judgeWordSize({ family, version }, bits),
    ]);
  },
});

interface Guest {
  readonly family: GuestFamily;
  readonly version: string | undefined;
}

function judgePair({ id, product, version }: Platform, guest: Guest): Outcome {
  const fact = (path: string): FactRef => factRef('platform', id, path);
  if (product === undefined) return notRecorded(fact('product'));
  const name = `${guest.family}${guest.version === undefined ? '' : ` ${guest.version}`}`;
  const entry = guestSupport({ product, version }, guest);
  if (entry !== undefined)
    return judgeLevel(`${name} on ${product} ${version ?? ''}`.trim(), entry);
  if (version === undefined || guest.version === undefined) {
    return notRecorded(
      ...(version === undefined ? [fact('version')] : []),
      ...(guest.version === undefined ? ['guestOs.version'] : []),
    );
  }
  return unknown(`no entry for ${name} on ${product} ${version} in the built-in matrix`, [], {
    at: 'guestOs',
  });
}

function judgeLevel(pair: string, { level, note, source }: GuestSupport): Outcome {
  const text = `${pair}: ${level}${doubtOf(source)}${note === undefined ? '' : ` (${note.replace(/\.$/, '')})`}`;
  const details = {
    at: 'guestOs',
    facts: {
      support: { level, ...provenanceFacts(source) },
    },
  };
  switch (level) {
    case 'supported':
      return pass(text, details);
    case 'unsupported':
      return fail(text, REMEDY, details);
    default:
      return warn(text, REMEDY, details);
  }
}

/** Most of today's systems have no 32-bit edition; of the others the word size must be known. */
function judgeWordSize(guest: Guest, bits: 32 | 64 | undefined): Outcome {
  if (bits === 64) return pass('64-bit');
  const known = wordSize(guest);
  if (known?.only64Bit) return pass(`64-bit${doubtOf(known.source)}`);
  return bits === undefined
    ? notRecorded('guestOs.bits')
    : warn('32-bit guest', 'Move it to a 64-bit edition.', { at: 'guestOs.bits' });
}
