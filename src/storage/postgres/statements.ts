/** The statements of a store, each applied whole by itself. */
export type Statements = Readonly<
  Record<'get' | 'write' | 'create' | 'replace' | 'increment' | 'admit' | 'list' | 'sweep', string>
>

const live = '(expires_at IS NULL OR expires_at > statement_timestamp())'

/** An end from a TTL in milliseconds; null = none. */
const end = (parameter: string): string =>
  `statement_timestamp() + ${parameter}::float8 * interval '1 millisecond'`

/** Read once the row is locked, unlike the time of the statement, so that the times of a window never run backwards. */
const clock = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint'

/** A time rounded up to whole steps ($6). */
const stamp = (now: string): string => `(ceil(${now}::numeric / $6::numeric) * $6::numeric)::bigint`

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
    /** Key, version, window, cost, limit, step, whether it counts in any case; a window is the text `window at:count …`. */
    admit: `${insert} VALUES ($1, 'window ' || ${stamp(clock)} || ':' || $4::bigint, $2, ${end('($3::bigint + $6::bigint)')})
      ON CONFLICT (key) DO UPDATE SET (value, version, expires_at) = (
        WITH clock AS MATERIALIZED (SELECT ${clock} AS now),
        kept AS MATERIALIZED (
          SELECT split_part(item, ':', 1)::bigint AS at, split_part(item, ':', 2)::bigint AS count
          FROM clock, unnest(string_to_array(substr(entries.value, 8), ' ')) AS item
          WHERE split_part(item, ':', 1)::bigint > clock.now - $3::bigint),
        judged AS MATERIALIZED (
          SELECT greatest(${stamp('clock.now')}, max(at)) AS stamp,
            $7::boolean OR coalesce(sum(count), 0) + $4::bigint <= $5::bigint AS fits
          FROM clock LEFT JOIN kept ON true GROUP BY clock.now),
        merged AS (
          SELECT at, sum(count) AS count FROM (
            SELECT at, count FROM kept UNION ALL SELECT stamp, $4::bigint FROM judged WHERE fits) AS every
          GROUP BY at)
        SELECT concat_ws(' ', 'window', (SELECT string_agg(at || ':' || count, ' ' ORDER BY at) FROM merged)),
          CASE WHEN fits THEN excluded.version ELSE entries.version END,
          CASE WHEN fits THEN excluded.expires_at ELSE entries.expires_at END
        FROM judged)
      RETURNING value, version = $2 AS admitted, ${clock} AS now`,
    /** No key reaches the last code point, so it bounds what starts with the prefix, and the index is used. */
    list: `SELECT key FROM ${entries} WHERE key >= $1 AND key < $1 || chr(1114111) AND ${live} ORDER BY key LIMIT $2`,
    /** Rows that another gateway sweeps or renews at this moment are left to it. */
    sweep: `DELETE FROM ${entries} WHERE key IN (SELECT key FROM ${entries}
      WHERE expires_at <= statement_timestamp() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)`,
  }
}
