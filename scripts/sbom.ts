/**
 * Writes what the package holds of others to `sbom.json`, as CycloneDX. npm lists the tree, and what only
 * its makers need is taken out by the lockfile: `npm sbom --omit=dev` also leaves out what both need.
 * No time and no serial number stand in it, so that the same lockfile gives the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import manifest from '../package.json' with { type: 'json' };

const FILE = 'sbom.json';

interface Component {
  readonly 'bom-ref': string;
  readonly purl: string;
  readonly licenses?: readonly object[];
}

interface Bom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber?: string;
  readonly metadata: { readonly timestamp?: string; readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** `name@version` of all that the product stands on. */
function productPackages(): ReadonlySet<string> {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return new Set(
    Object.entries<Locked>(packages)
      .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
      .map(([path, { version }]) => `${path.replace(/.*node_modules\//, '')}@${version}`),
  );
}

function wholeTree(): Bom {
  const told = execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(told);
}

function productAlone({ serialNumber: _serial, ...bom }: Bom, kept: ReadonlySet<string>): Bom {
  const { timestamp: _time, ...metadata } = bom.metadata;
  const root = metadata.component['bom-ref'];
  const isKept = (ref: string): boolean => ref === root || kept.has(ref);
  return {
    ...bom,
    // npm names it by the folder.
    metadata: {
      ...metadata,
      component: { ...metadata.component, name: manifest.name } as Component,
    },
    components: onceEach(bom.components.filter((one) => isKept(one['bom-ref']))),
    dependencies: [...new Map(bom.dependencies.map((one) => [one.ref, one])).values()]
      .filter(({ ref }) => isKept(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isKept) })),
  };
}

/** A package that stands in two places of the tree is one. */
function onceEach(components: readonly Component[]): Component[] {
  return [...new Map(components.map((one) => [one['bom-ref'], one])).values()];
}

/** What an auditor could not use it for. */
function faultsOf({ components, dependencies }: Bom, kept: ReadonlySet<string>): string[] {
  const refs = new Set(components.map((one) => one['bom-ref']));
  const named = new Set(dependencies.map(({ ref }) => ref));
  const direct = Object.keys(manifest.dependencies);
  return [
    ...[...kept].filter((ref) => !refs.has(ref)).map((ref) => `${ref} is missing`),
    ...direct
      .filter((name) => ![...refs].some((ref) => ref.startsWith(`${name}@`)))
      .map((name) => `${name} is missing`),
    ...components
      .filter(({ purl, licenses }) => !purl.startsWith('pkg:npm/') || !licenses?.length)
      .map((one) => `${one['bom-ref']} has no address or licence`),
    ...[...refs].filter((ref) => !named.has(ref)).map((ref) => `${ref} has no dependencies`),
  ];
}

const kept = productPackages();
const bom = productAlone(wholeTree(), kept);
const faults = faultsOf(bom, kept);
if (faults.length > 0) throw new Error(faults.join('\n'));
writeFileSync(FILE, `${JSON.stringify(bom, null, 2)}\n`);
console.log(`${FILE}: ${bom.components.length} packages, CycloneDX ${bom.specVersion}`);
