package org.trackerwatch.cli.input;

import java.util.Locale;
import java.util.List;
import java.util.regex.Pattern;

/// Words on the command line that look like a key, a cookie or a webhook: no error message may repeat them.
public final class Suspect {

    private static final List<String> NAMES = List.of("--secret", "--key", "--api-key", "--apikey", "--token",
            "--api-token", "--cookie", "--cookies", "--passkey", "--pass", "--password", "--totp", "--otp", "--2fa", "--webhook", "--webhook-url");

    /// A long run of letters with digits or capitals among them is nobody's name for a tracker, and a still longer one of
    /// whatever is nobody's.
    private static final Pattern KEY = Pattern.compile("(?=.*[\\dA-Z])(?=.*[a-z])[A-Za-z0-9+/_.~%=-]{20,}"
            + "|(?=.*\\d)(?=.*[A-Z])[A-Z0-9+/_.~%=-]{20,}|\\S{40,}");

    private static final Pattern COOKIE = Pattern.compile("\\w+=[^\\s;]{8,}(;.*)?", Pattern.DOTALL);

    private static final Pattern ADDRESS = Pattern.compile("https?://.*(webhook|token|key|hook|:[^/@]*@).*",
            Pattern.CASE_INSENSITIVE);

    private Suspect() {}

    public static boolean isSecret(String word) {
        return KEY.matcher(word).matches() || COOKIE.matcher(word).matches() || ADDRESS.matcher(word).matches();
    }

    /// An option that people expect, and that does not exist for their own sake.
    public static boolean isSecretOption(String word) {
        return NAMES.contains(word.toLowerCase(Locale.ROOT).replaceFirst("=.*", ""));
    }

    /// The word as an error message may show it.
    public static String shown(String word) {
        return isSecret(word) ? "•••" : word;
    }
}
