// Kinds of panels with what all of one kind have in common. Each takes {title, description, unit, queries},
// `leastStep` of those of recorded series, and what its body names.
import * as common from '@grafana/grafana-foundation-sdk/common';
import {DashboardLinkBuilder, DashboardLinkType, FieldColorBuilder, FieldColorModeId} from '@grafana/grafana-foundation-sdk/dashboard';
import {PanelBuilder as BarGauge} from '@grafana/grafana-foundation-sdk/bargauge';
import * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import {PanelBuilder as StateTimeline} from '@grafana/grafana-foundation-sdk/statetimeline';
import {PanelBuilder as Stat} from '@grafana/grafana-foundation-sdk/stat';
import {PanelBuilder as Table} from '@grafana/grafana-foundation-sdk/table';
import {PanelBuilder as TimeSeries} from '@grafana/grafana-foundation-sdk/timeseries';
import {steps} from './thresholds.mjs';

/** Points of a line: one for each scrape of five hours, and what a query costs grows with them. */
const usualPoints = 300;

/**
 * What all have.
 * @template {object} Kind
 * @param {Kind} kind
 * @param {any} settings
 * @returns {Kind}
 */
function panel(kind, settings) {
  fillIn(/** @type {any} */ (kind), settings);
  return kind;
}

function fillIn(builder, {title, description, unit = 'short', queries, width = 12, height = 8, runbook, leastStep, overrides = []}) {
  builder.title(title).description(description).unit(unit).span(width).height(height);
  builder.datasource({type: 'prometheus', uid: '${datasource}'});
  queries.forEach((query, index) => builder.withTarget(query.refId(String.fromCharCode(65 + index))));
  overrides.forEach((override) => builder.withOverride(override));
  if (leastStep) builder.interval(leastStep);
  if (runbook) {
    builder.links([new DashboardLinkBuilder(`Runbook: ${runbook}`).type(DashboardLinkType.Link)
      .url(`\${runbooks}/${runbook}.md`).targetBlank(true)]);
  }
}

const legend = () => new common.VizLegendOptionsBuilder().displayMode(common.LegendDisplayMode.List)
  .placement(common.LegendPlacement.Bottom).showLegend(true);
const tooltip = () => new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending);
const last = () => new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']);

/** Lines. `stacked` areas; `bars` for counts of an interval; fewer `points` where many series go into one. */
export function trend(settings) {
  const made = panel(new TimeSeries(), settings).maxDataPoints(settings.points ?? usualPoints).min(0).lineWidth(1)
    .fillOpacity(settings.stacked ? 40 : 0).showPoints(common.VisibilityMode.Never).legend(legend()).tooltip(tooltip());
  if (settings.stacked) made.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal));
  if (settings.bars) made.drawStyle(common.GraphDrawStyle.Bars).fillOpacity(80);
  if (settings.max) made.max(settings.max);
  return made;
}

const byThreshold = () => new FieldColorBuilder().mode(FieldColorModeId.Thresholds);
/** Where nothing is said, Grafana makes all red that is above 80. */
const plain = () => steps([null, 'blue']);

/** A figure of now. */
export function figure(settings) {
  return panel(new Stat(), {width: 4, height: 4, ...settings}).reduceOptions(last()).noValue('–')
    .graphMode(common.BigValueGraphMode.None).colorMode(common.BigValueColorMode.Value)
    .colorScheme(byThreshold()).thresholds(settings.thresholds ?? plain());
}

/** Bars of now, the longest first. */
export function ranking(settings) {
  return panel(new BarGauge(), settings).orientation(common.VizOrientation.Horizontal).min(0)
    .displayMode(common.BarGaugeDisplayMode.Basic).reduceOptions(last()).noValue('none')
    .colorScheme(byThreshold()).thresholds(settings.thresholds ?? plain());
}

/** Of buckets over time. */
export function heat(settings) {
  return panel(new heatmap.PanelBuilder(), settings).maxDataPoints(36).hideLegend()
    .color(new heatmap.HeatmapColorOptionsBuilder().mode(heatmap.HeatmapColorMode.Scheme).scheme('Oranges').steps(32))
    .yAxis(new heatmap.YAxisConfigBuilder().unit(settings.unit));
}

/** A band of states for each series. */
export function timeline(settings) {
  const made = panel(new StateTimeline(), {width: 24, ...settings}).maxDataPoints(usualPoints).mergeValues(true).lineWidth(0)
    .fillOpacity(80).showValue(common.VisibilityMode.Never).perPage(20).legend(legend()).tooltip(tooltip());
  if (settings.mappings) made.mappings(settings.mappings);
  return made.colorScheme(byThreshold()).thresholds(settings.thresholds ?? plain());
}

/** Queries of rows(), merged; `columns`: name of a label or `Value #A` → title, in their order; others are left out. */
export function table(settings) {
  const names = Object.keys(settings.columns);
  return panel(new Table(), {width: 24, ...settings}).filterable(true)
    .sortBy([new common.TableSortByFieldStateBuilder().displayName(settings.sortBy).desc(true)])
    .transformations([
      {id: 'merge', options: {}},
      {id: 'filterFieldsByName', options: {include: {names}}},
      {id: 'organize', options: {
        indexByName: Object.fromEntries(names.map((name, index) => [name, index])), renameByName: settings.columns,
      }},
    ]);
}
