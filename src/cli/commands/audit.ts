import { Command } from 'commander'
import { verifyAuditFiles, type AuditReport } from '../../runtimes/node/verify-audit-files.ts'
import { jsonOption } from '../serve-options.ts'

interface VerifyFlags {
  readonly json: boolean
  readonly keyVariable?: string
}

/** `sallyport audit`: looks at what the audit log has written. */
export function auditCommand(): Command {
  return new Command('audit')
    .description('look at the files of the audit log')
    .addCommand(verifyCommand().exitOverride())
}

function verifyCommand(): Command {
  return new Command('verify')
    .description('find what was changed in or removed from audit files, oldest file first')
    .argument('<files...>', 'files of one audit log')
    .option('--key-variable <name>', 'variable that holds the key of the chain, where the policy has one')
    .addOption(jsonOption())
    .action(async (files: string[], { json, keyVariable }: VerifyFlags) => {
      const report = await verify(files, readKey(keyVariable))
      const ok = report.problems.length === 0
      if (json) process.stdout.write(`${JSON.stringify({ ok, ...report })}\n`)
      else console.log(formatReport(report))
      if (!ok) process.exitCode = 1
    })
}

/** What cannot be verified at all, in one sentence. */
class AuditFailure extends Error {
  override readonly name = 'AuditFailure'
}

async function verify(files: readonly string[], key: string | undefined): Promise<AuditReport> {
  try {
    return await verifyAuditFiles(files, key)
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new AuditFailure(`${path ?? files.join(', ')} cannot be read (${code}).`, { cause: error })
  }
}

function readKey(variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined
  const key = process.env[variable]
  if (key === undefined || key === '') throw new AuditFailure(`The variable ${variable} is not set.`)
  return key
}

function formatReport({ records, first, head, problems }: AuditReport): string {
  const lines = problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
  if (head === undefined) return [...lines, 'no record'].join('\n')
  const range = `${records} records, ${first} to ${head.sequence}, last hash ${head.hash}`
  return [...lines, `${problems.length === 0 ? 'ok' : 'not ok'}: ${range}`].join('\n')
}
