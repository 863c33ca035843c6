/** The command was called in a way that it does not know: printed without a stack, exit 2. */
export class UsageError extends Error {}
