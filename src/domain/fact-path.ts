import type { SubjectKind, SubjectRef, SubjectRelations, SubjectValues } from './subject.ts';

/**
 * Where a fact stands within its subject: `availability.rtoMinutes`, `drivers[0].certified`.
 * The empty path is the subject itself.
 */
export type FactPath = string;

/** A fact of a subject, recorded or not. */
export interface FactRef {
  readonly subject: SubjectRef;
  readonly path: FactPath;
}

export function factRef(kind: SubjectKind, id: string, path: FactPath): FactRef {
  return { subject: { kind, id }, path };
}

/** The same fact of several subjects. */
export function factRefs(
  kind: SubjectKind,
  subjects: readonly { readonly id: string }[],
  path: FactPath,
): FactRef[] {
  return subjects.map(({ id }) => factRef(kind, id, path));
}

/** Every path to a fact of `T`, as string literals. Lists are facts as a whole. */
export type FieldPath<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? { [K in keyof T & string]: K | `${K}.${FieldPath<NonNullable<T[K]>>}` }[keyof T & string]
    : never;

/** The type of the fact at a path, without the answer "not recorded". */
export type FieldValue<T, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? FieldValue<NonNullable<T[Head]>, Rest>
    : never
  : P extends keyof T
    ? NonNullable<T[P]>
    : never;

type RelationPath<R> = {
  [Name in keyof R & string]: R[Name] extends SubjectKind
    ? `${Name}>${FieldPath<SubjectValues[R[Name]]>}`
    : never;
}[keyof R & string];

/** A path from a subject of kind `K`, through `>` to a subject that it names where needed. */
export type SubjectPath<K extends SubjectKind> =
  | FieldPath<SubjectValues[K]>
  | RelationPath<SubjectRelations[K]>;

export type SubjectPathValue<
  K extends SubjectKind,
  P extends string,
> = P extends `${infer Name}>${infer Rest}`
  ? Name extends keyof SubjectRelations[K]
    ? SubjectRelations[K][Name] extends SubjectKind
      ? FieldValue<SubjectValues[SubjectRelations[K][Name]], Rest>
      : never
    : never
  : FieldValue<SubjectValues[K], P>;

export type PathSegment = string | number;

/** `drivers[0].certified` as `['drivers', 0, 'certified']`; the empty path gives no segment. */
export function pathSegments(path: FactPath): PathSegment[] {
  if (path === '') return [];
  return path
    .split('.')
    .flatMap((part) =>
      part.split('[').map((piece) => (piece.endsWith(']') ? Number(piece.slice(0, -1)) : piece)),
    );
}

/** The inverse of `pathSegments`. */
export function formatPath(segments: readonly PathSegment[]): FactPath {
  let text = '';
  for (const segment of segments) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else text += text === '' ? segment : `.${segment}`;
  }
  return text;
}

/** A function that fetches one fact, made once and called for every subject. */
export function factGetter(path: string): (value: unknown) => unknown {
  const segments = pathSegments(path);
  return (value) => {
    let at = value;
    for (const segment of segments) {
      if (at === null || typeof at !== 'object') return undefined;
      at = (at as Record<PathSegment, unknown>)[segment];
    }
    return at;
  };
}
