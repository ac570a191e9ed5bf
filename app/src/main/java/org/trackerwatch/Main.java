package org.trackerwatch;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The door for people and service managers. Exit status 0 done, 1 failed, 2 wrong usage.
@Command(name = "trackerwatch", description = "Watches accounts on private BitTorrent trackers.",
        mixinStandardHelpOptions = true, versionProvider = Main.Release.class)
public final class Main implements Runnable {

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        new CommandLine(this).usage(System.out);
    }

    static final class Release implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"trackerwatch " + Version.number()};
        }
    }
}
