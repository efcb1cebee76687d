import { defineHandler } from '../../gateway/handler.ts'
import { redirectOptions } from './options.ts'

/** Sends callers elsewhere. */
export const redirect = defineHandler({
  exports: ['redirectHandler', 'RedirectHandler'],
  options: redirectOptions,
  create({ location, status }) {
    return () => ({ status, headers: { location }, body: undefined })
  },
})
