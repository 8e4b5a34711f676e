import { isKeptPhysical } from '../analysis/migration.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { type GuestSupport, guestSupport, runs64BitOnly } from '../knowledge/guest-support.ts';
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
    notApplicable: 'It stays on its hardware.',
  },
  remedy: REMEDY,
  needs: {
    family: 'guestOs.family',
    product: 'platform>product',
    platformVersion: 'platform>version',
  },
  reads: { version: 'guestOs.version', bits: 'guestOs.bits' },
  notApplicable: ({ subject }) =>
    isKeptPhysical(subject.value) ? 'it stays on its hardware' : undefined,
  check({ family, product, platformVersion, version, bits }) {
    if (family === 'other') {
      return {
        ...notRecorded('guestOs.family'),
        message: 'the guest is none of the known systems',
      };
    }
    const guest = `${family}${version === undefined ? '' : ` ${version}`}`;
    const entry = guestSupport({ product, version: platformVersion }, { family, version });
    if (entry === undefined) {
      if (version === undefined) return notRecorded('guestOs.version');
      return unknown(
        `no entry for ${guest} on ${product} ${platformVersion} in the built-in matrix`,
        ['guestOs.version'],
      );
    }
    const answer = judgeLevel(`${guest} on ${product} ${platformVersion}`, entry);
    return worstOf([answer, judgeWordSize({ family, version }, bits)]);
  },
});

function judgeLevel(pair: string, { level, note, source }: GuestSupport): Outcome {
  const doubt = source.confidence === 'verified' ? '' : ` [${source.confidence}]`;
  const text = `${pair}: ${level}${doubt}${note === undefined ? '' : ` (${note.replace(/\.$/, '')})`}`;
  const details = {
    at: 'guestOs',
    facts: {
      support: { level, confidence: source.confidence, source: source.title, url: source.url },
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
function judgeWordSize(
  guest: Parameters<typeof runs64BitOnly>[0],
  bits: 32 | 64 | undefined,
): Outcome {
  if (bits === 32) {
    return warn('32-bit guest', 'Move it to a 64-bit edition.', { at: 'guestOs.bits' });
  }
  return bits === 64 || runs64BitOnly(guest) === true
    ? pass('64-bit')
    : notRecorded('guestOs.bits');
}
