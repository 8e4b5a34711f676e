/**
 * A threshold or list that a team may set. Its one home: the config schema, the check, the report
 * and the page all read it from here.
 */
export type RuleOption = NumberOption | ListOption;

export interface NumberOption {
  readonly type: 'number';
  readonly default: number;
  readonly minimum: number;
  readonly maximum?: number;
  readonly unit: string;
  readonly about: string;
}

export interface ListOption<T extends string = string> {
  readonly type: 'list';
  readonly default: readonly T[];
  readonly choices: readonly T[];
  readonly about: string;
}

export type RuleOptions = Readonly<Record<string, RuleOption>>;

export type OptionValue<O extends RuleOption> =
  O extends ListOption<infer T> ? readonly T[] : number;

export type OptionValues<O extends RuleOptions> = {
  readonly [Name in keyof O]: OptionValue<O[Name]>;
};

export function numberOption(option: Omit<NumberOption, 'type'>): NumberOption {
  return { type: 'number', ...option };
}

/** Minutes, 0 or more. */
export function minutesOption(value: number, about: string): NumberOption {
  return numberOption({ default: value, minimum: 0, unit: 'min', about });
}

/** Days, 0 or more. */
export function daysOption(value: number, about: string): NumberOption {
  return numberOption({ default: value, minimum: 0, unit: 'd', about });
}

/** A share in percent, 0 to 100. */
export function percentOption(value: number, about: string): NumberOption {
  return numberOption({ default: value, minimum: 0, maximum: 100, unit: '%', about });
}

/** A tier, 0 to 4. */
export function tierOption(value: number, about: string): NumberOption {
  return numberOption({ default: value, minimum: 0, maximum: 4, unit: 'tier', about });
}

/** A number of things, 0 or more; the unit says of what. */
export function countOption(value: number, unit: string, about: string): NumberOption {
  return numberOption({ default: value, minimum: 0, unit, about });
}

export function listOption<const T extends string>(
  option: Omit<ListOption<T>, 'type'>,
): ListOption<T> {
  return { type: 'list', ...option };
}

/** The values in force. */
export function optionValues(options: RuleOptions): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, option.default]),
  );
}

/** The options with what a team has settled as their defaults; the values are checked already. */
export function settledOptions(
  options: RuleOptions,
  values: Readonly<Record<string, unknown>>,
): RuleOptions {
  const settled = Object.entries(options).map(([name, option]) => [
    name,
    { ...option, default: values[name] ?? option.default },
  ]);
  return Object.fromEntries(settled) as RuleOptions;
}
