import type { ConsumerDescription } from '../../api-keys/consumer.ts'
import { withAdminClient } from '../../runtimes/node/admin-client.ts'

/** A key that was just made: the only time that it is shown. */
export interface IssuedDescription {
  readonly key: string
  readonly keyId: string
  readonly consumer: ConsumerDescription
}

/** Asks an admin route of API keys, `path` below `/keys`: of the running gateway, else over the opened state. */
export async function callKeys<Answer>(
  folder: string,
  method: 'GET' | 'POST',
  path: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  return (await withAdminClient(folder, process.env, (client) =>
    client.call(method, `/keys${path}`, input),
  )) as Answer
}
