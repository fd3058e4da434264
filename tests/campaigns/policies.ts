import { comparePolicies } from '../access-matrix/compare-policies.ts';

// `node tests/campaigns/policies.ts [questions] [seed]`: the policy against the second one, over random questions. Ends with 1 where they differ.

const [questions = '1200000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const started = performance.now();
const { asked, levels, different, differences } = comparePolicies(Number(questions), Number(seed));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${asked} decisions in ${seconds} s, seed ${seed}: ${different} different.`);
console.log(`Levels: ${JSON.stringify(levels)}`);
for (const difference of differences) console.log(difference);
if (different > 0) process.exitCode = 1;
