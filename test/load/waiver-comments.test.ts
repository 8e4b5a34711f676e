import { describe, expect, it } from 'vitest';
import { load, placeOf, refusals } from './loading.ts';

const TERMS = 'until=2027-03-31 owner=cio reason="Next year"';

/** `RULE subject line:column` of every waiver in one file. */
async function waivers(text: string): Promise<string[]> {
  const loaded = await load(text);
  return loaded.waivers.map(
    ({ rule, subject, location }) => `${rule} ${subject} ${location.line}:${location.column}`,
  );
}

function problems(text: string): Promise<string[]> {
  return refusals(() => load(text));
}

describe('a waiver in a comment', () => {
  it('says what one in the configuration says', async () => {
    const { waivers } = await load(
      `applications:\n  - id: ehr # virtready-waive CON-001 until=2027-03-31 owner=clinical it reason="a = b, c" ticket=CHG-1\n`,
    );
    expect(waivers).toEqual([
      {
        rule: 'CON-001',
        subject: 'application/ehr',
        until: '2027-03-31',
        owner: 'clinical it',
        reason: 'a = b, c',
        ticket: 'CHG-1',
        location: {
          file: '0.yaml',
          line: 2,
          column: 13,
          excerpt: expect.objectContaining({ column: 13 }),
        },
      },
    ]);
  });

  it('is about the subject that it stands in: beside a value, or above a line', async () => {
    const text = `# estate
operations: # virtready-waive A-001 ${TERMS}
  # virtready-waive A-002 ${TERMS}
  monitoring: []
servers:
  # virtready-waive A-003 ${TERMS}

  # another comment
  - id: esx-1
    role: host
    cpu:
      # virtready-waive A-004 ${TERMS}
      sockets: 2 # virtready-waive A-005 ${TERMS}
  - # virtready-waive A-006 ${TERMS}
    id: box
    role: standalone
applications:
  - id: ehr
    instances:
      # virtready-waive A-007 ${TERMS}
      - id: ehr-1
        role: db
        # virtready-waive A-008 ${TERMS}
        memoryGiB: 4
      - { id: ehr-2, role: db } # virtready-waive A-009 ${TERMS}
    # virtready-waive A-010 ${TERMS}
    tier: 1
`;
    expect((await waivers(text)).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'A-001 estate',
      'A-002 estate',
      'A-003 host/esx-1',
      'A-004 host/esx-1',
      'A-005 host/esx-1',
      'A-006 server/box',
      'A-007 instance/ehr-1',
      'A-008 instance/ehr-1',
      'A-009 instance/ehr-2',
      'A-010 application/ehr',
    ]);
  });

  it('stands in any document, overlays included, whatever the bytes before it', async () => {
    const { waivers } = await load(
      `\uFEFFapplications:\r\n  - id: ehr # größer 🩺\r\n    # virtready-waive A-001 ${TERMS}\r\n    tier: 1\r\n`,
      `overlay: true\napplications:\n  - id: ehr\n    name: Akte # virtready-waive A-002 ${TERMS}\n---\noverlay: true\napplications:\n  # virtready-waive A-003 ${TERMS}\n  - { id: ehr, owner: x }\n`,
    );
    expect(
      waivers.map(({ rule, subject, location }) => [
        rule,
        subject,
        location.file,
        location.line,
        location.column,
      ]),
    ).toEqual([
      ['A-001', 'application/ehr', '0.yaml', 3, 5],
      ['A-002', 'application/ehr', '1.yaml', 4, 16],
      ['A-003', 'application/ehr', '1.yaml', 8, 3],
    ]);
  });

  it('is about what stands beside it in its own file, in whatever order', async () => {
    const site = 'sites: [{ id: north, name: North campus, role: secondary }]\n';
    const { waivers } = await load(
      site,
      `applications:\n  - id: ehr                            # virtready-waive A-001 ${TERMS}\n`,
      `applications:\n  - id: lis # virtready-waive A-002 ${TERMS}\nsites:\n  - id: south # virtready-waive A-003 ${TERMS}\nassessment: # virtready-waive A-004 ${TERMS}\n  name: Mercy\n`,
    );
    expect(waivers.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
      'A-001 application/ehr',
      'A-002 application/lis',
      'A-003 site/south',
      'A-004 estate',
    ]);
  });

  it.each([
    ['in the first line', `\ufeff# virtready-waive A-001 ${TERMS}\noperations: {}\n`, 'estate 1:1'],
    [
      'above the last line, which has no end',
      `operations:\n  # virtready-waive A-001 ${TERMS}\n  monitoring: []`,
      'estate 2:3',
    ],
    [
      'above an id with dashes',
      `applications:\n  # virtready-waive A-001 ${TERMS}\n  - id: a---\n`,
      'application/a--- 2:3',
    ],
    [
      'beside an instance whose role is host',
      `instances:\n  - { id: vm, role: host } # virtready-waive A-001 ${TERMS}\n`,
      'instance/vm 2:28',
    ],
    ['without a space', `sites:\n  - id: a #virtready-waive A-001 ${TERMS}\n`, 'site/a 2:11'],
    [
      'with more signs and spaces',
      `sites:\n  - id: a ##  virtready-waive   A-001   ${TERMS.replaceAll(' ', '  ').replace('Next  year', 'Next year')}\n`,
      'site/a 2:11',
    ],
  ])('may stand %s', async (_where, text, found) => {
    expect(await waivers(text)).toEqual([`A-001 ${found}`]);
  });

  it('may leave its ticket out, or empty', async () => {
    for (const ticket of ['', ' ticket=', ' ticket=""']) {
      const { waivers } = await load(
        `sites:\n  - id: a # virtready-waive A-001 ${TERMS}${ticket}\n`,
      );
      expect(waivers).toStrictEqual([
        {
          rule: 'A-001',
          subject: 'site/a',
          until: '2027-03-31',
          owner: 'cio',
          reason: 'Next year',
          location: expect.objectContaining({ file: '0.yaml', line: 2, column: 11 }),
        },
      ]);
    }
  });

  it('is read in files of up to 16 MB', async () => {
    const waiver = `operations: # virtready-waive A-001 ${TERMS}\n  monitoring: []\n#`;
    const filled = (bytes: number) => waiver + ' '.repeat(bytes - waiver.length);
    expect(await waivers(filled(16_000_000))).toEqual(['A-001 estate 1:13']);
    expect(await problems(filled(16_000_001))).toEqual([
      '1:15 [too-large] 0.yaml: waivers in comments are read in files of up to 16 MB, this one has 17 MB | Write them in the configuration or in a file of waivers.',
    ]);
  });

  it('waives nothing within a text, and that is told', async () => {
    const { waivers, notices } = await load(
      `applications:\n  - id: ehr\n    name: "# virtready-waive A-001 ${TERMS.replaceAll('"', '')}"\n    x-note: |\n      # virtready-waive A-002 ${TERMS}\n`,
    );
    expect(waivers).toEqual([]);
    const told = {
      code: 'waiver-in-text',
      message: 'virtready-waive stands in a text here, so it waives nothing',
      hint: 'YAML has no comments within texts; write it above the key.',
    };
    expect(notices.map(({ location, ...rest }) => [rest, placeOf(location)])).toEqual([
      [told, '0.yaml:3:14'],
      [told, '0.yaml:5:9'],
    ]);
  });

  const beside = (comment: string) => `applications:\n  - id: ehr # ${comment}\n`;

  it.each([
    ['virtready-waive', 'this waiver names no rule'],
    ['virtready-waive until=2027-03-31', 'this waiver names no rule'],
    ['virtready-waive A-001', 'this waiver says no until, no owner, no reason'],
    ['virtready-waive A-001 until=2027-03-31 owner= reason=x', 'this waiver says no owner'],
    ['virtready-waive A-001 until=2027-02-30 owner=o reason=r', 'ends on "2027-02-30"'],
    ['virtready-waive A-001 untill=2027-02-30 owner=o reason=r', 'Did you mean "until"?'],
    [
      'virtready-waive A-001 by=me until=2027-01-01 owner=o reason=r',
      'Allowed: until, owner, reason, ticket',
    ],
    ['virtready-waive A-001 owner=a owner=b until=2027-01-01 reason=r', 'says owner twice'],
    [`virtready-waive A-001 A-002 ${TERMS}`, 'has "A-002", which is no name=value'],
    [`virtready-waive A-001 ${TERMS} for now`, 'has "for now", which is no name=value'],
    [
      'virtready-waive A-001 untill=2027-02-30 owner=o reason=r',
      'this waiver has an unknown word "untill" | Did you mean "until"?',
    ],
    [
      'virtready-waive',
      'names no rule | For example # virtready-waive CON-001 until=2027-03-31 owner=clinical-it reason="The second site opens in March"',
    ],
  ])('%s is refused with its place', async (comment, message) => {
    const [problem, ...others] = await problems(beside(comment));
    expect(problem).toContain(message);
    expect(problem).toMatch(/^2:13 \[wrong-waiver\] /);
    expect(others).toEqual([]);
  });

  it.each([
    ['beside a list', `applications: # virtready-waive A-001 ${TERMS}\n  - id: ehr\n`, '1:15'],
    [
      'above a list',
      `sites: []\n# virtready-waive A-001 ${TERMS}\napplications:\n  - id: ehr\n`,
      '2:1',
    ],
    ['at the end', `applications:\n  - id: ehr\n# virtready-waive A-001 ${TERMS}\n`, '3:1'],
    [
      'at the end of a document',
      `sites: [{ id: a }]\n# virtready-waive A-001 ${TERMS}\n---\nsites: [{ id: b }]\n`,
      '2:1',
    ],
    ['in an empty file', `# virtready-waive A-001 ${TERMS}\n`, '1:1'],
    [
      'at the end of a document that another one follows',
      `sites: [{ id: a }]\n# virtready-waive A-001 ${TERMS}\n--- # next\nsites: [{ id: b }]\n`,
      '2:1',
    ],
    ['before every key', `{ # virtready-waive A-001 ${TERMS}\n  sites: [] }\n`, '1:3'],
    ['above what is no key', `# virtready-waive A-001 ${TERMS}\n{\n  sites: [] }\n`, '1:1'],
  ])('%s stands beside no subject', async (_where, text, place) => {
    expect(await problems(text)).toEqual([
      `${place} [wrong-waiver] this waiver stands beside no subject | Write it in the line of the subject, or in the line above it.`,
    ]);
  });

  it('is read as fast as it is long', async () => {
    // A pattern that goes back at each space would take hours for it.
    const reason = `a${' '.repeat(2_000_000)}b`;
    const { waivers } = await load(
      beside(`virtready-waive A-001 until=2027-03-31 owner=cio reason=${reason}`),
    );
    expect(waivers.map((waiver) => waiver.reason === reason)).toEqual([true]);
  });

  it('is not for an id that would be read as a pattern', async () => {
    const text = `applications:\n  - id: "*" # virtready-waive A-001 ${TERMS}\n`;
    expect(await problems(text)).toEqual([
      '2:13 [wrong-waiver] application/*: an id with * or ? would be read as a pattern | Write this waiver in the configuration.',
    ]);
  });
});
