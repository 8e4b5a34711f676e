import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadInventory } from '../../src/load/load-inventory.ts';
import { scaffold } from '../../src/refresh/scaffold.ts';
import { rowsOf, workbookFile } from '../importers/workbook-file.ts';
import { run } from '../support/fake-host.ts';

const WANTED = {
  kind: 'application',
  id: 'ehr',
  points: 1,
  facts: [{ path: ['owner'], points: 1, rules: ['OPS-005'], about: '' }],
} as const;

const TARGET = 'estate/imported/rvtools.yaml';
const PRISTINE = `${TARGET}.pristine`;
const ADOPTED = 'estate/rvtools-adopted.yaml';

type Machine = { readonly VM: string; readonly CPUs: number; readonly Memory: number };
type Files = Readonly<Record<string, string | Uint8Array>>;

const MACHINES: readonly Machine[] = [
  { VM: 'ehr-db-1', CPUs: 4, Memory: 8192 },
  { VM: 'web-1', CPUs: 2, Memory: 4096 },
];

/** A workbook holds the time of its making: one export is made once. */
const made = new Map<string, Files>();

async function exported(machines: readonly Machine[]): Promise<Files> {
  const key = JSON.stringify(machines);
  const { bytes } = await workbookFile({ vInfo: rowsOf(...machines) });
  const files = made.get(key) ?? { 'export.xlsx': bytes };
  made.set(key, files);
  return files;
}

/** An import over what stands there, and the files after it. */
async function refresh(machines: readonly Machine[], files: Files = {}, ...words: string[]) {
  const world = { ...files, ...(await exported(machines)) };
  const ran = await run(['import', 'export.xlsx', '--into', 'estate/imported', '-q', ...words], {
    files: world,
  });
  return { ...ran, files: { ...world, ...ran.written } as Record<string, string> };
}

const inputs = (files: Files) =>
  Object.entries(files)
    .filter(([file]) => file.endsWith('.yaml'))
    .map(([file, text]) => ({ file, bytes: Buffer.from(text) }));

async function instances(files: Files) {
  const { inventory } = await loadInventory(inputs(files));
  return Object.fromEntries(inventory.instances.map((instance) => [instance.id, instance]));
}

describe('an import into a folder', () => {
  it('writes the file and a copy of it, and a second time nothing', async () => {
    const first = await refresh(MACHINES);
    expect(first.stdout).toBe(`✔ ${TARGET}: 2 subjects, written\n`);
    expect(Object.keys(first.written)).toEqual([TARGET, PRISTINE]);
    expect(first.written[TARGET]).toBe(first.written[PRISTINE]);

    const second = await refresh(MACHINES, first.files);
    expect(second.stdout).toBe(`✔ ${TARGET}: the import brings nothing new\n`);
    expect(second.written).toEqual({});
  });

  it('prints what a new export changes, and writes nothing with --dry-run', async () => {
    const { files } = await refresh(MACHINES);
    const changed = [
      { VM: 'ehr-db-1', CPUs: 8, Memory: 8192 },
      { VM: 'web-2', CPUs: 2, Memory: 4096 },
    ];
    const { stdout, written } = await refresh(changed, files, '--dry-run');
    expect(written).toEqual({});
    expect(stdout).toBe(
      [
        `✔ ${TARGET}: 1 new, 1 vanished, 1 changed (1 fact)`,
        '  ~ instance ehr-db-1: vcpu 4 → 8',
        '  - instance web-1',
        '  + instance web-2',
        `  nothing is written, it would be: ${TARGET}, ${PRISTINE}`,
        '',
      ].join('\n'),
    );
  });

  it('does not take line ends that git changed for an edit', async () => {
    const { files } = await refresh(MACHINES);
    const crlf = { ...files, [TARGET]: files[TARGET]?.replaceAll('\n', '\r\n') ?? '' };
    expect((await refresh(MACHINES, crlf)).exitCode).toBe(0);
  });

  it('refuses a file that no import wrote', async () => {
    const { exitCode, stderr, written } = await refresh(MACHINES, { [TARGET]: 'sites: []\n' });
    expect({ exitCode, written }).toEqual({ exitCode: 2, written: {} });
    expect(stderr).toBe(
      `✖ ${TARGET} is there, and no import wrote it\n  Import under another name with --name, or into another folder.\n`,
    );
  });

  it('tells of overlays whose subject has vanished, and whose fact the import now contradicts', async () => {
    const { files } = await refresh(MACHINES);
    const people = [
      'overlay: true',
      'instances:',
      '  - id: ehr-db-1',
      '    vcpu: 6',
      '    memoryGiB: 99',
      '  - id: web-1',
      '    owner: clinical-it',
      '',
    ].join('\n');
    const changed = [
      { VM: 'ehr-db-1', CPUs: 8, Memory: 8192 },
      { VM: 'web-01', CPUs: 2, Memory: 4096 },
    ];
    const { stdout, written } = await refresh(changed, { ...files, 'estate/people.yaml': people });
    // The memory was overruled before and has not changed: no news.
    expect(stdout.split('\n\n').slice(1).join('\n\n')).toBe(
      [
        '▲ instance ehr-db-1: the import now says vcpu 8, an overlay says 6',
        '  estate/people.yaml:4:5',
        '  4 │     vcpu: 6',
        '    │     ^^^^',
        '  the import says so here',
        `  ${TARGET}:10:5`,
        '  10 │     vcpu: 8',
        '     │     ^^^^',
        '  The overlay counts: correct it, or take the fact out of it.',
        '',
        '▲ overlay for instance web-1, which the import does not hold any more',
        '  estate/people.yaml:6:5',
        '  6 │   - id: web-1',
        '    │     ^^',
        '  it stood here',
        `  ${TARGET}:12:5`,
        '  12 │   - id: web-1',
        '     │     ^^',
        '  New in the import is "web-01": if it was renamed, rename it here.',
        '',
      ].join('\n'),
    );
    expect(Object.keys(written)).toEqual([TARGET, PRISTINE]);
  });
});

