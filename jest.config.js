/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/support/quiet-environment.ts',
  roots: ['<rootDir>/test', '<rootDir>/examples'],
  testMatch: ['**/*.test.ts'],
  setupFiles: ['<rootDir>/test/jest.setup.ts'],
  // Transpile only: `npm run typecheck` proves the types of everything at once, and much faster than a check per file.
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      swcrc: false,
      sourceMaps: 'inline',
      module: { type: 'commonjs' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
    }],
  },
  // As the paths of tsconfig.dev.json: tests and examples import the package's sources by its name.
  moduleNameMapper: { '^cdk8s-istio$': '<rootDir>/constructs/index.ts', '^fast-check$': '<rootDir>/test/support/seeded-fast-check.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // On a machine with other work even a test without a limit of its own (test/support/time-limits.ts) takes many times its second.
  testTimeout: 30_000,
  // Jest would leave one core idle.
  maxWorkers: '100%',
};
