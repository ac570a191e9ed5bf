package org.trackerwatch.doctor;

import java.util.stream.Stream;
import org.trackerwatch.Version;

/// What is to be named when help is asked for.
final class VersionCheck implements Check {

    @Override
    public String name() {
        return "version";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        return Stream.of(Finding.ok("trackerwatch " + Version.number() + " on Java " + Runtime.version().feature() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch") + "."));
    }
}
