package org.trackerwatch;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.trackerwatch.trackers.Time;

/// Where time, chance and the network come in. A test or the demo opens others.
///
/// @param random also makes keys, so it must be fit for that wherever secrets are real
public record Doors(Time time, RandomGenerator random, OkHttpClient http) {

    public static Doors real() {
        return new Doors(Time.SYSTEM, new SecureRandom(), new OkHttpClient());
    }
}
