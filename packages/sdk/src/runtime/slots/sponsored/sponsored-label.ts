import { tell } from '../../languages/tell.ts'

/** What stands on what is paid for, in parts. @param sponsor by whom it is paid; '' where nobody is named */
export const sponsoredLabel = (sponsor: string): string[] =>
  [tell(['Sponsored', 'Реклама']), sponsor, tell(['chosen on this device', 'выбрано на этом устройстве'])].filter(
    Boolean,
  )
