package org.trackerwatch.trackers;

import java.util.Objects;

/// A key, cookie or webhook address. It prints as `•••` wherever it is printed, so that a stray log line,
/// record or exception gives nothing away. Only who puts it on the wire or seals it calls [#reveal()].
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value is null");
    }

    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "•••";
    }
}
