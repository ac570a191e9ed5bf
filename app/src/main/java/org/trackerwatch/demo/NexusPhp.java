package org.trackerwatch.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/// NexusPHP's pages: figures in the header of every page, class, join date and warning on the profile. Its `GB` are
/// powers of 1024; who has no cookie is sent to the login page.
record NexusPhp() implements Engine {

    private static final int ID = 20815;

    private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB"};

    private static final String WARNED = "<img class=\"warned\" src=\"pic/trans.gif\" alt=\"Warned\">";

    private static final String WARNED_BIG = "<img class=\"warnedbig\" src=\"pic/trans.gif\" alt=\"Warned\">";

    private static final String LOGIN = """
            <!DOCTYPE html>
            <html><head><title>Login</title></head><body>
            <form method="post" action="takelogin.php">
            <input type="text" name="username"><input type="password" name="password">
            </form></body></html>
            """;

    @Override
    public String definition() {
        return "nexusphp";
    }

    @Override
    public String opener() {
        return "cookie";
    }

    @Override
    public String credential(String phrase) {
        return "c_secure_uid=MjA4MTU%3D; c_secure_pass=" + phrase + "; c_secure_login=bm9wZQ%3D%3D";
    }

    @Override
    public Map<String, String> pages(Figures member) {
        return Map.of("index", page("Index", member, "<p>Welcome back.</p>" + legend()),
                "details", page("User details", member, details(member)));
    }

    @Override
    public Answer answer(Query query, String phrase, Figures member) {
        if (query.path().equals("/login.php")) {
            return Answer.html(200, LOGIN);
        }
        if (query.header("cookie").filter(cookie -> cookie.contains("c_secure_pass=" + phrase)).isEmpty()) {
            return Answer.redirect("login.php");
        }
        return switch (query.path()) {
            case "/index.php" -> Answer.html(200, pages(member).get("index"));
            case "/userdetails.php" -> Answer.html(200, pages(member).get("details"));
            default -> Answer.html(404, "<!DOCTYPE html><html><head><title>404</title></head><body>Not found</body></html>");
        };
    }

    /// The colon that follows a label is inside its element, the value is bare text behind it.
    private static String page(String title, Figures member, String content) {
        return String.format(Locale.ROOT, """
                <!DOCTYPE html>
                <html><head><title>%s</title></head><body>
                <table id="info_block"><tr><td><span class="medium">
                Welcome, <span class="nowrap"><a href="userdetails.php?id=%d" class="User_Name"><b>%s</b></a>%s</span>
                [<a href="logout.php">logout</a>] [<a href="usercp.php">User CP</a>]
                <font class="color_bonus">Bonus </font>[<a href="mybonus.php">Use</a>]: %s
                <br>
                <font class="color_ratio">Ratio:</font> %s
                <font class="color_uploaded">Uploaded:</font> %s
                <font class="color_downloaded"> Downloaded:</font> %s
                <font class="color_active">Active:</font>
                <img class="arrowup" alt="Torrents seeding" src="pic/trans.gif">%d
                <img class="arrowdown" alt="Torrents leeching" src="pic/trans.gif">%d
                <font class="color_bonus">H&amp;R: </font>[<a href="myhr.php">0/<font color="red">%d</font>/10</a>]
                </span></td></tr></table>
                %s
                </body></html>
                """, title, ID, member.username(), member.warned() ? WARNED : "", bonus(member), member.ratio(),
                size(member.uploaded()), size(member.downloaded()), member.seeding(), member.leeching(),
                member.hitAndRuns(), content);
    }

    /// As on real sites: the sign of a warning, explained at the foot of the page, means nobody.
    private static String legend() {
        return "<p>Legend: <img class=\"leechwarned\" src=\"pic/trans.gif\"> leech warning, " + WARNED + " warned</p>";
    }

    private static String details(Figures member) {
        return String.format(Locale.ROOT, """
                <h1><span class="nowrap"><b>%s</b>%s</span></h1>
                <table>
                <tr><td class="rowhead nowrap">User ID</td><td class="rowfollow">%d</td></tr>
                <tr><td class="rowhead nowrap">Join&nbsp;date</td><td class="rowfollow">%s 20:15:00</td></tr>
                <tr><td class="rowhead nowrap">Class</td>
                <td class="rowfollow"><img alt="%5$s" title="%5$s" src="pic/class.gif"></td></tr>
                <tr><td class="rowhead nowrap">Karma Points</td><td class="rowfollow">%6$s</td></tr>
                </table>
                """, member.username(), member.warned() ? WARNED_BIG : "", ID, member.joined(), member.rank(),
                bonus(member));
    }

    private static BigDecimal bonus(Figures member) {
        return member.bonus().setScale(1, RoundingMode.DOWN);
    }

    /// Units step up at 1000, and have three decimals from TB on.
    private static String size(long bytes) {
        var amount = BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(1024), 10, RoundingMode.HALF_UP);
        int unit = 0;
        while (unit < UNITS.length - 1 && amount.compareTo(BigDecimal.valueOf(1000)) >= 0) {
            amount = amount.divide(BigDecimal.valueOf(1024), 10, RoundingMode.HALF_UP);
            unit++;
        }
        return amount.setScale(unit >= 3 ? 3 : 2, RoundingMode.HALF_UP) + " " + UNITS[unit];
    }
}
