/** Measures main-thread time: by sampling profile, counting samples with certain scripts on the stack, and by trace. */

/** Sampling interval in microseconds. */
const SAMPLING = 500

/**
 * Profiles the main thread.
 *
 * @param client a CDP session of the tab
 * @param work to be profiled
 * @returns the profile in DevTools format
 */
export async function profiled(client, work) {
  await client.send('Profiler.enable')
  await client.send('Profiler.setSamplingInterval', { interval: SAMPLING })
  await client.send('Profiler.start')
  await work()
  return (await client.send('Profiler.stop')).profile
}

/**
 * @param scripts URLs of the scripts to count
 * @returns total milliseconds, and those of the longest stretch, including garbage collection within it
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
 * CPU time of the main thread's longest task, starting from the first task of certain scripts. CPU time rather than
 * wall time, which would include the effect of other load, such as the server.
 *
 * @param tab
 * @param work to be traced
 * @param script its URL
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
  // A few tasks in a trace lack a CPU time; their wall time is an upper bound.
  return Math.max(...tasks.map(({ tdur, dur }) => tdur ?? dur)) / 1000
}
