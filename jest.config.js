import { availableParallelism } from 'node:os';

/** Jest runs the TypeScript as ES modules, with types stripped by swc; the type check is a step of its own. */
export default {
  testEnvironment: 'node',
  // Real servers and browsers on two busy cores: a test that hangs still ends.
  testTimeout: 30_000,
  // Tests that wait for servers, browsers and clocks leave room for two workers more than cores.
  maxWorkers: availableParallelism() + 2,
  // Modules of a test file that is over are never given back (Jest's ES modules): a worker that holds much begins anew.
  workerIdleMemoryLimit: '1GB',
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp', '<rootDir>/dist'],
  globalSetup: './test/beginRun.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2024',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
