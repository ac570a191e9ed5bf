package org.trackerwatch.web;

/// One thing that can be asked.
///
/// @param path with `{name}` where a part of it is told, such as `/api/v1/targets/{id}`
public record Route(Method method, String path, Access needs, Handler handler) {

    public static Route get(String path, Handler handler) {
        return new Route(Method.GET, path, Access.READ, handler);
    }

    public static Route post(String path, Handler handler) {
        return new Route(Method.POST, path, Access.FULL, handler);
    }

    public static Route put(String path, Handler handler) {
        return new Route(Method.PUT, path, Access.FULL, handler);
    }

    public static Route patch(String path, Handler handler) {
        return new Route(Method.PATCH, path, Access.FULL, handler);
    }

    public static Route delete(String path, Handler handler) {
        return new Route(Method.DELETE, path, Access.FULL, handler);
    }

    /// The same for everybody.
    public Route open() {
        return new Route(method, path, Access.OPEN, handler);
    }

    /// The same for who may do everything: what is shown lets others in.
    public Route full() {
        return new Route(method, path, Access.FULL, handler);
    }

    /// The same for who may only look: a question that is asked by POST because it carries a body.
    public Route read() {
        return new Route(method, path, Access.READ, handler);
    }
}
