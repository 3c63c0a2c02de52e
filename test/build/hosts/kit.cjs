const { TriageDialog } = require('cauda');

exports.kit = () => new TriageDialog('triage');
