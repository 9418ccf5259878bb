export type Promised = Readonly<Record<string, number>>
export function promisedBrowsers(readme: string): Promised
export function ownNames(scripts: readonly string[]): Set<string>
export function newerInScript(code: string, promised: Promised, own?: ReadonlySet<string>): string[]
