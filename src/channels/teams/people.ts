import type { Activity } from 'botbuilder';
import type { Role } from '../../../machines/findings.ts';
import type { TeamsConfig } from '../../teamsSettings.ts';

const names = (ids: readonly string[], id: string | undefined): boolean =>
  ids.includes('*') || (id !== undefined && ids.includes(id.toLowerCase()));

/** As whom somebody talks: by the ids of their own directory, which Teams vouches for. */
export function roleOf({ from, channelId }: Activity, teams: TeamsConfig | 'playground'): Role {
  if (teams === 'playground' || channelId !== 'msteams') return 'self';
  if (names(teams.clinicians, from.aadObjectId)) return 'clinician';
  return names(teams.nurses, from.aadObjectId) ? 'nurse' : 'self';
}

/** Whether that role counts in a conversation that goes on too: not where the activity names nobody of the directory. */
export const isVouchedFor = ({ from, channelId }: Activity, teams: TeamsConfig | 'playground'): boolean =>
  teams !== 'playground' && (channelId !== 'msteams' || from.aadObjectId !== undefined);

/** Which buttons a client gets; each carries where it stood, whichever it is. */
export function buttonsFor(
  { channelId, conversation }: Activity,
  teams: TeamsConfig | 'playground',
): 'execute' | 'submit' | 'submitInTeams' {
  if (channelId !== 'msteams') return 'submit';
  const switchedOff = teams !== 'playground' && names(teams.submitTenants, conversation.tenantId);
  return switchedOff ? 'submitInTeams' : 'execute';
}
