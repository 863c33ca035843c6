/** A host, perhaps with a port. @internal */
export const AUTHORITY = /^[\w.:[\]-]+$/;
