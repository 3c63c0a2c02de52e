// All of adaptivecards but its carousel, which brings a slider library of its own.
export * from 'adaptivecards/lib/card-elements';
export * from 'adaptivecards/lib/card-object';
export * from 'adaptivecards/lib/enums';
export * from 'adaptivecards/lib/host-capabilities';
export * from 'adaptivecards/lib/host-config';
export * from 'adaptivecards/lib/registry';
export * from 'adaptivecards/lib/serialization';
export * from 'adaptivecards/lib/shared';
export * from 'adaptivecards/lib/strings';
export * from 'adaptivecards/lib/utils';
