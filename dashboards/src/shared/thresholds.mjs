import {readFileSync} from 'node:fs';
import {ThresholdsConfigBuilder, ThresholdsMode} from '@grafana/grafana-foundation-sdk/dashboard';
import {bad, good, notable} from './colours.mjs';
import {query} from './queries.mjs';

const settings = readFileSync(new URL('../../rules/settings.yml', import.meta.url), 'utf8');

/** The value that an alert compares with; where colours need it, since Grafana takes a number there and no query. */
export function valueOf(threshold) {
  const found = settings.match(new RegExp(`record: workspace:threshold:${threshold}\\n +expr: vector\\(([\\d.]+)\\)`));
  if (!found) throw new Error(`rules/settings.yml has no workspace:threshold:${threshold}`);
  return Number(found[1]);
}

/** Colours by ascending steps: [from, colour]; the first one from is null. */
export const steps = (...pairs) => new ThresholdsConfigBuilder()
  .mode(ThresholdsMode.Absolute)
  .steps(pairs.map(([value, color]) => ({value, color})));

export const redFrom = (value) => steps([null, good], [value, bad]);
export const orangeFrom = (value) => steps([null, good], [value, notable]);
export const redBelow = (value) => steps([null, bad], [value, good]);

/** The threshold as a line of a graph: the alerts' own series, so that a change shows where it was made. */
export const limit = (threshold) => query(`max(workspace:threshold:${threshold})`, 'alert above');

export const limitStyle = [{
  matcher: {id: 'byName', options: 'alert above'},
  properties: [
    {id: 'color', value: {mode: 'fixed', fixedColor: bad}},
    {id: 'custom.lineStyle', value: {fill: 'dash', dash: [8, 8]}},
    {id: 'custom.fillOpacity', value: 0},
    {id: 'custom.stacking', value: {mode: 'none'}},
  ],
}];
