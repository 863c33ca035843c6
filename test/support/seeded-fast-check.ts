import * as fc from '../../node_modules/fast-check/lib/cjs/fast-check';

// What jest gives tests for `fast-check`. Properties try the same values in every run, so that one commit has one verdict: `LAWS_SEED=7
// npx jest test/laws` tries others, as does `npm run fuzz`.
fc.configureGlobal({ seed: Number(process.env.LAWS_SEED ?? 1) });

export * from '../../node_modules/fast-check/lib/cjs/fast-check';
export default fc;
