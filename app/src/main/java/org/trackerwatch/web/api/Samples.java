package org.trackerwatch.web.api;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Samples on their way to Prometheus. What is unknown is never put here, so it has no sample.
final class Samples {

    private record Sample(Labels labels, double value) {}

    private final Map<String, String> meanings = new LinkedHashMap<>();
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
    private final Map<String, SummarySnapshot.Builder> summaries = new LinkedHashMap<>();

    /// @param labels names and values in turn
    void put(String name, String meaning, double value, String... labels) {
        meanings.put(name, meaning);
        samples.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Sample(Labels.of(labels), value));
    }

    /// What never falls.
    ///
    /// @param name without the `_total` that is written after it
    void count(String name, String meaning, long value, String... labels) {
        counters.computeIfAbsent(name, _ -> CounterSnapshot.builder().name(name).help(meaning))
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().labels(Labels.of(labels)).value(value).build());
    }

    /// How many, and what they come to together; neither ever falls.
    void sum(String name, String meaning, long count, double sum, String... labels) {
        summaries.computeIfAbsent(name, _ -> SummarySnapshot.builder().name(name).help(meaning))
                .dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder().labels(Labels.of(labels)).count(count).sum(sum).build());
    }

    /// With a last one that is always 1, and says by its labels what has no number.
    MetricSnapshots with(String name, String meaning, List<Labels> facts) {
        var all = new ArrayList<MetricSnapshot>(samples.entrySet().stream().map(entry -> gauge(entry.getKey(), entry.getValue())).toList());
        counters.values().forEach(counter -> all.add(counter.build()));
        summaries.values().forEach(summary -> all.add(summary.build()));
        if (!facts.isEmpty()) {
            var info = InfoSnapshot.builder().name(name).help(meaning);
            facts.forEach(labels -> info.dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder().labels(labels).build()));
            all.add(info.build());
        }
        return new MetricSnapshots(all);
    }

    private GaugeSnapshot gauge(String name, List<Sample> list) {
        var gauge = GaugeSnapshot.builder().name(name).help(meanings.get(name));
        list.forEach(sample -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(sample.labels).value(sample.value).build()));
        return gauge.build();
    }
}
