/** Why an edit cannot be made in a text. */
export class Unwritable extends Error {}
