import { describe, expect, it } from 'vitest';
import { load, refusals } from './loading.ts';

const SECTIONS = 'Sections: sites, platforms, clusters, servers, storage, applications, instances.';
const TRUE_AND_FALSE = 'YAML 1.2 has true and false only.';
const NO_ZEROS = 'A number loses its last zeros.';

describe('an inventory is taken', () => {
  it.each([
    'schemaVersion: 1\noverlay: false\n$schema: inventory.schema.json\nx-note: ours\n',
    'schemaVersion: null\noverlay: null\nassessment: null\nsites: null\noperations: null\n',
    '',
    'sites: [{ id: a, x-note: { any: thing }, power: { x-more: 1 } }]\n',
  ])('%j', async (text) => {
    expect(await refusals(() => load(text))).toEqual([]);
  });
});

describe('an inventory is refused: sections', () => {
  it.each([
    ['overlay: yes', '1:1 [wrong-type] overlay must be true or false, found "yes"'],
    ['overlay: {}', '1:1 [wrong-type] overlay must be true or false, found a mapping'],
    [
      'schemaVersion: "1"',
      '1:1 [wrong-value] schemaVersion must be 1, found "1" | Newer formats need a newer virtready.',
    ],
    ['sites: []\nsits: []', '2:1 [unknown-key] unknown section "sits" | Did you mean "sites"?'],
    [
      'ours: 1',
      '1:1 [unknown-key] unknown section "ours" | Allowed: $schema, schemaVersion, overlay, assessment, sites, platforms, clusters, servers, storage, applications, instances, operations, and x-… keys.',
    ],
    [
      'some text',
      `1:1 [wrong-type] an inventory is a mapping of sections, found "some text" | ${SECTIONS}`,
    ],
    [
      '[]',
      `1:1 [wrong-type] an inventory is a mapping of sections, found an empty list | ${SECTIONS}`,
    ],
    ['- a', `1:1 [wrong-type] an inventory is a mapping of sections, found a list | ${SECTIONS}`],
    [
      'servers: 7',
      '1:1 [wrong-type] servers must be a list, found 7 | Begin each entry of servers with a dash: - id: …',
    ],
    [
      'servers: {}',
      '1:1 [wrong-type] servers must be a list, found a mapping | Begin each entry of servers with a dash: - id: …',
    ],
    ['operations: []', '1:1 [wrong-type] operations must be a mapping, found an empty list'],
    ['assessment: ours', '1:1 [wrong-type] assessment must be a mapping, found "ours"'],
    [
      'assessment: { asof: 2026-01-01 }',
      '1:15 [unknown-key] assessment: unknown key "asof" | Did you mean "asOf"?',
    ],
  ])('%j', async (text, problem) => {
    expect(await refusals(() => load(text))).toEqual([problem]);
  });
});

describe('an inventory is refused: names and keys', () => {
  it.each([
    ['sites: [x]', '1:9 [wrong-type] sites[0] must be a mapping, found "x"'],
    ['sites: [{ id: a }, null]', '1:20 [wrong-type] sites[1] must be a mapping, found nothing'],
    ['sites: [{}]', '1:9 [missing-key] sites[0]: id is missing | For example id: dc-north'],
    [
      'sites: [{ id: "" }]',
      '1:11 [wrong-value] sites[0], id must be an id without control characters and without space at its ends, found "" | For example id: dc-north',
    ],
    [
      'sites: [{ id: 5 }]',
      `1:11 [wrong-type] sites[0], id must be text, found 5 | Write it in quotes: "5". ${NO_ZEROS}`,
    ],
    [
      'sites: [{ id: "a " }]',
      '1:11 [wrong-value] site a , id must be an id without control characters and without space at its ends, found "a " | For example id: dc-north',
    ],
    [
      'sites: [{ "a/b~c": 1, id: a }]',
      '1:11 [unknown-key] site a: unknown key "a/b~c" | Allowed: id, tags, name, role, distanceKm, wanProviders, uptimeTier, power, and x-… keys.',
    ],
    [
      'sites: [{ id: a, power: { color: red } }]',
      '1:27 [unknown-key] site a, power: unknown key "color" | Allowed: upsRuntimeMinutes, generator, generatorFuelHours, generatorLastTest, utilityFeeds, and x-… keys.',
    ],
    [
      'applications: [{ id: a, dependsOn: [{ kind: hard }] }]',
      '1:37 [missing-key] application a, dependsOn[0]: application is missing | For example application: directory',
    ],
  ])('%j', async (text, problem) => {
    expect(await refusals(() => load(text))).toEqual([problem]);
  });

  it('with each of its mistakes at its place, one for each', async () => {
    const text =
      'sites:\n  - { name: 5, power: [], colour: 1, rolle: x }\n  - { id: b, tags: [1, ""] }\n';
    expect(await refusals(() => load(text))).toEqual([
      '2:5 [missing-key] sites[0]: id is missing | For example id: dc-north',
      `2:7 [wrong-type] sites[0], name must be text, found 5 | Write it in quotes: "5". ${NO_ZEROS}`,
      '2:16 [wrong-type] sites[0], power must be a mapping, found an empty list',
      '2:27 [unknown-key] sites[0]: unknown key "colour" | Allowed: id, tags, name, role, distanceKm, wanProviders, uptimeTier, power, and x-… keys.',
      '2:38 [unknown-key] sites[0]: unknown key "rolle" | Did you mean "role"?',
      `3:21 [wrong-type] site b, tags[0] must be text, found 1 | Write it in quotes: "1". ${NO_ZEROS}`,
      '3:24 [wrong-value] site b, tags[1] must be text that is not empty, found ""',
    ]);
  });
});

