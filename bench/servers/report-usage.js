// Loaded before a contestant with --import: tells the bench what the process has used so far.
process.on('message', (message) => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() })
})
process.channel?.unref()
process.on('disconnect', () => process.exit(0))
