package org.trackerwatch;

import mockwebserver3.MockResponse;

/// What `/api/user` of a UNIT3D site says, in bytes.
public record UserJson(String username, String group, long uploaded, long downloaded, int seeding, int hitAndRuns) {

    public UserJson() {
        this("otter", "User", 2_000_000_000_000L, 1_000_000_000_000L, 12, 0);
    }

    public UserJson uploaded(long bytes) {
        return new UserJson(username, group, bytes, downloaded, seeding, hitAndRuns);
    }

    public UserJson downloaded(long bytes) {
        return new UserJson(username, group, uploaded, bytes, seeding, hitAndRuns);
    }

    public UserJson seeding(int torrents) {
        return new UserJson(username, group, uploaded, downloaded, torrents, hitAndRuns);
    }

    public UserJson hitAndRuns(int count) {
        return new UserJson(username, group, uploaded, downloaded, seeding, count);
    }

    public UserJson group(String name) {
        return new UserJson(username, name, uploaded, downloaded, seeding, hitAndRuns);
    }

    public MockResponse answer() {
        return new MockResponse.Builder().code(200).setHeader("Content-Type", "application/json").body(text()).build();
    }

    public String text() {
        return """
                {"username":"%s","group":"%s","uploaded":%d,"downloaded":%d,"ratio":%s,"buffer":%d,"seeding":%d,"leeching":0,
                 "seedbonus":"100.00","hit_and_runs":%d}""".formatted(username, group, uploaded, downloaded,
                downloaded == 0 ? "\"∞\"" : Double.toString((double) uploaded / downloaded), uploaded - downloaded, seeding,
                hitAndRuns);
    }
}
