/** The magazine's own script. Without Inkling the pages work, but aren't personalised. */
import { startBanner } from './banner.js'
import { startCampaigns } from './campaigns.js'
import { startChosen } from './chosen.js'
import { startDismiss } from './dismiss.js'
import { startDrawer } from './drawer.js'
import { startEdition } from './edition.js'
import { startNotes } from './notes.js'
import { startOffline } from './offline.js'
import { startSections } from './sections.js'
import { startTheme } from './theme.js'

startEdition()
startTheme()
startSections()
startBanner()
startDrawer()
startNotes()
startDismiss()
startChosen()
startCampaigns()
void startOffline()
