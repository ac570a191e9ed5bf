package org.trackerwatch.trackers;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;

/// Pages that are not the site's own answer, and pages for strangers: how to know them on any engine.
final class Shields {

    private static final Pattern CHALLENGE_TITLE = Pattern.compile("(?i)^(just a moment|attention required|one more step|"
            + "please wait\\.\\.\\.|checking your browser|ddos-guard|making sure you're not a bot|access denied \\| |请稍候|請稍候|"
            + "un momento|un instant|einen moment|um momento|один момент|sucuri website firewall)");

    static final List<String> CHALLENGE_MARKS = List.of("cf_chl_opt", "cf-challenge-running", "id=\"challenge-form\"",
            "id=\"challenge-running\"", "anubis_challenge", "/.within.website/x/cmd/anubis", "sucuri_cloudproxy_js",
            "ddos-guard/js-challenge", "/.well-known/ddos-guard/", "Sorry, you have been blocked");

    private static final Pattern MAINTENANCE = Pattern.compile("(?i)\\b(under|down for|in|scheduled|en|site|for) maintenance\\b|"
            + "\\bmaintenance (mode|break|work|in progress)\\b|be right back|site (is )?(currently |temporarily )?(offline|closed|down)\\b|"
            + "wartungsarbeiten|mantenimiento|manutenção|техническ\\w+ работ|维护|維護|升级中|關站|关站|メンテナンス");

    private static final Pattern THROTTLED = Pattern.compile("(?i)too many (requests|attempts)|rate limit exceeded|請求過於頻繁|请求过于频繁");

    private static final Pattern SECOND_FACTOR = Pattern.compile("(?i)two-factor|2fa|one[- ]time (password|code)");

    private static final String SECOND_FACTOR_INPUTS = "input[name=otp], input[name=otp_code], input[name=twofa], input[name=mfa],"
            + " input[name=qrcode_confirm], form[action*=two-factor] input[name=code]";

    /// Only asked on pages without proof of a member: there, a mere link to the login page says enough.
    private static final String LOGIN_MARKS = "input[type=password], form[action*=takelogin], form[action*='login' i][method=post i],"
            + " form[name=login-form], input[name=keeplogged], a[href*='login.php'], a[href$='/login']";

    private static final String CAPTCHA = ".h-captcha, .g-recaptcha, .cf-turnstile, img[src*=captcha], img[src*=regimage],"
            + " input[name=imagestring], input[name=imagehash], input[name=captcha]";

    /// Addresses that a stranger is sent to. `returnto` is what PHP engines add.
    private static final Pattern LOGIN_ADDRESS = Pattern.compile("(?i)(^|[/?&=])(take)?(login|log-in|signin|sign-in|account-login|"
            + "auth/login|verify|checkpoint|two-factor-challenge|two-factor)(\\.php)?([/?#&]|$)|[?&]return_?to=");

    private static final Pattern SECOND_FACTOR_ADDRESS = Pattern.compile("(?i)/(two-?factor|2fa|mfa|otp)([-/?#]|$)");

    private static final Pattern REFRESH = Pattern.compile("(?i)\\d+\\s*[;,]\\s*url\\s*=\\s*['\"]?([^'\"]+)");

    /// What such networks put into their pages for programs to see (Wireless Internet Service Provider roaming).
    private static final String NETWORK_LOGIN = "WISPAccessGatewayParam";

    private static final Pattern NETWORK_TITLE = Pattern.compile("(?i)\\b(captive portal|hotspot login|wi-?fi (login|access|sign[- ]?in))\\b");

    /// Bot checks are small. A large page is not searched for their marks, for that takes longer than to read it.
    private static final int LARGEST_CHALLENGE = 64_000;

    /// A maintenance page says little else; the word on a news page means nothing.
    private static final int SHORT_PAGE = 2000;

    private Shields() {}

    /// A bot check before the site. Such a page is never the site's own, whatever its status.
    static boolean challenges(Page page) {
        if (page.answer().header("cf-mitigated").filter("challenge"::equalsIgnoreCase).isPresent()) {
            return true;
        }
        var text = page.text();
        if (!looksLikeHtml(text)) {
            return false;
        }
        return CHALLENGE_TITLE.matcher(Spaces.trimmed(page.html().title())).find()
                || text.length() < LARGEST_CHALLENGE && CHALLENGE_MARKS.stream().anyMatch(text::contains);
    }

    /// The login of a hotel's or a train's network, which answers in the place of every site.
    static boolean isNetworkLogin(Page page) {
        return page.text().length() < LARGEST_CHALLENGE && page.text().contains(NETWORK_LOGIN)
                || NETWORK_TITLE.matcher(page.html().title()).find();
    }

    static boolean leadsToSecondFactor(String address) {
        return SECOND_FACTOR_ADDRESS.matcher(address).find();
    }

    static boolean leadsToLogin(String address) {
        return LOGIN_ADDRESS.matcher(address).find();
    }

    static boolean asksForSecondFactor(Page page) {
        return !page.html().select(SECOND_FACTOR_INPUTS).isEmpty() && page.html().select("input[type=password]").isEmpty()
                || SECOND_FACTOR.matcher(page.html().title()).find();
    }

    static boolean isLogin(Page page) {
        return !page.html().select(LOGIN_MARKS).isEmpty() || refresh(page.html()).filter(Shields::leadsToLogin).isPresent()
                || page.answer().header("Refresh").filter(Shields::leadsToLogin).isPresent();
    }

    static boolean asksForCaptcha(Page page) {
        return !page.html().select(CAPTCHA).isEmpty();
    }

    static boolean isMaintenance(Page page) {
        var title = page.html().title() + " " + page.html().select("h1, h2").text();
        var body = page.html().text();
        return MAINTENANCE.matcher(title).find() || body.length() < SHORT_PAGE && MAINTENANCE.matcher(body).find();
    }

    static boolean isThrottled(Page page) {
        var body = page.html().text();
        return THROTTLED.matcher(page.html().title()).find() || body.length() < SHORT_PAGE && THROTTLED.matcher(body).find();
    }

    static boolean looksLikeHtml(String text) {
        var start = text.stripLeading();
        return start.startsWith("<");
    }

    private static Optional<String> refresh(Document html) {
        return html.select("meta[http-equiv=refresh i]").stream().map(meta -> REFRESH.matcher(meta.attr("content")))
                .filter(match -> match.find()).map(match -> match.group(1)).findFirst();
    }
}
