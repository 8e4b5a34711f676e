import { anchorOf, type FindingGroup } from '../finding-groups.ts';
import { pageButtons } from './page-buttons.ts';

/** Groups of findings on one page. */
const GROUPS = 50;

type Filters = Readonly<Record<string, string>>;

/** What can be asked of a group and its members, wherever it stands. */
interface Item {
  readonly outcome: string;
  readonly severity: string;
  readonly category: string;
  /** All that the group says, in small letters. */
  readonly text: () => string;
  readonly members: readonly Member[];
  readonly element: () => HTMLDetailsElement;
}

interface Member {
  readonly anchor: string;
  readonly applications: readonly string[];
  readonly machine: string;
}

/** The findings of the page's text and those of its data as one list, filtered and in pages. */
export class FindingList {
  readonly #items: readonly Item[];
  readonly #written: number;
  readonly #box = byId('finding-list');
  readonly #pages = byId('finding-pages');
  readonly #form = byId('filters') as HTMLFormElement;
  #found: readonly Item[];
  #page = 0;

  constructor(inData: readonly FindingGroup[], draw: (group: FindingGroup) => HTMLDetailsElement) {
    const written = [...this.#box.querySelectorAll<HTMLDetailsElement>('details.finding')];
    this.#written = written.length;
    this.#items = [
      ...written.map(itemOfElement),
      ...inData.map((group) => itemOfGroup(group, draw)),
    ];
    this.#found = this.#items;
  }

  start(): void {
    fill(this.#form, 'application', (member) => member.applications, this.#items);
    fill(this.#form, 'machine', ({ machine }) => (machine === '' ? [] : [machine]), this.#items);
    const filter = (): void => this.#filter();
    this.#form.addEventListener('input', filter);
    // The values are empty only after the event.
    this.#form.addEventListener('reset', () => setTimeout(filter));
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    addEventListener('hashchange', () => this.#follow());
    this.showPage();
    this.#follow();
  }

  /** Shows only what belongs to one application or machine. */
  showOnly(filter: string, value: string): void {
    this.#form.reset();
    const field = this.#form.elements.namedItem(filter);
    if (field instanceof HTMLSelectElement) field.value = value;
    this.#filter();
    byId('findings').scrollIntoView();
    if (field instanceof HTMLSelectElement) field.focus();
  }

  /** All that stands in the page's text, or what was filtered: what a print shows. */
  showWritten(): void {
    this.#show(this.#found.slice(0, this.#written));
  }

  showPage(): void {
    this.#show(this.#found.slice(this.#page * GROUPS, (this.#page + 1) * GROUPS));
    pageButtons(this.#pages, this.#page, Math.ceil(this.#found.length / GROUPS), (page) => {
      this.#page = page;
      this.showPage();
      byId('found').scrollIntoView({ block: 'center' });
    });
  }

  #show(items: readonly Item[]): void {
    const filters = this.#filters();
    this.#box.replaceChildren(
      ...items.map((item) => {
        const element = item.element();
        const elements = element.querySelectorAll<HTMLElement>('.member');
        for (const [i, member] of item.members.entries()) {
          const shown = elements[i];
          if (shown !== undefined) shown.hidden = !memberFits(member, filters);
        }
        return element;
      }),
    );
    const findings = this.#found.reduce(
      (sum, { members }) => sum + members.filter((one) => memberFits(one, filters)).length,
      0,
    );
    byId('found').textContent =
      `${findings} ${findings === 1 ? 'finding' : 'findings'} in ${this.#found.length} ${this.#found.length === 1 ? 'group' : 'groups'}`;
  }

  #filters(): Filters {
    const entries = [...new FormData(this.#form)].map(([name, value]) => [name, String(value)]);
    return Object.fromEntries(entries.filter(([, value]) => value !== '')) as Filters;
  }

  #filter(): void {
    const filters = this.#filters();
    this.#found = this.#items.filter((item) => itemFits(item, filters));
    this.#page = 0;
    this.showPage();
  }

  /** Turns to the finding that the address names, and opens whatever hides it. */
  #follow(): void {
    const anchor = location.hash.slice(1);
    if (anchor === '') return;
    const holds = ({ members }: Item): boolean => members.some((one) => one.anchor === anchor);
    if (anchor.startsWith('finding-')) {
      if (!this.#found.some(holds) && this.#items.some(holds)) {
        this.#form.reset();
        this.#found = this.#items;
      }
      const index = this.#found.findIndex(holds);
      if (index >= 0) {
        this.#page = Math.floor(index / GROUPS);
        this.showPage();
      }
    }
    const target = document.getElementById(anchor);
    for (let at: Element | null = target; at !== null; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
    if (target === null) return;
    target.scrollIntoView();
    target.querySelector<HTMLElement>('summary, a.self')?.focus({ preventScroll: true });
  }
}

/** The names that a filter offers. */
function fill(
  form: HTMLFormElement,
  name: string,
  valuesOf: (member: Member) => readonly string[],
  items: readonly Item[],
): void {
  const values = new Set(items.flatMap(({ members }) => members.flatMap(valuesOf)));
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLSelectElement)) return;
  field.append(...[...values].sort().map((value) => new Option(value, value)));
}

function itemFits(item: Item, filters: Filters): boolean {
  for (const name of ['outcome', 'severity', 'category'] as const) {
    const wanted = filters[name];
    if (wanted !== undefined && item[name] !== wanted) return false;
  }
  const isWanted = item.members.some((member) => memberFits(member, filters));
  const { text } = filters;
  return isWanted && (text === undefined || item.text().includes(text.toLowerCase()));
}

function memberFits(member: Member, { application, machine }: Filters): boolean {
  if (application !== undefined && !member.applications.includes(application)) return false;
  return machine === undefined || member.machine === machine;
}

function itemOfElement(element: HTMLDetailsElement): Item {
  const { outcome = '', severity = '', category = '' } = element.dataset;
  const members = [...element.querySelectorAll<HTMLElement>('.member')].map((member): Member => {
    const { applications = '[]', machine = '' } = member.dataset;
    const names = JSON.parse(applications) as string[];
    return { anchor: member.id, applications: names, machine };
  });
  const text = once(() => (element.textContent ?? '').toLowerCase());
  return { outcome, severity, category, text, members, element: () => element };
}

function itemOfGroup(group: FindingGroup, draw: (group: FindingGroup) => HTMLDetailsElement): Item {
  const { rule, kind, outcome, severity, category } = group;
  const members = group.members.map(
    (member): Member => ({
      anchor: anchorOf(rule, kind, member.id),
      applications: member.applications,
      machine: member.machine ?? '',
    }),
  );
  const text = once(() => JSON.stringify(group).toLowerCase());
  return { outcome, severity, category, text, members, element: once(() => draw(group)) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no ${id}`);
  return element;
}
