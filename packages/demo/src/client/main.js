/** The magazine's own script. Without Inkling the pages work, but aren't personalised. */
import { startBanner } from './banner.js'
import { startCampaigns } from './campaigns.js'
import { startChoice } from './choice.js'
import { startChosen } from './chosen.js'
import { startDismiss } from './dismiss.js'
import { startDrawer } from './drawer.js'
import { startEdition } from './edition.js'
import { startFresh } from './fresh.js'
import { startGuide } from './guide.js'
import { startNotes } from './notes.js'
import { startOffline } from './offline.js'
import { startReading } from './reading.js'
import { startRoom } from './room.js'
import { startSections } from './sections.js'
import { startTheme } from './theme.js'
import { startWithdrawn } from './withdrawn.js'

startEdition()
startTheme()
startSections()
startRoom()
startBanner()
startChoice()
startDrawer()
startWithdrawn()
startNotes()
startFresh()
startReading()
startGuide()
startDismiss()
startChosen()
startCampaigns()
void startOffline()
