// Adds up the JSON reports of the test runs: `node count-results.js <failed steps> <folder> <report name>...`.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [failedSteps = '0', folder = '.', ...names] = process.argv.slice(2)
let passed = 0
let failed = 0

for (const name of names) {
  const counts = countReport(name)
  passed += counts.passed
  failed += counts.failed
}
// A step may fail without a failed test, as lint does; it must not look like a clean run.
if (failed === 0) failed = Number(failedSteps)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 || Number(failedSteps) > 0 ? 1 : 0

/**
 * A report that is missing, a file that could not be run, and (in CI nothing may be left out) a skipped or unfinished
 * test count as failures.
 *
 * @param {string} name
 * @returns {{ passed: number, failed: number }}
 */
function countReport(name) {
  const file = join(folder, `${name}.json`)
  if (!existsSync(file)) {
    console.log(`${name}: no report was written`)
    return { passed: 0, failed: 1 }
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const counts = { passed: 0, failed: 0 }
  for (const { name: path, status, assertionResults } of report.testResults) {
    if (status === 'failed' && assertionResults.every((test) => test.status !== 'failed')) {
      console.log(`${name}: ${path} could not be run`)
      counts.failed += 1
    }
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed += 1
      else counts.failed += 1
      if (test.status !== 'passed') console.log(`${name}: ${test.status}: ${test.fullName}`)
    }
  }
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed`)
  return counts
}
