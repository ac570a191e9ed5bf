package org.trackerwatch.report;

import java.time.Duration;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.Transaction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What holds for all trackers, and what it may be set to.
public final class SettingReport {

    public static final String PING_MEANING = "Called while all is well, so that a watcher outside notices when it isn't.";

    private SettingReport() {}

    public static ArrayNode all(App app, Transaction tx) {
        var list = Json.array();
        Setting.ALL.forEach(each -> list.add(of(each.current(tx))));
        list.add(ping(app.sealedSettings().get(tx, SealedSettings.PING_URL).isPresent()));
        return list;
    }

    public static ObjectNode of(Setting.Current current) {
        var node = Json.object().put("key", current.setting().key()).put("value", current.value());
        return inBaseUnits(node, current).put("changed", current.changed()).put("meaning", current.setting().meaning())
                .put("allowed", current.setting().allowed());
    }

    /// An address that is a secret: whoever has it can keep the watcher quiet.
    public static ObjectNode ping(boolean set) {
        return Json.object().put("key", SealedSettings.PING_URL).putNull("value").put("set", set).put("changed", set)
                .put("meaning", PING_MEANING).put("allowed", "an address, or none");
    }

    /// `seconds`, with `null` for ever, or `on`.
    private static ObjectNode inBaseUnits(ObjectNode node, Setting.Current current) {
        return switch (current.read()) {
            case Boolean on -> node.put("on", on);
            case Duration length -> node.put("seconds", length.toSeconds());
            case Optional<?> period when period.orElse(null) instanceof Duration length -> node.put("seconds", length.toSeconds());
            case Optional<?> address when current.setting().equals(Setting.CONTROL_CHECK) -> node.put("on", address.isPresent());
            default -> node.putNull("seconds");
        };
    }
}