describe('an edited import', () => {
  const edit = (text = '') =>
    `# ours\n${text
      .replace('    vcpu: 4\n', '    # measured twice\n    vcpu: 6 # was four\n    owner: dba\n')
      .replace(
        '  - id: web-1\n',
        '  # virtready-waive AVL-001 until=2027-01-31 owner=me reason="it goes"\n  - id: web-1 # front\n',
      )
      .replace('    memoryGiB: 4\n', '')}  - id: by-hand\n    # two\n    vcpu: 2\n`;

  it('is refused, and nothing is written', async () => {
    const { files } = await refresh(MACHINES);
    const edited = { ...files, [TARGET]: edit(files[TARGET]) };
    const { exitCode, stderr, written } = await refresh(MACHINES, edited);
    expect({ exitCode, written }).toEqual({ exitCode: 2, written: {} });
    expect(stderr).toBe(
      [
        `✖ ${TARGET} was changed by hand since its import: 2 facts, 1`,
        '  subject, 6 comments, 1 removal',
        '  Add --adopt to move the changes into an overlay, or undo them.',
        '',
      ].join('\n'),
    );
  });

  it('gives its edits to an overlay with --adopt, comments and waivers included', async () => {
    const { files } = await refresh(MACHINES);
    const edited = { ...files, [TARGET]: edit(files[TARGET]) };
    const adopted = await refresh(MACHINES, edited, '--adopt');
    expect(adopted.written[ADOPTED]).toBe(
      [
        '# ours',
        '# Taken out by hand, back with the import: memoryGiB of instance web-1, 4',
        'overlay: true',
        'instances:',
        '  - id: ehr-db-1',
        '    # measured twice',
        '    vcpu: 6 # was four',
        '    owner: dba',
        '  # virtready-waive AVL-001 until=2027-01-31 owner=me reason="it goes"',
        '  - id: web-1 # front',
        '---',
        'instances:',
        '  - id: by-hand',
        '    # two',
        '    vcpu: 2',
        '',
      ].join('\n'),
    );
    expect(adopted.written[TARGET]).toBe(files[TARGET]);
    const { waivers } = await loadInventory(inputs(adopted.files));
    expect(waivers).toMatchObject([{ rule: 'AVL-001', subject: 'instance/web-1' }]);
    expect((await refresh(MACHINES, adopted.files)).written).toEqual({});
  });

  it('needs the copy of what was written, or the same export again', async () => {
    const { files } = await refresh(MACHINES);
    const rest = { [TARGET]: edit(files[TARGET]) };
    const newer = [{ VM: 'ehr-db-1', CPUs: 8, Memory: 8192 }];
    const { stderr, written } = await refresh(newer, rest, '--adopt');
    expect(written).toEqual({});
    expect(stderr).toContain('Bring the copy back, or import the same export again with --adopt.');
    expect((await refresh(MACHINES, rest, '--adopt')).written[ADOPTED]).toContain('owner: dba');
  });

  it('adds to an overlay that is there, and refuses what contradicts it', async () => {
    const { files } = await refresh(MACHINES);
    const known = 'overlay: true\ninstances:\n  - id: ehr-db-1\n    owner: someone # keep me';
    const edited = { ...files, [TARGET]: edit(files[TARGET]), [ADOPTED]: known };
    const { exitCode, stderr, written } = await refresh(MACHINES, edited, '--adopt');
    expect({ exitCode, written }).toEqual({ exitCode: 2, written: {} });
    expect(stderr).toContain('two overlays set owner of instance ehr-db-1 differently');

    const agreeing = { ...edited, [ADOPTED]: known.replace('someone', 'dba') };
    const adopted = await refresh(MACHINES, agreeing, '--adopt');
    expect(adopted.written[ADOPTED]?.startsWith(`${agreeing[ADOPTED]}\n---\n`)).toBe(true);
  });
});

