/** One thing that an assessment stands on, and what was found of it. */
export interface Examined {
  readonly what: string;
  readonly state: 'good' | 'bad' | 'none';
  readonly found: string;
}
