import { describe, expect, it } from 'vitest';
import { entryLocation, loadBaseline } from '../../src/load/load-baseline.ts';
import { loadCases, loadConfig, loadWaivers } from '../../src/load/load-config.ts';
import { placeOf, refusals } from './loading.ts';

const file = (text: string) => ({ file: 'c.yaml', bytes: Buffer.from(text) });

describe('a document that is no inventory is taken', () => {
  it('as a configuration, without the keys that have no value', async () => {
    const { value, locate } = await loadConfig(
      file(
        'profile: null\noff: [A-001]\ngate: { minScore: null, failOn: high }\nwaivers:\n  - { rule: A-001, subject: "*", reason: r, owner: o, until: 2027-01-01, ticket: null }\n',
      ),
    );
    expect(value).toStrictEqual({
      off: ['A-001'],
      gate: { failOn: 'high' },
      waivers: [{ rule: 'A-001', subject: '*', reason: 'r', owner: 'o', until: '2027-01-01' }],
    });
    expect(placeOf(locate(['waivers', 0, 'owner']))).toBe('c.yaml:5:45');
    expect(placeOf(locate(['baseline']))).toBe('c.yaml:1:1');
  });

  it('as files of waivers and of cases', async () => {
    const waivers = await loadWaivers(
      file(
        '- { rule: A-001, subject: "*", reason: r, owner: o, until: 2027-01-01, ticket: null }\n',
      ),
    );
    expect(waivers.value).toStrictEqual([
      { rule: 'A-001', subject: '*', reason: 'r', owner: 'o', until: '2027-01-01' },
    ]);
    expect(placeOf(waivers.locate([0, 'until']))).toBe('c.yaml:1:53');
    const cases = await loadCases(
      file(
        '- { name: a, inventory: {}, expect: { outcome: fail } }\n- { name: b, inventory: { sites: [{ id: n, name: null }] }, expect: { outcome: pass } }\n',
      ),
    );
    expect(cases.map(({ one, location }) => [one, placeOf(location)])).toStrictEqual([
      [{ name: 'a', inventory: {}, expect: { outcome: 'fail' } }, 'c.yaml:1:3'],
      [
        { name: 'b', inventory: { sites: [{ id: 'n' }] }, expect: { outcome: 'pass' } },
        'c.yaml:2:3',
      ],
    ]);
  });

  it('with nothing in it', async () => {
    for (const text of ['', '# nothing\n', 'null\n']) {
      const { value, locate } = await loadConfig(file(text));
      expect([value, placeOf(locate(['profile']))]).toStrictEqual([{}, 'c.yaml:1:1']);
      expect((await loadWaivers(file(text))).value).toStrictEqual([]);
      expect(await loadCases(file(text))).toStrictEqual([]);
    }
  });

  it('as a baseline, be it JSON or YAML', async () => {
    const entry = {
      rule: 'CON-001',
      subject: { kind: 'application', id: 'ehr' },
      outcome: 'fail',
      severity: 'high',
      fingerprint: 'a'.repeat(64),
    };
    const json = JSON.stringify({ schemaVersion: 1, findings: [entry] }, null, 2);
    expect(await loadBaseline(file(json))).toEqual([entry]);
    expect(await loadBaseline(file(`# ours\n${json}`))).toEqual([entry]);
    expect(placeOf(await entryLocation(file(json), 0))).toBe('c.yaml:12:7');
  });
});

describe('a document that is no inventory is refused', () => {
  it.each([
    [
      'profile: clinic',
      '1:1 [wrong-value] configuration, profile must be healthcare or general, found "clinic"',
    ],
    [
      'severities: { CON-001: hihg }',
      '1:15 [wrong-value] configuration, severities.CON-001 must be blocker, high, medium, low or info, found "hihg" | Did you mean "high"?',
    ],
    [
      'severities: { "a/b~c": hihg }',
      '1:15 [wrong-value] configuration, severities.a/b~c must be blocker, high, medium, low or info, found "hihg" | Did you mean "high"?',
    ],
    [
      'gate: { nothing-like-it: 1 }',
      '1:9 [unknown-key] configuration, gate: unknown key "nothing-like-it" | Allowed: failOn, noNew, minScore, minCoverage, requireVerdict, noExpiredWaivers.',
    ],
    [
      'rules: [{ id: own, title: t, subject: server, severity: low, assert: "true", message: m, remedy: r }]',
      '1:11 [wrong-value] configuration, rules[0].id must be text of the form ^[A-Z][A-Z0-9]*-[0-9]{3}$, found "own" | For example id: ORG-001',
    ],
    [
      'gate: { requireVerdict: soon }',
      '1:9 [wrong-value] configuration, gate.requireVerdict must be not-ready, unknown, ready-with-conditions or ready, found "soon" | For example requireVerdict: ready-with-conditions',
    ],
    ['- a', '1:1 [wrong-type] a file of configuration is a mapping'],
    ['text', '1:1 [wrong-type] a file of configuration is a mapping'],
    [
      'off: []\n---\noff: []',
      '3:1 [too-many-documents] a file of configuration is one document, found a second one',
    ],
  ])('as a configuration: %j', async (text, problem) => {
    expect(await refusals(() => loadConfig(file(text)))).toEqual([problem]);
  });

  it('as a file of waivers', async () => {
    expect(await refusals(() => loadWaivers(file('{}')))).toEqual([
      '1:1 [wrong-type] a file of waivers is a list',
    ]);
    const text = '- { rule: A-001, subject: Ehr, reason: r, owner: o, until: 2027-13-01 }\n';
    expect(await refusals(() => loadWaivers(file(text)))).toEqual([
      '1:18 [wrong-value] waivers, [0].subject must be estate, kind/id or *, found "Ehr" | For example subject: application/billing',
      '1:53 [wrong-value] waivers, [0].until must be a day that exists, written YYYY-MM-DD, found "2027-13-01" | For example until: 2027-03-31',
    ]);
  });

  it('as a baseline', async () => {
    const text = '{"schemaVersion": 2, "findings": [{"fingerprint": "f"}]}';
    expect(await refusals(() => loadBaseline(file(text)))).toEqual([
      '1:2 [wrong-value] baseline, schemaVersion must be 1, found 2',
      '1:35 [missing-key] baseline, findings[0]: rule is missing | For example rule: CON-001',
      '1:35 [missing-key] baseline, findings[0]: subject is missing',
      '1:35 [missing-key] baseline, findings[0]: outcome is missing | For example outcome: fail',
      '1:35 [missing-key] baseline, findings[0]: severity is missing | For example severity: high',
      '1:36 [wrong-value] baseline, findings[0].fingerprint must be 64 hexadecimal digits, found "f"',
    ]);
  });
});
