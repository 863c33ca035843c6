/** Where the redirect of an example stands. */
export const AT = 'spec.http[0].redirect';
