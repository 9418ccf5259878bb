import { siteFilesFile } from 'virtual:release'
import type { SiteFilesBundle } from '../../entries/site-files.ts'
import { bringBundle } from '../bundles/bring-bundle.ts'
import type { Grant } from '../runtime-context.ts'
import type { SiteFiles } from './load-site-files.ts'

/** What the site's own files say, for who ranks to take over; nothing where no option names one. */
export async function bringSiteFiles({ options, bring, signal }: Grant): Promise<SiteFiles | undefined> {
  if (options.ranker || options.popularity)
    return (
      await bringBundle<SiteFilesBundle>(bring, 'site-files.js', siteFilesFile, 'ranker and popularity are left out')
    )?.loadSiteFiles(options, signal)
}
