import { readFileSync, writeFileSync } from 'node:fs';

// The doors of the package name every file there is. Compiled as they are, one `require` would load them all; this makes
// each name load its file when it is first read. Node still sees the names, from the line of `void 0` that tsc writes on top.
for (const door of ['dist/lib/index.js', 'dist/constructs/index.js']) {
  const files = new Map();
  const text = readFileSync(door, 'utf8')
    .replace(/^var (\w+) = require\(("[^"]+")\);\n/gm, (_, variable, file) => {
      files.set(variable, file);
      return '';
    })
    .replace(/^Object\.defineProperty\(exports, ("\w+"), \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
      (_, name, variable, member) => `lazy(${name}, function () { return require(${files.get(variable)}).${member}; });`);
  if (files.size === 0 || /require\("[^"]+"\);$/m.test(text) || text.includes('Object.defineProperty(exports, "') && !text.includes('lazy(')) {
    throw new Error(`Expected ${door} to be re-exports as tsc writes them`);
  }
  const helper = `function lazy(name, read) {
    Object.defineProperty(exports, name, {
        enumerable: true, configurable: true, get: function () {
            var value = read();
            Object.defineProperty(exports, name, { enumerable: true, value: value });
            return value;
        }
    });
}
`;
  writeFileSync(door, text.replace(/^lazy\(/m, `${helper}lazy(`));
}
