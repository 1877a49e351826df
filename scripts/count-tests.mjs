// node scripts/count-tests.mjs <status> [vitest's JSON results…]: what the suites of .ci/run came to, in one line. Plain JavaScript, since it may
// run on an older Node than the project itself needs.
import { existsSync, readFileSync } from 'node:fs';

const [status, ...files] = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const file of files.filter((name) => existsSync(name))) {
  const run = JSON.parse(readFileSync(file, 'utf8'));
  sum.passed += run.numPassedTests;
  sum.failed += run.numFailedTests;
  sum.skipped += run.numPendingTests + run.numTodoTests;
}
// A file that does not load, a lint or a type is no test, and yet the run did not pass.
if (status !== '0') sum.failed = Math.max(sum.failed, 1);
if (sum.skipped > 0) console.log(`${sum.skipped} skipped`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
