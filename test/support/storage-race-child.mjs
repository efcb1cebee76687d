// One of the processes that change the same keys of a store: counts, adds by compare-and-set, claims slots, fills a window.
const [module, opener, options] = process.argv.slice(2)
const store = await (await import(module))[opener](JSON.parse(options))
let claimed = 0
let admitted = 0
for (let round = 0; round < 100; round++) {
  await store.increment('race:count', 1, 3_600_000)
  if (await store.replaceIf(`race:slot:${round}`, undefined, String(process.pid))) claimed += 1
  const request = { limit: 150, windowMs: 3_600_000, cost: 1 }
  if ((await store.admit('race:window', request)).admitted) admitted += 1
  for (;;) {
    const before = await store.get('race:sum')
    if (await store.replaceIf('race:sum', before?.version, String(Number(before?.value ?? 0) + 1))) break
  }
}
await store.close()
console.log(JSON.stringify({ claimed, admitted }))
