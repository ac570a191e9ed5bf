package org.trackerwatch.web.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.trackerwatch.store.Setting;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;

/// Which names the page may be asked for by. A site that somebody happens to visit can let its own name lead to this
/// machine (DNS rebinding), and its code would then count as the page's own; but the name stays the site's.
final class Hosts {

    private Hosts() {}

    static void check(Sender sender, List<String> allowed) {
        if (!isAllowed(name(sender.host()), allowed)) {
            throw new Refused(Problem.forbidden("“" + name(sender.host()) + "” is no name that this page is known by. If it is yours, add it to " + Setting.ALLOWED_HOSTS.key() + ": under Settings on"
                    + " the page, which by its address, such as http://192.168.1.10:7373, can be reached in any case, or in the shell with trackerwatch settings set "
                    + Setting.ALLOWED_HOSTS.key() + " " + name(sender.host()) + " (several names have commas between them)."));
        }
    }

    /// HTTP/1.0 may leave it out; browsers never do.
    private static boolean isAllowed(String name, List<String> allowed) {
        return name.isEmpty() || isLocal(name) || isAddress(name) || allowed.contains(name);
    }

    private static boolean isLocal(String name) {
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    private static boolean isAddress(String name) {
        try {
            return InetAddress.ofLiteral(name).getAddress().length > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Without the port, the brackets of an address, and the dot that ends a name that is whole.
    private static String name(String host) {
        var small = host.strip().toLowerCase(Locale.ROOT);
        return small.startsWith("[") ? small.replaceFirst("^\\[([^]]*)].*", "$1") : small.replaceFirst(":\\d*$", "").replaceFirst("\\.$", "");
    }
}
