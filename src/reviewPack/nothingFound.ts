import type { Findings } from '../../machines/findings.ts';

/** Every question answered, and nothing found but back pain; an MRI can be had. */
export const nothingFound: Findings = {
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
  implantedDevice: 'none',
  metalFragments: 'no',
  pregnancy: 'no',
  claustrophobia: 'no',
  mriAccess: 'available',
};
