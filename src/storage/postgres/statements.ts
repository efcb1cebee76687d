/** The statements of a store, each applied whole by itself. */
export type Statements = Readonly<
  Record<'get' | 'write' | 'create' | 'replace' | 'increment' | 'list' | 'sweep', string>
>

const live = '(expires_at IS NULL OR expires_at > statement_timestamp())'

/** An end from a TTL in milliseconds; null = none. */
const end = (parameter: string): string =>
  `statement_timestamp() + ${parameter}::float8 * interval '1 millisecond'`

/** Writes the statements for the tables of a schema, whose name must be a plain identifier. */
export function createStatements(schema: string): Statements {
  const entries = `"${schema}".entries`
  const columns = 'key, value, version, expires_at'
  const overwrite = 'value = excluded.value, version = excluded.version, expires_at = excluded.expires_at'
  const insert = `INSERT INTO ${entries} (${columns})`
  return {
    get: `SELECT value, version FROM ${entries} WHERE key = $1 AND ${live}`,
    write: `WITH gone AS (DELETE FROM ${entries} WHERE key = ANY($1::text[]))
      ${insert} SELECT k, v, n, ${end('t')} FROM unnest($2::text[], $3::text[], $4::text[], $5::float8[]) AS put (k, v, n, t)
      ON CONFLICT (key) DO UPDATE SET ${overwrite}`,
    /** Over an expired row too, which counts as absent. */
    create: `${insert} VALUES ($1, $2, $3, ${end('$4')})
      ON CONFLICT (key) DO UPDATE SET ${overwrite} WHERE entries.expires_at <= statement_timestamp()`,
    replace: `UPDATE ${entries} SET value = $2, version = $3,
      expires_at = CASE WHEN $6 THEN expires_at ELSE ${end('$4')} END
      WHERE key = $1 AND version = $5 AND ${live}`,
    increment: `${insert} VALUES ($1, $2::numeric::text, $3, ${end('$4')})
      ON CONFLICT (key) DO UPDATE SET version = excluded.version,
      value = CASE WHEN entries.expires_at <= statement_timestamp() THEN excluded.value
        ELSE (entries.value::numeric + $2::numeric)::text END,
      expires_at = CASE WHEN entries.expires_at <= statement_timestamp() THEN excluded.expires_at
        ELSE entries.expires_at END
      RETURNING value`,
    /** No key reaches the last code point, so it bounds what starts with the prefix, and the index is used. */
    list: `SELECT key FROM ${entries} WHERE key >= $1 AND key < $1 || chr(1114111) AND ${live} ORDER BY key LIMIT $2`,
    /** Rows that another gateway sweeps or renews at this moment are left to it. */
    sweep: `DELETE FROM ${entries} WHERE key IN (SELECT key FROM ${entries}
      WHERE expires_at <= statement_timestamp() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)`,
  }
}
