/** How much is checked: each resource alone, or also what resources mean together. */
export const SCOPES = ['admission', 'mesh'] as const;
/** One of {@link SCOPES}. */
export type Scope = (typeof SCOPES)[number];
