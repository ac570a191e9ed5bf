package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.Providers;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.KindReport;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// The services that alerts can go to, and which one it is whose address somebody pasted.
public final class TargetKindsPart implements Part {

    private final Providers providers;

    public TargetKindsPart(App app) {
        providers = new Providers(app);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/target-kinds", this::list),
                Route.post("/api/v1/target-kinds/recognise", this::recognise).read());
    }

    private Reply list(Request request) {
        request.query();
        return Reply.json(KindReport.of(providers.kinds()));
    }

    /// By its form alone: nobody is asked, and nothing is kept.
    private Reply recognise(Request request) {
        var fields = request.fields();
        var pasted = fields.needed("url");
        fields.done();
        var node = Json.object();
        var kinds = node.putArray("kinds");
        var known = providers.recognise(pasted);
        var meant = providers.meant(pasted);
        meant.forEach(kinds::add);
        boolean any = known.isEmpty() && !meant.isEmpty();
        return Reply.json(node.put("certain", known.size() == 1).put("remark", remark(known, any)));
    }

    private static String remark(List<String> known, boolean any) {
        return known.size() == 1 ? "Recognised as " + known.getFirst() + "."
                : !known.isEmpty() ? "That may be the address of " + String.join(" or ", known) + ": choose the one it is."
                : any ? "No known service is recognised in that address, so it is taken for a " + Providers.ANY
                        + " of your own, which is sent JSON. If it is something else, choose its kind."
                : "That is the address of no kind of target that is recognised. Choose its kind to see what its address looks like.";
    }
}
