import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/domain/user-error.ts';
import { ansible } from '../../src/importers/ansible/ansible.ts';
import { IMPORTERS } from '../../src/importers/registry.ts';
import { noteIn } from './imported.ts';
import { importOf, textFile } from './kinds.ts';
import { problemOf } from './problem-of.ts';

/** An inventory in INI or YAML, of these lines. */
function inventory(...lines: readonly string[]) {
  return textFile(lines.join('\n'), 'site/hosts');
}

function variables(path: string, text: string) {
  return textFile(text, `site/${path}`);
}

async function idsOf(...lines: readonly string[]): Promise<string[]> {
  const { document } = await importOf(ansible, inventory(...lines));
  return (document.instances ?? []).map(({ id }) => id);
}

/** Memory of the one host, by what is said of it. */
async function memoryOf(...files: Parameters<typeof ansible.read>[0]) {
  const { document } = await importOf(ansible, ...files);
  return document.instances?.map(({ memoryGiB }) => memoryGiB);
}

const refused = (...lines: readonly string[]) => problemOf(ansible.read([inventory(...lines)]));

describe('ranges of hosts', () => {
  it('counts with leading zeros, letters, steps, and several at once', async () => {
    expect(await idsOf('[web]', 'web[08:11].lan')).toEqual([
      'web08.lan',
      'web09.lan',
      'web10.lan',
      'web11.lan',
    ]);
    expect(await idsOf('[web]', 'w[1:7:3]-[a:b]')).toEqual([
      'w1-a',
      'w1-b',
      'w4-a',
      'w4-b',
      'w7-a',
      'w7-b',
    ]);
    expect(await idsOf('web:', '  hosts:', '    w[1:2]:')).toEqual(['w1', 'w2']);
    expect(await idsOf('[web]', 'w[1:2]:22', 'x[y]')).toEqual(['w1', 'w2', 'x[y]']);
  });

  it('refuses one that runs backwards, or stands for too many', async () => {
    expect(await refused('[web]', 'w[5:1]')).toEqual({
      code: 'host-range-empty',
      message: 'site/hosts:2: "[5:1]" is no range of hosts',
      hint: 'A range begins with its lowest, as in web[01:10].',
    });
    for (const pattern of ['w[1:99999999999]', 'w[1:999][1:999]', 'w[1:100][1:100][1:2]']) {
      expect(await refused('[web]', pattern)).toMatchObject({ code: 'host-range-large' });
    }
    expect(await refused('[web]', 'w[1:5:0]')).toMatchObject({ code: 'host-range-empty' });
  });
});

it('refuses ranges that make too many hosts together', async () => {
  const many = Array.from({ length: 6 }, (_, i) => `w${i}-[1:10000]`);
  expect(await refused('[web]', ...many)).toMatchObject({ code: 'too-many-hosts' });
}, 60_000);

describe('precedence of variables', () => {
  const groups = inventory(
    '[child]',
    'host',
    '[parent:children]',
    'child',
    '[other]',
    'host',
    '[all:vars]',
    'ansible_memtotal_mb=1024',
  );
  const memory = (path: string, mebibytes: number) =>
    variables(path, `ansible_memtotal_mb: ${mebibytes}\n`);

  it('rises from all over parents and children to the host and its facts', async () => {
    const files = [groups];
    expect(await memoryOf(...files)).toEqual([1]);
    for (const [i, path] of [
      'group_vars/all',
      'group_vars/parent.yml',
      'group_vars/child/main.yml',
      'host_vars/host',
    ].entries()) {
      files.push(memory(path, (i + 2) * 1024));
      expect(await memoryOf(...[...files].reverse())).toEqual([i + 2]);
    }
    const facts = '{"ansible_memtotal_mb": 9216, "ansible_fqdn": "host.example"}';
    expect(await memoryOf(...files, textFile(facts, 'facts/host.json'))).toEqual([9]);
  });

  it('goes by name among groups of one depth, and by priority before that', async () => {
    const two = (priority: number) =>
      inventory(
        '[a]',
        'host',
        '[b]',
        'host',
        '[a:vars]',
        `ansible_group_priority=${priority}`,
        'ansible_memtotal_mb=1024',
        '[b:vars]',
        'ansible_memtotal_mb=2048',
      );
    expect(await memoryOf(two(1))).toEqual([2]);
    expect(await memoryOf(two(10))).toEqual([1]);
  });

  it('leaves open what two inventories of a folder say differently', async () => {
    const one = textFile('[a]\nhost ansible_memtotal_mb=1024', 'site/production');
    const two = textFile('[a]\nhost ansible_memtotal_mb=2048', 'site/staging');
    expect(await memoryOf(one, two)).toEqual([undefined]);
    expect(await memoryOf(one, { ...one, file: 'site/again' })).toEqual([1]);
    expect(noteIn(await importOf(ansible, one, two), 'variable-contradicts')?.count).toBe(1);
  });

  it('keeps variables to the inventories beside and below them', async () => {
    const one = textFile('[a]\nhost', 'one/hosts');
    const file = (path: string) => textFile('ansible_memtotal_mb: 1024', path);
    expect(await memoryOf(one, file('two/group_vars/a'))).toEqual([undefined]);
    expect(await memoryOf(one, file('group_vars/a'))).toEqual([1]);
    expect(await memoryOf(one, file('one/group_vars/a'))).toEqual([1]);
  });
});

