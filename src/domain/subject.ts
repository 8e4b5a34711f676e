import type {
  Application,
  Assessment,
  Cluster,
  Instance,
  Operations,
  Platform,
  Server,
  Site,
  Storage,
} from './inventory.ts';

/** The estate's own facts: what is said once and concerns everything. */
export interface EstateFacts {
  readonly assessment?: Assessment;
  readonly operations?: Operations;
}

/** What a rule can judge. A `host` runs virtual machines, a `server` is a standalone machine. */
export interface SubjectValues {
  estate: EstateFacts;
  site: Site;
  platform: Platform;
  cluster: Cluster;
  host: Server;
  server: Server;
  storage: Storage;
  application: Application;
  instance: Instance;
}

export type SubjectKind = keyof SubjectValues;

export const SUBJECT_KINDS: readonly SubjectKind[] = [
  'estate',
  'site',
  'platform',
  'cluster',
  'host',
  'server',
  'storage',
  'application',
  'instance',
];

/** Kinds of entries as documents list them; a server is a host or a standalone machine. */
export type EntryKind =
  | 'site'
  | 'platform'
  | 'cluster'
  | 'server'
  | 'storage'
  | 'application'
  | 'instance';

export interface SubjectRef {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** The one subject of kind `estate` has this id. */
export const ESTATE_ID = 'estate';

/** A subject of one of several kinds: asking for its kind tells the type of its value. */
export type Subject<K extends SubjectKind = SubjectKind> = K extends SubjectKind
  ? { readonly kind: K; readonly id: string; readonly value: SubjectValues[K] }
  : never;

/** Subjects that a subject names; a fact path crosses to one of them with `>`. */
export interface SubjectRelations {
  estate: unknown;
  site: unknown;
  platform: unknown;
  cluster: { platform: 'platform' };
  host: { cluster: 'cluster'; platform: 'platform'; site: 'site' };
  server: { site: 'site' };
  storage: { site: 'site' };
  application: unknown;
  instance: {
    application: 'application';
    cluster: 'cluster';
    host: 'host';
    platform: 'platform';
    server: 'server';
  };
}

/** A subject as people write it: `application/ehr`. */
export function subjectName({ kind, id }: SubjectRef): string {
  return kind === 'estate' ? 'estate' : `${kind}/${id}`;
}
