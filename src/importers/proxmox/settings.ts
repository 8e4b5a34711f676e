import type { ForeignFile } from '../importer.ts';
import { textOf } from '../text-file.ts';
import { type OnMisfit, Value } from '../value.ts';

const MAX_MIB = 8;
const SETTING = /^([A-Za-z][\w-]*):\s*(.*)$/;
const SECTION = /^\[([^\]]+)\]\s*$/;
/** What waits for the next start, and what is made for cloud-init. */
const NOT_SNAPSHOT = /^(PENDING|special:.*)$/;

interface Callbacks {
  readonly onMisfit: OnMisfit;
  /** Told of each line that is no setting. */
  readonly onStray: (place: string) => void;
  readonly onRepeated: (place: string) => void;
}

interface Setting {
  readonly text: string;
  readonly place: string;
}

/** The settings in force of one machine, and the names of its other sections. */
export class Settings {
  readonly file: string;
  readonly snapshots: readonly string[];
  readonly hasPending: boolean;
  readonly #settings: ReadonlyMap<string, Setting>;
  readonly #lookedUp = new Set<string>();
  readonly #onMisfit: OnMisfit;

  constructor(foreign: ForeignFile, callbacks: Callbacks) {
    this.file = foreign.file;
    this.#onMisfit = callbacks.onMisfit;
    const { settings, sections } = sectionsOf(foreign, callbacks);
    this.#settings = settings;
    this.snapshots = sections.filter((name) => !NOT_SNAPSHOT.test(name));
    this.hasPending = sections.includes('PENDING');
  }

  get(key: string): Value {
    this.#lookedUp.add(key);
    const setting = this.#settings.get(key);
    return new Value(setting?.text, setting?.place ?? `${this.file}, ${key}`, this.#onMisfit);
  }

  /** `net0` to `net31` for `net`, in their order. */
  numbered(...kinds: readonly string[]): { readonly key: string; readonly options: Options }[] {
    const pattern = new RegExp(`^(${kinds.join('|')})(\\d+)$`);
    return [...this.#settings.keys()]
      .filter((key) => pattern.test(key))
      .map((key) => ({ key, options: this.options(key) }));
  }

  options(key: string): Options {
    return new Options(this.get(key), this.#onMisfit);
  }

  /** Keys that were never looked up, without their numbers. */
  unused(): string[] {
    const keys = [...this.#settings.keys()].filter((key) => !this.#lookedUp.has(key));
    return [...new Set(keys.map((key) => key.replace(/\d+$/, 'N')))];
  }
}

/** A value in parts, as `local-lvm:vm-100-disk-0,size=32G`: one without a name, then named ones. */
export class Options {
  /** The part without a name; of `virtio=BC:24:…` there is none. */
  readonly main: string | undefined;
  readonly place: string;
  readonly #parts: ReadonlyMap<string, string>;
  readonly #onMisfit: OnMisfit;

  constructor(value: Value, onMisfit: OnMisfit) {
    const parts = (value.text() ?? '').split(',').map((part) => part.trim());
    const [first = ''] = parts;
    this.main = first === '' || first.includes('=') ? undefined : first;
    this.place = value.place;
    this.#parts = new Map(
      parts.filter((part) => part.includes('=')).map((part) => splitAt(part, '=')),
    );
    this.#onMisfit = onMisfit;
  }

  get(name: string): Value {
    return new Value(this.#parts.get(name), `${this.place}, ${name}`, this.#onMisfit);
  }

  names(): string[] {
    return [...this.#parts.keys()];
  }
}

function splitAt(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function sectionsOf(
  foreign: ForeignFile,
  { onStray, onRepeated }: Callbacks,
): { readonly settings: ReadonlyMap<string, Setting>; readonly sections: readonly string[] } {
  const settings = new Map<string, Setting>();
  const sections: string[] = [];
  for (const [i, line] of textOf(foreign, { maxMiB: MAX_MIB }).split(/\r?\n/).entries()) {
    const place = `${foreign.file}:${i + 1}`;
    const section = SECTION.exec(line)?.[1];
    if (section !== undefined) sections.push(section);
    if (section !== undefined || line.trim() === '' || line.startsWith('#')) continue;
    const [, key, text = ''] = SETTING.exec(line) ?? [];
    if (key === undefined) onStray(place);
    else if (sections.length === 0) {
      if (settings.has(key)) onRepeated(`${place}, ${key}`);
      settings.set(key, { text, place: `${place}, ${key}` });
    }
  }
  return { settings, sections };
}
