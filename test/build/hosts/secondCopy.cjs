// A bot whose botbuilder-dialogs is another copy than cauda's.
const { DialogSet } = require('botbuilder-dialogs');
const { TriageDialog } = require('cauda');

process.on('warning', ({ code, message }) => console.log(code, message));
const dialog = new TriageDialog('triage');
setImmediate(() => {
  try {
    new DialogSet().add(dialog);
  } catch (error) {
    console.log(error.message);
  }
});
