import { comparePolicies, compareWithCedar } from '../access-matrix/compare-policies.ts';

// `node tests/campaigns/policies.ts [questions] [seed] [cedar]`: the policy against the second one, or against Cedar, over random questions. Ends
// with 1 where they differ.

const [questions = '1200000', seed = String(Date.now() % 2 ** 31), against] = process.argv.slice(2);
const started = performance.now();
const compare = against === 'cedar' ? compareWithCedar : comparePolicies;
const { asked, levels, different, differences } = compare(Number(questions), Number(seed));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${asked} decisions in ${seconds} s, seed ${seed}: ${different} different.`);
console.log(`Levels: ${JSON.stringify(levels)}`);
for (const difference of differences) console.log(difference);
if (different > 0) process.exitCode = 1;
