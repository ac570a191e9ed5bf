package org.trackerwatch.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.trackerwatch.core.Delivery;
import tools.jackson.databind.json.JsonMapper;

/// Whether what was put on its way is really there, and there once.
final class Arrivals {

    private static final Duration KEPT = Duration.ofDays(4);
    private static final Duration LATEST = Duration.ofDays(3);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ID = Pattern.compile("\"delivery_id\" ?: ?\"msg_([^\"]+)\"");

    private record Way(Delivery delivery, String target, String tracker, Instant since) {}

    private record Post(Instant at, String target, String body) {}

    private final World world;
    private final Consumer<String> differs;
    private final Map<Long, Way> under = new HashMap<>();
    private final Map<String, Instant> confirmed = new HashMap<>();
    private final Map<String, Instant> seen = new HashMap<>();
    private final List<Post> posts = new ArrayList<>();
    private Instant looked = Instant.EPOCH;
    private Instant lastDeath = Instant.EPOCH;
    private int deaths;
    long arrived;
    long repeated;

    Arrivals(World world, Consumer<String> differs) {
        this.world = world;
        this.differs = differs;
    }

    void sent(Delivery delivery, String target, String tracker) {
        under.put(delivery.id(), new Way(delivery, target, tracker, delivery.created()));
    }

    void goesOn(Instant now) {
        if (world.deaths != deaths) {
            deaths = world.deaths;
            lastDeath = now;
        }
        for (var receiver : world.receivers) {
            receiver.taken().forEach(each -> take(receiver, each));
        }
        if (Duration.between(looked, now).compareTo(Duration.ofHours(6)) > 0) {
            looked = now;
            settle(now);
            confirmed.values().removeIf(at -> at.plus(KEPT).isBefore(now));
            seen.values().removeIf(at -> at.plus(KEPT).isBefore(now));
            posts.removeIf(post -> post.at.plus(KEPT).isBefore(now));
        }
    }

    /// A program tells a duplicate by its id; a person by the words.
    private void take(Receiver receiver, Receiver.Arrived came) {
        arrived++;
        if (receiver.discord) {
            posts.add(new Post(came.at(), receiver.name, came.body()));
            if (came.method().equals("POST")) {
                read(receiver, came);
            }
            return;
        }
        var id = ID.matcher(came.body());
        if (!id.find()) {
            differs.accept(receiver.name + " got something without an id: " + came.body());
            return;
        }
        var key = receiver.name + " " + id.group(1);
        repeated += seen.put(key, came.at()) == null ? 0 : 1;
        if (came.answered() && confirmed.put(key, came.at()) != null && lastDeath.plus(Duration.ofMinutes(20)).isBefore(came.at())) {
            differs.accept(receiver.name + " was sent again what it had confirmed: " + came.body());
        }
    }

    /// A chat can't tell a duplicate, so its words must.
    private void read(Receiver receiver, Receiver.Arrived came) {
        for (var embed : JSON.readTree(came.body()).path("embeds")) {
            var key = receiver.name + " " + embed.path("title").asString("") + " " + embed.path("timestamp").asString("");
            boolean marked = embed.toString().contains("may be a duplicate");
            repeated += seen.put(key, came.at()) == null ? 0 : 1;
            if (!marked && seenConfirmed(key, came) && lastDeath.plus(Duration.ofMinutes(20)).isBefore(came.at())) {
                differs.accept(receiver.name + " was told twice without a word of it: " + embed);
            }
        }
    }

    private boolean seenConfirmed(String key, Receiver.Arrived came) {
        return came.answered() && confirmed.put(key, came.at()) != null;
    }

    private void settle(Instant now) {
        for (var way : List.copyOf(under.values())) {
            var delivery = world.app.database().read(tx -> world.app.deliveries().get(tx, way.delivery.id())).orElseThrow();
            switch (delivery.state()) {
                case DELIVERED, ACCEPTED -> {
                    under.remove(delivery.id());
                    if (!isThere(way, delivery)) {
                        differs.accept(way.target + " never got what is noted as delivered: " + delivery);
                    }
                }
                case DEAD -> {
                    under.remove(delivery.id());
                    differs.accept(way.target + " was not sent, given up: " + delivery);
                }
                case CANCELLED -> {
                    under.remove(delivery.id());
                    if (delivery.kind() == Delivery.Kind.ALERT && delivery.reason().filter(why -> why.contains("duplicate")).isPresent()) {
                        differs.accept(way.target + " was not sent, cancelled: " + delivery);
                    }
                }
                case WAITING, SENDING -> {
                    if (way.since.plus(LATEST).isBefore(now)) {
                        under.remove(delivery.id());
                        differs.accept(way.target + " still waits for " + delivery);
                    }
                }
            }
        }
    }

    private boolean isThere(Way way, Delivery delivery) {
        return world.receivers.stream().filter(each -> each.name.equals(way.target)).anyMatch(receiver -> receiver.discord
                ? posts.stream().anyMatch(post -> post.target.equals(way.target) && !post.at.isBefore(way.since) && post.body.contains(way.tracker))
                : seen.containsKey(receiver.name + " " + Delivery.key(List.of(delivery))));
    }
}
