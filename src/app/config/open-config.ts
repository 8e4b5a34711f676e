import { posix } from 'node:path';
import type { Config } from '../../domain/config.ts';
import type { PathSegment } from '../../domain/fact-path.ts';
import type { InputFile } from '../../domain/input-file.ts';
import type { Location } from '../../domain/location.ts';
import { placedAt, type UserError, userError } from '../../domain/user-error.ts';
import { loadConfig, loadWaivers } from '../../load/load-config.ts';
import { nearestWord } from '../../load/nearest-word.ts';
import { type ConfigSource, configLayer, mergeLayers, placedWaivers } from './config-layer.ts';
import { PRESETS } from './presets.ts';

/** Where a configuration stands, and how the files that it names are read. */
export interface ConfigRequest {
  readonly file: InputFile;
  /** The folder that nothing may be read from beyond, relative to the working folder. */
  readonly root: string;
  readonly version: string;
  /** Reads a file. Throws a `UserError` where it cannot. */
  read(path: string): Promise<InputFile>;
}

/**
 * A configuration with all that it builds on: presets, files and files of waivers. Throws a
 * `UserError` with the places of what is wrong.
 */
export async function openConfig(request: ConfigRequest): Promise<Config> {
  const layers = await layersOf(request, request.file, []);
  return mergeLayers(layers);
}

async function layersOf(
  request: ConfigRequest,
  file: InputFile,
  below: readonly string[],
): Promise<Config[]> {
  const { value: written, locate } = await loadConfig(file);
  const folder = posix.dirname(file.file);
  const resolveAt = (path: string, at: readonly PathSegment[]): string =>
    within(request.root, folder, path, locate(at));
  const source: ConfigSource = {
    name: file.file,
    written,
    file,
    locate,
    // Settings that name no single place: the file is named.
    resolve: (path) => resolveAt(path, []),
  };
  await checkVersion(written.requiredVersion, request.version, locate);
  const layers: Config[] = [];
  for (const [i, word] of (written.extends ?? []).entries()) {
    const at = ['extends', i];
    const preset = Object.hasOwn(PRESETS, word) ? PRESETS[word] : undefined;
    if (preset !== undefined) {
      layers.push(
        configLayer({ name: `preset ${word}`, written: preset, resolve: (path) => path }),
      );
      continue;
    }
    if (!/[./]/.test(word)) throw unknownPreset(word, locate(at));
    const path = resolveAt(word, at);
    const chain = [...below, file.file];
    if (chain.includes(path)) throw circular(path, locate(at));
    layers.push(...(await layersOf(request, await readAt(request, path, locate(at)), chain)));
  }
  layers.push(configLayer(source));
  for (const [i, word] of (written.waiverFiles ?? []).entries()) {
    const at = ['waiverFiles', i];
    const read = await readAt(request, resolveAt(word, at), locate(at));
    layers.push(await waiverLayer(read));
  }
  return layers;
}

/** A file of waivers as a layer of its own. */
async function waiverLayer(file: InputFile): Promise<Config> {
  const { value, locate } = await loadWaivers(file);
  const empty = mergeLayers([]);
  return { ...empty, files: [file], waivers: placedWaivers(value, locate) };
}

/** A file that cannot be read is a mistake of the place that names it. */
async function readAt(
  { read }: ConfigRequest,
  path: string,
  location: Location,
): Promise<InputFile> {
  try {
    return await read(path);
  } catch (error) {
    throw placedAt(error, location);
  }
}

/**
 * A path that a configuration names, relative to the working folder. A configuration may be written
 * by a stranger who opens a pull request, so it reaches nothing beyond its repository.
 */
function within(root: string, folder: string, path: string, location: Location): string {
  const full = posix.normalize(posix.join(folder, path));
  const isAbsolute = posix.isAbsolute(path) || /^[A-Za-z]:/.test(path) || path.includes('\\');
  const below = posix.relative(root, full);
  const parts = below.split('/');
  // What git reads from its own folder would run as code.
  if (!isAbsolute && parts[0] !== '..' && !parts.includes('.git')) return full;
  throw userError('outside', `"${path}" leaves the folder of the configuration's repository`, {
    location,
    hint: 'Name files by paths with forward slashes that are relative to this file.',
  });
}

async function checkVersion(
  range: string | undefined,
  version: string,
  locate: (path: readonly PathSegment[]) => Location,
): Promise<void> {
  if (range === undefined) return;
  const { satisfies, validRange } = await import('./version-range.ts');
  const location = locate(['requiredVersion']);
  if (!validRange(range)) {
    throw userError('wrong-value', `requiredVersion is no range of versions: "${range}"`, {
      location,
      hint: 'For example requiredVersion: ">=0.1 <1"',
    });
  }
  if (satisfies(version, range)) return;
  throw userError('wrong-version', `this is virtready ${version}, required ${range}`, {
    location,
    hint: 'Install a version that fits, or widen requiredVersion.',
  });
}

function unknownPreset(word: string, location: Location): UserError {
  const names = Object.keys(PRESETS);
  const near = nearestWord(word, names);
  return userError('unknown-word', `no preset is called "${word}"`, {
    location,
    hint:
      near === undefined
        ? `Presets: ${names.join(', ')}. A file is named by its path, for example ./base.yaml.`
        : `Did you mean "${near}"?`,
  });
}

function circular(path: string, location: Location): UserError {
  return userError('circular', `${path} builds on itself`, { location });
}
