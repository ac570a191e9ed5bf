package org.trackerwatch.store;

/// Whether the database that a backup replaces told what happened since the backup was made; if not, why.
public enum Meanwhile {
    /// It did, and the restored one knows it.
    KNOWN,
    /// There was none.
    NO_DATABASE,
    /// A newer version has changed its tables, as after an upgrade from which the user goes back.
    NEWER,
    /// It did not go on from this backup.
    ANOTHER,
    /// It is damaged, or no database.
    UNREADABLE
}
