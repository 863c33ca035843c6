/** For a test that starts processes: Node and TypeScript take seconds to start, several times as long on a busy machine. */
export const PROCESSES_MS = 180_000;

/** For a test that tries many random inputs. */
export const PROPERTIES_MS = 300_000;
