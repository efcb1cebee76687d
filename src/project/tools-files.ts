/** Files that may curate the tools of a project; the first is the usual one. */
export const toolsFiles = ['config/tools.jsonc', 'config/tools.json'] as const
