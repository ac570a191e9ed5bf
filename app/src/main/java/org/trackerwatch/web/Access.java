package org.trackerwatch.web;

/// How much may be done, from little to all. A route names what it needs, a [Caller] has what was proved.
public enum Access {
    /// Without saying who one is: the page that asks for the password, and what a container's health is asked by.
    OPEN,
    /// Look at everything, change nothing.
    READ,
    /// Everything.
    FULL;

    public boolean allows(Access needed) {
        return compareTo(needed) >= 0;
    }
}
