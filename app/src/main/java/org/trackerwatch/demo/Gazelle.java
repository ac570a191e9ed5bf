package org.trackerwatch.demo;

import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/// Gazelle's `ajax.php`: bytes, a join date and the ratio that the site demands, over two requests. Every failure comes
/// with status 200.
record Gazelle() implements Engine {

    private static final int ID = 4711;

    @Override
    public String definition() {
        return "gazelle";
    }

    @Override
    public String opener() {
        return "API token";
    }

    @Override
    public String credential(String phrase) {
        return phrase;
    }

    @Override
    public Map<String, String> pages(Figures member) {
        return Map.of("index", success(index(member)), "user", success(user(member)));
    }

    @Override
    public Answer answer(Query query, String phrase, Figures member) {
        if (!query.path().equals("/ajax.php") || query.header("authorization").isEmpty()) {
            return Answer.redirect("login.php");
        }
        if (!query.header("authorization").filter(("token " + phrase)::equals).isPresent()) {
            return failure("invalid token");
        }
        return switch (query.parameter("action")) {
            case "index" -> Answer.json(200, success(index(member)));
            case "user" -> query.parameter("id").equals(String.valueOf(ID)) ? Answer.json(200, success(user(member)))
                    : failure("bad id parameter");
            default -> failure("bad action");
        };
    }

    private static String success(String response) {
        return "{\"status\":\"success\",\"response\":" + response + "}";
    }

    private static Answer failure(String error) {
        return Answer.json(200, "{\"status\":\"failure\",\"error\":\"" + error + "\"}");
    }

    private static String index(Figures member) {
        return String.format(Locale.ROOT, """
                {"username":"%s","id":%d,"notifications":{"messages":0,"notifications":0},\
                "userstats":{"uploaded":%d,"downloaded":%d,"ratio":%s,"requiredratio":%s,"class":"%s",\
                "bonusPoints":%s,"bonusPointsPerHour":12.5}}""",
                member.username(), ID, member.uploaded(), member.downloaded(), ratio(member), member.required(),
                member.rank(), member.bonus().setScale(0, RoundingMode.DOWN));
    }

    private static String user(Figures member) {
        return String.format(Locale.ROOT, """
                {"username":"%s","stats":{"joinedDate":"%s 09:30:00","uploaded":%d,"downloaded":%d,"ratio":%s,\
                "requiredRatio":%s},"personal":{"class":"%s","paranoia":0,"donor":false,"warned":%b,"enabled":true},\
                "community":{"seeding":%d,"leeching":%d,"snatched":212,"uploaded":3}}""",
                member.username(), member.joined(), member.uploaded(), member.downloaded(), ratio(member),
                member.required(), member.rank(), member.warned(), member.seeding(), member.leeching());
    }

    private static String ratio(Figures member) {
        return member.ratio().setScale(2, RoundingMode.DOWN).toString();
    }
}
