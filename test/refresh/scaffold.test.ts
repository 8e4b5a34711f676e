import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { WantedSubject } from '../../src/domain/scaffold.ts';
import { scaffold } from '../../src/refresh/scaffold.ts';
import { run } from '../support/fake-host.ts';

const fact = (path: string, points = 1) => ({
  path: path.split('.'),
  points,
  rules: ['AVL-004'],
  about: 'min',
});

const wanted = (kind: WantedSubject['kind'], id: string, ...paths: readonly string[]) => ({
  kind,
  id,
  points: paths.length,
  facts: paths.map((path) => fact(path)),
});

const HEAD = [
  '# Facts that nobody has recorded, those that release most points first (virtready scaffold).',
  '# Take the "# " before a key away and write its value; what stays a comment says nothing.',
  'overlay: true',
];
const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;

describe('a scaffold', () => {
  it('holds an entry for each subject and a comment for each fact, groups together', () => {
    expect(
      scaffold(
        [
          wanted('instance', 'db: 1', 'owner'),
          wanted(
            'application',
            'ehr',
            'availability.rtoMinutes',
            'owner',
            'availability.rpoMinutes',
          ),
        ],
        undefined,
      ),
    ).toBe(
      text(
        ...HEAD,
        'applications:',
        '  - id: ehr',
        '    # availability:',
        '      # rtoMinutes:  # min; 1 point, AVL-004',
        '      # rpoMinutes:  # min; 1 point, AVL-004',
        '    # owner:  # min; 1 point, AVL-004',
        'instances:',
        '  - id: "db: 1"',
        '    # owner:  # min; 1 point, AVL-004',
      ),
    );
  });

  it('adds what is new, under keys that are live by now, and leaves every line as it is', () => {
    const before = text(
      'overlay: true',
      'applications:',
      '  # The heart of the house',
      '  - id: ehr # ours',
      '    availability:',
      '        rtoMinutes: 30',
      '',
      '    # owner:  # min; 1 point, AVL-004',
      '  # To be retired',
      '  - id: fax',
      'x-note: ours',
    );
    const more = [
      wanted('application', 'ehr', 'availability.rpoMinutes', 'owner', 'vendor'),
      wanted('application', 'lis', 'owner'),
      wanted('instance', 'web-1', 'owner'),
    ];
    expect(scaffold(more, before)).toBe(
      text(
        'overlay: true',
        'applications:',
        '  # The heart of the house',
        '  - id: ehr # ours',
        '    availability:',
        '        rtoMinutes: 30',
        '        # rpoMinutes:  # min; 1 point, AVL-004',
        '',
        '    # owner:  # min; 1 point, AVL-004',
        '    # vendor:  # min; 1 point, AVL-004',
        '  # To be retired',
        '  - id: fax',
        '  - id: lis',
        '    # owner:  # min; 1 point, AVL-004',
        'x-note: ours',
        'instances:',
        '  - id: web-1',
        '    # owner:  # min; 1 point, AVL-004',
      ),
    );
  });

  it('opens a document of its own where a section is written in flow style', () => {
    const before = text('overlay: true', 'instances: [{ id: a }]');
    expect(
      scaffold([wanted('instance', 'b', 'owner'), wanted('server', 's', 'site')], before),
    ).toBe(
      text(
        'overlay: true',
        'instances: [{ id: a }]',
        '---',
        'overlay: true',
        'instances:',
        '  - id: b',
        '    # owner:  # min; 1 point, AVL-004',
        'servers:',
        '  - id: s',
        '    # site:  # min; 1 point, AVL-004',
      ),
    );
  });

  it('keeps the line ends of the file', () => {
    const before = 'overlay: true\r\ninstances:\r\n  - id: a\r\n';
    expect(scaffold([wanted('instance', 'a', 'owner')], before)).toBe(
      `${before}    # owner:  # min; 1 point, AVL-004\r\n`,
    );
  });
});

