import type { Estate } from '../../analysis/estate.ts';
import { releaseName } from '../../analysis/releases.ts';
import type { SupportEnd } from '../../domain/atlas.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { Instance, Platform } from '../../domain/inventory.ts';
import { byText } from '../../domain/order.ts';
import type { Subject } from '../../domain/subject.ts';
import { platformSupport } from '../../knowledge/lifecycle.ts';
import { type SoftwareProduct, softwareReleases } from '../../knowledge/software-lifecycle.ts';

type Term = Pick<SupportEnd, 'kind' | 'what' | 'end' | 'extendedEnd' | 'basis'>;

/** What ends for whom, things that end alike together; by date, then by name. */
export function supportEnds(estate: Estate): readonly SupportEnd[] {
  const groups = new Map<string, { readonly term: Term; readonly subjects: Subject[] }>();
  const add = (subject: Subject, term: Term): void => {
    const key = [term.kind, term.what, term.end, term.extendedEnd, term.basis].join('\n');
    const group = groups.get(key) ?? { term, subjects: [] };
    groups.set(key, group);
    if (group.subjects.at(-1) !== subject) group.subjects.push(subject);
  };
  for (const kind of ['platform', 'host', 'server', 'instance'] as const) {
    for (const subject of estate.subjectsOf(kind)) {
      for (const term of termsOf(subject)) add(subject, term);
    }
  }
  return [...groups.values()]
    .map(({ term, subjects }): SupportEnd => {
      const applications = new Set(subjects.flatMap((one) => estate.applicationsOn(one)));
      return {
        ...term,
        subjects: subjects.map(({ kind, id }) => ({ kind, id })),
        applications: [...applications].sort(byText),
      };
    })
    .sort((a, b) => byText(a.end ?? LAST, b.end ?? LAST) || byText(a.what, b.what));
}

/** After every date. */
const LAST = '9999-12-31';

function termsOf(subject: Subject): readonly Term[] {
  switch (subject.kind) {
    case 'platform':
      return platformTerms(subject.value);
    case 'host':
    case 'server':
      return contractTerm('hardware', subject.value.hardwareSupport?.end);
    case 'instance':
      return instanceTerms(subject.value);
    default:
      return [];
  }
}

function platformTerms(platform: Platform): readonly Term[] {
  const { product, version, support } = platform;
  const listed =
    product === undefined || version === undefined ? undefined : platformSupport(product, version);
  const known = listed === undefined || listed.older ? undefined : listed.generalEnd;
  return [
    {
      kind: 'platform',
      what: releaseName(platform),
      extendedEnd: null,
      ...endOf(support?.generalEnd, known),
    },
    ...contractTerm(releaseName(platform), support?.contractEnd),
  ];
}

function contractTerm(covered: string, end: IsoDate | undefined): readonly Term[] {
  if (end === undefined) return [];
  const what = `contract on ${covered}`;
  return [{ kind: 'contract', what, end, extendedEnd: null, basis: 'recorded' }];
}

function instanceTerms({ guestOs, databases }: Instance): readonly Term[] {
  return [
    ...(guestOs?.family === undefined
      ? []
      : [softwareTerm('guest', { ...guestOs, product: guestOs.family })]),
    ...(databases ?? []).flatMap(({ product, ...rest }) =>
      product === undefined ? [] : [softwareTerm('database', { ...rest, product })],
    ),
  ];
}

interface Software {
  readonly product: SoftwareProduct;
  readonly version?: string;
  readonly edition?: string;
  readonly extendedSupport?: boolean;
  readonly generalEnd?: IsoDate;
}

/** A version that may be several releases with different ends has no known one. */
function softwareTerm(kind: 'guest' | 'database', software: Software): Term {
  const { product, version, edition, extendedSupport, generalEnd } = software;
  const found = version === undefined ? undefined : softwareReleases({ product, version, edition });
  const releases = found === undefined || found.older ? [] : found.releases;
  const [first, ...others] = releases;
  const isSettled = others.every((one) => one.generalEnd === first?.generalEnd);
  return {
    kind,
    what: [product, version].filter((part) => part !== undefined).join(' '),
    extendedEnd: (extendedSupport === true ? first?.extendedEnd : undefined) ?? null,
    ...endOf(generalEnd, isSettled ? first?.generalEnd : undefined),
  };
}

function endOf(
  recorded: IsoDate | undefined,
  listed: IsoDate | null | undefined,
): Pick<Term, 'end' | 'basis'> {
  if (recorded !== undefined) return { end: recorded, basis: 'recorded' };
  if (listed === undefined) return { end: null, basis: null };
  return { end: listed, basis: 'table' };
}
