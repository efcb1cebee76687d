// Writes to a file store until it is killed: a line on stdout for each write that was acknowledged.
const { openFileStorage } = await import(process.argv[2])
const store = await openFileStorage(process.argv[3])
console.log('open')
for (let index = 0; ; index++) {
  await store.write([
    { put: `pair:${index}:a`, value: String(index) },
    { put: `pair:${index}:b`, value: String(index) },
  ])
  await store.increment('count', 1, 3_600_000)
  console.log(index)
}
