// A bot whose botbuilder-dialogs is another copy than cauda's, and which adds the dialog as it starts.
const { DialogSet } = require('botbuilder-dialogs');
const { TriageDialog } = require('cauda');

new DialogSet().add(new TriageDialog('triage'));
