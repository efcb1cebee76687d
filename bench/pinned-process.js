import { spawn, spawnSync } from 'node:child_process'

const hasTaskset = spawnSync('taskset', ['--version'], { stdio: 'ignore' }).status === 0

/**
 * Starts Node on one core, where `taskset` exists, with a channel for messages.
 *
 * @param {number} core
 * @param {readonly string[]} args
 * @param {{ stdio: import('node:child_process').StdioOptions, env?: NodeJS.ProcessEnv }} options
 */
export function startPinned(core, args, options) {
  const command = hasTaskset ? ['taskset', '-c', String(core), process.execPath] : [process.execPath]
  const [program = '', ...before] = command
  return spawn(program, [...before, ...args], { ...options, env: { ...process.env, ...options.env } })
}
