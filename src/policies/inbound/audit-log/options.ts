import * as z from 'zod'

const logged = (what: string) => z.boolean().default(true).describe(`Record ${what}. Default: true.`)

/** Options of the policy. */
export const auditLogOptions = z.object({
  logIpAddress: logged('the address of the caller'),
  logUser: logged('who the caller is, and with which client'),
  logGeolocation: logged('where the caller is, as a trusted proxy says'),
  logQueryParameters: logged('the query, secrets masked'),
  logRouteParameters: logged('the parameters of the path, secrets masked'),
  tenant: z.string().min(1).optional().describe('A text in every record, such as a customer. Default: none.'),
  metadata: z
    .object({
      export: z.string().min(1).describe('Name of the exported function. Required.'),
      module: z.string().min(1).describe('`$import(./modules/<file>)`. Required.'),
    })
    .optional()
    .describe(
      'A function `(request, context) => object` of the project; what it answers is in the record, secrets masked. Default: none.',
    ),
  logArguments: z
    .enum(['none', 'names', 'masked'])
    .default('names')
    .describe(
      'What to record of the arguments of a tool call: nothing, their names, or their values with secrets masked. Default: names. Ours.',
    ),
  to: z
    .enum(['log', 'file'])
    .default('log')
    .describe('Where records go: the log of the gateway, or a file of their own. Default: log. Ours.'),
  file: z
    .object({
      path: z
        .string()
        .min(1)
        .describe('Path of the file; one that is not absolute starts at the project folder. Required.'),
      maxBytes: z
        .int()
        .min(4_096)
        .max(1_099_511_627_776)
        .default(104_857_600)
        .describe('Size from which the file is put aside and a new one begun, bytes. Default: 100 MiB.'),
      queueSize: z
        .int()
        .min(1)
        .max(1_000_000)
        .default(10_000)
        .describe('Most records that wait to be written; more cannot be kept. Default: 10000.'),
      key: z
        .string()
        .min(16)
        .optional()
        .describe(
          'Secret of the hash chain, at least 16 characters; without it, who can write the file can also write a new chain. Default: none.',
        ),
    })
    .optional()
    .describe('The file; required where records go to one. Ours.'),
  onFailure: z
    .enum(['log', 'refuse'])
    .default('log')
    .describe(
      'When a record cannot be kept: say so in the log, or serve nothing until it can be. Default: log. Ours.',
    ),
})

/** Options with defaults. */
export type AuditLogOptions = z.output<typeof auditLogOptions>
