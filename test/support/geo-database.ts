/** A MaxMind database in which the addresses 0.0.0.0 to 127.255.255.255 have one record, and the others none. */
export function buildGeoDatabase(record: object): Buffer {
  // One node of two 24-bit pointers: the left one into the data section, the right one to nowhere.
  const tree = Buffer.from([0, 0, 1 + 16, 0, 0, 1])
  const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')])
  const metadata = {
    node_count: 1,
    record_size: 24,
    ip_version: 4,
    database_type: 'Test-City',
    languages: ['en'],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    description: { en: 'test' },
  }
  return Buffer.concat([tree, Buffer.alloc(16), encode(record), marker, encode(metadata)])
}

/** The data format of MaxMind DB 2.0, as far as records of tests need it. */
function encode(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(2, value.length), Buffer.from(value)])
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return Buffer.concat([control(6, 4), bytes])
  }
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encode)])
  const entries = Object.entries(value as object)
  return Buffer.concat([
    control(7, entries.length),
    ...entries.flatMap(([key, one]) => [encode(key), encode(one)]),
  ])
}

function control(type: number, size: number): Buffer {
  return type > 7 ? Buffer.from([size, type - 7]) : Buffer.from([(type << 5) | size])
}
