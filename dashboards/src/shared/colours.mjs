// One colour for one thing, on every dashboard.
export const stateColours = {
  Active: 'green',
  Disconnected: 'orange',
  AppcInit: 'blue',
  SignedOut: '#8e8e8e',
  InitFail: 'red',
  _other: 'purple',
};

export const listingColours = {live: 'green', ended: '#8e8e8e'};
export const quantileColours = {median: 'green', '90 %': 'orange', '99 %': 'red'};

export const good = 'green';
export const notable = 'orange';
export const bad = 'red';

/** Overrides that fix the colour of each series by its name. */
export const fixed = (colours) => Object.entries(colours).map(([name, colour]) => ({
  matcher: {id: 'byName', options: name},
  properties: [{id: 'color', value: {mode: 'fixed', fixedColor: colour}}],
}));

/** The same by a regular expression on the name. */
export const fixedByPattern = (colours) => Object.entries(colours).map(([pattern, colour]) => ({
  matcher: {id: 'byRegexp', options: `/${pattern}/`},
  properties: [{id: 'color', value: {mode: 'fixed', fixedColor: colour}}],
}));
