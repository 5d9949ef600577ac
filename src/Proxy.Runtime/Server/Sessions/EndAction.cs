using SharedObjects.Server.Objects;

namespace SharedObjects.Server.Sessions;

/// <summary>What an object does when a session ends; disposing forgets it.</summary>
internal sealed class EndAction(SessionHolds holds, ObjectEntry entry, Action action) : IDisposable
{
    public ObjectEntry Entry { get; } = entry;

    public Action Action { get; } = action;

    public void Dispose() => holds.Remove(this);
}
