import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { version } from 'virtual:release'
import { expectLanguages, putWhole, releaseCopies } from '../files/copy-release.ts'
import { DIST } from '../files/release.ts'
import { differenceOf } from '../init/difference.ts'
import { ByHand } from '../init/kinds/kind.ts'
import { MANIFEST, type Manifest, RECORD, readManifest } from '../init/manifest.ts'
import type { Site } from '../init/site.ts'
import { applyUpgrade } from '../init/upgrade/apply.ts'
import { changesBetween } from '../init/upgrade/changelog.ts'
import { planUpgrade, type Survey, surveyOf, type UpgradePlan } from '../init/upgrade/plan.ts'
import { forgetUpgrade, type Prunable, prunableIn, prune } from '../init/upgrade/prune.ts'
import { readRecord, type UpgradeRecord } from '../init/upgrade/record.ts'
import { installedRelease } from '../init/upgrade/release-folder.ts'
import { undoUpgrade } from '../init/upgrade/undo.ts'
import { compareVersions } from '../init/upgrade/version.ts'
import { howToInstall } from '../model.ts'
import { agree } from '../terminal/agree.ts'
import { Failure } from '../terminal/failure.ts'
import { print, say } from '../terminal/output.ts'
import { CALL } from '../terminal/parse-arguments.ts'
import { UsageError } from '../terminal/usage.ts'
import { visibleLine } from '../terminal/visible.ts'
import { siteIn } from './init.ts'

export interface UpgradeFlags {
  readonly yes: boolean
  readonly downgrade: boolean
  readonly prune: boolean
  readonly undo: boolean
}

const listed = (lines: readonly string[]) => lines.map((line) => `- ${visibleLine(line)}\n`).join('')

/** Puts the installed release beside the one that a site has, and rewrites the lines that load it. Asks first. */
export async function upgrade(folder: string, flags: UpgradeFlags): Promise<void> {
  const { root } = siteIn(folder)
  const record = readRecord(root)
  if (flags.undo) return undo(root, record)
  if (record?.state === 'begun') {
    say('An earlier upgrade was interrupted. What it did is undone first.\n')
    say(listed(undoUpgrade(root, record).left))
  }
  const site = siteIn(folder)
  const manifest = readManifest(root)
  if (manifest?.state === 'begun')
    throw new Failure(`an earlier run of init was interrupted: write ${CALL} init, or ${CALL} remove`)
  const survey = surveyOf(site)
  const named = expectNamed(survey, folder, flags)
  const copies = await copiesFor(survey, named)
  const to = installedRelease(version, copies.files)
  try {
    const plan = planUpgrade(survey, to, manifest?.kind)
    const prunable = flags.prune ? prunableIn(site, new Set([version, ...named])) : undefined
    await (plan.from.length
      ? change({ site, plan, manifest, copies, prunable }, flags)
      : already({ site, survey, manifest, prunable, copies }, flags))
  } catch (cause) {
    if (!(cause instanceof ByHand)) throw cause
    say(`By hand:\n${listed(cause.steps)}`)
    throw new Failure(`nothing was changed, because ${cause.message}`)
  }
}

/** The versions that lines name. @throws Failure if there are none, or newer ones than the installed one */
function expectNamed({ bases }: Survey, folder: string, { downgrade }: UpgradeFlags): string[] {
  const named = [...bases.keys()].sort(compareVersions)
  const newest = named.at(-1)
  if (newest === undefined)
    throw new UsageError(
      `no file in ${folder} loads inkling.js from a folder with a version: name the folder with the site's sources, or write ${CALL} init`,
    )
  if (compareVersions(newest, version) > 0 && !downgrade)
    throw new Failure(
      `the site has Inkling ${newest}, which is newer than the installed ${version}: install ${newest} or a newer one, or write --downgrade. Readers' history stays as it is, but an older release may not be able to read it`,
    )
  return named
}

interface Copies {
  readonly files: ReadonlyMap<string, string>
  readonly languages: readonly string[]
}