describe('whatever people edit and exports change', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const machines = fc
    .uniqueArray(
      fc.record({
        VM: name,
        CPUs: fc.integer({ min: 1, max: 9 }),
        Memory: fc.constantFrom(1024, 2048),
      }),
      {
        selector: ({ VM }) => VM,
        minLength: 1,
      },
    )
    .map((list) => [...list].sort((a, b) => (a.VM < b.VM ? -1 : 1)));
  const edits = fc.array(
    fc.record({
      line: fc.nat(40),
      how: fc.constantFrom<Edit['how'][]>('comment', 'trailing', 'value', 'owner'),
    }),
    { maxLength: 6 },
  );

  it('loses no fact and no comment, and comes to rest', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(machines, machines, edits, async (before, after, wanted) => {
        const { files } = await refresh(before);
        const { text, comments } = applied(files[TARGET] ?? '', wanted);
        const edited = { ...files, [TARGET]: text };
        const meant = await instances(edited);
        const people = scaffold([WANTED], 'overlay: true # theirs\n');
        const adopted = await refresh(
          after,
          {
            ...edited,
            'estate/people.yaml': people,
            'estate/apps.yaml': 'applications: [{ id: ehr }]\n',
          },
          '--adopt',
        );
        expect(adopted.exitCode, adopted.stderr).toBe(0);
        expect(adopted.files['estate/people.yaml']).toBe(people);
        for (const comment of comments) expect(adopted.files[ADOPTED]).toContain(comment);
        if (before.every(({ VM }) => after.some((one) => one.VM === VM))) {
          expect(await instances(adopted.files)).toMatchObject(
            factsBeyond(await instances(files), meant),
          );
        }
        expect((await refresh(after, adopted.files)).written).toEqual({});
      }),
      { numRuns: 60 },
    );
  });
});

type Facts = Readonly<Record<string, object>>;

/** The plain facts of machines that another estate does not have. */
function factsBeyond(original: Facts, edited: Facts): Facts {
  const beyond = (id: string, facts: object) => {
    const known = new Map(Object.entries(original[id] ?? {}));
    return Object.entries(facts).filter(
      ([key, value]) => typeof value !== 'object' && known.get(key) !== value,
    );
  };
  return Object.fromEntries(
    Object.entries(edited).map(([id, facts]) => [id, Object.fromEntries(beyond(id, facts))]),
  );
}

interface Edit {
  readonly line: number;
  readonly how: 'comment' | 'trailing' | 'value' | 'owner';
}

/** A text after edits, and the comments that they wrote. */
function applied(text: string, edits: readonly Edit[]) {
  const lines = text.split('\n');
  for (const [i, { line, how }] of edits.entries()) {
    const at = 6 + (line % Math.max(1, lines.length - 7));
    lines.splice(at, 1, ...EDITS[how](lines[at] ?? '', `note ${i};`, i));
  }
  const comments = edits.map((_, i) => `note ${i};`);
  return {
    text: lines.join('\n'),
    comments: comments.filter((comment) => lines.some((line) => line.includes(comment))),
  };
}

type Change = (line: string, comment: string, number: number) => readonly string[];

const EDITS: Readonly<Record<Edit['how'], Change>> = {
  comment: (line, comment) => [`${/^ */.exec(line)?.[0] ?? ''}# ${comment}`, line],
  trailing: (line, comment) => [line.includes('#') ? line : `${line} # ${comment}`],
  value: (line, _, number) => [line.replace(/^ {4}vcpu: \d+/, `    vcpu: ${20 + number}`)],
  owner: (line, _, number) =>
    /^ {4}form: /.test(line) && number < 1 ? [line, `    owner: team-${number}`] : [line],
};
