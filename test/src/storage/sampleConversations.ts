import type { Findings } from '../../../machines/findings.ts';

/** A weak leg, and much that the scanner must know: most questions are asked. */
export const deficit: Findings = {
  legWeakness: 'left',
  weaknessCourse: 'stable',
  saddleNumbness: 'no',
  bladder: 'normal',
  bowel: 'normal',
  sensoryOrReflex: 'none',
  legPain: 'one',
  cancerHistory: 'no',
  infection: 'no',
  trauma: 'none',
  boneFragility: 'no',
  spinalSurgery: 'past',
  implantedDevice: 'mr-conditional',
  metalFragments: 'no',
  pregnancy: 'no',
  claustrophobia: 'yes',
  mriAccess: 'delayed',
};

/** Nothing found: the commonest conversation. */
export const routine: Findings = {
  legWeakness: 'none',
  saddleNumbness: 'no',
  bladder: 'normal',
  bowel: 'normal',
  sensoryOrReflex: 'none',
  legPain: 'none',
  cancerHistory: 'no',
  infection: 'no',
  trauma: 'none',
  boneFragility: 'no',
  spinalSurgery: 'no',
};