describe('a value is refused', () => {
  const LONG = 'a-text-of-more-than-sixty-characters-is-cut-behind-the-sixtieth-of-them';
  it.each([
    [
      'host',
      'memoryGiB: []',
      'memoryGiB must be a number, found an empty list | For example memoryGiB: 512',
    ],
    [
      'host',
      'memoryGiB: [1]',
      'memoryGiB must be a number, found a list | For example memoryGiB: 512',
    ],
    [
      'host',
      'memoryGiB: { a: 1 }',
      'memoryGiB must be a number, found a mapping | For example memoryGiB: 512',
    ],
    [
      'host',
      'memoryGiB: true',
      'memoryGiB must be a number, found true | For example memoryGiB: 512',
    ],
    [
      'host',
      'memoryGiB: 1 TB',
      'memoryGiB must be a number, found "1 TB" | Write the number alone; its unit is GiB.',
    ],
    ['host', 'ecc: 1', 'ecc must be true or false, found 1 | For example ecc: true'],
    ['host', 'ecc: yes', `ecc must be true or false, found "yes" | ${TRUE_AND_FALSE}`],
    ['host', 'ecc: N', `ecc must be true or false, found "N" | ${TRUE_AND_FALSE}`],
    ['host', 'ecc: "not on"', 'ecc must be true or false, found "not on" | For example ecc: true'],
    ['host', 'ecc: only', 'ecc must be true or false, found "only" | For example ecc: true'],
    ['host', 'drivers: many', 'drivers must be a list, found "many"'],
    ['host', 'cluster: 1', `cluster must be text, found 1 | Write it in quotes: "1". ${NO_ZEROS}`],
  ])('of a %s: %s', async (role, facts, problem) => {
    expect(await refusals(() => load(`servers: [{ id: a, role: ${role}, ${facts} }]`))).toEqual([
      `1:32 [wrong-type] server a, ${problem}`,
    ]);
  });

  it.each([
    [
      'servers: [{ id: a, role: host, cpu: { sockets: 1.5 } }]',
      '1:39 [wrong-type] server a, cpu.sockets must be a whole number, found 1.5 | For example sockets: 2',
    ],
    [
      'servers: [{ id: a, role: guest }]',
      '1:20 [wrong-value] server a, role must be host or standalone, found "guest"',
    ],
    [
      `servers: [{ id: a, role: ${LONG} }]`,
      `1:20 [wrong-value] server a, role must be host or standalone, found "${LONG.slice(0, 60)}…"`,
    ],
    [
      `servers: [{ id: a, role: ${LONG.slice(0, 60)} }]`,
      `1:20 [wrong-value] server a, role must be host or standalone, found "${LONG.slice(0, 60)}"`,
    ],
    [
      'platforms: [{ id: a, support: { hours: 24/7 } }]',
      '1:33 [wrong-value] platform a, support.hours must be 24x7 or business, found "24/7" | Did you mean "24x7"?',
    ],
    [
      'servers: [{ id: a, role: 5 }]',
      `1:20 [wrong-type] server a, role must be text, found 5 | Write it in quotes: "5". ${NO_ZEROS}`,
    ],
    [
      'sites: [{ id: a, name: true }]',
      '1:18 [wrong-type] site a, name must be text, found true | For example name: North campus',
    ],
    [
      'servers: [{ id: a, role: host, memoryGiB: no }]',
      '1:32 [wrong-type] server a, memoryGiB must be a number, found "no" | Write the number alone; its unit is GiB.',
    ],
    [
      'servers: [{ id: a, role: host, cpu: { sockets: two } }]',
      '1:39 [wrong-type] server a, cpu.sockets must be a whole number, found "two" | Write the number alone; its unit is sockets.',
    ],
    [
      'servers: [{ id: a, role: host, nics: null, drivers: [null] }]',
      '1:54 [wrong-type] server a, drivers[0] must be a mapping, found nothing',
    ],
    [
      'applications: [{ id: a, tags: no }]',
      '1:25 [wrong-type] application a, tags must be a list, found "no"',
    ],
    [
      'platforms: [{ id: a, management: { needs: [""] } }]',
      '1:44 [wrong-value] platform a, management.needs[0] must be text that is not empty, found "" | For example needs: directory',
    ],
    [
      `platforms: [{ id: a, version: "${'8'.repeat(65)}" }]`,
      `1:22 [wrong-value] platform a, version must be text of 1 to 64 characters, found "${'8'.repeat(60)}…" | For example version: "8.0"`,
    ],
    [
      'sites: [{ id: a, name: "" }]',
      '1:18 [wrong-value] site a, name must be text that is not empty, found "" | For example name: North campus',
    ],
    [
      'platforms: [{ id: a, version: "" }]',
      '1:22 [wrong-value] platform a, version must be text of 1 to 64 characters, found "" | For example version: "8.0"',
    ],
    [
      'servers: [{ id: a, role: host, memoryGiB: 0 }]',
      '1:32 [out-of-range] server a, memoryGiB must be more than 0 GiB, found 0 | For example memoryGiB: 512',
    ],
    [
      'sites: [{ id: a, power: { utilityFeeds: -1 } }]',
      '1:27 [out-of-range] site a, power.utilityFeeds must be at least 0, found -1 | For example utilityFeeds: 2',
    ],
    [
      'instances: [{ id: a, vcpu: 0 }]',
      '1:22 [out-of-range] instance a, vcpu must be at least 1 vCPU, found 0 | For example vcpu: 8',
    ],
    [
      'applications: [{ id: a, availability: { targetPercent: 101 } }]',
      '1:41 [out-of-range] application a, availability.targetPercent must be between 0 and 100 %, found 101 | For example targetPercent: 99.99',
    ],
    [
      'sites: [{ id: a, power: { generatorLastTest: 2026-02-30 } }]',
      '1:27 [wrong-value] site a, power.generatorLastTest must be a day that exists, written YYYY-MM-DD, found "2026-02-30" | For example generatorLastTest: 2026-11-02',
    ],
    [
      'instances: [{ id: a, placementRules: [anti-affinity:x, near:a] }]',
      '1:56 [wrong-value] instance a, placementRules[1] must be anti-affinity:<group> or pin:<server>, found "near:a"',
    ],
  ])('%j', async (text, problem) => {
    expect(await refusals(() => load(text))).toEqual([problem]);
  });

  it.each([
    [
      'in its line',
      'platforms: [{ id: a, version:   8.0}]',
      '1:22',
      'platform a, version',
      8,
      '8.0',
    ],
    [
      'as the last key',
      'platforms:\n  - id: a\n    version: 8.10 # ours',
      '3:5',
      'platform a, version',
      8.1,
      '8.10',
    ],
    [
      'as an item',
      'sites: [{ id: a, tags: [1.10, x], name: y }]',
      '1:25',
      'site a, tags[0]',
      1.1,
      '1.10',
    ],
    [
      'deep in a list',
      'applications: [{ id: a, instances: [{ id: i, guestOs: { version: 8.10 } }] }]',
      '1:57',
      'application a, instances[0].guestOs.version',
      8.1,
      '8.10',
    ],
    [
      'below its key',
      'platforms:\n  - id: a\n    version:\n      8.0',
      '3:5',
      'platform a, version',
      8,
      '8',
    ],
  ])(
    'that lost its zeros, and told as it is written %s',
    async (_where, text, place, name, found, written) => {
      expect(await refusals(() => load(text))).toEqual([
        `${place} [wrong-type] ${name} must be text, found ${found} | Write it in quotes: "${written}". ${NO_ZEROS}`,
      ]);
    },
  );
});
