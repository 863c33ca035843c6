import type { ValueGrammar } from '../grammar';
import { cidrs } from './cidr';
import { durations } from './duration';
import { expressions } from './expression';
import { hosts } from './host';
import { json } from './json';
import { names } from './name';
import { percentages } from './percent';
import { ports } from './port';
import { regexes } from './regex';
import { templates } from './template';
import { urls } from './url';

/** Every type of value. */
export const grammars: readonly ValueGrammar[] = [
  cidrs, durations, expressions, hosts, json, names, percentages, ports, regexes, templates, urls,
];
