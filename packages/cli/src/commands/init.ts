import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { version } from 'virtual:release'
import { baseOf } from '../files/address.ts'
import { expectLanguages, headLines, putWhole, releaseCopies } from '../files/copy-release.ts'
import { apply } from '../init/apply.ts'
import { differenceOf } from '../init/difference.ts'
import { ByHand, type SetUp } from '../init/kinds/kind.ts'
import { kindOf } from '../init/kinds/kinds.ts'
import { MANIFEST, type Manifest, readManifest } from '../init/manifest.ts'
import { languageOf, type Plan, planFor } from '../init/plan.ts'
import { openSite, type Site } from '../init/site.ts'
import { missingIn, undo } from '../init/undo.ts'
import { readRecord } from '../init/upgrade/record.ts'
import { DEFAULT_LANGUAGE, languagesHere } from '../model.ts'
import { agree } from '../terminal/agree.ts'
import { Failure, whyNot } from '../terminal/failure.ts'
import { print, say } from '../terminal/output.ts'
import { CALL } from '../terminal/parse-arguments.ts'
import { UsageError } from '../terminal/usage.ts'
import { visibleLine } from '../terminal/visible.ts'
import { checkPages } from './check.ts'

export interface InitFlags {
  readonly kind?: string | undefined
  readonly base?: string | undefined
  readonly languages?: string | undefined
  readonly consent?: string | undefined
  readonly yes: boolean
}

/** Pages to check at the end, at most. */
const MOST_CHECKED = 3

/** @throws UsageError if the folder can't be read */
export function siteIn(folder: string): Site {
  try {
    return openSite(folder)
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new UsageError(
      `${folder} ${whyNot(cause) ?? "can't be read"}: write ${CALL} init, or the folder of your site`,
    )
  }
}

/** @throws Failure if an upgrade was interrupted, since files may then be half of one release and half of another */
export function expectNoUpgrade(root: string): void {
  if (readRecord(root)?.state === 'begun')
    throw new Failure(`an upgrade was interrupted: write ${CALL} upgrade --undo first`)
}

/** Sets up a site: copies the release and puts the lines into its pages. Asks first, and changes only what is certain. */
export async function init(folder: string, flags: InitFlags): Promise<void> {
  const site = siteIn(folder)
  expectNoUpgrade(site.root)
  const manifest = readManifest(site.root)
  if (manifest?.state === 'done') return again(site, manifest)
  if (manifest) {
    say('An earlier run was interrupted. What it did is undone first.\n')
    report(undo(site.root, manifest).left)
  }
  const { kind, by } = kindOf(site, flags.kind)
  say(`This is ${kind.title} (${visibleLine(by)}).\n`)
  try {
    await setUp(manifest ? siteIn(folder) : site, kind.name, flags)
  } catch (cause) {
    if (!(cause instanceof ByHand)) throw cause
    report(cause.steps)
    throw new Failure(`nothing was changed, because ${cause.message}. What to do by hand is above, and in docs/init.md`)
  }
}

async function setUp(site: Site, kindName: string, flags: InitFlags): Promise<void> {
  const base = flags.base === undefined ? undefined : baseOf(flags.base)
  const how = kindOf(site, kindName).kind.setUp(site, base)
  const here = await languagesHere()
  const own = languageOf(site, how)
  const languages = await expectLanguages(flags.languages ?? (own && here.includes(own) ? own : DEFAULT_LANGUAGE))
  const address = base ?? how.address
  const lines = await headLines(`${address}/${version}/`, languages)
  const plan = planFor(site, how, lines, { folder: `${how.folder}/${version}`, consent: flags.consent })
  await show(plan, how, address)
  await agree('Change the site?', flags.yes)
  await apply(site.root, {
    version,
    kind: kindName,
    changes: plan.changes,
    folder: how.folder,
    copies: await releaseCopies(languages),
    copy: (target) => putWhole(target, version, languages),
  })
  say(`Done. ${MANIFEST} records it; ${CALL} remove takes it out again.\n`)
  report(plan.byHand)
  await checkBuilt(site, how, plan)
}

async function show({ changes, consent, lists }: Plan, { folder }: SetUp, address: string): Promise<void> {
  for (const change of changes) await print(`${differenceOf(change)}\n`)
  say(
    `Inkling ${version} is copied to ${folder}/${version}/, served as ${address}/${version}/ (otherwise, add --base).\n` +
      `Files that change, as shown above: ${changes.length}. Lists marked: ${lists}. ${consent.says}\n`,
  )
}

function report(steps: readonly string[]): void {
  if (steps.length) say(`By hand:\n${steps.map((step) => `- ${visibleLine(step)}\n`).join('')}`)
}

/** Checks pages that readers get: those changed, or built pages that already have the tag. */
async function checkBuilt(site: Site, how: SetUp, { changes }: Plan): Promise<void> {
  if (how.lists === 'pages' && !how.built.length) {
    const pages = changes.slice(0, MOST_CHECKED).map(({ path }) => join(site.root, path))
    return checkPages(pages, { json: false })
  }
  const [built] = how.built.filter((folder) => existsSync(join(site.root, folder, 'index.html')))
  say(
    `Now build the site, then check a page: ${CALL} check ${built ?? how.built[0] ?? 'http://localhost:PORT'}${how.built.length ? '/index.html' : '/'}\n`,
  )
}

/** A second run. @throws Failure if something that was inserted is gone */
async function again(site: Site, manifest: Manifest): Promise<void> {
  const missing = missingIn(site.root, manifest)
  if (missing.length)
    throw new Failure(
      `this site was set up, but ${missing.map(visibleLine).join(', ')} no longer has what was inserted: write ${CALL} remove, then init again`,
    )
  say(
    `This site is set up already, with Inkling ${manifest.inkling} (${manifest.kind}). Nothing was changed.${
      manifest.inkling === version ? '' : ` To use ${version}, write ${CALL} upgrade.`
    }\n`,
  )
}
