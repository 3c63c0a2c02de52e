// A bot with a copy of botbuilder-dialogs of its own, which another library hands cauda's dialog: made there, added here.
const { DialogSet } = require('botbuilder-dialogs');
const { kit } = require('../kit.cjs');

new DialogSet().add(kit());
