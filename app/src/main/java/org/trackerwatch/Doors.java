package org.trackerwatch;

import java.security.SecureRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.trackerwatch.trackers.Time;

/// Where time, chance and the network come in. A test or the demo opens others.
///
/// @param random also makes keys, so it must be fit for that wherever secrets are real
/// @param client makes it when it is first asked: reading all root certificates takes a third of a short command's time
public record Doors(Time time, RandomGenerator random, Supplier<OkHttpClient> client) {

    public Doors(Time time, RandomGenerator random, OkHttpClient client) {
        this(time, random, () -> client);
    }

    public static Doors real() {
        return new Doors(Time.SYSTEM, new SecureRandom(), new Once<>(OkHttpClient::new));
    }

    public OkHttpClient http() {
        return client.get();
    }
}
