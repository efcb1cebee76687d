/**
 * Puts an item at a priority of a list that is in order, and moves the others, as Okta does. Without a priority a new item
 * goes to the end and a known one stays.
 */
export function placeByPriority<T>(list: T[], item: T, priority: number | undefined): void {
  const at = list.indexOf(item)
  if (priority === undefined) {
    if (at < 0) list.push(item)
    return
  }
  if (at >= 0) list.splice(at, 1)
  list.splice(Math.max(0, priority - 1), 0, item)
}
