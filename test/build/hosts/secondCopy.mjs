// As secondCopy.cjs, in ES modules.
import { DialogSet } from 'botbuilder-dialogs';
import { TriageDialog } from 'cauda';

new DialogSet().add(new TriageDialog('triage'));
