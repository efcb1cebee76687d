/**
 * What `JSON.parse` answers. Modules of the format read members of such values without a cast, so their declarations say
 * so here; within the gateway nothing has this type.
 */
export type Untyped = ReturnType<typeof JSON.parse>
