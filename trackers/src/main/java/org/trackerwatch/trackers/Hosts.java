package org.trackerwatch.trackers;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names of hosts: what makes two the same, and which a file that comes with the program may name. A host of the user's
/// own is his own business.
public final class Hosts {

    private static final Pattern NAME = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]+");

    private static final Pattern PRIVATE = Pattern.compile(".*\\.(local|localhost|internal|lan|home|test|invalid|example|arpa)");

    private Hosts() {}

    /// A site and its `www.` are the same, and so is a name that ends with the dot of the root.
    public static String of(URI address) {
        return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "").replaceFirst("\\.$", "");
    }

    /// A name of the public Internet: no address literal, and no name that only means something at home.
    public static boolean isPublic(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() && !PRIVATE.matcher(name).matches();
    }
}
