package org.trackerwatch.secrets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.trackerwatch.store.Backups;

/// Everything that the program can be told a secret for, and everything that it can be asked about it afterwards.
final class Scenario {

    /// All commands that show anything.
    private static final List<String> ASKING = List.of("tracker list", "tracker show Key", "tracker show Cookie", "tracker show Login", "tracker show Password",
            "tracker requests Key", "target list", "target show Hook", "target show Chat", "target show Mail", "target preview Hook", "target preview Chat",
            "target test Hook", "target test Chat", "target test Abroad", "target show Abroad", "settings list", "event list", "delivery list", "delivery dead", "incident list", "silence list",
            "snapshot list Key", "event explain Key --rule login-rejected", "web key list", "health", "doctor", "backup list", "backup", "backup verify", "doctor --online",
            "key rotate --keep-old", "tracker list", "target list");

    interface Program {
        void run(String... arguments) throws IOException, InterruptedException;
    }

    private final Program program;
    private final Plants plants;
    private final String url;
    private final String foreign;

    /// @param url     of a site that says anything
    /// @param foreign of one whose certificate nobody trusts
    Scenario(Program program, Plants plants, String url, String foreign) {
        this.foreign = foreign;
        this.program = program;
        this.plants = plants;
        this.url = url;
    }

    void tell() throws IOException, InterruptedException {
        var proxy = plants.file("http://user:" + plants.secret("proxy password") + "@127.0.0.1:9");
        program.run("tracker", "add", "unit3d", "--name", "Key", "--url", url, "--secret-file", plants.file(plants.secret("API key")), "--no-check");
        program.run("tracker", "add", "gazelle", "--name", "Cookie", "--url", url, "--secret-file",
                plants.file("session=" + plants.secret("cookie") + "; uid=7"), "--user-agent", "Firefox", "--no-check");
        program.run("tracker", "add", "unit3d", "--name", "Behind", "--url", url, "--secret-file", plants.file(plants.secret("API key behind a proxy")),
                "--proxy-file", proxy, "--no-check");
        program.run("tracker", "add", "unit3d", "--name", "Https", "--url", url.replace("http:", "https:"), "--secret-file",
                plants.file(plants.secret("API key for TLS")), "--no-check");
        program.run("tracker", "add", "unit3d", "--name", "Foreign", "--url", foreign, "--secret-file",
                plants.file(plants.secret("API key for a foreign certificate")), "--no-check");
        program.run("target", "add", "webhook", "--name", "Abroad", "--url-file", plants.file(foreign + "/hook/" + plants.secret("token for a foreign certificate")),
                "--allow-private", "--no-check");
        program.run("tracker", "add", "nexusphp", "--name", "Login", "--url", url, "--secret-file",
                plants.file("c_secure_pass=" + plants.secret("passkey in a cookie")), "--user-agent", "Firefox", "--no-check");
        program.run("tracker", "add", "torrentleech", "--name", "Password", "--url", url, "--login", "--secret-file",
                plants.file("username: otter\npassword: " + plants.secret("password of a site") + "\nsecond-password: " + plants.secret("second password of a site")),
                "--no-check");
        program.run("target", "add", "webhook", "--name", "Hook", "--url-file", plants.file(url + "/hook/" + plants.secret("webhook token")),
                "--allow-private", "--no-check");
        program.run("target", "add", "discord", "--name", "Chat", "--url-file",
                plants.file("https://discord.com/api/webhooks/123456789012345678/" + plants.secret("Discord token") + "a".repeat(40)), "--no-check");
        program.run("target", "add", "email", "--name", "Mail", "--url-file", plants.file("smtp://user:" + plants.secret("mail password")
                + "@127.0.0.1:9/?from=me@example.org&to=me@example.org"), "--allow-private", "--no-check");
        program.run("settings", "set", "ping-allow-private", "on");
        program.run("settings", "set", "ping-url", "--url-file", plants.file(url + "/ping/" + plants.secret("ping-url")));
        program.run("web", "oidc-secret", "--secret-file", plants.file(plants.secret("OIDC secret")));
    }

    /// A secret where none belongs is not repeated.
    void mistype() throws IOException, InterruptedException {
        var typed = plants.secret("key typed as an argument");
        program.run("tracker", "add", "unit3d", typed, "--name", "Wrong");
        program.run("tracker", "add", "unit3d", "--name", "Wrong", "--secret-file", "/nowhere/" + typed);
        program.run("tracker", "add", "unit3d", "--name", "Wrong", "--secret", typed);
        program.run("settings", "set", "ping-url", "https://hc-ping.com/" + typed);
        program.run("target", "add", "discord", "--name", "Wrong", "https://discord.com/api/webhooks/1/" + typed);
        program.run("tracker", "add", "luminance", "--name", "Wrong", "--url", url, "--login", "--secret-file", plants.file("username: otter\npassword: "
                + plants.secret("password where two-factor is not known") + "\ntotp: " + plants.base32("two-factor secret of a site")), "--no-check");
        program.run(typed);
    }

    void poll(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            program.run("tracker", "poll", "--all", "--force", "--json");
        }
    }

    /// What is left of a backup and of what it replaced. One that was made with the key before is refused, one of now is not.
    void restore(Path backups) throws IOException, InterruptedException {
        program.run("backup");
        for (var backup : Backups.list(backups)) {
            program.run("restore", "--dry-run", backup.file().toString());
            program.run("restore", backup.file().toString());
        }
        program.run("tracker", "list");
    }

    void ask(boolean bothForms) throws IOException, InterruptedException {
        for (var command : ASKING) {
            program.run(command.split(" "));
            if (bothForms && !command.startsWith("key") && !command.equals("doctor")) {
                program.run((command + " --json").split(" "));
            }
        }
    }
}
