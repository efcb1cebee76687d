import { openAuditFile } from '../../src/runtimes/node/audit-file.ts'

/** Adds records until it is killed, and says on standard output which of them are kept. */
const [, , path = ''] = process.argv
const file = openAuditFile(path, { maxBytes: 1_000_000_000, queueSize: 1_000, key: undefined })
for (let number = 1; ; number++) {
  await file.append({ event: 'request', number, filler: 'x'.repeat(200) })
  process.stdout.write(`${number}\n`)
}
