package org.trackerwatch.web.api;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.trackerwatch.App;
import org.trackerwatch.SiteAddress;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Registry;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Problem.Broken;
import org.trackerwatch.trackers.ProxyAddress;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.web.Fields;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;

/// What is said of an account in a request, the same when it is added, tried and changed. What is not there is left as it
/// was; `null` takes it back.
record TrackerForm(App app, Fields fields) {

    /// Shorter is nobody's wish: no site is asked so often.
    private static final long SHORTEST = 60;
    private static final long LONGEST = Duration.ofDays(31).toSeconds();

    /// As many as there are in a day if no site is asked more often than every quarter of an hour.
    private static final long MOST_PER_DAY = 96;

    private static final BigDecimal HIGHEST_RATIO = BigDecimal.valueOf(1000);

    /// BitTorrent was published in that year.
    private static final int FIRST_YEAR = 2001;

    /// The tracker with these wishes in place of its former ones, but as yet of the same site.
    Tracker applied(Tracker before) {
        return new Tracker(before.id(), fields.has("name") ? name() : before.name(), before.definition(),
                kept("url", before.url(), () -> fields.text("url").map(text -> fields.parsed("url", SiteAddress::parse, text))),
                kept("username", before.username(), () -> fields.text("username").map(String::strip).filter(text -> !text.isEmpty())),
                kept("interval_seconds", Optional.of(before.interval()), () -> within("interval_seconds", SHORTEST, LONGEST)
                        .map(Duration::ofSeconds)).orElse(Duration.ZERO),
                kept("max_per_day", before.maxPerDay(), () -> within("max_per_day", 1, MOST_PER_DAY).map(Math::toIntExact)),
                kept("min_ratio", before.minRatio(), this::ratio), kept("joined", before.joined(), this::joined), before.mode(), before.added());
    }

    private <T> Optional<T> kept(String field, Optional<T> before, Supplier<Optional<T>> now) {
        return fields.has(field) ? now.get() : before;
    }

    private String name() {
        return fields.parsed("name", Registry::usable, fields.text("name").orElse(""));
    }

    private Optional<Long> within(String field, long least, long most) {
        return fields.whole(field).map(number -> {
            if (number < least || number > most) {
                throw fields.wrong(field, "This has to be from " + least + " to " + most + ".");
            }
            return number;
        });
    }

    private Optional<BigDecimal> ratio() {
        return fields.number("min_ratio").map(ratio -> {
            if (ratio.signum() < 0 || ratio.compareTo(HIGHEST_RATIO) > 0) {
                throw fields.wrong("min_ratio", "This has to be from 0, which is none, to " + HIGHEST_RATIO + ".");
            }
            return ratio;
        });
    }

    private Optional<LocalDate> joined() {
        return fields.text("joined").map(text -> {
            try {
                var day = LocalDate.parse(text.strip());
                if (day.getYear() >= FIRST_YEAR && !day.isAfter(LocalDate.ofInstant(app.time().now(), app.config().zone()))) {
                    return day;
                }
            } catch (DateTimeException _) {
                throw fields.wrong("joined", "This has to be a day such as 2021-03-04.");
            }
            throw fields.wrong("joined", "This has to be a day from " + FIRST_YEAR + " to today.");
        });
    }

    /// The site that is meant: whoever names an engine along with a known site's address means that one.
    ///
    /// @param field that names it
    Definition site(String field, String slug, Optional<String> url) {
        try {
            return app.definitions().meant(slug, url.map(URI::create)).orElseThrow(() -> fields.wrong(field, unknown(slug)));
        } catch (Broken broken) {
            throw new Refused(Problem.conflict(String.valueOf(broken.getMessage())));
        }
    }

    private String unknown(String slug) {
        var near = app.definitions().nearest(slug);
        return "There is no such site or engine in the catalog." + (near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?");
    }

    /// The field that a credential came in; the one to ask for where none did.
    String credentialField() {
        return fields.has("password") ? "password" : fields.has("cookie") ? "cookie" : "secret";
    }

    boolean hasCredential() {
        return fields.text("secret").isPresent() || fields.text("cookie").isPresent() || fields.text("password").isPresent();
    }

    /// Empty if none came along.
    Optional<Credential> credential(Definition site, Optional<String> username) {
        var agent = fields.text("user_agent").orElse("");
        var factor = fields.secret("second_factor");
        var password = fields.secret("password");
        var pasted = fields.text("cookie").or(() -> fields.text("secret"));
        if (password.isPresent() && pasted.isPresent() || fields.text("cookie").isPresent() && fields.text("secret").isPresent()) {
            throw fields.wrong(credentialField(), "Give one thing that opens the account: a key, cookies, or user name and password.");
        }
        if (password.isPresent()) {
            var name = username.orElseThrow(() -> fields.wrong("username", "This is needed along with the password."));
            return Optional.of(told("password", () -> site.login(new Secret(name), password.get(), factor)));
        }
        return pasted.map(text -> told(credentialField(), () -> of(site, text, agent)));
    }

    private Credential of(Definition site, String pasted, String agent) {
        var credential = site.credential(pasted, agent);
        if (fields.has("cookie") && credential.kind() != CredentialKind.COOKIE) {
            throw new IllegalArgumentException("These are no cookies; an API key belongs into the field for keys.");
        }
        return credential;
    }

    private <T> T told(String field, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw fields.wrong(field, String.valueOf(e.getMessage()));
        }
    }

    Optional<Secret> proxy() {
        return fields.text("proxy").map(text -> told("proxy", () -> {
            ProxyAddress.of(text);
            return new Secret(text.strip());
        }));
    }

    /// Whether the site is to be asked; unless that is declined it is.
    boolean isChecked() {
        return fields.flag("check").orElse(true);
    }
}
