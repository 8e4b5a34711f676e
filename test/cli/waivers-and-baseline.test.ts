import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type JsonReport, type Ran, run } from '../support/fake-host.ts';

const FILE = 'virtready.config.yaml';
const ONE = 'applications:\n  - { id: ehr, tier: 2, patientCare: true, function: ehr }\n';
const WAIVER = {
  rule: 'AVL-002',
  subject: 'application/ehr',
  reason: 'The board has decided so.',
  owner: 'cio',
  until: '2027-03-31',
};

interface World {
  readonly config?: unknown;
  readonly estate?: string;
  readonly files?: Readonly<Record<string, string>>;
}

function assess({ config = {}, estate = ONE, files = {} }: World, ...args: string[]): Promise<Ran> {
  return run(['assess', 'estate.yaml', '--as-of', '2026-11-22', '--only', 'AVL-002', ...args], {
    files: { 'estate.yaml': estate, [FILE]: stringify(config), ...files },
  });
}

/** A text without the line breaks of wrapping. */
function flat(text: string): string {
  return text.replace(/\n +/g, ' ');
}

async function report(world: World, ...args: string[]): Promise<JsonReport> {
  const { stdout, stderr } = await assess(world, '-o', 'json', ...args);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('a waiver', () => {
  it('is shown where its finding is explained', async () => {
    const config = { waivers: [WAIVER] };
    const { findings } = await report({ config });
    const waived = findings.find(({ outcome }) => outcome === 'waived')?.fingerprint ?? '';
    const { stdout } = await run(['explain', waived, 'estate.yaml', '--as-of', '2026-11-22'], {
      files: { 'estate.yaml': ONE, 'virtready.config.yaml': JSON.stringify(config) },
    });
    expect(stdout).toContain('  borne until 2027-03-31 by cio: The board has decided so.\n');
  });

  it('lets the gate pass, and is shown with both scores', async () => {
    const bare = await assess({}, '--fail-on', 'medium');
    expect(bare.exitCode).toBe(1);
    const { exitCode, stdout } = await assess(
      { config: { waivers: [WAIVER] } },
      '--fail-on',
      'medium',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('without waivers 0, READY WITH CONDITIONS');
    expect(stdout).toContain('◇ application/ehr: supports patient care');
    expect(stdout).toContain('borne until 2027-03-31 by cio: The board has decided so.');
    expect(stdout).toContain('AVL-002 application/ehr: 1 finding waived until 2027-03-31');
  });

  it('stands in the finding and in the list of waivers', async () => {
    const config = { waivers: [{ ...WAIVER, ticket: 'CHG-1' }] };
    const { findings, waivers, withoutWaivers, score, verdict, counts } = await report({ config });
    const [finding] = findings;
    expect(finding).toMatchObject({
      outcome: 'waived',
      pointsLost: 0,
      remedy: expect.any(String),
      waiver: {
        state: 'active',
        outcome: 'fail',
        owner: 'cio',
        ticket: 'CHG-1',
        until: '2027-03-31',
      },
    });
    expect(waivers).toEqual([
      {
        ...WAIVER,
        ticket: 'CHG-1',
        location: expect.objectContaining({ file: FILE, line: 2 }),
        state: 'active',
        daysLeft: 129,
        findings: [finding?.fingerprint],
      },
    ]);
    expect([verdict, score.guaranteed, counts.outcomes.waived]).toEqual(['unknown', null, 1]);
    expect(withoutWaivers).toEqual({
      verdict: 'ready-with-conditions',
      score: { guaranteed: 0, possible: 0, coverage: 100 },
    });
  });

  it('expires on the day after its last: the finding counts again, and the gate may ask', async () => {
    const config = { waivers: [WAIVER], gate: { noExpiredWaivers: true, failOn: 'none' } };
    const last = await report({ config }, '--as-of', '2027-03-31');
    expect([last.findings[0]?.outcome, last.waivers[0]?.state, last.gate.passed]).toEqual([
      'waived',
      'expiring',
      true,
    ]);
    const after = await report({ config }, '--as-of', '2027-04-01');
    expect(after.findings[0]).toMatchObject({ outcome: 'fail', waiver: { state: 'expired' } });
    expect(after.waivers[0]).toMatchObject({ state: 'expired', daysLeft: -1 });
    expect(after.withoutWaivers).toBeNull();
    expect(after.gate.assertions.map(({ message }) => message)).toEqual([
      'expired waivers: AVL-002 of application/ehr, allowed none',
    ]);
    const { stdout } = await assess({ config }, '--as-of', '2027-04-01');
    expect(stdout).toContain('borne no longer: expired on 2027-03-31');
    expect(flat(stdout)).toContain('expired on 2027-03-31, 1 day ago; 1 finding of it count again');
  });

  it('for nothing is told, but not where the run could not see it', async () => {
    const config = { waivers: [{ ...WAIVER, subject: 'application/x*' }] };
    expect((await report({ config })).waivers[0]?.state).toBe('unused');
    expect(flat((await assess({ config })).stdout)).toContain('no finding fits it, so take it out');
    const narrowed = await report({ config }, '--application', 'ehr');
    expect(narrowed.waivers[0]?.state).toBe('active');
  });

  it('stands in a file of its own, or beside the YAML', async () => {
    const files = { 'policy/waivers.yaml': stringify([WAIVER]) };
    const ofFile = await report({ config: { waiverFiles: ['policy/waivers.yaml'] }, files });
    expect(ofFile.waivers[0]?.location).toMatchObject({ file: 'policy/waivers.yaml', line: 1 });
    expect(ofFile.config.map(({ file }) => file)).toEqual([FILE, 'policy/waivers.yaml']);
    const estate = ONE.replace(
      '\n  -',
      '\n  # virtready-waive AVL-002 until=2027-03-31 owner=cio reason=why not\n  -',
    );
    const ofComment = await report({ estate });
    expect(ofComment.findings[0]).toMatchObject({
      outcome: 'waived',
      waiver: { reason: 'why not', location: { file: 'estate.yaml', line: 2, column: 3 } },
    });
  });

  it.each([
    [
      'of no rule',
      { waivers: [{ ...WAIVER, rule: 'AVL-02' }] },
      'a waiver for "AVL-02"',
      '"AVL-002"',
    ],
    [
      'of a rule that asks for it',
      { waivers: [{ ...WAIVER, rule: 'AVL-001' }] },
      'AVL-001 cannot be waived',
      'baseline',
    ],
    [
      'of a rule of the team',
      { waivers: [WAIVER], unwaivable: ['AVL-002'] },
      'AVL-002 cannot be waived',
      'this is settled here',
    ],
    [
      'without an owner',
      { waivers: [{ ...WAIVER, owner: null }] },
      'owner is missing',
      'For example owner: clinical-it',
    ],
    [
      'without an end',
      { waivers: [{ ...WAIVER, until: 'soon' }] },
      'until must be a day that exists',
      '',
    ],
    [
      'of a strange subject',
      { waivers: [{ ...WAIVER, subject: 'ehr' }] },
      'subject must be estate, kind/id or *',
      'application/billing',
    ],
    [
      'with an unknown key',
      { waivers: [{ ...WAIVER, untill: 1 }] },
      'unknown key "untill"',
      '"until"',
    ],
  ])('%s is refused', async (_what, config, message, hint) => {
    const { exitCode, stderr, stdout } = await assess({ config });
    expect([exitCode, stdout]).toEqual([2, '']);
    const text = flat(stderr);
    expect(text).toContain(message);
    expect(text).toContain(hint);
    expect(text).toContain(`${FILE}:`);
  });

  it('in a comment of a rule that does not exist is refused at its place', async () => {
    const estate = `${ONE}  # virtready-waive AVL-2 until=2027-03-31 owner=o reason=r\n  - id: lab\n`;
    const { exitCode, stderr } = await assess({ estate });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('estate.yaml:3:3')]);
  });
});

