import type { Estate } from '../analysis/estate.ts';
import { dependencyCircle, type StartUp, startUpOf } from '../analysis/start-up-order.ts';
import type { Application, Platform } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Put one member of a service in the circle outside the platform, for example a directory and DNS server on hardware of its own, or make one dependency soft.';

export default defineRule({
  id: 'CON-006',
  name: 'no-circular-start-up',
  category: 'consolidation',
  subject: ['platform', 'application'],
  severity: 'high',
  effort: 'medium',
  title: 'Nothing waits at its start for what waits for it',
  source: [
    TEXTS.notToVirtualize,
    TEXTS.blackStart,
    projectDefault('A circle of hard dependencies between applications is one as well.'),
  ],
  why: 'After a power loss everything starts at once; a directory that runs only on the platform that needs it never does.',
  condition: {
    fail: 'The management of the platform needs an application that cannot start before it, or that waits in a circle of its own; or the application hard-depends, directly or through others, on itself.',
    warn: 'The management needs applications or runs on its own platform, and there is no break-glass account or no runbook for a start with everything down.',
    unknown:
      'What the management needs, what an application depends on or where it runs is not recorded, and may close a circle; or the break-glass account or the runbook is not.',
  },
  remedy: REMEDY,
  check(_facts, _options, { subject, estate }) {
    return subject.kind === 'platform'
      ? worstOf([judgePlatform(estate, subject.value), ...judgeBlackStart(subject.value)])
      : judgeApplication(estate, subject.value);
  },
});

function judgePlatform(estate: Estate, platform: Platform): Outcome {
  const startUp = startUpOf(estate, platform);
  const at = 'management.needs';
  const failure = judgeCircle(startUp, `${platform.id} cannot start from nothing`, at);
  if (failure !== undefined) return failure;
  const needs = platform.management?.needs ?? [];
  return pass(
    needs.length === 0
      ? 'its management needs no application to start'
      : `all that its management needs can start before it: ${listNames(needs)}`,
    { at },
  );
}

function judgeApplication(estate: Estate, application: Application): Outcome {
  const circle = dependencyCircle(estate, application);
  const failure = judgeCircle(circle, 'it waits for itself', 'dependsOn');
  return failure ?? pass('nothing that it hard-depends on waits for it', { at: 'dependsOn' });
}

function judgeCircle({ circle, missing }: StartUp, text: string, at: string): Outcome | undefined {
  if (circle !== undefined) {
    return fail(`${text}: ${circle.join(' → ')}`, REMEDY, {
      at,
      missing,
      facts: { circle },
    });
  }
  return missing.length > 0 ? notRecorded(...missing) : undefined;
}

const AIDS = {
  breakGlass: {
    lack: 'no local account opens it while the directory is down',
    remedy: 'Create a break-glass account and keep its password in a safe.',
  },
  blackStartRunbook: {
    lack: 'no order is written for a start with everything down',
    remedy: 'Write the black-start order and rehearse it.',
  },
} as const;

/** Where something must be up before the management, people start it without the management. */
function judgeBlackStart({ management = {} }: Platform): readonly Outcome[] {
  const { needs = [], hostedOnSelf } = management;
  if (needs.length === 0 && hostedOnSelf === false) return [];
  if (needs.length === 0 && hostedOnSelf === undefined) {
    return [notRecorded('management.hostedOnSelf')];
  }
  return (['breakGlass', 'blackStartRunbook'] as const).map((name) => {
    const path = `management.${name}`;
    const { lack, remedy } = AIDS[name];
    if (management[name] === undefined) return notRecorded(path);
    return management[name] ? pass('') : warn(lack, remedy, { at: path });
  });
}
