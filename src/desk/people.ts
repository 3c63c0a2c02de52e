import { z } from 'zod';
import { nobodySignedIn } from '../../dialogs/call/callReader.ts';
import type { Role } from '../../machines/findings.ts';

const deskRoleSchema = z.enum(['nurse', 'clinician', 'supervisor']);
export type DeskRole = z.infer<typeof deskRoleSchema>;

/** Somebody who is signed in. */
export const personSchema = z.object({
  /** Opaque: what stands in logs and the audit. */
  id: z.string().min(1),
  name: z.string(),
  roles: z.array(deskRoleSchema).readonly(),
  /** This machine's own user, whom nobody has identified. */
  local: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

/** Whoever sits at this machine, where no sign-in is configured and only this machine is let in. */
export const localUser: Person = {
  id: 'local',
  name: 'This computer (nobody signed in)',
  roles: ['nurse', 'clinician', 'supervisor'],
  local: true,
};

/** The role that a person's calls are held in. */
export const callRoleOf = ({ roles }: Person): 'nurse' | 'clinician' =>
  roles.includes('nurse') || !roles.includes('clinician') ? 'nurse' : 'clinician';

/** The name behind an opaque id, in a reader's language where it is this machine's own user. */
export const nameOfPerson = (names: ReadonlyMap<string, string>, id: string, language: string): string =>
  id === localUser.id ? nobodySignedIn(language) : (names.get(id) ?? id);

/** Whether a person talks to the bot in a professional's role; a supervisor of nurses as a nurse. */
export const mayTalkAs = ({ roles }: Person, role: Role): boolean =>
  roles.some((one) => one === role || (one === 'supervisor' && role === 'nurse'));

/** The roles that a claim gives. @param names what the deployment's directory calls them. */
export function rolesIn(claim: unknown, names: Readonly<Record<DeskRole, string>>): readonly DeskRole[] {
  const given = z.union([z.array(z.string()), z.string().transform((one) => one.split(/[ ,]+/))]).safeParse(claim);
  return given.success ? deskRoleSchema.options.filter((role) => given.data.includes(names[role])) : [];
}
