// The types of validation.js for module resolutions that do not read package.json's exports.
export * from './dist/lib/cli/plugin/validation';
