/**
 * The variables of a project: those of its `.env` files and of the process, and `SALLYPORT_PUBLIC_URL`. A module that
 * runs in a gateway gets those of its own project in place of this record, which is empty.
 */
export const environment: Readonly<Record<string, string | undefined>> = Object.freeze({})
