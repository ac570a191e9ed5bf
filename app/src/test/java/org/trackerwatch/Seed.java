package org.trackerwatch;

import java.security.SecureRandom;

/// Where the random tests begin. A build is the same every time; `-Dtrackerwatch.seed=N` repeats the run that printed it,
/// and `-Dtrackerwatch.seed=random` looks further.
public final class Seed {

    private Seed() {}

    public static long first() {
        var wanted = System.getProperty("trackerwatch.seed", "20261121");
        return wanted.equals("random") ? new SecureRandom().nextLong() : Long.parseLong(wanted);
    }
}
