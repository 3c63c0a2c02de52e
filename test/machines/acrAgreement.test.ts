import { describe, expect, test } from '@jest/globals';
import { acrCriteria, agreementOn } from '../../src/reviewPack/acrAgreement.ts';

const cases = acrCriteria.variants.flatMap((variant) => variant.cases.map((one) => ({ ...one, variant })));

describe.each(acrCriteria.variants)('variant $variant: $about', (variant) => {
  test.each(variant.cases)('$typical: $agreement', ({ findings, agreement }) => {
    expect(agreementOn(findings, variant).agreement).toBe(agreement);
  });
});

test('every variant of the 2021 edition is there, and each has a typical case', () => {
  expect(acrCriteria.variants.map(({ variant }) => variant)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(acrCriteria.variants.every((variant) => variant.cases.length > 0)).toBe(true);
});

test('every difference, in the procedure or in the region, has its reason; nothing else has one', () => {
  for (const { typical, findings, agreement, reason, variant } of cases) {
    const { imaging } = agreementOn(findings, variant);
    const differs = agreement === 'differs' || (imaging !== null && imaging.region !== 'lumbar');
    expect([typical, reason !== undefined]).toEqual([typical, differs]);
  }
});

test('where Cauda images, it never differs in the procedure', () => {
  const imaged = cases.filter(({ findings, variant }) => agreementOn(findings, variant).imaging !== null);
  expect(imaged.filter(({ agreement }) => agreement === 'differs' || agreement === 'no imaging')).toEqual([]);
});

test('plain CT is called "may be appropriate" only where MRI is impossible', () => {
  const lesser = cases.filter(({ agreement }) => agreement === 'may be appropriate');
  expect(lesser.length).toBeGreaterThan(0);
  for (const { findings } of lesser) {
    expect(findings.implantedDevice === 'mr-unsafe' || findings.mriAccess === 'unavailable').toBe(true);
  }
});
