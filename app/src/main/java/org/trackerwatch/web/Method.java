package org.trackerwatch.web;

/// What is to be done with what a path names. HEAD is answered as GET without a body.
public enum Method {
    GET, POST, PUT, PATCH, DELETE;

    /// Whether it leaves everything as it is, so that a page of somebody else's may cause it.
    public boolean isSafe() {
        return this == GET;
    }
}
