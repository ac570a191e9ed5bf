package org.trackerwatch.trackers;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.trackers.Site.Style;

/// Pages over the network, for one visit: asks for those that are due, and tries an old way of sending a key once.
final class LivePages implements Pages {

    private static final String STYLE = "auth";

    /// The style that was refused while trouble swallowed what the site said to the other.
    private static final String REFUSED = "auth.refused";

    private static final String SLOW = "slow.";

    private final Site site;
    private final Account account;
    private final Recipe recipe;
    private final Wire wire;
    private final Trees trees;
    private final Time time;
    private final Map<String, String> memory;

    LivePages(Site site, Account account, Wire wire, Trees trees, Time time) {
        this.site = site;
        this.account = account;
        this.recipe = account.definition().recipe();
        this.wire = wire;
        this.trees = trees;
        this.time = time;
        this.memory = new HashMap<>(account.memory());
    }

    /// The same account as if nothing had been learnt of it.
    ///
    /// @param all as if no page of it had been asked for lately, either
    static Account afresh(Account account, boolean all) {
        var memory = new HashMap<>(AccountNumber.without(account.memory()));
        memory.keySet().removeIf(key -> all && key.startsWith(SLOW));
        return new Account(account.definition(), account.base(), account.username(), account.credential(), account.proxy(), memory);
    }

    /// The visit's own, to be changed.
    Map<String, String> memory() {
        return memory;
    }

    @Override
    public boolean offers(Recipe.Request request) {
        return request.servedBy(kind(request)) && request.every().filter(gap -> !isDue(request, gap)).isEmpty();
    }

    private boolean isDue(Recipe.Request request, Duration gap) {
        var last = memory.get(SLOW + request.name());
        try {
            return last == null || !since(Instant.parse(last), request).isAfter(time.now().minus(gap));
        } catch (DateTimeParseException _) {
            return true;
        }
    }

    /// Counted anew where the clock was set back: nobody knows when it was.
    private Instant since(Instant last, Recipe.Request request) {
        if (last.isAfter(time.now())) {
            memory.put(SLOW + request.name(), time.now().toString());
            return time.now();
        }
        return last;
    }

    @Override
    public CredentialKind kind(Recipe.Request request) {
        return account.credential().kind();
    }

    @Override
    public boolean knowsTheWay() {
        return false;
    }

    /// What the site said of one credential says nothing of another.
    static Map<String, String> ofAnyCredential(Map<String, String> memory) {
        var others = new HashMap<>(memory);
        others.remove(REFUSED);
        return others;
    }

    @Override
    public Fetched fetch(Recipe.Request request, Map<String, String> variables) {
        int asked = wire.ledger().size();
        try {
            return fetched(request, variables, style());
        } finally {
            if (request.every().isPresent() && wire.ledger().size() > asked) {
                memory.put(SLOW + request.name(), time.now().toString());
            }
        }
    }

    /// Old installations want the key in another place. That is tried once, and what worked is remembered. If nobody
    /// heard the answer to that, the next visit asks in this other way alone: what was refused once is not sent again.
    private Fetched fetched(Recipe.Request request, Map<String, String> variables, Style style) {
        var first = send(request, variables, style);
        if (!isRefusedStyle(first)) {
            settle(first);
            return first;
        }
        var other = style == Style.HEADER ? Style.QUERY : Style.HEADER;
        if (memory.remove(REFUSED, name(other))) {
            return first;
        }
        var second = send(request, variables, other);
        if (isRefusedStyle(second)) {
            return first;
        }
        memory.put(STYLE, name(other));
        memory.put(REFUSED, name(style));
        settle(second);
        return second;
    }

    private void settle(Fetched fetched) {
        if (fetched instanceof Fetched.Got(var answer) && answer.status() < 300) {
            memory.remove(REFUSED);
        }
    }

    private static String name(Style style) {
        return style.name().toLowerCase(Locale.ROOT);
    }

    private Style style() {
        if (recipe.auth().key().filter(key -> key.header().isEmpty() && key.headers().isEmpty()).isPresent()) {
            return Style.QUERY;
        }
        return retry().isPresent() && name(Style.QUERY).equals(memory.get(STYLE)) ? Style.QUERY : Style.HEADER;
    }

    private boolean isRefusedStyle(Fetched fetched) {
        return fetched instanceof Fetched.Got(var answer)
                && retry().filter(retry -> retry.onStatus().contains(answer.status())).isPresent()
                && !Shields.challenges(new Page(answer, trees));
    }

    private Optional<Recipe.Retry> retry() {
        return account.credential() instanceof Credential.ApiKey ? recipe.auth().key().flatMap(Recipe.Key::retryAs) : Optional.empty();
    }

    private Fetched send(Recipe.Request request, Map<String, String> variables, Style style) {
        return wire.send(request, variables, site.address(request, variables, style), style, this::leadsOut);
    }

    /// To a login page: there is nothing to read there, so it is not asked for.
    private boolean leadsOut(String location) {
        return Shields.leadsToLogin(location) || recipe.session().dead().stream()
                .anyMatch(sign -> sign.kind() instanceof Sign.Kind.Address(var match) && match.foundIn(location));
    }
}