/** The files of the installed release that the site needs: the packs and models that it has now. */
async function copiesFor({ folders, site }: Survey, named: readonly string[]): Promise<Copies> {
  const paths = folders.filter((each) => named.includes(each.version)).map(({ path }) => `${path}/`)
  const own = site.files.flatMap((file) =>
    paths.flatMap((path) => (file.startsWith(path) ? [file.slice(path.length)] : [])),
  )
  const packs = new Set(own.flatMap((name) => /^encoder-([a-z]{2,8})\//.exec(name)?.[1] ?? []))
  const languages = packs.size ? await expectLanguages([...packs].join(',')) : []
  const files = await releaseCopies(languages)
  const models = new Set(own.flatMap((name) => /^([\w-]+)\/manifest\.json$/.exec(name)?.[1] ?? []))
  for (const model of models) {
    const how = files.has(`${model}/manifest.json`) ? undefined : await howToInstall(model)
    if (how)
      throw new UsageError(`the site has the model ${model}, which is not installed: ${how}. Nothing was changed`)
  }
  return { files, languages }
}

interface Work {
  readonly site: Site
  readonly manifest: Manifest | undefined
  readonly copies: Copies
  readonly prunable: Prunable | undefined
}

async function change({ site, plan, manifest, copies, prunable }: Work & { plan: UpgradePlan }, flags: UpgradeFlags) {
  for (const each of plan.changes) await print(`${differenceOf(each)}\n`)
  const target = plan.parent ? `${plan.parent}/${version}` : version
  say(
    `Inkling ${version} is copied to ${visibleLine(target)}/, beside ${plan.from.join(' and ')}. Files that change, as shown above: ${plan.changes.length}.\n`,
  )
  say(await whatChanged(plan.from[0]!))
  if (prunable) tellPrunable(prunable)
  await agree('Change the site?', flags.yes)
  await applyUpgrade(site.root, {
    plan,
    version,
    manifest,
    copies: copies.files,
    copy: (folder) => putWhole(folder, version, copies.languages),
  })
  if (prunable) say(listed(prune(site, prunable.folders, readManifest(site.root))))
  say(
    `Done. ${plan.from.join(' and ')} ${plan.from.length > 1 ? 'stay' : 'stays'} for tabs that are open. ${RECORD} records it: ${CALL} upgrade --undo takes it back.\n` +
      `Build and publish the site. When no reader has the older pages open, write ${CALL} upgrade --prune.\n`,
  )
  if (plan.notes.length) say(`By hand:\n${listed(plan.notes)}`)
}

/** The changes since a version, from the package's changelog. */
async function whatChanged(from: string): Promise<string> {
  const text = await readFile(join(DIST, '../CHANGELOG.md'), 'utf8').catch(() => '')
  const changes = changesBetween(text, from, version)
  return changes.length ? `What changed since ${from} (CHANGELOG.md in the package says more):\n${listed(changes)}` : ''
}

function tellPrunable({ folders, kept }: Prunable): void {
  say(
    folders.length
      ? `Releases that nothing names any more, to be deleted: ${folders.map(({ path }) => visibleLine(path)).join(', ')}\n`
      : 'There is no release to delete.\n',
  )
  say(listed(kept))
}

/** The lines name the installed release. @throws Failure if its files are others than the installed ones */
async function already(
  { site, survey, manifest, copies, prunable }: Work & { survey: Survey },
  flags: UpgradeFlags,
): Promise<void> {
  const own = survey.folders.find((each) => each.version === version)
  if (!own)
    throw new Failure(
      `pages load Inkling ${version}, but no folder here has it: write ${CALL} copy with the folder where it was`,
    )
  const theirs = site.text(`${own.path}/release.json`)
  const ours = await readFile(copies.files.get('release.json')!, 'utf8')
  if (theirs !== ours)
    throw new Failure(
      `${own.path} is not the ${version} that is installed, and files in a folder with a version must never change: install a release with another version`,
    )
  say(`The site has Inkling ${version} already, and its lines are right. Nothing was changed.\n`)
  if (!prunable) return
  tellPrunable(prunable)
  if (!prunable.folders.length) return
  await agree('Delete them?', flags.yes)
  say(listed(prune(site, prunable.folders, manifest)))
  forgetUpgrade(site.root)
  say('Done. The last upgrade can no longer be undone.\n')
}

/** Takes back the last upgrade. @throws UsageError if there is none @throws Failure if something is left */
function undo(root: string, record: UpgradeRecord | undefined): void {
  if (!record) throw new UsageError(`there is no ${RECORD} here, so there is no upgrade to undo`)
  const gone = record.files.length && record.from.find((each) => !hasRelease(root, each))
  if (gone)
    throw new Failure(
      `the release ${gone} is no longer here, so the lines that load it can't be put back: copy it there again`,
    )
  const { restored, cleaned, left } = undoUpgrade(root, record)
  say(`The upgrade to ${record.to} is taken back. Files as they were: ${restored.length}.\n`)
  if (cleaned.length) say(`Edited since, and only the lines were put back: ${cleaned.map(visibleLine).join(', ')}\n`)
  say(listed(left))
  if (left.length) throw new Failure(`something is left, as listed above. ${MANIFEST} and the pages may need a look`)
}

const hasRelease = (root: string, wanted: string) =>
  surveyOf(siteIn(root)).folders.some(({ version }) => version === wanted)
