/** What the main thread does: by a profile, in which a sample counts where one of some scripts is on the stack, and by a trace. */

/** Microseconds between two looks at what the main thread does. */
const SAMPLING = 500

/**
 * Profiles the main thread.
 *
 * @param client a CDP session of the tab
 * @param work what is profiled
 * @returns the profile, as DevTools has it
 */
export async function profiled(client, work) {
  await client.send('Profiler.enable')
  await client.send('Profiler.setSamplingInterval', { interval: SAMPLING })
  await client.send('Profiler.start')
  await work()
  return (await client.send('Profiler.stop')).profile
}

/**
 * @param scripts of whose addresses
 * @returns milliseconds in all, and of the longest stretch, garbage collection within it included
 */
export function onStack({ nodes, samples, timeDeltas }, scripts) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
  const isTheirs = (id) => {
    for (let at = id; at !== undefined; at = parents.get(at)) if (scripts.test(byId.get(at).callFrame.url)) return true
    return false
  }
  const theirs = new Map(nodes.map(({ id }) => [id, isTheirs(id)]))
  let [total, longest, now] = [0, 0, 0]
  for (const [at, id] of samples.entries()) {
    const delta = timeDeltas[at + 1] ?? 0
    const collecting = byId.get(id).callFrame.functionName === '(garbage collector)'
    if (theirs.get(id)) total += delta
    now = theirs.get(id) ? now + delta : collecting ? now : 0
    longest = Math.max(longest, now)
  }
  return { total: total / 1000, longest: longest / 1000 }
}

/**
 * Processor time of the longest task of the main thread, from the first of some scripts on: by the clock, whatever else the machine
 * does meanwhile counts as well, the server beside it, too.
 *
 * @param tab
 * @param work what is traced
 * @param script by its address
 * @returns milliseconds
 */
export async function longestTask(tab, work, script) {
  const browser = tab.context().browser()
  await browser.startTracing(tab, { categories: ['toplevel', 'devtools.timeline'] })
  await work()
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()))
  const isRun = ({ name, args }) => name === 'EvaluateScript' && script.test(args.data?.url)
  const { pid, tid, ts } = traceEvents.find(isRun)
  const tasks = traceEvents.filter(
    (event) => event.pid === pid && event.tid === tid && event.ts + event.dur > ts && /RunTask$/.test(event.name),
  )
  // A few of a trace's tasks have no processor time: theirs by the clock is no less.
  return Math.max(...tasks.map(({ tdur, dur }) => tdur ?? dur)) / 1000
}
