package org.trackerwatch.doctor;

import java.util.List;
import java.util.stream.Stream;
import org.trackerwatch.store.Symptoms;

/// By which ways trackers are asked.
final class RoadCheck implements Check {

    private static final List<String> UNHEARD = List.of("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY");

    @Override
    public String name() {
        return "proxies";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        long proxied = patient.asked(Symptoms::proxied).orElse(0L);
        var unheard = UNHEARD.stream().filter(patient.environment()::containsKey).toList();
        return Stream.of(unheard.isEmpty()
                ? Finding.ok(proxied == 0 ? "No tracker has a proxy of its own." : proxied + " tracker(s) have a proxy of their own.")
                : Finding.warning(String.join(", ", unheard) + " is set, and trackerwatch goes by none of these.",
                "Give each tracker that is to use one its proxy: tracker edit --proxy-file"));
    }
}
