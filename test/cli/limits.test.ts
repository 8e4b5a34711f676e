import { describe, expect, it } from 'vitest';
import { type FakeWorld, run } from '../support/fake-host.ts';

const ESTATE = 'servers: [{ id: a, role: host }, { id: b, role: host }]\n';

const RULE = `rules:
  - id: ORG-001
    title: All is well
    subject: host
    severity: low
    assert: host.id == host.id && host.id != asOf
    message: "{host.id}"
    remedy: Mend it.
`;

const CASES: readonly (readonly [string, string, string, string])[] = [
  ['--max-file-size', '1', `${ESTATE}# ${'x'.repeat(2 ** 20)}\n`, 'the file has 2 MiB, allowed 1'],
  ['--max-documents', '2', '{}\n---\n{}\n---\n{}\n', 'the file holds 3 documents, allowed 2'],
  ['--max-nodes', '3', ESTATE, 'more than 3 values, those of aliases included'],
  ['--max-nodes', '20', 'a: &a [1,2,3,4]\nb: &b [*a,*a,*a]\nc: [*b,*b]\n', 'more than 20 values'],
  ['--max-depth', '2', ESTATE, 'nested more than 2 deep'],
  ['--max-findings', '5', ESTATE, 'findings, allowed 5'],
  ['--max-rule-time', '3', ESTATE, 'the own rules take longer than 3 s'],
];

/** A clock that moves on by a second whenever somebody looks. */
const world = (text: string): FakeWorld => ({
  files: { 'estate.yaml': text, 'virtready.config.yaml': RULE },
  tick: 1000,
});

describe('an estate beyond a limit', () => {
  it.each(CASES)('is refused with the name of its flag: %s', async (flag, value, text, message) => {
    const words = ['assess', 'estate.yaml', '-o', 'json', flag, value];
    const { exitCode, stdout } = await run(words, world(text));
    const { error } = JSON.parse(stdout);
    expect(exitCode).toBe(2);
    expect(error.problems).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(message),
        hint: expect.stringContaining(flag),
      }),
    ]);
  });

  it.each([
    ['--max-documents', '2', '5:1', '{}\n---\n{}\n---\n{}\n'],
    ['--max-depth', '2', '1:11', ESTATE],
  ])('is refused at the place where %s is passed', async (flag, value, place, text) => {
    const { stdout } = await run(
      ['validate', 'estate.yaml', '-o', 'json', flag, value],
      world(text),
    );
    const [{ location }] = JSON.parse(stdout).error.problems;
    expect(`${location.line}:${location.column}`).toBe(place);
  });

  it('is taken where the limit is raised, as far as it goes', async () => {
    const deep = `x-a: ${'['.repeat(400)}${']'.repeat(400)}\nservers: [{ id: a, role: host }]\n`;
    expect((await run(['validate', 'estate.yaml'], world(deep))).exitCode).toBe(2);
    const raised = ['validate', 'estate.yaml', '--max-depth', '500'];
    expect((await run(raised, world(deep))).exitCode).toBe(0);
    // For the slow reader.
    expect((await run(raised, world(`&a x-b: 1\n${deep}`))).exitCode).toBe(0);
    const { stderr } = await run(['validate', 'estate.yaml', '--max-depth', '501'], world(deep));
    expect(stderr).toContain('It must be a number from 1 to 500.');
  });

  it('has no limit that a configuration could raise', async () => {
    for (const key of ['maxFileSize', 'maxNodes', 'limits', 'maxRuleTime']) {
      const files = { 'estate.yaml': ESTATE, 'virtready.config.yaml': `${key}: 1000000\n` };
      const { exitCode, stderr } = await run(['assess', 'estate.yaml'], { files });
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`unknown key "${key}"`)]);
    }
  });
});

describe('own rules', () => {
  it('are stopped in the middle of a loop within a loop', async () => {
    const machines = Array.from({ length: 400 }, (_, i) => `{ id: m${i}, target: { cluster: c } }`);
    const estate = `clusters: [{ id: c }]\ninstances: [${machines.join(', ')}]\n`;
    const rule = RULE.replace('subject: host', 'subject: cluster')
      .replace(/assert: .*/, 'assert: instances.all(a, instances.all(b, a.id != "x"))')
      .replace('{host.id}', 'x');
    const files = { 'estate.yaml': estate, 'virtready.config.yaml': rule };
    const words = ['assess', 'estate.yaml', '--only', 'ORG-001', '--exit-zero'];
    // One subject and one expression: each turn of the outer loop looks at the list again.
    const slow = await run([...words, '--max-rule-time', '300'], { files, tick: 1000 });
    expect([slow.exitCode, slow.stderr]).toEqual([2, expect.stringContaining('longer than 300 s')]);
    const fast = await run([...words, '--max-rule-time', '500'], { files, tick: 1000 });
    expect([fast.exitCode, fast.stderr]).toEqual([0, '']);
  });
});
