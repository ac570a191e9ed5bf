package org.trackerwatch;

import mockwebserver3.MockResponse;

/// What `/api/user` of a UNIT3D site says, in bytes.
record UserJson(String username, String group, long uploaded, long downloaded, int seeding, int hitAndRuns) {

    UserJson() {
        this("otter", "User", 2_000_000_000_000L, 1_000_000_000_000L, 12, 0);
    }

    UserJson uploaded(long bytes) {
        return new UserJson(username, group, bytes, downloaded, seeding, hitAndRuns);
    }

    UserJson downloaded(long bytes) {
        return new UserJson(username, group, uploaded, bytes, seeding, hitAndRuns);
    }

    UserJson seeding(int torrents) {
        return new UserJson(username, group, uploaded, downloaded, torrents, hitAndRuns);
    }

    UserJson hitAndRuns(int count) {
        return new UserJson(username, group, uploaded, downloaded, seeding, count);
    }

    MockResponse answer() {
        return new MockResponse.Builder().code(200).setHeader("Content-Type", "application/json").body("""
                {"username":"%s","group":"%s","uploaded":%d,"downloaded":%d,"ratio":%s,"buffer":%d,"seeding":%d,"leeching":0,
                 "seedbonus":"100.00","hit_and_runs":%d}""".formatted(username, group, uploaded, downloaded,
                downloaded == 0 ? "\"∞\"" : Double.toString((double) uploaded / downloaded), uploaded - downloaded, seeding,
                hitAndRuns)).build();
    }
}
