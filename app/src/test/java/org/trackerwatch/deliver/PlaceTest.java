package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
            "192.169.0.0", "223.255.255.255", "126.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001::1", "64:ff9b::808:808",
            "2002:808:808::1", "::ffff:8.8.8.8"})
    void the_internet_is_open_to_all(String address) {
        assertEquals(Place.PUBLIC, place(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.255", "10.0.0.1", "100.64.0.1", "100.127.255.255", "172.16.0.1", "172.31.255.255",
            "192.168.1.5", "192.0.2.1", "198.18.0.1", "::1", "fc00::1", "fd12:3456::1", "fec0::1", "::ffff:192.168.1.5", "2001:db8::1",
            "2001::1", "64:ff9b:1::1", "4000::1"})
    void the_user_s_own_network_needs_his_leave(String address) {
        assertEquals(Place.PRIVATE, place(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
            "255.255.255.255", "::", "::2", "::7f00:1", "fe80::1", "febf::1", "ff02::1", "fd00:ec2::254", "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b::c0a8:105", "2002:7f00:1::1", "2002:a9fe:a9fe::", "2002:c0a8:105::1"})
    void some_addresses_are_never_written_to(String address) {
        assertEquals(Place.NEVER, place(address));
    }

    private static Place place(String address) {
        return Place.of(InetAddress.ofLiteral(address));
    }
}
