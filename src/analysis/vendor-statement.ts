import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance, Platform } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, unknown, worstOf } from '../domain/outcome.ts';
import { compareVersions, isRelease, versionNumbers } from '../domain/version.ts';
import { listNames } from '../domain/wording.ts';
import { windowsName } from '../knowledge/lifecycle.ts';
import { isProduction } from './carriers.ts';
import type { Estate } from './estate.ts';
import { keptOnHardware, staysOnHardware } from './migration.ts';
import { type PlatformsBelow, platformsBelow } from './platforms-below.ts';

/** A vendor's word on platforms, and how a message calls it. */
export interface Statement {
  /** `its vendor`, or the name of a document. */
  readonly who: string;
  readonly named: readonly NamedPlatform[];
  readonly remedy: string;
  readonly snippet: string;
}

/**
 * The platforms that production may run on, in YAML as a vendor's word would name them; an example
 * where none of them is recorded.
 */
export function platformsToName(estate: Estate, application: Application): string {
  const named = platformsOfApplication(estate, application).platforms.flatMap(
    ({ product, version }) =>
      product === undefined
        ? []
        : `{ product: ${product}${version === undefined ? '' : `, versions: [${JSON.stringify(version)}]`} }`,
  );
  return `[${named.length === 0 ? '{ product: esxi, versions: ["8.0"] }' : named.join(', ')}]`;
}

type NamedPlatform = NonNullable<NonNullable<Application['vendorSupport']>['platforms']>[number];

/** The production of an application that is, or may become, virtual. */
function movableProduction(estate: Estate, application: Application): readonly Instance[] {
  return estate
    .instancesOf(application)
    .filter((instance) => isProduction(instance) && !staysOnHardware(estate, instance));
}

/** Why a vendor's word on virtual machines does not matter; undefined where it does. */
export function staysPhysicalAsAWhole(
  estate: Estate,
  application: Application,
): string | undefined {
  return keptOnHardware(estate, estate.instancesOf(application).filter(isProduction));
}

/** Whether a statement names every platform, at its version, that production may run on. */
export function judgeStatement(
  estate: Estate,
  application: Application,
  { who, named, remedy, snippet }: Statement,
): Outcome {
  const details = { at: 'vendorSupport.platforms', snippet };
  if (named.length === 0) return fail(`${who} names no platform`, remedy, details);
  const allowed = listNames(namedPlatforms(named));
  const { platforms, missing } = platformsOfApplication(estate, application);
  return worstOf([
    ...platforms.map((platform) => {
      const found = platformName(platform);
      const answer = namesPlatform(application, named, platform);
      if (answer === true) return pass(`${who} names ${found}`);
      return answer === false
        ? fail(`it runs on ${found}, ${who} names ${allowed}`, remedy, details)
        : unknown(`whether ${who} names ${found} is open; it names ${allowed}`, answer);
    }),
    ...(missing.length > 0 ? [notRecorded(...missing)] : []),
  ]);
}

/** Every platform that the production of an application may run on. */
function platformsOfApplication(estate: Estate, application: Application): PlatformsBelow {
  const instances = movableProduction(estate, application);
  const below = instances.map((instance) => platformsBelow(estate, instance));
  const none = factRef('application', application.id, 'instances');
  return {
    platforms: [...new Set(below.flatMap(({ platforms }) => platforms))],
    missing: instances.length === 0 ? [none] : below.flatMap(({ missing }) => missing),
  };
}

/** Whether a vendor names a platform at its version, or the facts that would settle it. */
function namesPlatform(
  application: Application,
  named: readonly NamedPlatform[],
  platform: Platform,
): boolean | readonly FactRef[] {
  if (platform.product === undefined) return [factRef('platform', platform.id, 'product')];
  const answers = named.map(({ product, versions }, index): boolean | FactRef => {
    if (product !== platform.product) return false;
    if (versions !== undefined) return namesVersion(versions, platform);
    return factRef('application', application.id, `vendorSupport.platforms[${index}].versions`);
  });
  if (answers.includes(true)) return true;
  const hidden = answers.filter((answer) => typeof answer !== 'boolean');
  return hidden.length === 0 ? false : hidden;
}

function namesVersion(
  versions: readonly string[],
  { id, product, version }: Platform,
): boolean | FactRef {
  if (versions.some((text) => ANY.test(text))) return true;
  if (versions.length === 0) return false;
  if (version === undefined) return factRef('platform', id, 'version');
  const covers = versions
    .flatMap((text) => text.split(/\s*[,/]\s*/))
    .map((text) => coversVersion(product, text, version));
  if (covers.includes(true)) return true;
  // The recorded version is coarser than the named one: 8 may be 8.0.
  return covers.includes(undefined) ? factRef('platform', id, 'version') : false;
}

const ANY = /^(any|all|every)\b|^\*$/i;
const OR_LATER = /\+\s*$|\b(or|and) (later|newer|above|higher)\b/i;

/** With spaces around the dash: 8.0.3-24022510 is a build. */
const RANGE = /^(.*\d.*?)\s+(?:-|–|to|through)\s+(.*\d.*)$/i;

function isUpTo(version: string, last: string): boolean {
  return compareVersions(version, last) <= 0 || isRelease(version, last);
}

/** Undefined where the recorded version does not say enough. */
function coversVersion(
  product: Platform['product'],
  named: string,
  version: string,
): boolean | undefined {
  if (product === 'hyper-v') return coversWindows(named, version);
  if (OR_LATER.test(named) && versionNumbers(version).length > 0) {
    return compareVersions(version, named) >= 0;
  }
  const [, from, through] = RANGE.exec(named) ?? [];
  if (from !== undefined && through !== undefined) {
    return compareVersions(version, from) >= 0 && isUpTo(version, through);
  }
  if (isRelease(version, named)) return true;
  return isRelease(named, version) ? undefined : false;
}

/** 2012 R2 is no 2012, so numbers alone would not do. */
function coversWindows(named: string, version: string): boolean {
  const wanted = windowsName(named);
  const found = windowsName(version);
  if (wanted === undefined || found === undefined) return named === version;
  if (OR_LATER.test(named)) return orderOf(found) >= orderOf(wanted);
  return wanted.year === found.year && wanted.r2 === found.r2;
}

function orderOf({ year, r2 }: { readonly year: string; readonly r2: boolean }): number {
  return Number(year) + (r2 ? 0.5 : 0);
}

/** What a vendor names, for a message: `esxi 7.0, esxi 8.0`. */
function namedPlatforms(named: readonly NamedPlatform[]): readonly string[] {
  return named.flatMap(({ product, versions }) =>
    versions === undefined || versions.length === 0
      ? [product]
      : versions.map((version) => `${product} ${version}`),
  );
}

/** A platform for a message: its product and version, else its id. */
function platformName({ id, product, version }: Platform): string {
  return product === undefined ? id : [product, version ?? ''].join(' ').trim();
}