describe('what is no plain value', () => {
  it.each([
    '"{{ size }}"',
    '"{% if x %}1{% endif %}"',
    '!vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  61',
  ])('%s is never evaluated, and hides what is below it', async (value) => {
    const groups = inventory('[a]', 'host ansible_memtotal_mb=1024');
    const file = variables('host_vars/host', `ansible_memtotal_mb: ${value}\n`);
    const result = await importOf(ansible, groups, file);
    expect(result.document.instances).toEqual([{ id: 'host', tags: ['a'] }]);
    expect(noteIn(result, 'template-not-evaluated')).toEqual({
      message:
        'Values with a template (Jinja) or a secret (Vault): the fact is absent (site/host_vars/host, ansible_memtotal_mb).',
      count: 1,
    });
    expect(JSON.stringify(result.notes)).not.toContain('ANSIBLE_VAULT');
  });

  it('reads quotes and comments of INI', async () => {
    const text = [
      '[a] # machines',
      "host ansible_fqdn='a b' ansible_hostname=x # ansible_memtotal_mb=1",
      'other ansible_fqdn="c#d"',
    ];
    const { document } = await importOf(ansible, inventory(...text));
    expect(document.instances).toEqual([
      { id: 'host', tags: ['a'], hostName: 'a b' },
      { id: 'other', tags: ['a'], hostName: 'c#d' },
    ]);
  });
});

describe('mistakes', () => {
  it('tells where a file stops being YAML', async () => {
    expect(await refused('a:', '  hosts:', '    x: [1', 'b:')).toMatchObject({
      code: 'yaml-damaged',
      message: expect.stringMatching(/^site\/hosts:\d+:\d+: this is no YAML: /),
    });
  });

  it('refuses groups that go round', async () => {
    expect(await refused('[a:children]', 'b', '[b:children]', 'a', '[c]', 'host')).toEqual({
      code: 'group-loop',
      message: expect.stringMatching(/^site\/: group "[ab]" is its own child, by way of others$/),
      hint: 'Ansible refuses such groups: take one of the children out.',
    });
  });

  it('refuses aliases that grow, and what nests too deep', async () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
    for (const [i, name] of [...'bcdefghij'].entries()) {
      const last = 'abcdefghij'[i];
      bomb.push(`${name}: &${name} [${Array(10).fill(`*${last}`).join(',')}]`);
    }
    expect(await refused(...bomb)).toMatchObject({ code: 'yaml-damaged' });
    for (const text of [
      '['.repeat(20_000),
      `${'{a: '.repeat(5_000)}1${'}'.repeat(5_000)}`,
      `${'{a: '.repeat(200)}1${'}'.repeat(200)}`,
    ]) {
      expect(await refused(`a: ${text}`)).toEqual({
        code: 'yaml-too-deep',
        message: 'site/hosts: it nests more than 200 deep',
        hint: 'Mend it, or leave it out.',
      });
    }
  });
});

describe('recognition', () => {
  it.each([
    ['a playbook', 'site.yml', '- hosts: web\n  tasks: []\n'],
    ['tasks of a role', 'roles/web/tasks/main.yml', '- name: x\n  copy: {}\n'],
    ['defaults of a role', 'roles/web/defaults/main.yml', 'port: 80\nhosts:\n  - a\n'],
    ['a Compose file', 'compose.yaml', 'services:\n  web:\n    image: x\n'],
    ['an inventory of virtready', 'estate.yaml', 'schemaVersion: 1\ninstances:\n  - id: a\n'],
    ['settings of Ansible', 'ansible.cfg', '[defaults]\ninventory = hosts\n'],
    ['a unit of systemd', 'a.service', '[Unit]\nDescription=x\n'],
    ['plain words', 'words.txt', 'one\ntwo\n'],
    ['a page beside variables', 'group_vars/README.md', 'Variables: of groups\n'],
    ['other JSON', 'package.json', '{"name": "x", "hosts": []}'],
  ])('leaves %s alone', (_what, file, text) => {
    expect(IMPORTERS.filter((one) => one.recognises(textFile(text, file)))).toEqual([]);
  });
});

it('bears any value in the place of a fact', () =>
  fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc
          .constantFrom(
            ...['memtotal_mb', 'mounts', 'devices', 'default_ipv4', 'distribution', 'fqdn'],
            ...[
              'virtualization_role',
              'processor_vcpus',
              'processor_cores',
              'group_priority',
              'facts',
            ],
          )
          .map((fact) => `ansible_${fact}`),
        fc.oneof(
          fc.constantFrom<unknown>('guest', 'NA', 'host', '{{ x }}', -1, 1e300, [{ mount: {} }]),
          fc.constantFrom<unknown>({ sda: { sectors: 'x' } }, { sda: 1 }, { address: [] }),
          fc.jsonValue({ maxDepth: 3 }),
        ),
      ),
      fc.string({ minLength: 1 }),
      async (facts, name) => {
        const group = { [name]: { hosts: { [name]: facts }, vars: facts } };
        try {
          await importOf(ansible, textFile(JSON.stringify(group), 'a.yml'));
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      },
    ),
    { numRuns: 400 },
  ));
