package org.trackerwatch;

/// A front page in the manner of NexusPHP.
final class NexusPage {

    static final String INDEX = """
            <html><head><title>Newts</title></head><body>
            <table id="info_block"><tr><td><span class="medium">Welcome back,
            <a href="userdetails.php?id=77" class="User_Name"><b>newt</b></a> [<a href="logout.php">logout</a>]
            <font class="color_bonus">Bonus </font>[<a href="mybonus.php">Use</a>]: 1,234.5
            <font class="color_ratio">Ratio:</font> 2.000
            <font class="color_uploaded">Uploaded:</font> 2.000 TB
            <font class="color_downloaded">Downloaded:</font> 1.000 TB
            <font class="color_active">Active Torrents:</font>
            <img class="arrowup" alt="Torrents seeding" src="pic/trans.gif" />4 <img class="arrowdown" alt="Torrents leeching" src="pic/trans.gif" />0
            </span></td></tr></table></body></html>
            """;

    private NexusPage() {}
}
