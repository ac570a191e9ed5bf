package org.trackerwatch.soak;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.trackerwatch.soak.Account.Glitch;
import org.trackerwatch.soak.Net.Ask;
import org.trackerwatch.soak.Net.Reply;
import org.trackerwatch.soak.Truth.Said;

/// How a site prints an account. Each answer comes with what it tells, for the reference.
enum Engine {
    /// Bytes, in one answer.
    UNIT3D("unit3d", "/api/user"),
    /// The same engine, which prints rounded sizes and a ratio of its own.
    ROUNDED("unit3d", "/api/user"),
    /// Bytes, and a second answer that may be missing.
    GAZELLE("gazelle", "/ajax.php?action=index"),
    /// Pages, some of them asked for but a few times a day.
    NEXUS("nexusphp", "/index.php");

    private static final int ID = 4711;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    static final Said NOTHING = new Said(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    final String definition;
    final String first;

    Engine(String definition, String first) {
        this.definition = definition;
        this.first = first;
    }

    /// A page, and what it tells.
    record Page(Reply reply, Said said) {}

    /// @param shown which of the figures that may be missing are printed, by name
    Page page(Ask ask, Account account, Glitch glitch, Function<String, Boolean> shown) {
        return switch (this) {
            case UNIT3D -> unit3d(account, glitch, shown, Printing::exact);
            case ROUNDED -> unit3d(account, glitch, shown, Printing::dropping);
            case GAZELLE -> ask.path().contains("action=index") ? index(account, glitch) : user(account, glitch, shown);
            case NEXUS -> ask.path().startsWith("/index.php") ? block(account, shown, "", NOTHING)
                    : ask.path().startsWith("/userdetails.php") ? details(account, shown) : new Page(Reply.html(404, "<html><body>404</body></html>"), NOTHING);
        };
    }

    private Page unit3d(Account account, Glitch glitch, Function<String, Boolean> shown, Function<Long, Printing> printed) {
        boolean exact = this == UNIT3D;
        var up = printed.apply(Account.seen(account.uploaded, glitch));
        var down = printed.apply(account.downloaded);
        var buffer = printed.apply(buffer(account, Account.seen(account.uploaded, glitch)));
        long count = glitch == Glitch.BELOW_ZERO ? -3 : account.hitAndRuns;
        var json = new StringBuilder("{\"username\":\"otter\",\"group\":\"" + account.rank() + "\",\"leeching\":0,\"seedbonus\":\"100.00\"");
        json.append(",\"uploaded\":").append(quoted(up, exact)).append(",\"downloaded\":").append(quoted(down, exact));
        json.append(",\"ratio\":\"").append(ratio(account, account.uploaded)).append('"');
        var seeding = known(shown, "seeding", account.seeding);
        seeding.ifPresent(number -> json.append(",\"seeding\":").append(number));
        var hits = known(shown, "hit_and_runs", count);
        hits.ifPresent(number -> json.append(",\"hit_and_runs\":").append(number));
        var warned = known(shown, "warnings", account.warnings);
        warned.ifPresent(number -> json.append(",\"warnings\":").append(number));
        var may = known(shown, "can_download", account.mayDownload);
        may.ifPresent(flag -> json.append(",\"can_download\":").append(flag));
        var joined = exact ? known(shown, "joined", account.joined) : Optional.<Instant>empty();
        joined.ifPresent(at -> json.append(",\"joined_at\":\"").append(at).append('"'));
        var unread = known(shown, "unread", account.unread);
        unread.ifPresent(number -> json.append(",\"unread_mail\":").append(number));
        var left = known(shown, "buffer", buffer);
        left.ifPresent(size -> json.append(",\"buffer\":").append(quoted(size, exact)));
        return new Page(Reply.json(200, json.append('}').toString()), new Said(Optional.of(up.size()), Optional.of(down.size()),
                left.map(Printing::size), own(account), Optional.empty(), seeding, hits, Optional.of(account.rank()), warned.map(n -> n > 0), may, joined, unread));
    }

    private static Page index(Account account, Glitch glitch) {
        long up = Account.seen(account.uploaded, glitch);
        var demanded = account.required.orElse(new BigDecimal("0.6"));
        var json = String.format(Locale.ROOT, """
                {"status":"success","response":{"username":"heron","id":%d,"notifications":{"messages":%d},"userstats":\
                {"uploaded":%d,"downloaded":%d,"ratio":1,"requiredratio":%s,"class":"%s","bonusPoints":5}}}""",
                ID, account.unread, up, account.downloaded, demanded, account.rank());
        return new Page(Reply.json(200, json), new Said(Optional.of(Printing.exact(up).size()), Optional.of(Printing.exact(account.downloaded).size()),
                Optional.empty(), Optional.empty(), Optional.of(demanded), Optional.empty(), Optional.empty(), Optional.of(account.rank()),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(account.unread)));
    }

    private static Page user(Account account, Glitch glitch, Function<String, Boolean> shown) {
        if (!shown.apply("user page")) {
            return new Page(Reply.html(500, "<html><body>Oops</body></html>"), NOTHING);
        }
        long up = Account.seen(account.uploaded, glitch);
        long buffer = up - account.downloaded / 2;
        var seeding = known(shown, "seeding", account.seeding);
        var json = String.format(Locale.ROOT, """
                {"status":"success","response":{"username":"heron","stats":{"joinedDate":"%s","uploaded":%d,"downloaded":%d,"buffer":%d},\
                "personal":{"class":"%s","warned":%b},"community":{"leeching":0%s}}}""",
                DATE.format(account.joined.atOffset(ZoneOffset.UTC)), up, account.downloaded, buffer, account.rank(), account.warnings > 0,
                seeding.map(number -> ",\"seeding\":" + number).orElse(""));
        return new Page(Reply.json(200, json), new Said(Optional.empty(), Optional.empty(), Optional.of(Printing.exact(buffer).size()),
                Optional.empty(), Optional.empty(), seeding, Optional.empty(), Optional.empty(), Optional.of(account.warnings > 0),
                Optional.empty(), Optional.of(account.joined), Optional.empty()));
    }

    private static Page block(Account account, Function<String, Boolean> shown, String content, Said more) {
        var up = Printing.full(account.uploaded);
        var down = Printing.full(account.downloaded);
        var seeding = known(shown, "seeding", account.seeding);
        var hits = known(shown, "hit_and_runs", account.hitAndRuns);
        var html = """
                <!DOCTYPE html><html><head><title>Index</title></head><body>
                <table id="info_block"><tr><td><span class="medium">Welcome, <span class="nowrap">\
                <a href="userdetails.php?id=%d" class="User_Name"><b>mole</b></a>%s</span> [<a href="logout.php">logout</a>]
                <font class="color_bonus">Bonus </font>[<a href="mybonus.php">Use</a>]: 12.5 <br>
                <font class="color_ratio">Ratio:</font> %s
                <font class="color_uploaded">Uploaded:</font> %s <font class="color_downloaded"> Downloaded:</font> %s
                <font class="color_active">Active:</font>%s%s</span></td></tr></table>%s</body></html>""".formatted(ID,
                account.warnings > 0 ? "<img class=\"warned\" src=\"w.gif\" alt=\"Warned\">" : "", ratio(account, account.uploaded), up.text(), down.text(),
                seeding.map(n -> "<img class=\"arrowup\" src=\"u.gif\">" + n + " <img class=\"arrowdown\" src=\"d.gif\">0").orElse(""),
                hits.map(n -> "<font class=\"color_bonus\">H&amp;R: </font>[<a href=\"myhr.php\">0/<font color=\"red\">" + n + "</font>/10</a>]").orElse(""),
                content);
        return new Page(Reply.html(200, html), new Said(Optional.of(up.size()), Optional.of(down.size()), Optional.empty(),
                own(account), Optional.empty(), seeding, hits, more.rank(), Optional.of(account.warnings > 0), Optional.empty(), more.joined(),
                Optional.empty()));
    }

    private static Page details(Account account, Function<String, Boolean> shown) {
        var there = DATE.format(account.joined.atOffset(ZoneOffset.ofHours(8)));
        var joined = Instant.from(account.joined);
        return block(account, shown, """
                <h1><span class="nowrap"><b>mole</b></span></h1><table>
                <tr><td class="rowhead nowrap">Join&nbsp;date</td><td class="rowfollow">%s</td></tr>
                <tr><td class="rowhead nowrap">Class</td><td class="rowfollow"><img alt="%2$s" title="%2$s" src="c.gif"></td></tr></table>
                """.formatted(there, account.rank()), new Said(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(account.rank()), Optional.empty(), Optional.empty(), Optional.of(joined),
                Optional.empty()));
    }

    private static <T> Optional<T> known(Function<String, Boolean> shown, String name, T value) {
        return shown.apply(name) ? Optional.of(value) : Optional.empty();
    }

    private static String quoted(Printing size, boolean bare) {
        return bare ? size.text() : '"' + size.text() + '"';
    }

    /// By the engine's own formula, with the 0.4 that it demands of everybody.
    private static long buffer(Account account, long uploaded) {
        return new BigDecimal(uploaded).divide(new BigDecimal("0.4"), 0, RoundingMode.DOWN).min(BigDecimal.valueOf(1L << 61)).longValue() - account.downloaded;
    }

    private static String ratio(Account account, long uploaded) {
        return account.downloaded == 0 ? uploaded == 0 ? "---" : "∞" : figure(account, uploaded).toPlainString();
    }

    private static BigDecimal figure(Account account, long uploaded) {
        return BigDecimal.valueOf(uploaded).divide(BigDecimal.valueOf(account.downloaded), MathContext.DECIMAL64).setScale(2, RoundingMode.HALF_UP);
    }

    private static Optional<BigDecimal> own(Account account) {
        return account.downloaded == 0 ? Optional.empty() : Optional.of(figure(account, account.uploaded));
    }
}
