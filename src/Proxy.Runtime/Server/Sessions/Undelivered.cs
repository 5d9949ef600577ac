using SharedObjects.Server.Objects;

namespace SharedObjects.Server.Sessions;

/// <summary>A result that was sent and not yet confirmed, how to take it back, and when it took effect: what was taken last goes back first.</summary>
internal readonly record struct Undelivered(ObjectEntry Entry, Action Undo, Action? Afterwards, long Version);
