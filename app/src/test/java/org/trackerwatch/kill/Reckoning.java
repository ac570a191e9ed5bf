package org.trackerwatch.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Event;
import org.trackerwatch.deliver.FakeDiscord;

/// Holds what trackers were asked and what Discord's readers saw against what is promised.
final class Reckoning {

    private static final String MARK = "may be a duplicate";
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(59);

    private final Books books;
    private final Patience patience;
    private final Site site;
    private final FakeDiscord discord;
    private final List<String> faults = new ArrayList<>();

    Reckoning(Books books, Patience patience, Site site, FakeDiscord discord) {
        this.books = books;
        this.patience = patience;
        this.site = site;
        this.discord = discord;
    }

    /// @param done   whether nothing was left in the end
    /// @param status that the program ended with when it was asked to
    List<String> faults(boolean done, int status) {
        faults.addAll(patience.faults());
        expect(done, "something was left undone");
        expect(status == 0, "the program ended with status " + status + " when it was asked to");
        expect(books.integrity().equals(List.of("ok")), "the database is damaged: " + books.integrity());
        expect(discord.violations().isEmpty(), "Discord was treated badly: " + discord.violations());
        expect(books.standing().equals(books.remembered()), "what stood changed from " + books.remembered() + " to " + books.standing());
        books.otters().forEach(this::told);
        books.otters().forEach(this::asked);
        books.docks().forEach(name -> expect(passwords(name) == 1, name + " was sent its password " + passwords(name) + " times"));
        expect(site.asked("Heron").size() == 1, "Heron, which said to wait, was asked " + site.asked("Heron").size() + " times");
        expect(requests(Books.SLOW) == 1, "the throttled webhook got " + requests(Books.SLOW) + " requests");
        expect(requests(Books.RESTING) + requests(Books.PAUSED) == 0, "a webhook at rest was asked");
        return faults;
    }

    /// How many messages more were read than there was something to tell.
    long duplicates() {
        return books.otters().stream().flatMap(name -> books.deliveries(name, "alerts").stream().map(delivery -> seen(name, delivery)))
                .mapToLong(seen -> seen.size() - 1).sum();
    }

    private void told(String name) {
        var rules = books.events(name).stream().map(Event::rule).sorted().toList();
        expect(rules.equals(List.of("anniversary", "hit-and-run", "hit-and-run", "rank-change")), name + " has the events " + rules);
        var deliveries = books.deliveries(name, "alerts");
        var carried = deliveries.stream().map(books::rule).sorted().toList();
        expect(carried.equals(List.of("anniversary", "hit-and-run", "rank-change")), name + ": the cooldown let pass " + carried);
        deliveries.forEach(delivery -> told(name, delivery));
        var firsts = deliveries.stream().map(delivery -> seen(name, delivery).stream().findFirst().orElse(-1)).toList();
        expect(firsts.equals(firsts.stream().sorted().toList()), name + " was told of out of order: " + firsts);
    }

    /// At least once; once more for each time that the log says it can't know, and then with a word of it.
    private void told(String name, Delivery delivery) {
        var what = name + ": " + books.rule(delivery);
        var seen = seen(name, delivery);
        long uncertain = books.attempts(delivery).stream().filter(attempt -> attempt.outcome().equals("uncertain")).count();
        expect(!seen.isEmpty(), what + " was never told");
        expect(seen.size() <= 1 + uncertain, what + " was told " + seen.size() + " times, " + uncertain + " attempts being uncertain");
        expect(seen.stream().skip(1).allMatch(post -> embeds(post, name, delivery).stream().allMatch(embed -> embed.contains(MARK))),
                what + " was told again without a word of it");
    }

    /// Numbers of the messages that tell of it.
    private List<Integer> seen(String name, Delivery delivery) {
        return IntStream.range(0, discord.posts().size()).filter(post -> !embeds(post, name, delivery).isEmpty()).boxed().toList();
    }

    private List<String> embeds(int post, String name, Delivery delivery) {
        var words = switch (books.rule(delivery)) {
            case "hit-and-run" -> "hit-and-runs";
            case "rank-change" -> "class User";
            default -> "of membership";
        };
        return discord.posts().get(post).embeds().stream().map(Object::toString).filter(embed -> embed.contains(name) && embed.contains(words)).toList();
    }

    /// One request a poll, and one more for each poll that a kill cut off, no sooner than a minute after the next start.
    private void asked(String name) {
        var asked = site.asked(name);
        expect(asked.size() <= 2 + books.interruptions(name).size(), name + " was asked " + asked.size() + " times, " + books.interruptions(name).size() + " of its polls being cut off");
        for (int nr = 1; nr < asked.size(); nr++) {
            var before = asked.get(nr - 1);
            var after = asked.get(nr);
            boolean again = after.change() == before.change();
            var gap = Duration.between(before.at(), after.at());
            expect(!again || gap.compareTo(AFTER_A_KILL) >= 0 || patience.wasEnded(name, after.change()), name + " was asked again after " + gap);
        }
    }

    private long passwords(String name) {
        return site.asked(name).stream().filter(request -> request.what().startsWith("POST")).count();
    }

    private long requests(String webhook) {
        return discord.requests().stream().filter(request -> request.target().contains("/webhooks/" + webhook + "/")).count();
    }

    private void expect(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
