import type { Pool, PoolClient } from 'pg'

/** The shape of the tables that this program reads and writes. */
const currentVersion = 1

/** Of several gateways that start at once one migrates; the number is arbitrary and the same for all. */
const advisoryLock = 7_255_601

/** Said when the tables were made by a later release. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError'
}

/** Brings the tables of a schema to the current version; only the first start of a release needs the right to create. */
export async function migrate(pool: Pool, schema: string): Promise<void> {
  const client = await pool.connect()
  // A connection that breaks is told by the statement under way; without a listener it would end the process.
  client.on('error', () => undefined)
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [advisoryLock, schema])
    await migrateLocked(client, schema)
    await client.query('COMMIT')
  } catch (error) {
    // Closing the connection rolls back, whatever state it is in.
    client.release(true)
    throw error
  }
  client.release()
}

async function migrateLocked(client: PoolClient, schema: string): Promise<void> {
  const version = await readVersion(client, schema)
  if (version > currentVersion)
    throw new NewerSchemaError(`the tables of schema "${schema}" belong to a later release`)
  if (version === currentVersion) return
  const { rowCount } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])
  if (rowCount === 0) await client.query(`CREATE SCHEMA "${schema}"`)
  // Bytes order the keys, as in every other store, whatever the language of the database.
  await client.query(`CREATE TABLE "${schema}".entries (
    key text COLLATE "C" PRIMARY KEY, value text NOT NULL, version text NOT NULL, expires_at timestamptz)`)
  await client.query(
    `CREATE INDEX entries_expires_at ON "${schema}".entries (expires_at) WHERE expires_at IS NOT NULL`,
  )
  await client.query(`CREATE TABLE "${schema}".migrations (version integer NOT NULL)`)
  await client.query(`INSERT INTO "${schema}".migrations VALUES ($1)`, [currentVersion])
}

async function readVersion(client: PoolClient, schema: string): Promise<number> {
  const table = `"${schema}".migrations`
  const found = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table])
  if (found.rows[0]?.there !== true) return 0
  const { rows } = await client.query<{ version: number }>(`SELECT version FROM ${table}`)
  return rows[0]?.version ?? 0
}
