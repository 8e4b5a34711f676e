import { describe, expect, it } from 'vitest';
import { hardDependencies } from '../../src/analysis/dependencies.ts';
import { estateOf, present } from '../support/estate.ts';

async function walk(applications: string, from = 'a') {
  const estate = await estateOf(`applications:\n${applications}`);
  const { inside, outside, missing } = hardDependencies(estate, present(estate.application(from)));
  return {
    inside: inside.map(({ application, through }) => wayTo(application.id, through)),
    assumed: inside.flatMap(({ application, assumed }) =>
      assumed.map(({ subject, path }) => `${application.id}: ${subject.id} ${path}`),
    ),
    outside: outside.map(({ id, through }) => wayTo(id, through)),
    missing: missing.map(({ subject, path }) => `${subject.id} ${path}`),
  };
}

const hard = (...ids: string[]) =>
  `[${ids.map((id) => `{ application: ${id}, kind: hard }`).join(', ')}]`;

function wayTo(id: string, through: string): string {
  return through === '' ? id : `${id} < ${through.replaceAll(', ', ' < ')}`;
}

describe('the hard dependencies of an application', () => {
  it('are none where it says so', async () => {
    expect(await walk('  - { id: a, dependsOn: [] }')).toEqual({
      inside: [],
      assumed: [],
      outside: [],
      missing: [],
    });
  });

  it('are not known where it says nothing', async () => {
    expect((await walk('  - { id: a }')).missing).toEqual(['a dependsOn']);
  });

  it('are followed through others, nearest first, with the way', async () => {
    const { inside } = await walk(`
  - { id: a, dependsOn: ${hard('b', 'c')} }
  - { id: b, dependsOn: ${hard('d')} }
  - { id: c, dependsOn: [] }
  - { id: d, dependsOn: ${hard('e')} }
  - { id: e, dependsOn: [] }`);
    expect(inside).toEqual(['b', 'c', 'd < b', 'e < b < d']);
  });

  it('leave out what it works without, and what hangs on that', async () => {
    const { inside } = await walk(`
  - { id: a, dependsOn: [{ application: b, kind: soft }, { application: c, kind: hard }] }
  - { id: b, dependsOn: ${hard('d')} }
  - { id: c, dependsOn: [] }
  - { id: d, dependsOn: [] }`);
    expect(inside).toEqual(['c']);
  });

  it('come back from a circle without the application itself, each once', async () => {
    const { inside } = await walk(`
  - { id: a, dependsOn: ${hard('b', 'c', 'a')} }
  - { id: b, dependsOn: ${hard('c', 'a')} }
  - { id: c, dependsOn: ${hard('b')} }`);
    expect(inside).toEqual(['b', 'c']);
  });

  it('take a link without a kind as hard, and say so down to its end', async () => {
    const { inside, assumed } = await walk(`
  - { id: a, dependsOn: [{ application: b }] }
  - { id: b, dependsOn: ${hard('c')} }
  - { id: c, dependsOn: [] }`);
    expect(inside).toEqual(['b', 'c < b']);
    expect(assumed).toEqual(['b: a dependsOn[0].kind', 'c: a dependsOn[0].kind']);
  });

  it('take a certain way before an assumed one, even where it is longer', async () => {
    const { inside, assumed } = await walk(`
  - { id: a, dependsOn: [{ application: c }, { application: b, kind: hard }] }
  - { id: b, dependsOn: ${hard('c')} }
  - { id: c, dependsOn: [] }`);
    expect(inside).toEqual(['b', 'c < b']);
    expect(assumed).toEqual([]);
  });

  it('name what is outside the inventory, and where nothing is recorded further on', async () => {
    const { outside, missing } = await walk(`
  - { id: a, dependsOn: [{ application: b, kind: hard }, { application: net, kind: soft, external: true }] }
  - { id: b, dependsOn: [{ application: c, kind: hard }, { application: carrier, kind: hard, external: true }] }
  - { id: c }`);
    expect(outside).toEqual(['carrier < b']);
    expect(missing).toEqual(['c dependsOn']);
  });
});
