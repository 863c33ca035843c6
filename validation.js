// The door of the cdk8s CLI: it loads plugins by path, and package.json's exports do not hold for paths.
module.exports = require('./dist/lib/cli/plugin/validation.js');
