import { lookOf, type Terminal } from '../terminal';
import type { WrittenReport } from './written-report';

/** Turns a report into the text of one format, a block at a time. */
export type Writer = (report: WrittenReport, terminal: Terminal) => Promise<Iterable<string>>;

/** One writer a format, loaded on first use. */
export const WRITERS = {
  text: async (report, { stdout, env }) => (await import('./write-text')).writeText(report, lookOf(stdout, env)),
  json: async (report) => (await import('./write-json')).writeJson(report),
  sarif: async (report) => (await import('./write-sarif')).writeSarif(report),
  github: async (report) => (await import('./write-github')).writeGithub(report),
  junit: async (report) => (await import('./write-junit')).writeJunit(report),
} as const satisfies Readonly<Record<string, Writer>>;

/** How findings can be written: the formats that have a writer. */
export type Format = keyof typeof WRITERS;

/** Every {@link Format}, in the order that help and errors list them. */
export const FORMATS = Object.keys(WRITERS) as readonly Format[];