describe('whatever people wrote', () => {
  const PATHS = [
    'owner',
    'vcpu',
    'availability.rtoMinutes',
    'availability.rpoMinutes',
    'backup.copies',
  ];
  const subject = fc
    .tuple(
      fc.constantFrom<WantedSubject['kind']>('application', 'instance', 'server'),
      fc.constantFrom('a', 'b', 'c', 'd e', 'true', '1'),
      fc.subarray(PATHS, { minLength: 1 }),
    )
    .map(([kind, id, paths]) => wanted(kind, `${kind}-${id}`, ...paths));
  const subjects = fc.uniqueArray(subject, { selector: ({ id }) => id });
  const edits = fc.array(
    fc.record({
      line: fc.nat(60),
      how: fc.constantFrom('comment', 'blank', 'uncomment', 'remark', 'drop'),
    }),
    { maxLength: 8 },
  );

  it('every line stays, in order; the text is YAML; a second run adds nothing', () => {
    fc.assert(
      fc.property(subjects, subjects, edits, (first, second, wishes) => {
        const before = edited(scaffold(first, undefined), wishes);
        fc.pre(parseAllDocuments(before).every(({ errors }) => errors.length === 0));
        const after = scaffold(second, before);
        expect(isWithin(before.split('\n'), after.split('\n'))).toBe(true);
        for (const document of parseAllDocuments(after)) expect(document.errors).toEqual([]);
        expect(scaffold(second, after)).toBe(after);
        for (const { id, facts } of second) {
          expect(after).toContain(`id: ${/ /.test(id) ? id : id}`);
          for (const { path } of facts) expect(after).toMatch(new RegExp(`\\b${path.at(-1)}:`));
        }
      }),
      { numRuns: 500 },
    );
  });

  function edited(
    lines: string,
    wishes: readonly { readonly line: number; readonly how: string }[],
  ) {
    const all = lines.split('\n');
    for (const { line, how } of wishes) {
      const at = 2 + (line % Math.max(1, all.length - 2));
      const found = all[at] ?? '';
      if (how === 'comment') all.splice(at, 0, `${/^ */.exec(found)?.[0]}# said: by hand`);
      else if (how === 'blank') all.splice(at, 0, '');
      else if (how === 'remark' && /\bid: /.test(found)) all[at] = `${found} # ours`;
      else if (how === 'uncomment') all[at] = found.replace('# ', '');
      else if (how === 'drop' && /^ *# /.test(found)) all.splice(at, 1);
    }
    return all.join('\n');
  }

  /** Whether the lines stand among the others, in their order. */
  function isWithin(lines: readonly string[], others: readonly string[]): boolean {
    let at = 0;
    for (const line of others) if (at < lines.length && line === lines[at]) at++;
    return at === lines.length;
  }
});

describe('virtready scaffold', () => {
  const HOSPITAL = 'fixtures/inventories/hospital.yaml';

  it('names facts that the schema knows: with each taken out of its comment, the estate is valid', async () => {
    const { stdout, stderr, exitCode } = await run(['scaffold', HOSPITAL]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^\d+ facts of \d+ subjects not recorded\n$/);
    const live = stdout
      .split('\n')
      .slice(2)
      .join('\n')
      .replace(/# (?=[A-Za-z]\w*:)/g, '');
    const { exitCode: valid, stderr: problems } = await run(['validate', HOSPITAL, 'live.yaml'], {
      files: { 'live.yaml': live },
    });
    expect(problems).toBe('');
    expect(valid).toBe(0);
  });

  it('adds nothing to what it wrote, and refuses what is no overlay', async () => {
    const first = await run(['scaffold', HOSPITAL, '-o', 'to-record.yaml']);
    const text = first.written['to-record.yaml'] ?? '';
    const second = await run(['scaffold', HOSPITAL, '-o', 'to-record.yaml'], {
      files: { 'to-record.yaml': text },
    });
    expect(second.written).toEqual({});
    expect(second.stderr).toMatch(/; to-record\.yaml mentions all of them\n$/);

    const base = readFileSync(HOSPITAL, 'utf8');
    const refused = await run(['scaffold', HOSPITAL, '-o', 'base.yaml'], {
      files: { 'base.yaml': base },
    });
    expect({ code: refused.exitCode, written: refused.written }).toEqual({ code: 2, written: {} });
    expect(refused.stderr).toBe(
      '✖ base.yaml is there, and does not begin with overlay: true\n  Name another file: a scaffold is an overlay.\n',
    );
  });
});
