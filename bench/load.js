// One burst of load in a process of its own: a job as JSON on stdin, its outcome as JSON on stdout.
import autocannon from 'autocannon'

/** @type {import('./run-load.js').LoadJob} */
const job = JSON.parse(await readStdin())
const requests = job.requests.map(({ headers, body }) => ({ method: 'POST', headers, body }))
let clients = 0
// The load never sleeps. A server would pay for waking it with every answer it writes, and only the slower servers would:
// the fastest one keeps the load busy.
let isOver = false
const spin = () => {
  if (!isOver) setImmediate(spin)
}
spin()
const result = await autocannon({
  url: job.url,
  connections: job.connections,
  duration: job.seconds,
  requests,
  // Each connection begins elsewhere in the list, so that they do not all send the same token at the same time.
  setupClient: (client) => {
    const at = Math.floor((requests.length * clients++) / job.connections)
    client.setRequests([...requests.slice(at), ...requests.slice(0, at)])
  },
})
isOver = true
console.log(
  JSON.stringify({
    requests: result.requests.total,
    seconds: result.duration,
    failures: result.errors + result.timeouts + result.non2xx,
    p50: result.latency.p50,
    p99: result.latency.p99,
  }),
)

/** @returns {Promise<string>} */
async function readStdin() {
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  return text
}