describe('a baseline', () => {
  const TWO = `${ONE}  - { id: pharmacy, tier: 3, patientCare: true, function: pharmacy }\n`;
  const baseline = (action: string, files: Readonly<Record<string, string>>, ...args: string[]) =>
    run(['baseline', action, 'estate.yaml', '--as-of', '2026-11-22', ...args], { files });
  const created = async (estate: string) =>
    (await baseline('create', { 'estate.yaml': estate })).written['virtready.baseline.json'] ?? '';

  it('takes every failure and warning, a line each, and never overwrites', async () => {
    const text = await created(ONE);
    const { schemaVersion, findings } = JSON.parse(text);
    expect(schemaVersion).toBe(1);
    expect(text.split('\n').filter((line) => line.includes('"fingerprint"'))).toHaveLength(
      findings.length,
    );
    expect(findings).toContainEqual({
      rule: 'AVL-002',
      subject: { kind: 'application', id: 'ehr' },
      outcome: 'fail',
      severity: 'high',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const again = await baseline('create', { 'estate.yaml': ONE, 'virtready.baseline.json': text });
    expect([again.exitCode, again.written]).toEqual([2, {}]);
    expect(again.stderr).toContain('virtready baseline update');
  });

  it('lets known findings pass, and new ones not, which are named', async () => {
    const files = { 'virtready.baseline.json': await created(ONE) };
    const config = { baseline: 'virtready.baseline.json', gate: { failOn: 'info', noNew: 'info' } };
    const known = await assess({ config, files });
    expect([known.exitCode, known.stdout]).toEqual([0, expect.stringContaining('0 new or worse')]);
    const { exitCode, stdout } = await assess({ config, files, estate: TWO });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('new failed or warned findings of severity info or graver: 1');
    expect(stdout).toMatch(
      /application\/pharmacy.*\n(.*\n)?.*estate\.yaml:3:\d+ {2}[0-9a-f]{8} {2}new/,
    );
    const { findings } = await report({ config, files, estate: TWO });
    expect(findings.map(({ subject, baseline }) => [subject.id, baseline])).toEqual([
      ['ehr', 'known'],
      ['pharmacy', 'new'],
    ]);
  });

  it('is refused where a fingerprint is not that of its rule and subject', async () => {
    const [known, hidden] = JSON.parse(await created(TWO)).findings;
    const forged = { ...known, fingerprint: hidden.fingerprint };
    const files = {
      'virtready.baseline.json': `{ "schemaVersion": 1, "findings": [\n${JSON.stringify(forged)}]}`,
    };
    const config = { baseline: 'virtready.baseline.json' };
    const { exitCode, stderr } = await assess({ config, files, estate: TWO });
    expect(exitCode).toBe(2);
    expect(flat(stderr)).toContain(
      'this is not the fingerprint of AVL-001 application/ehr virtready.baseline.json:2:',
    );
    expect((await baseline('prune', { ...files, 'estate.yaml': TWO })).exitCode).toBe(2);
  });

  it('that is stale is checked, pruned and updated', async () => {
    const files = { 'estate.yaml': ONE, 'virtready.baseline.json': await created(TWO) };
    const check = await baseline('check', files);
    expect([check.exitCode, check.written]).toEqual([1, {}]);
    expect(check.stdout).toContain('− AVL-002 application/pharmacy fail, high');
    const pruned = await baseline('prune', files);
    expect(pruned.exitCode).toBe(0);
    expect(pruned.written['virtready.baseline.json']).toBe(await created(ONE));
    const updated = await baseline('update', {
      ...files,
      'estate.yaml': TWO.replace('ehr, t', 'e, t'),
    });
    expect(updated.stdout).toContain('+ AVL-002 application/e fail, high');
    expect(updated.stdout).toContain('− AVL-002 application/ehr fail, high');
    const same = await baseline('check', { ...files, 'estate.yaml': TWO });
    expect([same.exitCode, same.stdout]).toEqual([0, expect.stringContaining('0 of them mended')]);
  });

  it('is told where it has entries that are gone, without failing', async () => {
    const files = { 'virtready.baseline.json': await created(TWO) };
    const { exitCode, stdout } = await assess({
      config: { baseline: 'virtready.baseline.json' },
      files,
    });
    expect(exitCode).toBe(0);
    expect(flat(stdout)).toContain('1 of it are mended or gone: AVL-002 application/pharmacy');
  });

  it.each([
    [
      'is not there',
      undefined,
      'the baseline known.json does not exist',
      'virtready.config.yaml:1:1',
    ],
    [
      'is half merged',
      '{\n  "schemaVersion": 1,\n<<<<<<< ours\n',
      'a bracket opens here',
      'known.json:1:1',
    ],
    ['is something else', '{"findings": []}', 'schemaVersion is missing', 'known.json:1:1'],
    [
      'has a wrong entry',
      '{\n"schemaVersion": 1, "findings": [\n{"rule": "A-001"}\n]}',
      'subject is missing',
      'known.json:3:1',
    ],
  ])('that %s is refused', async (_what, text, message, place) => {
    const files = text === undefined ? {} : { 'known.json': text };
    const { exitCode, stderr } = await assess({ config: { baseline: 'known.json' }, files });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain(place);
  });
});
