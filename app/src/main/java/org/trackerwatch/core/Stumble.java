package org.trackerwatch.core;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A fault that nobody foresaw, in words that may be logged and shown. What an exception says itself may not: those of
/// libraries quote the header or the address that they stumbled over, and so a secret.
public final class Stumble {

    private static final String OURS = "org.trackerwatch";

    /// A chain of causes may be a ring.
    private static final int DEEPEST = 5;

    private Stumble() {}

    /// What kind of fault it was, what was behind it, and the first place of ours that it came by.
    public static String of(Throwable trouble) {
        var kinds = Stream.iterate(trouble, each -> each != null, Throwable::getCause).limit(DEEPEST)
                .map(each -> each.getClass().getSimpleName()).collect(Collectors.joining(" from "));
        return kinds + Arrays.stream(trouble.getStackTrace()).filter(frame -> frame.getClassName().startsWith(OURS)).findFirst()
                .map(frame -> " at " + frame).orElse("");
    }
}
