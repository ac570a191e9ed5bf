package org.trackerwatch.doctor;

import java.util.stream.Stream;

/// One thing that is looked at. A new one is a class of its own, and its line in [Doctor].
interface Check {

    /// One word.
    String name();

    /// At least one finding: that all is well is one, too. May fail in any way; that is then the finding.
    Stream<Finding> look(Patient patient);
}
